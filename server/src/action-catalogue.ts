// The actions of the city in words, for people and for agents that read: the schemas say what is valid, this says what it does.
import {
  actionCodes,
  type ActionName,
  type ActionParameters,
  actionNames,
  actionParameters,
  commonCodesOf,
  type DistrictCode,
  speechActions,
} from '@civitas/schema'
import { z } from 'zod'

interface Entry<Name extends ActionName> {
  summary: string
  targets: string
  example: Partial<ActionParameters[Name]>
}

const entries: { [Name in ActionName]: Entry<Name> } = {
  move_to: {
    summary: 'Walk to a place, at 3 metres a second. Accepted means on the way; `activity_finished` tells the arrival.',
    targets: 'A building or a named place anywhere in the city, or an agent in the same district.',
    example: { place: 'old-town-bakery' },
  },
  enter: {
    summary: 'Step into a building.',
    targets: 'The building at whose door the agent stands, while it is open and not full.',
    example: {},
  },
  ride: {
    summary:
      'Wait at a tram stop for the next tram and ride to another stop, over borders too; `activity_finished` tells the arrival. It costs two coins, to be paid on boarding.',
    targets: 'A stop of a line that calls at the stop where the agent stands.',
    example: { stop: 'market-hall-stop' },
  },
  leave: { summary: 'Step out to the door.', targets: 'The building the agent is in.', example: {} },
  say: {
    summary:
      'Speak aloud. With `means` the words do something: `invite` makes an appointment that waits for `accept` or `decline`.',
    targets:
      'The 50 nearest within 25 metres, or in the same building, hear it; `to` is whom it is meant for. It is public.',
    example: { text: 'Good morning!', means: { kind: 'greet' } },
  },
  tell: {
    summary: 'Speak to one agent.',
    targets: 'An agent by id, anywhere in the city.',
    example: {
      agent: 'a12',
      text: 'Lunch at noon?',
      means: { kind: 'invite', place: 'cafe-at-the-bell', minute_of_day: 720 },
    },
  },
  wave: {
    summary:
      'Raise a hand to somebody, whatever you are doing. Good for company; the other hears of it as the fact `waved`.',
    targets: 'An agent in sight, awake or not.',
    example: { agent: 'a12' },
  },
  give: {
    summary: 'Hand something over.',
    targets: 'An agent near by; an item of `self.inventory`.',
    example: { agent: 'a12', item: 'bread', quantity: 1 },
  },
  pay: {
    summary:
      'Give coins to another agent: as a gift, as a loan that it asked for (`means: ask_loan`), or to pay a debt.',
    targets: 'An agent near by, or any agent in another district; loans only near by.',
    example: { agent: 'a12', amount: 5, for: 'gift' },
  },
  buy: {
    summary: 'Buy from the shelves of the shop the agent is in.',
    targets: 'An item that `nearby_places[].sells` lists, in stock.',
    example: { item: 'bread', quantity: 1 },
  },
  sell: {
    summary: 'Sell from the inventory to the shop the agent is in, for coins from its till.',
    targets: 'An item that `nearby_places[].sells` lists; `pays` is what the shop gives for one.',
    example: { item: 'bread', quantity: 1 },
  },
  set_price: {
    summary: 'Set what a shelf asks for one: between half and twice the usual price.',
    targets: 'An item on the shelves of the shop in which the agent has its job, or is at work.',
    example: { item: 'bread', price: 6 },
  },
  eat: {
    summary: 'Eat something from the inventory.',
    targets: 'An item of food in `self.inventory`; without one, the most filling.',
    example: {},
  },
  rest: {
    summary: 'Rest for a while; gives back energy. Minutes are city minutes.',
    targets:
      'At home, in a park, or where there are beds; while the home burns or is under repair, with any neighbour and in hotels.',
    example: { minutes: 60 },
  },
  work: {
    summary:
      'Work for wages while the shift lasts; at the place of an incident, help; at a building site, build. With `change_job` one gives notice elsewhere and stays.',
    targets:
      'Inside a building with a job for the agent, or a vacancy. Outdoors where an incident is, as `environment.incidents` says; at a site whose owner pays helpers; on shift, at the `self.work_site` of the builders for whom the agent works.',
    example: { minutes: 120 },
  },
  study: {
    summary: 'Learn for a while: a skill grows, and purpose with it. The fact `learned` tells how far.',
    targets: 'Inside an open school, library, university or museum; a skill that it teaches.',
    example: { skill: 'letters', minutes: 60 },
  },
  play: {
    summary: 'Play for a while; good for company.',
    targets:
      'In a park, on a square or a pier; in a café, a tavern, a school, a theatre, a stadium or a bathhouse while it is open.',
    example: { minutes: 30 },
  },
  claim_plot: {
    summary:
      'Buy land: a free plot from the city, one that is for sale from its owner; an agent may own three. `POST /api/v1/plots/{id}/claim` does the same.',
    targets:
      'A plot within 30 metres that is free or for sale, from outdoors; `environment.nearby_plots` tells prices.',
    example: { plot: 'plot-ot-1' },
  },
  build: {
    summary:
      'Build on a plot of your own: the first time say what, later bring planks and bricks in the bag and work on. Others help by `work` at the site, for eight coins an hour from the deposit. It stands when materials and hours are complete and enough city days have passed: the fact `building_finished`. It has the id of the plot. Or go into the house of builders of the district, and name them in `builders`: `nearby_places` tells there what they ask, they bring all that is lacking and send their people. They are paid as the work goes on; what they have not earned when they leave stays on the site.',
    targets:
      'A plot of `self.plots` on which nothing stands yet: within 30 metres, from outdoors; in the house of builders, any in the district.',
    example: { plot: 'plot-ot-1', kind: 'cottage', deposit: 40, minutes: 120 },
  },
  manage_plot: {
    summary:
      'Offer a plot of your own for sale to whoever comes by, or set what its homes cost a day. The city finds tenants; their rent is yours.',
    targets: 'A plot of `self.plots` in the district where the agent is.',
    example: { plot: 'plot-ot-1', price: 600 },
  },
  name_plot: {
    summary: 'Name a plot of your own, and what stands there. The name is public, as speech is.',
    targets: 'A plot of `self.plots` in the district where the agent is.',
    example: { plot: 'plot-ot-1', text: 'The Crooked Chimney' },
  },
  release_plot: {
    summary: 'Give land back to the city for half of its price.',
    targets: 'A plot of `self.plots` in the district where the agent is.',
    example: { plot: 'plot-ot-1' },
  },
  wait: {
    summary: 'Stay for a while, doing nothing or with a pastime; a pastime gives a little purpose.',
    targets: 'Anywhere; targets are what can be done here: at home, in a park, on a pier, at a shop window.',
    example: { minutes: 20, doing: 'reading' },
  },
}

export interface CatalogueEntry {
  action: ActionName
  summary: string
  /** Which scope a key needs. */
  scope: 'act' | 'speak'
  targets: string
  /** JSON Schema of the parameters. */
  parameters: Record<string, unknown>
  /** What the district may refuse it with: its own codes as they are judged, then those that every action can meet. */
  codes: DistrictCode[]
  /** A whole decision that could be sent. */
  example: Record<string, unknown>
}

export function actionCatalogue(): CatalogueEntry[] {
  return actionNames.map((action) => {
    const { summary, targets, example } = entries[action]
    const { $schema: _, ...parameters } = z.toJSONSchema(actionParameters[action], { io: 'input' })
    const scope = speechActions.includes(action) ? 'speak' : 'act'
    const codes = [...actionCodes[action], ...commonCodesOf(action)]
    return { action, summary, scope, targets, parameters, codes, example: { action, parameters: example } }
  })
}
