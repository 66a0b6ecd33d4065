// Keeps the city's clock record: the first one, and a new one when speed or rate are asked to be others. [CLK-1]
import type { Clock } from '@civitas/kit'
import type { ClockRecord, Store } from '@civitas/store'

export interface ClockWish {
  /** 1 = real time. */
  speed: number
  /** City seconds per real second. */
  rate: number
}

/** Resolves with the record that holds, after storing it where it is new. Called before the districts start. */
export async function settleClock(
  store: Store,
  clock: Clock,
  { branch, districts, wish }: { branch: string; districts: readonly string[]; wish: ClockWish },
): Promise<ClockRecord> {
  const latest = await store.city.latestClock(branch)
  if (latest && latest.speed === wish.speed && latest.rate === wish.rate) return latest
  const heads = await Promise.all(districts.map((district) => store.tickLog.head(branch, district)))
  const tick0 = Math.max(0, ...heads.map((head) => head?.tick ?? 0))
  const record = { tick0, wall0Ms: clock.wallMs(), ...wish }
  await store.city.addClock(branch, record)
  return record
}
