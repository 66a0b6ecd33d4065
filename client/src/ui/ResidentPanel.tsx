// Who somebody is, what they do now, and what befell them lately.
import { Footprints, MapPin, User } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { agentIdOf } from '@civitas/schema/ids'
import { type CityMap, placeName, placePoint } from '../net/city-map.ts'
import type { PublicAgent } from '../net/people.ts'
import type { LiveCity } from '../session.ts'
import { choices, select, session } from '../store/city-store.ts'
import { flyTo } from '../store/flights.ts'
import { useStore } from '../store/store.ts'
import { Lines, Panel } from './Panel.tsx'
import { useLive } from './use-live.ts'
import { capitalised } from './words.ts'

/** How often the record is read again while the panel is open, ms. */
const REFRESH_MS = 3_000
/** Facts shown. */
const RECENT = 5

const minds: Record<string, string> = {
  routine: 'Lives by habit',
  external: 'Led from outside',
  script: 'Led by a script',
  model: 'Led by a model',
}

export function ResidentPanel({ city, resident }: { city: LiveCity; resident: number }) {
  const record = useRecord(city, resident)
  useStore(session, ({ namesKnown }) => namesKnown)
  const name = city.people.name(resident) ?? agentIdOf(resident)
  const district = city.map.districts.find(({ id }) => id === record?.district)
  return (
    <Panel
      icon={<User size={20} />}
      title={name}
      subtitle={[district?.name, record && minds[record.mind]].filter(Boolean).join(' · ') || 'Resident'}
      onClose={() => select(undefined)}
    >
      <Lines lines={linesOf(record, city.map)} />
      <Recent resident={resident} />
      <Actions city={city} resident={resident} record={record} />
    </Panel>
  )
}

function linesOf(record: PublicAgent | undefined, map: CityMap): [string, string | undefined][] {
  if (!record) return [['Now', 'Asking…']]
  const named = (id: string | undefined) => (id === undefined ? undefined : placeName(map, id))
  return [
    ['Now', capitalised(record.activity)],
    ['Inside', named(record.building)],
    ['Home', named(record.home)],
    ['Works at', named(record.job)],
    ['Age', record.age === undefined ? undefined : [`${record.age}`, ...(record.traits ?? [])].join(' · ')],
    ['Skills', skillsText(record.skills)],
    ['Family', namesText(record.household)],
    ['Friends', namesText(record.friends)],
    ['At odds with', namesText(record.at_odds)],
    ['Reputation', reputationText(record.reputation)],
  ]
}

function namesText(people: PublicAgent['friends']): string | undefined {
  return people && people.length > 0 ? people.map(({ name }) => name).join(', ') : undefined
}

/** `17 know them, 9 trust them, 2 do not`. */
function reputationText(reputation: PublicAgent['reputation']): string | undefined {
  if (!reputation) return undefined
  const { known_by: known, trusted_by: trusted, distrusted_by: distrusted } = reputation
  const parts = [`${known} know them`, trusted > 0 && `${trusted} trust them`, distrusted > 0 && `${distrusted} do not`]
  return parts.filter(Boolean).join(' · ')
}

/** `letters 12, crafts 40`, of a hundred. */
function skillsText(skills: PublicAgent['skills']): string | undefined {
  const known = Object.entries(skills ?? {}).map(([skill, level]) => `${skill} ${level}`)
  return known.length > 0 ? known.join(', ') : undefined
}

function Recent({ resident }: { resident: number }) {
  const feed = useStore(session, ({ feed }) => feed)
  const own = useMemo(() => feed.filter((item) => item.resident === resident).slice(0, RECENT), [feed, resident])
  if (own.length === 0) return null
  return (
    <>
      <h3>Lately</h3>
      <ul className="lately">
        {own.map((item) => (
          <li key={item.id}>
            {item.kind === 'speech' ? item.detail : `${item.title.replace(/^.*? (?=[a-z])/, '')} · ${item.detail}`}
          </li>
        ))}
      </ul>
    </>
  )
}

function Actions({ city, resident, record }: { city: LiveCity; resident: number; record: PublicAgent | undefined }) {
  const following = useStore(choices, ({ following }) => following)
  const indoors = record?.building === undefined ? undefined : placePoint(city.map, record.building)
  return (
    <div className="buttons">
      <button
        type="button"
        className="primary"
        aria-pressed={following}
        onClick={() => choices.set({ following: !following })}
        data-testid={`follow-${resident}`}
      >
        <Footprints size={15} aria-hidden />
        {following ? 'Stop following' : 'Follow'}
      </button>
      {indoors && (
        <button type="button" onClick={() => flyTo({ x: indoors[0], y: indoors[1] })}>
          <MapPin size={15} aria-hidden />
          Go there
        </button>
      )}
    </div>
  )
}

function useRecord(city: LiveCity, resident: number): PublicAgent | undefined {
  return useLive(
    useCallback(() => city.people.record(resident), [city, resident]),
    REFRESH_MS,
  )
}
