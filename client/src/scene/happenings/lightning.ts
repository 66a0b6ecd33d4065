/** Seconds from one bolt to the next, at least and on average more; and how fast its light fades. */
const PAUSE_S = 4
const MORE_S = 9
const FADE_PER_S = 5

/** Flashes of a storm: twice in quick succession, then a while of dark. */
export class Lightning {
  /** 0 … 1. */
  flash = 0
  private waitS = PAUSE_S / 2
  private echo = false

  /** @returns whether the light changed */
  strike(storms: boolean, seconds: number): boolean {
    const before = this.flash
    this.flash = before < 0.02 ? 0 : before * Math.exp(-seconds * FADE_PER_S)
    this.waitS -= seconds
    if (storms && this.waitS <= 0) {
      this.flash = this.echo ? 0.7 : 1
      this.waitS = this.echo ? PAUSE_S + Math.random() * MORE_S : 0.16
      this.echo = !this.echo
    }
    return this.flash !== before
  }
}
