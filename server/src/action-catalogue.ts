// The actions of the city in words, for people and for agents that read: the schemas say what is valid, this says what it does.
import { type ActionName, type ActionParameters, actionNames, actionParameters, speechActions } from '@civitas/schema'
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
    example: { place: 'bakery-3' },
  },
  enter: {
    summary: 'Step into a building.',
    targets: 'The building at whose door the agent stands, while it is open and not full.',
    example: {},
  },
  leave: { summary: 'Step out to the door.', targets: 'The building the agent is in.', example: {} },
  say: {
    summary: 'Speak aloud.',
    targets: 'Everybody within 25 metres, or in the same building, hears it. It is public.',
    example: { text: 'Good morning!' },
  },
  tell: {
    summary: 'Speak to one agent.',
    targets: 'An agent by id, anywhere in the city.',
    example: { agent: 'a12', text: 'Lunch at noon?' },
  },
  pay: {
    summary: 'Give coins to another agent.',
    targets: 'An agent near by, or any agent in another district.',
    example: { agent: 'a12', amount: 5 },
  },
  buy: {
    summary: 'Buy from the shelves of the shop the agent is in.',
    targets: 'An item that `nearby_places[].sells` lists, in stock.',
    example: { item: 'bread', quantity: 1 },
  },
  eat: {
    summary: 'Eat something from the inventory.',
    targets: 'An item of food in `self.inventory`; without one, the most filling.',
    example: {},
  },
  rest: {
    summary: 'Rest for a while; gives back energy. Minutes are city minutes.',
    targets: 'At home, in a park, or where there are beds.',
    example: { minutes: 60 },
  },
  work: {
    summary: 'Work for wages while the shift lasts.',
    targets: 'Inside a building with a job for the agent, or a vacancy.',
    example: { minutes: 120 },
  },
  wait: { summary: 'Do nothing for a while.', targets: 'Anywhere.', example: { minutes: 5 } },
}

export interface CatalogueEntry {
  action: ActionName
  summary: string
  /** Which scope a key needs. */
  scope: 'act' | 'speak'
  targets: string
  /** JSON Schema of the parameters. */
  parameters: Record<string, unknown>
  /** A whole decision that could be sent. */
  example: Record<string, unknown>
}

export function actionCatalogue(): CatalogueEntry[] {
  return actionNames.map((action) => {
    const { summary, targets, example } = entries[action]
    const { $schema: _, ...parameters } = z.toJSONSchema(actionParameters[action], { io: 'input' })
    const scope = speechActions.includes(action) ? 'speak' : 'act'
    return { action, summary, scope, targets, parameters, example: { action, parameters: example } }
  })
}
