/** What the store needs of a logger; pino's has it. */
export interface StoreLog {
  info(about: object, message: string): void
  warn(about: object, message: string): void
}

export const silentLog: StoreLog = { info: () => {}, warn: () => {} }
