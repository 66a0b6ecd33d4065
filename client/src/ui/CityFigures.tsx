// How the city fares: a line for each indicator over the days that are over.
import { ChartLine } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { IndicatorsBody } from '@civitas/schema'
import { getJson } from '../net/rest.ts'
import { choices, session } from '../store/city-store.ts'
import { useStore } from '../store/store.ts'
import { Panel } from './Panel.tsx'
import { SPARK, sparkPoints } from './sparkline.ts'

/** What is shown, in this order, and what people call it. */
const labels: Readonly<Record<string, string>> = {
  residents: 'Residents',
  employment: 'In work',
  prices: 'Prices',
  spending: 'Spent a day',
  mood: 'Mood',
  health: 'Health',
  friends: 'Friends each',
  talks: 'Talks each',
  inequality: 'Inequality',
  bankruptcies: 'Bankruptcies',
}
/** Units that stand behind a value; the others need no word. */
const signs: Readonly<Record<string, string>> = { employment: ' %', mood: ' %', health: ' %', spending: ' coins' }
/** After midnight each district takes a tick or two to tell of its day, and an answer may be kept for half a minute, ms. */
const AFTER_MIDNIGHT_MS = 35_000

export function CityFigures() {
  const figures = useFigures()
  // A day that a district has yet to tell of would look like a bad one.
  const days = figures?.days.filter(({ missing }) => missing.length === 0) ?? []
  return (
    <Panel
      icon={<ChartLine size={20} />}
      title="City figures"
      subtitle={subtitleOf(days)}
      onClose={() => choices.set({ panel: 'none' })}
    >
      {days.length === 0 && <p className="quiet">{figures ? 'The first day is not over yet.' : 'Asking the city…'}</p>}
      <dl className="figures">
        {Object.keys(labels).map((id) => {
          const means = figures?.indicators.find((indicator) => indicator.id === id)?.means
          return <Figure key={id} id={id} means={means} values={days.map(({ figures }) => figures[id])} />
        })}
      </dl>
    </Panel>
  )
}

interface FigureProps {
  id: string
  means: string | undefined
  /** Of each day, oldest first. */
  values: readonly (number | undefined)[]
}

function Figure({ id, means, values }: FigureProps) {
  const newest = values.findLast((value) => value !== undefined)
  if (newest === undefined) return null
  const points = sparkPoints(values)
  const [x, y] = (points.split(' ').at(-1) ?? '').split(',')
  return (
    <div title={means}>
      <dt>{labels[id]}</dt>
      <dd>
        <svg width={SPARK.width} height={SPARK.height} aria-hidden>
          <polyline points={points} />
          <circle cx={x} cy={y} r="2" />
        </svg>
        <span>{worded(newest) + (signs[id] ?? '')}</span>
      </dd>
    </div>
  )
}

/** Three figures are enough to see how it goes. */
function worded(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: Math.abs(value) < 1_000 ? 3 : 6 })
}

function subtitleOf(days: IndicatorsBody['days']): string {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return 'A line for each, day by day'
  return first === last ? `Day ${last.day}` : `Day ${first.day} to ${last.day}`
}

/** Asked for when the panel opens and after each midnight. */
function useFigures(): IndicatorsBody | undefined {
  const day = useStore(session, ({ day }) => day)
  const [figures, setFigures] = useState<IndicatorsBody>()
  useEffect(() => {
    let gone = false
    const ask = async () => {
      const answer = await getJson<IndicatorsBody>('/indicators').catch(() => undefined)
      if (!gone && answer) setFigures(answer)
    }
    void ask()
    const later = setTimeout(() => void ask(), AFTER_MIDNIGHT_MS)
    return () => {
      gone = true
      clearTimeout(later)
    }
  }, [day])
  return figures
}
