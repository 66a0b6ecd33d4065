// Real services for tests. `install` brings the system packages (root, Debian); `start` runs the servers until Ctrl-C.
import { installPackages } from './services/packages.ts'
import { startServices } from './services/servers.ts'

const [command] = process.argv.slice(2)

if (command === 'install') {
  installPackages()
} else if (command === 'start') {
  const services = await startServices()
  for (const [name, value] of Object.entries(services.env)) console.log(`export ${name}=${value}`)
  await new Promise((resolve) => ['SIGINT', 'SIGTERM'].forEach((signal) => process.once(signal, resolve)))
  await services.stop()
} else {
  console.error('Usage: node scripts/services.ts install | start')
  process.exitCode = 2
}
