// What comes in: order, keys, limits per tick, commands, the clock.
import { districtCodes } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { decodeWorld, encodeWorld, settle } from '../../src/sim/index.ts'
import { KEYS_REMEMBERED } from '../../src/sim/limits.ts'
import { coinsOf } from '../../src/sim/money.ts'
import { FIRST_AGENT, itemsOf, only, Stage, tiny } from './stage.ts'

const wait = { name: 'wait', parameters: { minutes: 5 } } as const
const walk = { name: 'move_to', parameters: { place: 'mill-corner' } } as const

describe('actions', () => {
  it('[ACT-7] a repeated key changes nothing and writes no item', () => {
    const stage = new Stage()
    const agent = stage.agent()
    stage.act(agent, walk, { key: 'once' })
    const before = encodeWorld(stage.world)
    const { status, items, facts } = stage.act(agent, wait, { key: 'once' })
    expect([status, items, facts]).toEqual(['duplicate', [], []])
    expect(agent.activity).toBe('walking')
    expect(encodeWorld(stage.world).length).toBe(before.length)
  })

  it('[ACT-7] the newest 64 keys are remembered, through snapshots too; a refusal binds its key', () => {
    const stage = new Stage()
    const agent = stage.agent()
    const nonsense = { name: 'buy', parameters: { item: 'dragon', quantity: 1 } } as const
    for (let count = 0; count < KEYS_REMEMBERED; count++) stage.act(agent, nonsense, { key: `key ${count}` })
    stage.world = decodeWorld(tiny, encodeWorld(stage.world))
    expect(stage.act(agent, wait, { key: 'key 0' }).status).toBe('duplicate')
    expect(stage.act(agent, wait, { key: 'one more' }).status).toBe('accepted')
    expect(stage.act(agent, wait, { key: 'key 0' }).status).toBe('accepted')
    expect(stage.act(agent, wait, { key: 'key 2' }).status).toBe('duplicate')
  })

  it('[ACT-6] a second body action in a tick is refused: one_per_tick', () => {
    const stage = new Stage()
    const agent = stage.agent()
    const { outcomes } = stage.settle([
      [agent, wait],
      [agent, walk],
    ])
    expect(outcomes).toEqual([{ status: 'accepted' }, { status: 'refused', code: 'one_per_tick' }])
  })

  it('[ACT-6] a refused body action leaves the turn to the next', () => {
    const stage = new Stage()
    const agent = stage.agent()
    const { outcomes } = stage.settle([
      [agent, { name: 'leave', parameters: {} }],
      [agent, walk],
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['refused', 'accepted'])
  })

  it('[ACT-6] a new body action interrupts the running one, and says so', () => {
    const stage = new Stage()
    const agent = stage.agent()
    stage.act(agent, walk, { key: 'first' })
    const { items } = stage.act(agent, wait, { key: 'second' })
    expect(items).toMatchObject([
      { kind: 'result', action_id: 'act_second' },
      { fact: { type: 'activity_finished', action_id: 'act_first', outcome: 'interrupted' } },
      { fact: { type: 'activity_started', action_id: 'act_second' } },
    ])
  })

  it('[ACT-6] after its expires_tick an action is refused: stale', () => {
    const stage = new Stage()
    const agent = stage.agent()
    const { tick } = stage.world
    expect(stage.act(agent, wait, { expires_tick: tick + 1 }).status).toBe('accepted')
    expect(stage.act(agent, wait, { expires_tick: tick + 1 }).code).toBe('stale')
  })

  it('who fainted is refused: asleep', () => {
    const stage = new Stage()
    const agent = stage.agent()
    agent.energy = 0
    stage.run(1)
    expect(stage.act(agent, wait).code).toBe('asleep')
  })

  it('who sleeps is not refused: a body action wakes it', () => {
    const stage = new Stage()
    const agent = stage.agent()
    agent.activity = 'sleeping'
    expect(stage.act(agent, wait).status).toBe('accepted')
    expect(agent.activity).toBe('waiting')
    expect(districtCodes.asleep).toMatch(/^The agent has fainted; .*Who only sleeps is not refused/)
  })

  it('[STR-1] items are numbered from 1 without holes, refusals and facts alike', () => {
    const stage = new Stage()
    const agent = stage.agent()
    const seqs = [walk, walk, { name: 'leave', parameters: {} } as const, wait].flatMap((action) =>
      stage.act(agent, action).items.map(({ seq }) => seq),
    )
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, i) => i + 2))
  })

  it('an action for somebody who is not here is refused, and reaches no stream', () => {
    const stage = new Stage()
    const action = { type: 'action', resident: 5, action: wait, action_id: 'act_x', key: 'x', sequence: 1 } as const
    const { outcomes, streams } = settle(stage.world, [action])
    expect([outcomes, streams]).toEqual([[{ status: 'refused', code: 'unknown_agent' }], []])
  })

  it('nobody is always first: the last loaf goes now to one, now to the other', () => {
    const winners = new Set<number>()
    for (let seed = 0; seed < 20; seed++) {
      const stage = new Stage({ seed })
      stage.building('bridge-kiosk').state.stock[0] = 1
      const agents = [stage.agent({ at: 'bridge-kiosk' }), stage.agent({ at: 'bridge-kiosk' })]
      const buy = { name: 'buy', parameters: { item: 'sandwich', quantity: 1 } } as const
      winners.add(stage.settle(agents.map((agent) => [agent, buy])).outcomes.findIndex(({ code }) => !code))
    }
    expect(winners.size).toBe(2)
  })

  it('decisions of built-in minds write no result, but set what the mind learns of its last refusal', () => {
    const stage = new Stage()
    const agent = stage.agent({ streamed: false })
    const decision = { type: 'decision', resident: agent.number, sequence: 1 } as const
    const refused = settle(stage.world, [{ ...decision, action: { name: 'leave', parameters: {} } }])
    expect([refused.streams, agent.lastRefused]).toEqual([[], true])
    settle(stage.world, [{ ...decision, action: wait }])
    expect([agent.lastRefused, agent.activity]).toEqual([false, 'waiting'])
  })
})

