// Name, connection, clock and head count along the top.
import {
  ChartLine,
  Clock3,
  Cloud,
  CloudFog,
  CloudLightning,
  CloudRain,
  CloudSnow,
  CloudSun,
  Keyboard,
  Landmark,
  type LucideIcon,
  Moon,
  Newspaper,
  Sun,
  ThermometerSun,
  Users,
} from 'lucide-react'
import type { Weather } from '@civitas/schema'
import type { ConnectionState } from '../net/city-connection.ts'
import { choices, session, togglePanel } from '../store/city-store.ts'
import { useStore } from '../store/store.ts'
import { clockTime, weatherWords } from './words.ts'

const connectionWords: Record<ConnectionState, string> = {
  connecting: 'connecting',
  live: 'live',
  stale: 'waiting for news',
  reconnecting: 'reconnecting',
}

const skySigns: Record<Weather, LucideIcon> = {
  clear: CloudSun,
  cloudy: Cloud,
  rain: CloudRain,
  storm: CloudLightning,
  fog: CloudFog,
  snow: CloudSnow,
  heat: ThermometerSun,
}

export function TopBar() {
  const title = useStore(session, ({ map }) => map?.title)
  return (
    <header className="bar card">
      <div className="brand">
        <span className="logo" aria-hidden>
          <Landmark size={17} />
        </span>
        <h1>Civitas</h1>
        {title && <span className="town">{title}</span>}
      </div>
      <ConnectionPill />
      <span className="gap" />
      <CityClockFace />
      <Sky />
      <HeadCount />
      <BarButtons />
    </header>
  )
}

function ConnectionPill() {
  const connection = useStore(session, ({ connection }) => connection)
  return (
    <span className={`pill ${connection}`} role="status" data-testid="connection">
      <i aria-hidden />
      {connectionWords[connection]}
    </span>
  )
}

function CityClockFace() {
  const day = useStore(session, ({ day }) => day)
  const minute = useStore(session, ({ minute }) => minute)
  const night = useStore(choices, ({ night }) => night)
  if (day === undefined || minute === undefined) return null
  return (
    <span className="clock" data-testid="clock" title="City time">
      {night ? <Moon size={16} aria-hidden /> : <Sun size={16} aria-hidden />}
      <b>{clockTime(minute)}</b>
      <small>
        <Clock3 size={12} aria-hidden /> Day {day}
      </small>
    </span>
  )
}

/** What the sky does, as a sign with a word. */
function Sky() {
  const weather = useStore(session, ({ weather }) => weather)
  const known = useStore(session, ({ day }) => day !== undefined)
  if (!known) return null
  const Sign = skySigns[weather]
  return (
    <span className="sky" data-testid="weather" title="Weather">
      <Sign size={16} aria-hidden />
      {weatherWords[weather]}
    </span>
  )
}

function HeadCount() {
  const residents = useStore(session, ({ residents }) => residents)
  if (residents === undefined) return null
  return (
    <span className="count">
      <Users size={15} aria-hidden />
      <b>{residents.toLocaleString('en')}</b> residents
    </span>
  )
}

function BarButtons() {
  const panel = useStore(choices, ({ panel }) => panel)
  const feedOpen = useStore(choices, ({ feedOpen }) => feedOpen)
  return (
    <nav className="tools" aria-label="Panels">
      <button
        type="button"
        className="round narrow-only"
        aria-pressed={feedOpen}
        aria-label="Happenings"
        onClick={() => choices.set({ feedOpen: !feedOpen })}
      >
        <Newspaper size={17} aria-hidden />
      </button>
      <button
        type="button"
        className="round"
        aria-pressed={panel === 'people'}
        aria-label="People"
        onClick={() => togglePanel('people')}
      >
        <Users size={17} aria-hidden />
      </button>
      <button
        type="button"
        className="round"
        aria-pressed={panel === 'figures'}
        aria-label="City figures"
        onClick={() => togglePanel('figures')}
      >
        <ChartLine size={17} aria-hidden />
      </button>
      <button
        type="button"
        className="round"
        aria-pressed={panel === 'help'}
        aria-label="Keys and help"
        onClick={() => togglePanel('help')}
      >
        <Keyboard size={17} aria-hidden />
      </button>
    </nav>
  )
}
