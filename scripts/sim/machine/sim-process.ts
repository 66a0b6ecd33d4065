// A process of the simulated city: it can die without warning, stand still for a while, and see its clock set.
import type { Clock } from '@civitas/kit'
import type { VirtualTime } from './virtual-time.ts'

export type Role = 'host' | 'gateway' | 'orchestrator' | 'reader'

export class SimProcess {
  readonly name: string
  readonly role: Role
  readonly clock: Clock
  /** Called once, at the death. */
  onDeath: () => void = () => {}
  private readonly time: VirtualTime
  private dead = false
  private pausedUntilMs = 0
  private wallOffsetMs = 0

  constructor(name: string, role: Role, time: VirtualTime) {
    this.name = name
    this.role = role
    this.time = time
    this.clock = {
      wallMs: () => time.nowMs + this.wallOffsetMs,
      monotonicMs: () => time.nowMs,
      sleep: (ms, signal) => this.sleep(ms, signal),
    }
  }

  get alive(): boolean {
    return !this.dead
  }

  die(): void {
    if (this.dead) return
    this.dead = true
    this.onDeath()
  }

  /** Stands still, as after SIGSTOP: whatever becomes due meanwhile happens at the end. */
  pause(ms: number): void {
    this.pausedUntilMs = this.time.nowMs + ms
  }

  /** Somebody sets the system's clock. */
  jump(ms: number): void {
    this.wallOffsetMs = ms
  }

  /** Runs `run` as soon as this process runs; never when it is dead. */
  when(run: () => void): void {
    if (this.dead) return
    const waitMs = this.pausedUntilMs - this.time.nowMs
    if (waitMs > 0) this.time.after(waitMs, () => this.when(run))
    else run()
  }

  /** What came from outside reaches the process: at once, after its pause, or never. */
  async receive<T>(answer: Promise<T>): Promise<T> {
    const settledAnswer = await answer.then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    )
    if (this.dead) return never()
    if (this.pausedUntilMs > this.time.nowMs) await new Promise<void>((resolve) => this.when(resolve))
    if ('error' in settledAnswer) throw settledAnswer.error
    return settledAnswer.value
  }

  private sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const wake = () => {
        signal?.removeEventListener('abort', abort)
        this.when(resolve)
      }
      const cancel = this.time.after(ms, wake)
      const abort = () => {
        cancel()
        resolve()
      }
      signal?.addEventListener('abort', abort, { once: true })
    })
  }
}

/** A new one each time: a shared one would keep all that ever waited for it. */
function never(): Promise<never> {
  return new Promise(() => {})
}