describe('commands', () => {
  const spawn = { kind: 'spawn', resident: FIRST_AGENT, streamed: true, coins: 40, home: 'elm-house' } as const

  it('[CMD-1] a spawn of a known resident is a no-op', () => {
    const { world } = new Stage()
    const first = settle(world, [{ type: 'command', id: 'c1', command: spawn }])
    expect(only(first.facts, 'agent_spawned')).toMatchObject([{ agent_id: 'a1000000' }])
    expect(first.agents).toMatchObject([{ resident: FIRST_AGENT, status: 'living', home: 'elm-house' }])
    const again = settle(world, [{ type: 'command', id: 'c1', command: spawn }])
    expect([again.facts, again.commandsDone, world.residents.length]).toEqual([[], ['c1'], 1])
  })

  it('coins of a newcomer come from the treasury, and go back when it retires', () => {
    const { world } = new Stage()
    const before = coinsOf(world)
    const treasury = world.treasury.coins
    settle(world, [{ type: 'command', id: 'c1', command: spawn }])
    expect(world.treasury.coins).toBe(treasury - 40)
    const { agents, streams } = settle(world, [
      { type: 'command', id: 'c2', command: { kind: 'retire', resident: FIRST_AGENT } },
    ])
    expect(agents).toMatchObject([{ resident: FIRST_AGENT, status: 'retired' }])
    expect(streams).toMatchObject([{ item: { fact: { type: 'agent_retired' } } }])
    expect([coinsOf(world), world.treasury.coins, world.residents.length]).toEqual([before, treasury, 0])
  })

  it('retiring somebody unknown, or out of the middle of a crowd, harms nobody', () => {
    const stage = new Stage()
    const agents = ['canal-cafe', 'old-bakery', 'canal-cafe'].map((inside) => stage.agent({ inside }))
    const work = { name: 'work', parameters: { minutes: 60 } } as const
    stage.settle(agents.map((agent) => [agent, work]))
    const retire = (resident: number) =>
      ({ type: 'command', id: `r${resident}`, command: { kind: 'retire', resident } }) as const
    settle(stage.world, [retire(FIRST_AGENT), retire(77)])
    expect(stage.building('canal-cafe').state).toMatchObject({ occupants: 1, working: 1 })
    expect(stage.world.residents.map(({ slot }) => slot)).toEqual([0, 1])
    stage.run(5)
    expect(decodeWorld(tiny, encodeWorld(stage.world)).residents).toHaveLength(2)
  })

  it('set_streamed hands an agent from the built-in mind to an outside one and back', () => {
    const stage = new Stage()
    const agent = stage.agent({ streamed: false })
    const set = (streamed: boolean) =>
      settle(stage.world, [
        { type: 'command', id: `s${streamed}`, command: { kind: 'set_streamed', resident: agent.number, streamed } },
      ])
    set(true)
    expect(stage.act(agent, wait).items).toHaveLength(2)
    set(false)
    expect(itemsOf(stage.tick(), agent)).toEqual([])
    expect(agent.streamed).toBe(false)
  })
})

describe('the clock', () => {
  it('[CLK-1] another rate holds from its tick on; paused city time stands still', () => {
    const { world } = new Stage()
    const start = world.cityMs
    const { facts } = settle(world, [{ type: 'clock', rate: 60, paused: false }])
    expect(only(facts, 'clock_changed')).toHaveLength(1)
    settle(world, [])
    expect(world.cityMs - start).toBe(20_000 + 60_000)
    settle(world, [{ type: 'clock', rate: 60, paused: true }])
    const stopped = world.cityMs
    settle(world, [])
    expect(world.cityMs).toBe(stopped)
  })
})
