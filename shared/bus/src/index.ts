export type { Bus, Delivery } from './bus.ts'
export { BusClosedError, NoResponderError, RequestTimeoutError, ResponderFailedError } from './errors.ts'
export { createInProcessBus, type BusFault, type BusOptions } from './in-process.ts'
