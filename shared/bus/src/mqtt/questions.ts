// Requests under way: each waits for its answer, its time-out, the loss of the process asked, or the end of the bus.
import { RequestTimeoutError, ResponderLostError } from '../errors.ts'

interface Question {
  peer: string
  topic: string
  resolve(answer: unknown): void
  reject(error: Error): void
  timer: NodeJS.Timeout
}

export class Questions {
  private readonly open = new Map<number, Question>()
  private last = 0

  /** `number` identifies the question to the process asked. */
  ask(about: { peer: string; topic: string; timeoutMs: number }): { number: number; answer: Promise<unknown> } {
    const { peer, topic, timeoutMs } = about
    // 32 bits on the wire: after four thousand million requests it starts again.
    this.last = (this.last + 1) >>> 0
    const number = this.last
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const timer = setTimeout(() => this.fail(number, new RequestTimeoutError(topic, timeoutMs)), timeoutMs)
    this.open.set(number, { peer, topic, resolve, reject, timer })
    return { number, answer: promise }
  }

  answer(number: number, value: unknown): void {
    this.take(number)?.resolve(value)
  }

  fail(number: number, error: Error): void {
    this.take(number)?.reject(error)
  }

  topicOf(number: number): string | undefined {
    return this.open.get(number)?.topic
  }

  /** The process asked has gone. */
  lose(peer: string): void {
    for (const [number, question] of this.open) {
      if (question.peer === peer) this.fail(number, new ResponderLostError(question.topic))
    }
  }

  failAll(error: Error): void {
    for (const number of this.open.keys()) this.fail(number, error)
  }

  private take(number: number): Question | undefined {
    const question = this.open.get(number)
    if (!question) return undefined
    clearTimeout(question.timer)
    this.open.delete(number)
    return question
  }
}
