// Chance of a simulated run: the same seed and stream always roll the same.
import { hash32 } from '@civitas/kit'

export class Dice {
  private readonly seed: number
  private readonly stream: number
  private rolls = 0

  /** @param stream separates what is rolled for: more rolls for one thing change nothing for another */
  constructor(seed: number, stream: number) {
    this.seed = seed
    this.stream = stream
  }

  /** 0 … below 1. */
  roll(): number {
    return hash32(this.seed, this.rolls++, this.stream, 0x51) / 2 ** 32
  }

  chance(probability: number): boolean {
    return this.roll() < probability
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.roll() * (most - least + 1))
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[this.between(0, list.length - 1)]
    if (picked === undefined) throw new Error('nothing to pick from')
    return picked
  }
}
