// Somebody leaves a job for one that pays clearly more: the old house has a place free, wherever it is.
import { must } from '@civitas/kit'
import { describe, expect, it } from 'vitest'
import { betterJob, openingsOf } from '../../src/sim/reads/better-job.ts'
import type { Resident } from '../../src/sim/people/resident.ts'
import { buildingOf } from '../../src/sim/world.ts'
import { only, Stage } from './stage.ts'
import { TwoDistricts } from './two-districts.ts'

const change = { name: 'work', parameters: { minutes: 60, change_job: true } } as const

/** Somebody with a job in the library, inside the office, which alone wants hands. */
function clerk() {
  const stage = new Stage()
  stage.clock(10)
  const agent = stage.agent({ inside: 'guild-office', coins: 0 })
  employ(stage, agent, 'quill-library')
  const [office, library] = [stage.building('guild-office'), stage.building('quill-library')]
  for (const state of stage.world.buildings) if (state !== office.state) state.firm.positions = 0
  return { stage, agent, office, library }
}

function employ(stage: Stage, agent: Resident, id: string): void {
  const { building, state } = stage.building(id)
  agent.job = building.address
  state.firm.staff.push({ resident: agent.number, came: true, missed: 0, unpaid: false })
}

describe('work with change_job', () => {
  it('gives notice at the old house and takes a place in the new one, and all hear of it', () => {
    const { stage, agent, office, library } = clerk()
    const { status, facts } = stage.act(agent, change)
    expect(status).toBe('accepted')
    expect(only(facts, 'gave_notice')).toEqual([
      { type: 'gave_notice', agent_id: 'a1000000', building: 'quill-library', to: 'guild-office' },
    ])
    expect(only(facts, 'hired')).toMatchObject([{ building: 'guild-office' }])
    expect(agent.job).toBe(office.building.address)
    expect([library.state.firm.staff, office.state.firm.staff.length]).toEqual([[], 1])
    expect(agent.activity).toBe('working')
  })

  it('is refused where no hand is wanted, and nothing changes', () => {
    const { stage, agent, office, library } = clerk()
    office.state.firm.positions = 0
    expect(stage.act(agent, change).code).toBe('no_job_here')
    expect([agent.job, library.state.firm.staff.length]).toEqual([library.building.address, 1])
  })

  it('is work as ever at one’s own place, and without a job', () => {
    const { stage, agent } = clerk()
    expect(only(stage.act(agent, { name: 'work', parameters: { minutes: 10 } }).facts, 'hired')).toEqual([])
    const jobless = stage.agent({ inside: 'guild-office' })
    const { facts } = stage.act(jobless, change)
    expect([only(facts, 'hired').length, only(facts, 'gave_notice').length]).toEqual([1, 0])
    expect(only(stage.act(jobless, change).facts, 'gave_notice')).toEqual([])
  })

  it('[CMD-1] frees the place beyond the border', () => {
    const towns = new TwoDistricts()
    const resident = towns.spawn(0)
    const agent = towns.get(resident)
    const [here, there] = towns.worlds
    const of = (world = here, id = 'guild-office') => {
      const { address } = must(world?.city.addresses.get(id), id).named
      return buildingOf(must(world, 'a world'), must(world?.map.indexOf.get(address), id))
    }
    const [office, grocery] = [of(), of(there, 'great-grocery')]
    agent.job = grocery.building.address
    grocery.state.firm.staff.push({ resident, came: true, missed: 0, unpaid: false })
    agent.building = office.building.index
    office.state.occupants += 1
    must(here, 'old town').index.forget()
    for (const world of towns.worlds) world.cityMs = 10 * 3_600_000
    towns.act(resident, change)
    expect(only(towns.facts, 'gave_notice')).toMatchObject([{ building: 'great-grocery', to: 'guild-office' }])
    towns.ticks(3)
    expect(grocery.state.firm.staff).toEqual([])
    expect([agent.job, towns.imbalance()]).toEqual([office.building.address, 0])
  })
})

describe('a better job', () => {
  it('is one that pays a fifth more and wants a hand now', () => {
    const { stage, agent, office, library } = clerk()
    const found = () => betterJob(stage.world, agent, openingsOf(stage.world))
    expect(found()).toBe(office.building.index)
    library.state.firm.wagePercent = 120
    expect(found()).toBe(-1)
    library.state.firm.wagePercent = 100
    stage.clock(3)
    expect(found()).toBe(-1)
  })

  it('is none in a trade that one knows worse, and none for who has no job', () => {
    const { stage, agent, library } = clerk()
    const found = () => betterJob(stage.world, agent, openingsOf(stage.world))
    agent.skills[library.building.trade] = 9_000_000
    expect(found()).toBe(-1)
    agent.skills.fill(0)
    agent.job = -1
    expect(found()).toBe(-1)
  })
})
