// The residents in view as text: what the picture shows, for those who do not see it.
import { Users } from 'lucide-react'
import { agentIdOf } from '@civitas/schema/ids'
import type { LiveCity } from '../session.ts'
import { choices, select, session } from '../store/city-store.ts'
import { useStore } from '../store/store.ts'
import { Panel } from './Panel.tsx'

/** Rows at most. */
const MOST = 100

export function PeopleList({ city }: { city: LiveCity }) {
  const inView = useStore(session, ({ inView }) => inView)
  useStore(session, ({ namesKnown }) => namesKnown)
  return (
    <Panel
      icon={<Users size={20} />}
      title="People"
      subtitle={`${inView.length} out of doors in view`}
      onClose={() => choices.set({ panel: 'none' })}
    >
      {/* A region that scrolls can be reached by keyboard. */}
      <div className="people" tabIndex={0} role="region" aria-label="Residents in view">
        <ul>
          {inView.slice(0, MOST).map((resident) => (
            <li key={resident}>
              <button type="button" className="link" onClick={() => meet(resident)}>
                {city.people.name(resident) ?? agentIdOf(resident)}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  )
}

function meet(resident: number): void {
  select({ kind: 'resident', resident })
  choices.set({ following: true })
}
