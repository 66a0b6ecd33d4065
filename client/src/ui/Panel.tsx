// The frame of a side panel: title, close button, content.
import { X } from 'lucide-react'
import type { ReactNode } from 'react'

export interface PanelProps {
  icon: ReactNode
  title: string
  subtitle: string
  onClose(): void
  children: ReactNode
}

export function Panel({ icon, title, subtitle, onClose, children }: PanelProps) {
  return (
    <aside className="panel card" aria-label={title} data-testid="panel">
      <div className="panel-head">
        <span className="icon big" aria-hidden>
          {icon}
        </span>
        <div>
          <h2>{title}</h2>
          <small>{subtitle}</small>
        </div>
        <button type="button" className="round" aria-label="Close" onClick={onClose}>
          <X size={16} aria-hidden />
        </button>
      </div>
      {children}
    </aside>
  )
}

export function Lines({ lines }: { lines: readonly (readonly [label: string, value: string | undefined])[] }) {
  return (
    <dl>
      {lines.map(
        ([label, value]) =>
          value && (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
