// What built-in owners call what they have built. The name is kept as the id of a template and whose it is, as all their words are. [DET-5]
//
//   template ::= list "_name." number        the numbers count from 0 in the list: names may be added at its end, never moved
//   args     ::= owner
import type { Words } from '../action.ts'
import { agentIdOf, residentOf } from '../ids.ts'

/** `{0}` is the family name of who built it. */
export const plotNames = {
  home: [
    'Rose Cottage',
    "{0}'s Rest",
    'Lavender House',
    'The {0} House',
    'Swallow Nest',
    'Ivy Cottage',
    "{0}'s Corner",
    'Honeysuckle House',
    'The Blue Door',
    'Villa {0}',
    'Quince Cottage',
    'Long Light',
    'The Crooked Chimney',
    '{0} Cottage',
    'Hearthside',
    'Four Winds',
    'Little {0} House',
    'The Linden',
  ],
  trade: [
    "{0}'s Kiosk",
    'The Red Awning',
    "{0}'s Little Shop",
    'The Striped Umbrella',
    '{0} & Daughters',
    'The Copper Bell',
    "{0}'s Corner Kiosk",
    'The Paper Lantern',
    '{0} & Sons',
    'The Green Shutter',
    'Chez {0}',
    'The Early Bird',
  ],
} as const satisfies Record<string, readonly string[]>

export type PlotNameList = keyof typeof plotNames
export const plotNameLists = Object.keys(plotNames) as PlotNameList[]

/** A name that a built-in owner gives. */
export interface PlotName {
  list: PlotNameList
  /** Which of the list. */
  at: number
  /** Number of the resident whose name it has, whoever owns it later. */
  owner: number
}

const SUFFIX = '_name'

export function plotNameWords({ list, at, owner }: PlotName): Words {
  return { template: `${list}${SUFFIX}.${at}`, args: [agentIdOf(owner)] }
}

/** Reads words that `plotNameWords` made; `undefined` for any others. */
export function plotNameOf(words: Words): PlotName | undefined {
  if ('text_id' in words) return undefined
  const [name = '', at = ''] = words.template.split('.')
  const list = plotNameLists.find((one) => `${one}${SUFFIX}` === name)
  const owner = residentOf(words.args[0] ?? '')
  if (!list || owner === undefined || plotNames[list][Number(at)] === undefined) return undefined
  return { list, at: Number(at), owner }
}

/** The name as people read it; `nameOf` knows the owner's, of which the last word is the family's. */
export function renderPlotName({ list, at, owner }: PlotName, nameOf: (id: string) => string | undefined): string {
  const id = agentIdOf(owner)
  const family = (nameOf(id) ?? id).replace(/.* /, '')
  return (plotNames[list][at] ?? '').replace('{0}', () => family)
}
