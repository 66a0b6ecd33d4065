// Short names for the actions a routine mind takes. Times are in city minutes.
import {
  type ActionParameters,
  meansOf,
  type Pastime,
  type Payment,
  type PlotName,
  plotNameWords,
  type SimAction,
  type Spoken,
  wordsOf,
} from '@civitas/schema'

export const moveTo = (place: string): SimAction => ({ name: 'move_to', parameters: { place } })
export const enter = (building: string): SimAction => ({ name: 'enter', parameters: { building } })
export const ride = (stop: string): SimAction => ({ name: 'ride', parameters: { stop } })
export const claimPlot = (plot: string): SimAction => ({ name: 'claim_plot', parameters: { plot } })
export const build = (plot: string, of: Omit<ActionParameters['build'], 'plot'>): SimAction => {
  return { name: 'build', parameters: { plot, ...of } }
}
export const offerPlot = (plot: string, price: number): SimAction => {
  return { name: 'manage_plot', parameters: { plot, price } }
}
export const namePlot = (plot: string, name: PlotName): SimAction => {
  return { name: 'name_plot', parameters: { plot, words: plotNameWords(name) } }
}
export const leave = (): SimAction => ({ name: 'leave', parameters: {} })
export const wave = (agent: string): SimAction => ({ name: 'wave', parameters: { agent } })
export const buy = (item: string, quantity: number): SimAction => ({ name: 'buy', parameters: { item, quantity } })
export const eat = (): SimAction => ({ name: 'eat', parameters: {} })
export const rest = (minutes: number): SimAction => ({ name: 'rest', parameters: { minutes: clamp(minutes, 600) } })
export const work = (minutes: number): SimAction => ({ name: 'work', parameters: { minutes: clamp(minutes, 600) } })
/** Gives notice where one works, and begins in the house where one is. */
export const changeJob = (minutes: number): SimAction => {
  return { name: 'work', parameters: { minutes: clamp(minutes, 600), change_job: true } }
}
export const study = (minutes: number): SimAction => ({ name: 'study', parameters: { minutes: clamp(minutes, 240) } })
export const play = (minutes: number): SimAction => ({ name: 'play', parameters: { minutes: clamp(minutes, 240) } })
export const wait = (minutes: number): SimAction => ({ name: 'wait', parameters: { minutes: clamp(minutes, 240) } })
export const pass = (minutes: number, doing: Pastime): SimAction => {
  return { name: 'wait', parameters: { minutes: clamp(minutes, 240), doing } }
}

export const give = (agent: string, item: string): SimAction => {
  return { name: 'give', parameters: { agent, item, quantity: 1 } }
}
export const pay = (agent: string, amount: number, what: Payment): SimAction => {
  return { name: 'pay', parameters: { agent, amount, for: what } }
}

/** Says a sentence to whom it is meant for; out of earshot it is sent. */
export function speak(spoken: Spoken, isFar: boolean): SimAction {
  const { listener } = spoken
  const means = meansOf(spoken)
  const parameters = { words: wordsOf(spoken), ...(means && { means }) }
  return isFar
    ? { name: 'tell', parameters: { agent: listener, ...parameters } }
    : { name: 'say', parameters: { to: listener, ...parameters } }
}

function clamp(minutes: number, most: number): number {
  return Math.max(1, Math.min(most, Math.trunc(minutes)))
}
