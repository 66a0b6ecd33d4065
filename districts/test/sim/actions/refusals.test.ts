// Every action meets each of its refusals: a scene per code, and the type demands that none is missing.
import { describe, expect, it } from 'vitest'
import { must } from '@civitas/kit'
import { actionCodes, type ActionName, type CodeOf, type SimAction } from '@civitas/schema'
import { FULL, TRAM_SEATS } from '../../../src/sim/limits.ts'
import { DEBTS_MAX } from '../../../src/sim/limits/people.ts'
import { encodeWorld } from '../../../src/sim/index.ts'
import { NO_EDGE, NO_WAY } from '../../../src/sim/city/nav-graph.ts'
import type { Resident } from '../../../src/sim/people/resident.ts'
import type { Site } from '../../../src/sim/world.ts'
import { takeOver } from '../../../src/sim/people/land.ts'
import { goInside } from '../../../src/sim/people/inside.ts'
import { Stage } from '../stage.ts'

type ParametersOf<Name extends ActionName> = Extract<SimAction, { name: Name }>['parameters']
/** Who is there, and with which parameters it tries. The agent is `a1000000`. */
type Scene<Name extends ActionName> = (stage: Stage) => [Resident, ParametersOf<Name>]
type Scenes = { [Name in ActionName]: { [Code in CodeOf<Name>]: Scene<Name> } }

const ME = 'a1000000'
const NOBODY = 'a999999'
/** Lives in the other district. */
const ABROAD = 'a77'
/** The third plot of the district costs 300, and lies by the mill. */
const PLOT = 'plot-ot-3'
const BY_PLOT = 'mill-corner'
/** They build for hire. */
const YARD = 'cog-workshop'
const words = { text_id: 't_hello' }
const meal = { kind: 'recount', what: 'ate', when: 'today' } as const

/** Somebody who may stay when the doors are closed. */
function afterHours(stage: Stage, inside: string): Resident {
  const agent = stage.agent({ inside })
  agent.home = stage.named(inside).address
  stage.clock(23, 30)
  return agent
}

const plan = (plot: string) => ({ plot, kind: 'cottage', deposit: 0, minutes: 60 }) as const

const BLANK: Site = {
  work: 0,
  planks: 0,
  bricks: 0,
  labourMs: 0,
  begunMs: 0,
  isBuilt: false,
  isKnown: false,
  coins: 0,
  contract: undefined,
}

/** Owns the plot by the mill, and stands near it; something may be laid out there. */
function landowner(stage: Stage, site?: Partial<Site>): Resident {
  const agent = stage.agent({ at: BY_PLOT })
  const plot = must(stage.world.city.plotById.get(PLOT), PLOT)
  takeOver(stage.world, agent, plot)
  if (site) stage.world.sites[plot.index] = { ...BLANK, ...site }
  return agent
}

/** Owns that plot, and is in the house of builders, by day. */
function client(stage: Stage, site?: Partial<Site>): Resident {
  const agent = landowner(stage, site)
  goInside(stage.world, agent, stage.building(YARD).building)
  stage.clock(12)
  return agent
}

/** They have been hired already. */
function ordered(stage: Stage): NonNullable<Site['contract']> {
  return { builders: stage.named(YARD).address, price: 0, owed: 0, fromMs: 0, hiredMs: 0 }
}

