// The embedded database as the main thread sees it: a queue in front of a worker thread that is started again when it dies.
import { Worker } from 'node:worker_threads'
import type { BatchOptions, Database, Row, Statement } from './database.ts'
import { errorOfState, MigrationError, StoreUnavailableError, UnknownOutcomeError } from './errors.ts'
import type { StoreLog } from './log.ts'
import { type Job, JobQueue } from './embedded/job-queue.ts'
import type { FromWorker, ToWorker, WorkerStart } from './embedded/messages.ts'

const FIRST_RETRY_MS = 100
const LONGEST_RETRY_MS = 5_000
/** A repeatable transaction that was running each time that the worker died is not tried a third time. */
const MOST_LOSSES = 3

/** A worker that takes longer is stuck: it is ended, and started again. */
const PATIENCE = {
  /** Over one transaction. */
  answerMs: 20_000,
  /** Making a database without a template takes seconds, a recovery some more. */
  openMs: 60_000,
  closeMs: 10_000,
}

type State = 'opening' | 'open' | 'down' | 'closing' | 'closed'

export class PgliteDatabase implements Database {
  readonly kind = 'embedded'
  private readonly directory: string
  private readonly log: StoreLog
  private readonly patience: typeof PATIENCE
  private readonly queue = new JobQueue()
  private state: State = 'opening'
  private worker: Worker | undefined
  private running: { id: number; job: Job } | undefined
  private lastId = 0
  private everOpened = false
  private retryMs = FIRST_RETRY_MS
  private retryTimer: NodeJS.Timeout | undefined
  private stuckTimer: NodeJS.Timeout | undefined
  private whenClosed: (() => void) | undefined

  private constructor(directory: string, log: StoreLog, patience: typeof PATIENCE) {
    this.directory = directory
    this.log = log
    this.patience = patience
  }

  /** Opens (and makes, when it is empty) the directory. The caller holds the lock on it. */
  static async open(
    directory: string,
    log: StoreLog,
    patience: Partial<typeof PATIENCE> = {},
  ): Promise<PgliteDatabase> {
    const database = new PgliteDatabase(directory, log, { ...PATIENCE, ...patience })
    await database.startWorker()
    return database
  }

  batch(statements: readonly Statement[], options: BatchOptions = {}): Promise<Row[][]> {
    return this.enqueue(statements, options)
  }

  async vacuum(table: string): Promise<void> {
    await this.enqueue(table, { repeatable: true })
  }

  private enqueue(work: Job['work'], options: BatchOptions): Promise<Row[][]> {
    return new Promise((resolve, reject) => {
      if (this.state !== 'open' && this.state !== 'opening') return reject(this.unavailable())
      if (!this.queue.push({ work, options, resolve, reject, losses: 0 })) {
        return reject(
          new StoreUnavailableError('the embedded database is overloaded; nothing was written. Try again later.'),
        )
      }
      this.pump()
    })
  }

  async close(): Promise<void> {
    if (this.state === 'closed' || this.state === 'closing') return
    clearTimeout(this.retryTimer)
    const { worker } = this
    this.state = 'closing'
    for (const job of this.queue.drain()) job.reject(this.unavailable())
    if (worker) {
      const ended = new Promise<void>((resolve) => {
        this.whenClosed = resolve
      })
      // The worker takes messages in order: what runs is finished first.
      this.tell({ type: 'close' })
      this.endWhenStuck(this.patience.closeMs)
      await ended
    }
    this.state = 'closed'
  }

  /** For tests of what a crash loses: ends the worker in the middle of whatever it does. */
  async kill(): Promise<void> {
    await this.worker?.terminate()
  }

