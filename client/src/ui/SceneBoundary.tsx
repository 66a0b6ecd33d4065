// If the picture cannot be drawn (no WebGL 2), the rest of the page goes on: feed, people and panels need no graphics card.
import { Component, type ReactNode } from 'react'

export class SceneBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return <p className="waiting">This browser cannot draw the city. The list of people and the feed still work.</p>
  }
}
