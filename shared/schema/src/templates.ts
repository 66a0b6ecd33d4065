// What routine minds say. The simulation keeps the template's id and its arguments; the sentence is made when somebody reads it. [DET-5]
import type { Words } from './action.ts'
import { plotNameOf, renderPlotName } from './talk/plot-names.ts'
import { patternOf } from './talk/spoken.ts'
import type { WorldEventKind } from './world/event.ts'
import type { IncidentKind } from './world/incident.ts'
import type { Weather } from './world/weather.ts'

/** When a line fits. Greetings by time of day; the rest by what the speaker is about. */
export const talkTopics = [
  'morning',
  'midday',
  'evening',
  'night',
  'work',
  'food',
  'tired',
  'place',
  'people',
  'invitation',
  'farewell',
] as const
export type TalkTopic = (typeof talkTopics)[number]

/** A sentence with holes, `{0}` and `{1}`. What each stands for depends on the topic: see `talkArguments`. */
type Line = string

/** What the arguments of a topic's lines are, in order: ids of an agent and of a place. A line may use fewer. */
export const talkArguments: Readonly<Record<TalkTopic, readonly ('listener' | 'place')[]>> = {
  morning: ['listener'],
  midday: ['listener'],
  evening: ['listener'],
  night: ['listener'],
  work: ['listener', 'place'],
  food: ['listener', 'place'],
  tired: ['listener'],
  place: ['listener', 'place'],
  people: ['listener'],
  invitation: ['listener', 'place'],
  farewell: ['listener'],
}

/** The lines by topic. An id is `topic.number`: lines may be added at the end of a topic, never moved or reworded into another meaning. */
export const talkLines: Readonly<Record<TalkTopic, readonly Line[]>> = {
  morning: [
    'Good morning, {0}! You are up early.',
    'Morning, {0}. Did you sleep well?',
    'There you are, {0}! A fresh day, what will you do with it?',
    'Good morning! The streets are still so quiet, I love this hour.',
    'Morning, {0}. First coffee, then the world.',
    'Hello, {0}! You look rested today.',
    'Good to see you, {0}. I heard the bakers long before sunrise.',
  ],
  midday: [
    'Hello, {0}! Half the day is gone already, can you believe it?',
    'Hi, {0}. Busy day?',
    'Good day to you, {0}!',
    '{0}! I was just thinking of you.',
    'Nice to run into you, {0}. How is everything?',
    'Hello there! Always somebody friendly on this street.',
    'Hey, {0}, what is the news?',
  ],
  evening: [
    'Good evening, {0}. How was your day?',
    'Evening, {0}! Finally time to breathe.',
    'Lovely light at this hour, do you not think, {0}?',
    'Good evening! I am taking the long way home tonight.',
    'Hello, {0}. Tell me something good that happened today.',
    'There you are, {0}. The lamps are on, the day is done.',
    'Evening! I promised myself a slow walk, and here I am.',
  ],
  night: [
    'Still awake, {0}?',
    'Good evening, night owl!',
    'Careful on the way home, {0}. It is late.',
    'The city sounds different at night, listen, {0}.',
    'Oh, {0}, I thought I was the last one out.',
    'Hush, {0}, people are sleeping. But hello!',
  ],
  work: [
    'Off to {1}, then. Somebody has to do it!',
    'My shift at {1} went by in no time.',
    'If you are ever near {1}, {0}, come and say hello.',
    'We could use another pair of hands at {1}.',
    'I learned something new at {1} this week, {0}. It never stops.',
    'The people at {1} are good company. That is half the job.',
    'Work first, then the bench by the water. That is my plan, {0}.',
  ],
  food: [
    'I could eat a whole loaf right now.',
    'Have you tried {1}, {0}? Go while it is still warm.',
    'I am saving up for something good from {1}.',
    'The smell from {1} got me out of the house, {0}.',
    'A full stomach and a short walk: what more does one need?',
    'Lunch tastes better when one does not eat alone, {0}.',
    'They say {1} sells out early, {0}. Hurry!',
  ],
  tired: [
    'I can hardly keep my eyes open, {0}.',
    'What a day. My feet are asking for my bed.',
    'Forgive me if I yawn, {0}, it is not the company.',
    'An early night for me, {0}.',
    'I need a bench, {0}, and ten minutes of nothing.',
  ],
  place: [
    '{1} is my favourite corner of the city, {0}.',
    'I always slow down when I pass {1}.',
    'Did you know, {0}? Some of my oldest memories are of {1}.',
    'They keep {1} so well, it is a pleasure.',
    'If I ever move, {0}, it will be closer to {1}.',
    'There is always somebody at {1}. I like that.',
    'One could sit at {1} for hours, {0}.',
  ],
  people: [
    'You have a kind face, {0}. The day is better for it.',
    'I told a friend about you, {0}. Only good things!',
    'We should talk more often, {0}.',
    'I never know what you will say next, {0}. I like that.',
    'Do you still hum when you walk, {0}?',
    'It is good to have neighbours like you, {0}.',
    'You remember names, {0}. I admire that.',
  ],
  invitation: [
    'I am on my way to {1}, {0}. Come along if you like.',
    'Meet me at {1} later, {0}?',
    'A few of us will be at {1} this evening. You should come, {0}.',
    'Walk a little with me, {0}? As far as {1}.',
    'They have a free table at {1}, {0}. Shall we?',
    'Come to {1} some time, {0}. I will keep you a seat.',
  ],
  farewell: [
    'I have to run. See you, {0}!',
    'Take care, {0}.',
    'Until tomorrow, {0}!',
    'It was good to talk, {0}.',
    'Go well, {0}. Greet the others for me!',
    'Sleep well when you get there, {0}.',
  ],
}

