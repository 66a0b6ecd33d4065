import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarOf, DAYS_PER_YEAR, type Season, seasons } from './calendar.ts'
import { SPELL_MINUTES, SPELLS_PER_DAY, type Weather, weatherChanges, weatherOf, weathers } from './weather.ts'

const seeds = fc.integer({ min: 0, max: 0xffffffff })
const days = fc.integer({ min: 1, max: 5_000 })

/** How many spells of each weather three years of some seeds have, by season. */
function countYears(): Record<Season, Record<Weather, number>> {
  const none = () => Object.fromEntries(weathers.map((weather) => [weather, 0])) as Record<Weather, number>
  const counts = Object.fromEntries(seasons.map((season) => [season, none()])) as ReturnType<typeof countYears>
  for (let seed = 1; seed <= 5; seed++) {
    for (let day = 1; day <= DAYS_PER_YEAR * 3; day++) {
      for (let spell = 0; spell < SPELLS_PER_DAY; spell++) {
        counts[calendarOf(day).season][weatherOf(seed, day, spell)] += 1
      }
    }
  }
  return counts
}

describe('the forecast', () => {
  it('[DET-1] follows from seed and day alone, and is a kind of weather in every spell', () => {
    fc.assert(
      fc.property(seeds, days, fc.integer({ min: 0, max: SPELLS_PER_DAY - 1 }), (seed, day, spell) => {
        expect(weathers).toContain(weatherOf(seed, day, spell))
        expect(weatherOf(seed, day, spell)).toBe(weatherOf(seed, day, spell))
      }),
    )
  })

  it('tells each change once, in order, and what it changes to is what the spells say', () => {
    fc.assert(
      fc.property(seeds, days, (seed, day) => {
        const changes = weatherChanges(seed, day)
        let now = day === 1 ? undefined : weatherOf(seed, day - 1, SPELLS_PER_DAY - 1)
        for (let spell = day === 1 ? 2 : 0; spell < SPELLS_PER_DAY; spell++) {
          const change = changes.find(({ minute }) => minute === spell * SPELL_MINUTES)
          expect(change?.weather).not.toBe(now)
          now = change?.weather ?? now
          expect(now).toBe(weatherOf(seed, day, spell))
        }
        expect(changes.map(({ minute }) => minute)).toEqual(
          changes.map(({ minute }) => minute).toSorted((a, b) => a - b),
        )
      }),
    )
  })

  it('a fresh city gets its first weather in the spell in which it starts', () => {
    expect(weatherChanges(1, 1)[0]?.minute).toBe(2 * SPELL_MINUTES)
  })

  const counts = countYears()
  const spells = (DAYS_PER_YEAR / 4) * 3 * 5 * SPELLS_PER_DAY
  const share = (season: Season, ...of: Weather[]) => of.reduce((sum, one) => sum + counts[season][one], 0) / spells

  it('seasons differ: snow in winter, heat in summer, storms in summer and autumn, fog in autumn', () => {
    expect(share('winter', 'snow')).toBeGreaterThan(0.08)
    expect(share('summer', 'snow')).toBe(0)
    expect(share('summer', 'heat')).toBeGreaterThan(0.02)
    expect(share('winter', 'heat')).toBe(0)
    expect(share('autumn', 'storm')).toBeGreaterThan(share('winter', 'storm'))
    expect(share('autumn', 'fog')).toBeGreaterThan(share('summer', 'fog'))
  })

  it.each(seasons)('most of a %s is dry, and some of it is not', (season) => {
    const wet = share(season, 'rain', 'storm', 'snow')
    expect(wet).toBeGreaterThan(0.08)
    expect(wet).toBeLessThan(0.45)
  })

  it('holds on: a spell is mostly like the one before, and a day still has more than one', () => {
    let kept = 0
    let turns = 0
    const from = 1
    for (let day = from; day <= DAYS_PER_YEAR; day++) turns += weatherChanges(7, day).length
    for (let day = from; day <= DAYS_PER_YEAR; day++) {
      for (let spell = 1; spell < SPELLS_PER_DAY; spell++) {
        kept += weatherOf(7, day, spell) === weatherOf(7, day, spell - 1) ? 1 : 0
      }
    }
    expect(kept / (DAYS_PER_YEAR * (SPELLS_PER_DAY - 1))).toBeGreaterThan(0.5)
    expect(turns / DAYS_PER_YEAR).toBeGreaterThan(1.5)
    expect(turns / DAYS_PER_YEAR).toBeLessThan(4)
  })
})
