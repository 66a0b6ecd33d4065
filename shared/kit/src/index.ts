export { assert, assertNever, must } from './assert.ts'
export { BoundedQueue } from './bounded-queue.ts'
export { ByteReader, ByteWriter } from './bytes.ts'
export { type Clock, ManualClock, systemClock } from './clock.ts'
export {
  ConfigError,
  describeOptions,
  type Environment,
  type Option,
  option,
  type OptionTable,
  type OptionValues,
  readOptions,
} from './env.ts'
export { drawBelow, hash32, hashText } from './hash.ts'
export { integerRoot } from './integer-root.ts'
export { nearName } from './near-name.ts'
export { type Service, startAll, stopAll } from './service.ts'
