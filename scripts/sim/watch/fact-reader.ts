// Whoever must not miss a fact: reads the store by position at its own pace, dies and goes on where its place was kept. [ACT-3]
import type { Store } from '@civitas/store'
import type { Dice } from '../machine/dice.ts'
import type { SimProcess } from '../machine/sim-process.ts'
import type { Oracle } from './oracle.ts'

/** Ticks per district in one page, at most. */
const MOST_TICKS = 40
const SLOWEST_MS = 20_000
const QUICKEST_MS = 100
/** Chance that it takes its time before the next page. */
const SLOW = 0.2

export class FactReader {
  /** What it kept: the last tick read, by district. Survives its deaths. */
  private position: Record<string, number>
  private readonly of: { branch: string; districts: readonly string[] }
  private readonly oracle: Oracle
  private readonly dice: Dice
  /** `true`: it died with a page handled. */
  private readonly handled: (process: SimProcess) => boolean
  /** It reads on at once. */
  isHurried = false

  constructor(
    of: { branch: string; districts: readonly string[] },
    deps: { oracle: Oracle; dice: Dice; handled: (process: SimProcess) => boolean },
  ) {
    this.of = of
    this.position = Object.fromEntries(of.districts.map((district) => [district, 0]))
    this.oracle = deps.oracle
    this.dice = deps.dice
    this.handled = deps.handled
  }

  /** It has read everything that was committed. */
  get isDone(): boolean {
    return this.of.districts.every((district) => this.position[district] === this.oracle.head(district))
  }

  /** Reads for as long as the process lives. */
  async run(process: SimProcess, { facts }: Pick<Store, 'facts'>): Promise<void> {
    const { branch } = this.of
    for (;;) {
      try {
        const page = await facts.read(branch, this.position, this.dice.between(1, MOST_TICKS))
        this.compare(page)
        if (this.handled(process)) return
        this.position = { ...this.position, ...page.position }
      } catch {
        // The store was away: the page is asked for again.
      }
      await process.clock.sleep(this.pauseMs())
    }
  }

  private pauseMs(): number {
    if (this.isHurried) return QUICKEST_MS
    return this.dice.chance(SLOW) ? this.dice.between(0, SLOWEST_MS) : this.dice.between(QUICKEST_MS, 10 * QUICKEST_MS)
  }

  private compare({ facts, position }: Awaited<ReturnType<Store['facts']['read']>>): void {
    for (const district of this.of.districts) {
      const [from, to] = [this.position[district] ?? 0, position[district] ?? this.position[district] ?? 0]
      const committed = this.oracle.factsBetween(district, from, to)
      const read = facts.filter((row) => row.district === district).map(({ fact }) => fact)
      const same = read.length === committed.length && read.every((fact, index) => isSame(fact, committed[index]))
      this.oracle.check(
        same && to <= this.oracle.head(district),
        () =>
          `[ACT-3] ${district}: ${read.length} of ${committed.length} facts of ticks ${from + 1} to ${to} were read`,
      )
    }
  }
}

/** A store in memory hands out the very object. */
function isSame(read: object, committed: object | undefined): boolean {
  return read === committed || JSON.stringify(read) === JSON.stringify(committed)
}
