// What a district can fail with. Codes are stable.

/** The journal does not lead to the state that it recorded. Nothing is repaired by guessing: the start stops here. [DET-4] */
export class RecoveryError extends Error {
  override readonly name = 'RecoveryError'
  readonly code = 'recovery'
  readonly district: string
  readonly tick: number

  constructor(district: string, tick: number, problem: string, options?: ErrorOptions) {
    super(`${district}: cannot recover at tick ${tick}: ${problem}`, options)
    this.district = district
    this.tick = tick
  }
}

/** The store holds another tick under this number than the one that this host made: two hosts wrote. */
export class ForeignTickError extends Error {
  override readonly name = 'ForeignTickError'
  readonly code = 'foreign_tick'

  constructor(district: string, tick: number) {
    super(`${district}: the store holds a tick ${tick} that this host did not make`)
  }
}

/** The lease could not be renewed in time, or somebody else took it. [CLK-2] */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError'
  readonly code = 'lease_lost'

  constructor(district: string) {
    super(`${district}: the lease is lost`)
  }
}

/** The scenario file cannot be read or does not describe a city; the message names the field. */
export class ScenarioFileError extends Error {
  override readonly name = 'ScenarioFileError'
  readonly code = 'scenario'
}
