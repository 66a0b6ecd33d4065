/** A scenario that cannot be lived in. `path` names the field as an operator finds it: `districts.0.buildings.3.door`. */
export class ScenarioError extends Error {
  readonly path: string
  readonly reason: string

  constructor(path: string, reason: string) {
    super(`scenario: ${path}: ${reason}`)
    this.name = 'ScenarioError'
    this.path = path
    this.reason = reason
  }
}
