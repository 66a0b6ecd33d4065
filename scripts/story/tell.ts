// A chronicle as plain text: one line per thing that happened, with the time at which it began.
import { agentIdOf, calendarOf, MINUTES_PER_DAY } from '@civitas/schema'
import type { Chronicle, Condition, TimedFact } from './chronicle.ts'
import { withPlotNames } from './plot-names.ts'
import { sentenceOf } from './sentences.ts'
import { clockTime } from './wording.ts'

const MINUTE_MS = 60_000

/** The same thing again within this time is one line: a stint at the bench is taken up again after a word with somebody. */
const SAME_SPELL_MS = 20 * MINUTE_MS

export function tellStory(chronicle: Chronicle): string {
  const { name, resident, day, condition } = chronicle
  const { weekday, season } = calendarOf(day)
  const title = `${name} (#${resident}), day ${day}, a ${capitalised(weekday)} in ${season}`
  return [title, '', ...linesOf(chronicle), '', conclusion(condition)].join('\n')
}

function linesOf(chronicle: Chronicle): string[] {
  const lines: { cityMs: number; text: string }[] = []
  const lastSaid = new Map<string, number>()
  const plotNames = new Map(chronicle.plotNames)
  let texts = withPlotNames(chronicle.texts, plotNames)
  for (const { cityMs, fact } of withoutEcho(chronicle.facts)) {
    const text = sentenceOf(fact, texts, agentIdOf(chronicle.resident))
    if (fact.type === 'plot_named') texts = withPlotNames(chronicle.texts, plotNames.set(fact.plot, fact.words))
    if (text === undefined) continue
    const before = lastSaid.get(text)
    lastSaid.set(text, cityMs)
    if (before === undefined || cityMs - before > SAME_SPELL_MS) lines.push({ cityMs, text })
  }
  return lines.map(({ cityMs, text }) => `  ${clockTime(Math.trunc(cityMs / MINUTE_MS) % MINUTES_PER_DAY)}  ${text}`)
}

/** A place is entered at the end of every walk to it: the walk alone is told when the door follows at once. */
function withoutEcho(facts: readonly TimedFact[]): TimedFact[] {
  return facts.filter(({ fact }, at) => {
    if (fact.type !== 'building_left') return true
    const next = facts.slice(at + 1).find((later) => later.fact.type === 'activity_started')
    return next?.fact.type !== 'activity_started' || next.fact.activity !== 'move_to'
  })
}

function conclusion(condition: Condition | undefined): string {
  if (!condition) return 'At midnight the city knows nobody of that name.'
  const { needs, coins } = condition
  const moods = [
    word(needs.energy, ['worn out', 'tired', 'awake', 'rested']),
    word(needs.hunger, ['starving', 'hungry', 'not hungry', 'well fed']),
    word(needs.social, ['lonely', 'short of company', 'in company enough', 'among friends']),
    word(needs.purpose, ['at a loss', 'restless', 'content', 'fulfilled']),
  ]
  const figures = `energy ${needs.energy}, hunger ${needs.hunger}, company ${needs.social}, purpose ${needs.purpose} of 100`
  return `At midnight: ${moods.join(', ')} (${figures}); ${coins} coins in the purse.`
}

function word(need: number, words: readonly [string, string, string, string]): string {
  if (need < 10) return words[0]
  if (need < 45) return words[1]
  return need < 80 ? words[2] : words[3]
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
