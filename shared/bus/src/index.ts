export type { Bus, Delivery, Gap } from './bus.ts'
export {
  BusClosedError,
  BusUnreachableError,
  NoResponderError,
  RequestTimeoutError,
  ResponderFailedError,
  ResponderLostError,
} from './errors.ts'
export { createInProcessBus } from './in-process.ts'
export { createMqttBus, type MqttBus, type MqttBusOptions } from './mqtt/bus.ts'
export type { BusFault, BusOptions } from './subscriptions.ts'