/** What there is news of: each kind of event, and each sort of weather. */
export type NewsKind = Exclude<WorldEventKind, 'weather' | 'incident'> | `weather_${Weather}` | IncidentKind

/** What people hear when something happens to the city. An id is `news.kind`. */
const newsLines: Readonly<Record<NewsKind, Line>> = {
  market_day: 'Market day in {0}: the shelves are full!',
  holiday: 'Today is {0}.',
  weather_clear: 'The sky clears.',
  weather_cloudy: 'Clouds draw over the city.',
  weather_rain: 'It begins to rain.',
  weather_storm: 'A storm breaks over the city.',
  weather_fog: 'Fog rises from the canals.',
  weather_snow: 'It begins to snow.',
  weather_heat: 'A hot spell settles on the streets.',
  fire: 'Fire at {0}! Whoever can hold a bucket, come and help.',
  festival: 'There is music at {0}: a festival begins.',
  blackout: 'The lights go out in {1}; the fault is at {0}.',
  strike: 'The {1} staff lay down their work and gather at {0}.',
  lost_child: 'A child of {0} is missing. Have you seen it?',
}

const sentences: ReadonlyMap<string, Line> = new Map([
  ...talkTopics.flatMap((topic) => talkLines[topic].map((line, at) => [`${topic}.${at}`, line] as const)),
  ...Object.entries(newsLines).map(([kind, line]) => [`news.${kind}`, line] as const),
])

/** Stands where a text is gone: removed by moderation, or never written because its process died. */
const NO_WORDS = '…'

/** How many lines a topic has. */
export function lineCount(topic: TalkTopic): number {
  return talkLines[topic].length
}

/** Words for line `at` of a topic, with its arguments: ids and names that `renderWords` looks up. */
export function talk(topic: TalkTopic, at: number, args: readonly string[]): Words {
  return { template: `${topic}.${at}`, args }
}

/** Words for what happened, with its arguments: ids, or names as they are. */
export function news(kind: NewsKind, args: readonly string[]): Words {
  return { template: `news.${kind}`, args }
}

/**
 * The sentence a reader sees. `texts` (a map will do) knows what was written under a text id, and the names of agent and place ids;
 * an argument without a name is shown as it is, a text that is gone as an ellipsis.
 */
export function renderWords(words: Words, texts: { get(id: string): string | undefined }): string {
  if ('text_id' in words) return texts.get(words.text_id) ?? NO_WORDS
  const plot = plotNameOf(words)
  if (plot) return renderPlotName(plot, (id) => texts.get(id))
  const pattern = patternOf(words.template)
  const line = pattern ?? sentences.get(words.template)
  if (line === undefined) return NO_WORDS
  const text = line.replace(/\{(\d)\}/g, (_hole, at: string) => {
    if (at === '7') return clockTime(Number(words.args[6]))
    const argument = words.args[Number(at)] ?? ''
    const named = texts.get(argument)
    if (pattern === undefined) return named ?? argument
    // Whom one speaks to, one calls by the first name.
    if (at === '0') return (named ?? argument).replace(/ .*/, '')
    const name = named ?? argument.replaceAll('-', ' ')
    // Goods have no names of their own.
    return at === '3' ? name.toLowerCase() : name
  })
  return pattern === undefined ? text : inSentenceCase(text)
}

/** `1110` as `18:30`. */
function clockTime(minuteOfDay: number): string {
  const digits = (value: number) => `${value}`.padStart(2, '0')
  return `${digits(Math.trunc(minuteOfDay / 60))}:${digits(minuteOfDay % 60)}`
}

/** Capitals where sentences begin. */
function inSentenceCase(text: string): string {
  return text.replace(/(^|[.!?] )(\p{Ll})/gu, (_match, before: string, letter: string) => before + letter.toUpperCase())
}
