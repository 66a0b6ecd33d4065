// Land and trams as sentences of the feed. Pure.
import type { Telling, Told } from './feed-trade.ts'

export function tellLand(type: string, { who, text, number, place, spoken }: Telling): Told | undefined {
  switch (type) {
    case 'building_begun':
      return { kind: 'work', title: `${who} began to build a ${text('kind')}`, detail: place('plot') }
    case 'materials_brought':
      return {
        kind: 'work',
        title: `${who} brought ${number('planks')} planks and ${number('bricks')} bricks`,
        detail: place('plot'),
      }
    case 'builders_hired':
      return {
        kind: 'work',
        title: `${who} has a ${text('kind')} built`,
        detail: `${place('building')} · ${number('coins')} coins`,
      }
    case 'materials_delivered':
      return {
        kind: 'work',
        title: `${place('building')} brought ${number('planks')} planks and ${number('bricks')} bricks`,
        detail: place('plot'),
      }
    case 'builders_left':
      return { kind: 'work', title: `${place('building')} left a building site of ${who}`, detail: place('plot') }
    case 'building_finished':
      return { kind: 'city', title: `The ${text('kind')} of ${who} is finished`, detail: place('plot') }
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
      return undefined
  }
}