const scenes: Scenes = {
  move_to: {
    unknown_place: (stage) => [stage.agent(), { place: 'nowhere-street' }],
    unknown_agent: (stage) => [stage.agent(), { place: NOBODY }],
    across_border: (stage) => [stage.agent(), { place: ABROAD }],
    to_self: (stage) => [stage.agent(), { place: ME }],
    not_outside: (stage) => [stage.agent({ inside: 'canal-cafe' }), { place: 'bridge-west' }],
    unreachable: (stage) => {
      const agent = stage.agent()
      const { map } = stage.world
      const pathless = {
        ...map.net,
        next: map.net.next.map(() => NO_EDGE),
        distance: map.net.distance.map(() => NO_WAY),
      }
      Object.assign(stage.world, { map: { ...map, net: pathless } })
      return [agent, { place: 'fountain-square' }]
    },
  },
  enter: {
    already_inside: (stage) => [stage.agent({ inside: 'canal-cafe' }), {}],
    unknown_place: (stage) => [stage.agent(), { building: 'no-such-house' }],
    not_at_door: (stage) => [stage.agent({ at: 'bridge-west' }), {}],
    private_home: (stage) => [stage.agent({ at: 'heron-house' }), {}],
    closed: (stage) => [stage.agent({ at: 'ferryman-tavern' }), {}],
    full: (stage) => {
      for (let guest = 0; guest < 4; guest++) stage.agent({ inside: 'bridge-kiosk' })
      return [stage.agent({ at: 'bridge-kiosk' }), {}]
    },
  },
  ride: {
    unknown_place: (stage) => [stage.agent({ at: 'bell-stop' }), { stop: 'nowhere-stop' }],
    not_outside: (stage) => [stage.agent({ inside: 'canal-cafe' }), { stop: 'bell-stop' }],
    not_at_stop: (stage) => [stage.agent({ at: 'mill-corner' }), { stop: 'bell-stop' }],
    same_stop: (stage) => [stage.agent({ at: 'bell-stop' }), { stop: 'bell-stop' }],
    no_line: (stage) => [stage.agent({ at: 'bell-stop' }), { stop: 'mill-corner' }],
    no_coins: (stage) => [stage.agent({ at: 'bell-stop', coins: 1 }), { stop: 'spice-stop' }],
    tram_full: (stage) => {
      const riders = Array.from({ length: TRAM_SEATS }, () => stage.agent({ at: 'bell-stop' }))
      stage.settle(riders.map((rider) => [rider, { name: 'ride', parameters: { stop: 'spice-stop' } }]))
      return [stage.agent({ at: 'bell-stop' }), { stop: 'spice-stop' }]
    },
  },
  leave: { not_inside: (stage) => [stage.agent(), {}] },
  say: {
    to_self: (stage) => [stage.agent(), { words, to: ME }],
    unknown_agent: (stage) => [
      stage.agent(),
      { words, means: { kind: 'gossip', about: NOBODY, what: 'met', when: 'today' } },
    ],
    across_border: (stage) => [stage.agent(), { words, to: ABROAD }],
    too_far: (stage) => {
      stage.agent({ at: 'bridge-west' })
      return [stage.agent({ at: 'mill-corner' }), { words, to: ME }]
    },
    unknown_place: (stage) => [stage.agent(), { words, means: { ...meal, place: 'nowhere-street' } }],
    unknown_item: (stage) => [stage.agent(), { words, means: { ...meal, item: 'moon-cheese' } }],
    nothing_asked: (stage) => {
      stage.agent()
      return [stage.agent(), { words, to: ME, means: { kind: 'accept' } }]
    },
  },
  tell: {
    to_self: (stage) => [stage.agent(), { agent: ME, words }],
    unknown_agent: (stage) => [stage.agent(), { agent: NOBODY, words }],
    unknown_place: (stage) => [stage.agent(), { agent: ABROAD, words, means: { ...meal, place: 'nowhere-street' } }],
    unknown_item: (stage) => [stage.agent(), { agent: ABROAD, words, means: { ...meal, item: 'moon-cheese' } }],
    nothing_asked: (stage) => [stage.agent(), { agent: ABROAD, words, means: { kind: 'decline' } }],
  },
  wave: {
    to_self: (stage) => [stage.agent(), { agent: ME }],
    unknown_agent: (stage) => [stage.agent(), { agent: NOBODY }],
    across_border: (stage) => [stage.agent(), { agent: ABROAD }],
    too_far: (stage) => [stage.agent(), { agent: `a${stage.agent({ at: 'mill-corner' }).number}` }],
  },
  give: {
    to_self: (stage) => [stage.agent(), { agent: ME, item: 'bread', quantity: 1 }],
    unknown_agent: (stage) => [stage.agent(), { agent: NOBODY, item: 'bread', quantity: 1 }],
    across_border: (stage) => [stage.agent(), { agent: ABROAD, item: 'bread', quantity: 1 }],
    too_far: (stage) => {
      const giver = stage.agent()
      return [giver, { agent: `a${stage.agent({ at: 'mill-corner' }).number}`, item: 'bread', quantity: 1 }]
    },
    unknown_item: (stage) => [stage.agent(), { agent: `a${stage.agent().number}`, item: 'dragon', quantity: 1 }],
    not_in_bag: (stage) => {
      const giver = stage.agent()
      giver.inventory[0] = 1
      return [giver, { agent: `a${stage.agent().number}`, item: 'bread', quantity: 2 }]
    },
  },
  pay: {
    to_self: (stage) => [stage.agent(), { agent: ME, amount: 1 }],
    unknown_agent: (stage) => [stage.agent(), { agent: NOBODY, amount: 1 }],
    too_far: (stage) => [stage.agent(), { agent: `a${stage.agent({ at: 'mill-corner' }).number}`, amount: 1 }],
    no_coins: (stage) => [stage.agent({ coins: 3 }), { agent: `a${stage.agent().number}`, amount: 4 }],
    nothing_asked: (stage) => [stage.agent(), { agent: `a${stage.agent().number}`, amount: 4, for: 'loan' }],
    too_many_promises: (stage) => {
      const [lender, borrower] = [stage.agent(), stage.agent()]
      borrower.loanQuestion = { of: lender.number, coins: 4, day: 1 }
      for (let other = 1; other <= DEBTS_MAX; other++)
        borrower.debts.push({ other, coins: 1, dueDay: 9, isOverdue: false })
      return [lender, { agent: `a${borrower.number}`, amount: 4, for: 'loan' }]
    },
    not_owed: (stage) => [stage.agent(), { agent: `a${stage.agent().number}`, amount: 4, for: 'debt' }],
  },
  buy: {
    unknown_item: (stage) => [stage.agent({ at: 'bridge-kiosk' }), { item: 'dragon', quantity: 1 }],
    not_inside: (stage) => [stage.agent({ at: 'canal-cafe' }), { item: 'coffee', quantity: 1 }],
    not_sold_here: (stage) => [stage.agent({ at: 'bridge-kiosk' }), { item: 'stew', quantity: 1 }],
    closed: (stage) => {
      return [afterHours(stage, 'old-bakery'), { item: 'bread', quantity: 1 }]
    },
    out_of_stock: (stage) => {
      stage.building('bridge-kiosk').state.stock.fill(0)
      return [stage.agent({ at: 'bridge-kiosk' }), { item: 'sandwich', quantity: 1 }]
    },
    no_coins: (stage) => [stage.agent({ at: 'bridge-kiosk', coins: 1 }), { item: 'sandwich', quantity: 1 }],
  },
  sell: {
    unknown_item: (stage) => [stage.agent({ at: 'bridge-kiosk' }), { item: 'dragon', quantity: 1 }],
    not_inside: (stage) => [stage.agent({ at: 'canal-cafe' }), { item: 'coffee', quantity: 1 }],
    not_sold_here: (stage) => [stage.agent({ at: 'bridge-kiosk' }), { item: 'stew', quantity: 1 }],
    closed: (stage) => [afterHours(stage, 'old-bakery'), { item: 'bread', quantity: 1 }],
    not_in_bag: (stage) => [stage.agent({ at: 'bridge-kiosk' }), { item: 'apple', quantity: 1 }],
    till_empty: (stage) => {
      const agent = stage.agent({ at: 'bridge-kiosk' })
      agent.inventory.fill(1)
      stage.building('bridge-kiosk').state.coins = 0
      return [agent, { item: 'apple', quantity: 1 }]
    },
  },
  set_price: {
    unknown_item: (stage) => [stage.agent({ at: 'bridge-kiosk' }), { item: 'dragon', price: 1 }],
    not_inside: (stage) => [stage.agent(), { item: 'apple', price: 3 }],
    not_sold_here: (stage) => [stage.agent({ at: 'bridge-kiosk' }), { item: 'stew', price: 3 }],
    not_staff: (stage) => [stage.agent({ at: 'bridge-kiosk' }), { item: 'apple', price: 3 }],
    price_out_of_bounds: (stage) => {
      const agent = stage.agent({ at: 'bridge-kiosk' })
      agent.job = stage.named('bridge-kiosk').address
      return [agent, { item: 'apple', price: 7 }]
    },
  },
  claim_plot: {
    unknown_plot: (stage) => [stage.agent(), { plot: 'plot-x' }],
    across_border: (stage) => [stage.agent(), { plot: 'plot-mk-1' }],
    not_outside: (stage) => [stage.agent({ inside: 'canal-cafe' }), { plot: PLOT }],
    too_far: (stage) => [stage.agent({ at: 'fountain-square' }), { plot: PLOT }],
    plot_taken: (stage) => {
      stage.world.plotOwners[2] = 7
      return [stage.agent({ at: BY_PLOT, coins: 500 }), { plot: PLOT }]
    },
    too_many_plots: (stage) => {
      const agent = stage.agent({ at: BY_PLOT, coins: 500 })
      agent.plots = [0, 1, 3]
      return [agent, { plot: PLOT }]
    },
    no_coins: (stage) => [stage.agent({ at: BY_PLOT, coins: 299 }), { plot: PLOT }],
  },
  build: {
    unknown_plot: (stage) => [stage.agent(), plan('plot-of-nobody')],
    not_owner: (stage) => [stage.agent({ at: BY_PLOT }), plan(PLOT)],
    across_border: (stage) => {
      const agent = stage.agent()
      agent.plots.push(5)
      return [agent, plan('plot-mk-1')]
    },
    unknown_place: (stage) => [landowner(stage), { ...plan(PLOT), builders: 'nowhere' }],
    no_builders: (stage) => [landowner(stage), { ...plan(PLOT), builders: 'smithy' }],
    not_inside: (stage) => [landowner(stage), { ...plan(PLOT), builders: YARD }],
    closed: (stage) => {
      const agent = client(stage)
      agent.home = stage.named(YARD).address
      stage.clock(23, 30)
      return [agent, { ...plan(PLOT), builders: YARD }]
    },
    already_hired: (stage) => [
      client(stage, { contract: ordered(stage) }),
      { plot: PLOT, deposit: 0, minutes: 1, builders: YARD },
    ],
    too_many_orders: (stage) => {
      const agent = client(stage)
      for (const index of [0, 1, 3]) stage.world.sites[index] = { ...BLANK, contract: ordered(stage) }
      return [agent, { ...plan(PLOT), builders: YARD }]
    },
    not_outside: (stage) => {
      const agent = landowner(stage)
      goInside(stage.world, agent, stage.building('canal-cafe').building)
      return [agent, plan(PLOT)]
    },
    too_far: (stage) => {
      const agent = landowner(stage)
      stage.put(agent, 'bridge-west')
      return [agent, plan(PLOT)]
    },
    no_coins: (stage) => [landowner(stage), { ...plan(PLOT), deposit: 1_000_000 }],
    no_plan: (stage) => [landowner(stage), { plot: PLOT, deposit: 0, minutes: 60 }],
    already_built: (stage) => [landowner(stage, {}), { ...plan(PLOT), kind: 'house' }],
    no_materials: (stage) => [landowner(stage, {}), plan(PLOT)],
  },
  manage_plot: {
    unknown_plot: (stage) => [stage.agent(), { plot: 'plot-of-nobody' }],
    not_owner: (stage) => [stage.agent(), { plot: PLOT }],
    across_border: (stage) => {
      const agent = stage.agent()
      agent.plots.push(5)
      return [agent, { plot: 'plot-mk-1' }]
    },
    no_homes: (stage) => [landowner(stage), { plot: PLOT, rent: 3 }],
  },
  name_plot: {
    unknown_plot: (stage) => [stage.agent(), { plot: 'plot-of-nobody', words }],
    not_owner: (stage) => [stage.agent(), { plot: PLOT, words }],
    across_border: (stage) => {
      const agent = stage.agent()
      agent.plots.push(5)
      return [agent, { plot: 'plot-mk-1', words }]
    },
  },
  release_plot: {
    unknown_plot: (stage) => [stage.agent(), { plot: 'plot-x' }],
    not_owner: (stage) => [stage.agent(), { plot: PLOT }],
    across_border: (stage) => {
      const agent = stage.agent()
      agent.plots = [stage.world.city.plotById.get('plot-mk-1')?.number ?? -1]
      return [agent, { plot: 'plot-mk-1' }]
    },
  },
  eat: {
    unknown_item: (stage) => [stage.agent(), { item: 'dragon' }],
    nothing_to_eat: (stage) => [stage.agent(), {}],
    not_hungry: (stage) => {
      const agent = stage.agent()
      agent.inventory[0] = 1
      agent.hunger = FULL
      return [agent, {}]
    },
  },
  rest: { not_a_resting_place: (stage) => [stage.agent({ at: 'bridge-west' }), { minutes: 10 }] },
  work: {
    not_inside: (stage) => [stage.agent(), { minutes: 10 }],
    not_on_shift: (stage) => {
      const agent = afterHours(stage, 'town-hall')
      agent.job = agent.building
      return [agent, { minutes: 10 }]
    },
    no_job_here: (stage) => [afterHours(stage, 'heron-house'), { minutes: 10 }],
    closed: (stage) => {
      return [afterHours(stage, 'canal-cafe'), { minutes: 10 }]
    },
  },
  study: {
    not_inside: (stage) => [stage.agent(), { minutes: 10 }],
    not_taught_here: (stage) => {
      stage.clock(10)
      return [stage.agent({ inside: 'quill-library' }), { skill: 'crafts', minutes: 10 }]
    },
    closed: (stage) => {
      return [afterHours(stage, 'quill-library'), { minutes: 10 }]
    },
  },
  play: {
    not_a_playground: (stage) => [stage.agent({ at: 'bridge-west' }), { minutes: 10 }],
    closed: (stage) => {
      return [afterHours(stage, 'canal-cafe'), { minutes: 10 }]
    },
  },
  wait: { not_done_here: (stage) => [stage.agent({ at: 'bridge-west' }), { minutes: 10, doing: 'washing' }] },
}

const rows = Object.entries(actionCodes).flatMap(([name, codes]) =>
  codes.map((code) => [name as ActionName, code] as const),
)

describe('a refusal changes nothing but the stream', () => {
  it.each(rows)('%s: %s', (name, code) => {
    const stage = new Stage()
    const scene = (scenes[name] as Record<string, Scene<ActionName>>)[code]
    if (!scene) throw new Error(`no scene of ${name} ${code}`)
    const [agent, parameters] = scene(stage)
    const before = encodeWorld(stage.world).length
    const answer = stage.act(agent, { name, parameters } as SimAction)
    expect(answer).toMatchObject({ status: 'refused', code })
    expect(answer.items.map(({ kind }) => kind)).toEqual(['result'])
    expect(agent).toMatchObject({ activity: 'idle', bodyTick: 0, spokeTick: 0 })
    expect(encodeWorld(stage.world).length).toBeGreaterThanOrEqual(before)
  })
})