  private startWorker(): Promise<void> {
    this.state = 'opening'
    const workerData: WorkerStart = { directory: this.directory }
    const worker = new Worker(new URL('./embedded/worker.ts', import.meta.url), { workerData, name: 'store' })
    this.worker = worker
    this.endWhenStuck(this.patience.openMs)
    return new Promise((resolve, reject) => {
      let failure: Error = new StoreUnavailableError('the embedded database could not be opened')
      let opened = false
      worker.on('error', (cause) => {
        failure = new StoreUnavailableError(`the store's worker failed: ${cause.message}`, { cause })
      })
      worker.on('message', (message: FromWorker) => {
        if (message.type === 'failed') failure = openFailure(message)
        if (message.type === 'open') {
          opened = true
          this.opened()
          resolve()
        }
        this.take(message)
      })
      worker.on('exit', (code) => {
        this.workerEnded(opened, code, failure)
        reject(failure)
      })
    })
  }

  private opened(): void {
    if (this.state === 'opening') this.state = 'open'
    this.everOpened = true
    clearTimeout(this.stuckTimer)
    this.retryMs = FIRST_RETRY_MS
    this.pump()
  }

  private pump(): void {
    if (this.state !== 'open' || this.running) return
    const job = this.queue.next()
    if (!job) return
    const id = ++this.lastId
    this.running = { id, job }
    this.endWhenStuck(this.patience.answerMs)
    const { work } = job
    this.tell(typeof work === 'string' ? { type: 'vacuum', id, table: work } : { type: 'batch', id, statements: work })
  }

  private endWhenStuck(withinMs: number): void {
    const { worker } = this
    clearTimeout(this.stuckTimer)
    this.stuckTimer = setTimeout(() => {
      this.log.warn({ withinMs }, 'store worker is stuck and is ended')
      void worker?.terminate()
    }, withinMs)
  }

  private tell(message: ToWorker): void {
    this.worker?.postMessage(message)
  }

  private take(message: FromWorker): void {
    if (message.type === 'broken') this.log.warn({ reason: message.message }, 'embedded database broke')
    if ((message.type !== 'done' && message.type !== 'refused') || this.running?.id !== message.id) return
    const { job } = this.running
    this.running = undefined
    clearTimeout(this.stuckTimer)
    if (message.type === 'done') job.resolve(message.results)
    else job.reject(errorOfState(message.sqlState, message.message))
    this.pump()
  }

  private workerEnded(opened: boolean, code: number, failure: Error): void {
    this.worker = undefined
    clearTimeout(this.stuckTimer)
    const interrupted = this.running?.job
    this.running = undefined
    if (this.state === 'closing') {
      interrupted?.reject(new UnknownOutcomeError('the store was closed'))
      return this.whenClosed?.()
    }
    if (interrupted?.options.repeatable && ++interrupted.losses < MOST_LOSSES) this.queue.putBack(interrupted)
    else interrupted?.reject(new UnknownOutcomeError('the store lost its worker'))
    if (!opened) {
      for (const job of this.queue.drain()) job.reject(this.unavailable(failure))
      if (this.everOpened) this.reopenLater()
      else this.state = 'closed'
      return
    }
    this.log.warn({ code }, 'store worker ended, opening the directory again')
    this.startWorker().catch(() => {})
  }

  private reopenLater(): void {
    this.state = 'down'
    this.log.warn({ retryMs: this.retryMs }, 'embedded database cannot be opened, trying again')
    this.retryTimer = setTimeout(() => void this.startWorker().catch(() => {}), this.retryMs)
    this.retryMs = Math.min(this.retryMs * 2, LONGEST_RETRY_MS)
  }

  private unavailable(cause?: Error): StoreUnavailableError {
    const why = this.state === 'closing' || this.state === 'closed' ? 'is closed' : 'cannot be opened now'
    return new StoreUnavailableError(`the embedded database ${why}; nothing was written.`, { cause })
  }
}

function openFailure({ name, message }: { name: string; message: string }): Error {
  if (name === 'MigrationError') return new MigrationError(message)
  return new StoreUnavailableError(`the embedded database could not be opened: ${message}`)
}
