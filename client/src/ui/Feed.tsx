// What is going on, newest first. A click flies there and chooses who it is about.
import {
  Banknote,
  Clock,
  DoorOpen,
  Heart,
  HeartPulse,
  type LucideIcon,
  MessageCircle,
  ShoppingBag,
  UserPlus,
} from 'lucide-react'
import type { FeedItem } from '../net/feed.ts'
import type { FeedKind } from '../net/feed-trade.ts'
import { choices, select, session } from '../store/city-store.ts'
import { flyTo } from '../store/flights.ts'
import { useStore } from '../store/store.ts'

/** Items on show; comings and goings are for the panels. */
const SHOWN = 8

const icons: Record<FeedKind, LucideIcon> = {
  speech: MessageCircle,
  bond: Heart,
  trade: ShoppingBag,
  work: Banknote,
  arrival: UserPlus,
  trouble: HeartPulse,
  city: Clock,
  move: DoorOpen,
}

export function Feed() {
  const feed = useStore(session, ({ feed }) => feed)
  const open = useStore(choices, ({ feedOpen }) => feedOpen)
  const shown = feed.filter(({ kind }) => kind !== 'move').slice(0, SHOWN)
  return (
    <section className={open ? 'feed card open' : 'feed card'} aria-labelledby="feed-title">
      <h2 id="feed-title">Happenings</h2>
      {shown.length === 0 && <p className="quiet">All quiet so far.</p>}
      <ul data-testid="feed">
        {shown.map((item) => (
          <FeedRow key={item.id} item={item} />
        ))}
      </ul>
    </section>
  )
}

function FeedRow({ item }: { item: FeedItem }) {
  const Icon = icons[item.kind]
  return (
    <li>
      <button type="button" className="row" onClick={() => visit(item)}>
        <span className={`icon ${item.kind}`} aria-hidden>
          <Icon size={15} />
        </span>
        <span className="told">
          <b>{item.title}</b>
          <small>{item.detail}</small>
        </span>
      </button>
    </li>
  )
}

function visit(item: FeedItem): void {
  const thing = item.plot ?? item.building
  if (item.resident !== undefined) select({ kind: 'resident', resident: item.resident })
  else if (thing !== undefined) select({ kind: 'building', id: thing })
  if (item.at) flyTo({ x: item.at[0], y: item.at[1] })
}
