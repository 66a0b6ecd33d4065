// Repeatable chance for looks: the same building gets the same wall on every screen.
import { hash32, hashText } from '@civitas/kit/hash'
import { must } from '@civitas/kit/assert'

export class Dice {
  private readonly seed: number
  private rolled = 0

  constructor(name: string) {
    this.seed = hashText(name).hi
  }

  /** 0 … 1, exclusive. */
  next(): number {
    return hash32(this.seed, this.rolled++, 0, 0) / 4294967296
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low)
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  pick<T>(choices: readonly T[]): T {
    return must(choices[Math.floor(this.next() * choices.length)], 'dice pick from a list that is not empty')
  }
}
