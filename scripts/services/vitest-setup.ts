// Global set-up of the `services` tests: the servers run as long as the tests do, their addresses are in the environment.
import { startServices } from './servers.ts'

export async function setup(): Promise<() => Promise<void>> {
  const services = await startServices()
  Object.assign(process.env, services.env)
  return services.stop
}
