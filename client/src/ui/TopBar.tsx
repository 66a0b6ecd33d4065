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

/** What opens from here, in this order. */
const panelButtons = [
  { opens: 'people', label: 'People', Sign: Users },
  { opens: 'figures', label: 'City figures', Sign: ChartLine },
  { opens: 'help', label: 'Keys and help', Sign: Keyboard },
] as const

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
  const toggleFeed = () => choices.set({ feedOpen: !feedOpen })
  return (
    <nav className="tools" aria-label="Panels">
      <BarButton Sign={Newspaper} label="Happenings" pressed={feedOpen} onClick={toggleFeed} narrowOnly />
      {panelButtons.map(({ opens, label, Sign }) => (
        <BarButton key={opens} Sign={Sign} label={label} pressed={panel === opens} onClick={() => togglePanel(opens)} />
      ))}
    </nav>
  )
}

interface BarButtonProps {
  Sign: LucideIcon
  label: string
  pressed: boolean
  onClick(): void
  narrowOnly?: boolean
}

function BarButton({ Sign, label, pressed, onClick, narrowOnly }: BarButtonProps) {
  return (
    <button
      type="button"
      className={narrowOnly ? 'round narrow-only' : 'round'}
      aria-pressed={pressed}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Sign size={17} aria-hidden />
    </button>
  )
}
