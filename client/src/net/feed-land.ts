// Land and trams as sentences of the feed. Pure.
import { type Work, type WorkName, works } from '@civitas/schema/world/works'
import type { Telling, Told } from './feed-trade.ts'

/** Why builders left. */
const LEFT: Readonly<Record<string, string>> = { late: 'It took too long', bankrupt: 'The firm is no more' }

export function tellLand(type: string, telling: Telling): Told | undefined {
  const { who, number, place, spoken } = telling
  switch (type) {
    case 'plot_sold':
      return { kind: 'city', title: `${who} sold land`, detail: `${place('plot')} · ${number('coins')} coins` }
    case 'plot_offered':
      return number('price') > 0
        ? { kind: 'city', title: `${who} offers land for sale`, detail: `${place('plot')} · ${number('price')} coins` }
        : undefined
    case 'plot_named':
      return { kind: 'city', title: `${who} named a plot`, detail: `“${spoken ?? '…'}”` }
    case 'plot_released':
      return { kind: 'city', title: `${who} gave land back`, detail: place('plot') }
    case 'plot_claimed':
      return { kind: 'city', title: `${who} bought land`, detail: `${place('plot')} · ${number('coins')} coins` }
    case 'tram_boarded':
      return { kind: 'move', title: `${who} took the tram`, detail: `${place('place')} → ${place('to')}` }
    case 'tram_left':
      return { kind: 'move', title: `${who} got off the tram`, detail: place('place') }
    default:
      return tellBuilding(type, telling)
  }
}

/** From the first stake to the roof. */
function tellBuilding(type: string, { who, text, number, place }: Telling): Told | undefined {
  const goods = () => goodsText(number('planks'), number('bricks'))
  const work = () => workText(text('kind'))
  const [builders, plot] = [place('building'), place('plot')]
  switch (type) {
    case 'building_begun':
      return { kind: 'work', title: `${who} begins to build a ${work()}`, detail: plot }
    case 'materials_brought':
      return { kind: 'work', title: `${who} brought ${goods()}`, detail: plot }
    case 'builders_hired':
      return {
        kind: 'work',
        title: `${who} hired ${builders}`,
        detail: `They build a ${work()} for ${number('coins')} coins`,
      }
    case 'materials_delivered':
      return { kind: 'work', title: `${builders} delivered ${goods()}`, detail: plot }
    case 'builders_left':
      return {
        kind: 'trouble',
        title: `${builders} left the site of ${who}`,
        detail: `${LEFT[text('why')] ?? plot} · ${number('coins')} coins remain`,
      }
    case 'building_finished': {
      const by = text('builders') === '' ? plot : `Built by ${place('builders')}`
      return { kind: 'city', title: `The ${work()} of ${who} is finished`, detail: by }
    }
    default:
      return undefined
  }
}

/** `8 planks and 1 brick`; what there is none of is left out. */
function goodsText(planks: number, bricks: number): string {
  const pieces = (count: number, one: string) => (count > 0 ? [`${count} ${one}${count === 1 ? '' : 's'}`] : [])
  return [...pieces(planks, 'plank'), ...pieces(bricks, 'brick')].join(' and ')
}

function workText(kind: string): string {
  const work: Work | undefined = works[kind as WorkName]
  return (work?.name ?? kind).toLowerCase()
}
