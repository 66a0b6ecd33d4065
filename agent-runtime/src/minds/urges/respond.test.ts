import { closures, incidentKinds, type IncidentKind, incidentRoles, type IncidentRole } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { batchOf, CAFE, type Column, HOME, map, OFFICE } from '../../../test/helpers.ts'
import { decide } from '../routine.ts'

const BARRED = closures.indexOf('everybody')
const outside = { building: -1, x: 60, y: 10 }
const SQUARE = 0

function choice(kind: IncidentKind, role: IncidentRole, more: Partial<Record<Column, number>>, minute = 600): string {
  const at = kind === 'festival' || kind === 'strike' ? { incidentPlace: SQUARE } : { incidentBuilding: CAFE }
  const incident = { incident: incidentKinds.indexOf(kind) + 1, role: incidentRoles.indexOf(role), ...at }
  const action = decide(map, batchOf(minute, { ...incident, ...more }), 0)?.action
  const { place, building } = (action?.parameters ?? {}) as { place?: string; building?: string }
  return [action?.name, place ?? building].filter(Boolean).join(' ')
}

describe('when something happens, a routine mind', () => {
  it.each<[string, string, string]>([
    ['leaves its workplace when called to a fire', choice('fire', 'called', { building: OFFICE }), 'leave'],
    ['runs to the fire', choice('fire', 'called', outside), 'move_to canal-cafe'],
    ['fights it at the door', choice('fire', 'called', { ...outside, doorOf: CAFE }), 'work'],
    [
      'breaks off what it does when the call comes',
      choice('fire', 'called', { ...outside, busy: 1 }),
      'move_to canal-cafe',
    ],
    [
      'lends a hand in its free time',
      choice('fire', 'volunteer', { ...outside, work: -1, coins: 200 }),
      'move_to canal-cafe',
    ],
    ['works its shift rather than lend a hand', choice('fire', 'volunteer', outside), 'move_to coin-office'],
    ['strikes in its shift', choice('strike', 'striker', outside), 'move_to fountain-square'],
    [
      'talks with the strikers when that is its office',
      choice('strike', 'called', { ...outside, place: SQUARE }),
      'work',
    ],
    [
      'goes to the festival',
      choice('festival', 'volunteer', { ...outside, work: -1, coins: 200 }),
      'move_to fountain-square',
    ],
    ['sleeps through it', choice('festival', 'volunteer', {}, 180), 'rest'],
    ['eats first when it starves', choice('fire', 'called', { ...outside, hunger: 500 }), 'eat'],
  ])('%s', (_story, chosen, expected) => {
    expect(chosen).toBe(expected)
  })

  it('passes the strike with the others, and looks for lunch when hungry', () => {
    const there = { ...outside, place: SQUARE }
    const all = Array.from({ length: 40 }, (_, at) => choice('strike', 'striker', { ...there, resident: at + 1 }, 600))
    expect([...new Set(all)].toSorted()).toEqual(['play', 'wait'])
    expect(choice('strike', 'striker', { ...there, food: 0, hunger: 4_000 })).toMatch(/^move_to .*(cafe|kiosk)/)
  })

  it('looks at the flames now and then, not for hours', () => {
    const bystander = { ...outside, work: -1, coins: 200 }
    const minutes = Array.from({ length: 60 }, (_, at) => choice('fire', 'bystander', bystander, 600 + at * 6))
    const looks = minutes.filter((chosen) => chosen === 'wait').length
    expect(looks).toBeGreaterThan(0)
    expect(looks).toBeLessThan(30)
  })

  it('searches one spot after the other for a lost child', () => {
    const spots = new Set<string>()
    for (let minute = 540; minute < 1_200; minute += 10) spots.add(choice('lost_child', 'called', outside, minute))
    expect([...spots].toSorted()).toEqual(['move_to fountain-square', 'move_to park-pond', 'move_to willow-bench'])
    const there = new Set<string>()
    for (let minute = 540; minute < 1_200; minute += 10)
      there.add(choice('lost_child', 'called', { ...outside, place: SQUARE }, minute))
    expect(there).toContain('work')
  })

  it('does not go to work where it burns, nor for a drink', () => {
    const shut = Uint8Array.from(map.buildings, (_, at) => (at === OFFICE || at === CAFE ? BARRED : 0))
    const batch = { ...batchOf(600, { ...outside, coins: 200 }), shut }
    const action = decide(map, batch, 0)?.action
    expect(JSON.stringify(action)).not.toContain('coin-office')
    expect(JSON.stringify(action)).not.toContain('canal-cafe')
    expect(decide(map, { ...batch, shut: new Uint8Array() }, 0)?.action).toMatchObject({
      parameters: { place: 'coin-office' },
    })
  })

  it('sees the doctor when hurt', () => {
    const clinic = {
      ...map,
      buildings: map.buildings.map((one, at) => (at === CAFE ? { ...one, kind: 'clinic' } : one)),
    }
    const hurt = (more: Partial<Record<Column, number>>) =>
      decide(clinic, batchOf(600, { hurtMinutes: 90, ...more }), 0)?.action
    expect(hurt(outside)).toMatchObject({ name: 'move_to', parameters: { place: 'canal-cafe' } })
    expect(hurt({ building: HOME })).toMatchObject({ name: 'leave' })
    expect(hurt({ building: CAFE })).toMatchObject({ name: 'rest', parameters: { minutes: 90 } })
  })
})
