// Keys and gestures.
import { Keyboard } from 'lucide-react'
import { choices } from '../store/city-store.ts'
import { Panel } from './Panel.tsx'

const rows = [
  ['Click', 'choose a resident or a building'],
  ['Drag', 'move over the city'],
  ['Wheel or pinch', 'come closer'],
  ['Right drag, or two fingers', 'turn the view'],
  ['W A S D or arrows', 'move'],
  ['Q and E', 'turn'],
  ['+ and −', 'closer, farther'],
  ['Esc', 'let go'],
] as const

export function Help() {
  return (
    <Panel
      icon={<Keyboard size={20} />}
      title="Getting around"
      subtitle="The city runs by itself; you only look"
      onClose={() => choices.set({ panel: 'none' })}
    >
      <dl className="keys">
        {rows.map(([key, does]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
