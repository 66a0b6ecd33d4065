// Real PostgreSQL, Redis and Mosquitto for tests: private ports on loopback, data in one temporary folder, gone at the end.
// They lead process groups of their own: Ctrl-C in a terminal reaches who uses them, and that one stops them.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findBinary, postgresFolder } from './packages.ts'

const HOST = '127.0.0.1'
const READY_WITHIN_MS = 30_000
const STOPPED_WITHIN_MS = 10_000

export interface Services {
  /** Environment for the tests; not DATABASE_URL and its kin, which may name a database that somebody needs. */
  env: { SERVICES_DATABASE_URL: string; SERVICES_REDIS_URL: string; SERVICES_MQTT_URL: string }
  /** Ends a server as `how` says and starts it again, later, on the same port and data. Resolves when it accepts connections. */
  restart(name: ServerName, how: NodeJS.Signals, awayMs: number): Promise<void>
  /** Of the life that runs now. */
  pid(name: ServerName): number
  stop(): Promise<void>
}

export type ServerName = 'PostgreSQL' | 'Redis' | 'Mosquitto'

interface Started {
  name: ServerName
  child: ChildProcess
  /** Starts it again where it was. */
  spawn: () => ChildProcess
  port: number
  url: string
  stopSignal: NodeJS.Signals
}

/** @param without servers that nobody needs */
export async function startServices(without: readonly ServerName[] = []): Promise<Services> {
  const folder = mkdtempSync(join(tmpdir(), 'civitas-services-'))
  chmodSync(folder, 0o755)
  const started: Started[] = []
  const killAll = () => started.forEach(({ child }) => child.kill('SIGKILL'))
  process.once('exit', killAll)
  const stop = async () => {
    await Promise.all(started.map(stopServer))
    process.off('exit', killAll)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const database = await startPostgres(folder)
    started.push(database)
    const redis = without.includes('Redis') ? undefined : await startRedis(folder)
    if (redis) started.push(redis)
    const mqtt = await startMosquitto(folder)
    started.push(mqtt)
    await Promise.all(started.map(whenReady))
    const env = {
      SERVICES_DATABASE_URL: database.url,
      SERVICES_REDIS_URL: redis?.url ?? '',
      SERVICES_MQTT_URL: mqtt.url,
    }
    return {
      env,
      stop,
      restart: (name, how, awayMs) => restart(started, name, { how, awayMs }),
      pid: (name) => serverOf(started, name).child.pid ?? 0,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** PostgreSQL refuses to run as root: it runs as its own user then. */
async function startPostgres(folder: string): Promise<Started> {
  const bin = postgresFolder()
  if (bin === undefined) throw notInstalled('PostgreSQL')
  const data = join(folder, 'postgres')
  mkdirSync(data)
  const user = process.getuid?.() === 0 ? { uid: idOf('-u', 'postgres'), gid: idOf('-g', 'postgres') } : {}
  if (user.uid !== undefined) chownSync(data, user.uid, user.gid)
  const password = randomBytes(12).toString('hex')
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password, { mode: 0o644 })
  const init = [
    '-D',
    data,
    '-U',
    'postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '-E',
    'UTF8',
    '--no-sync',
  ]
  execFileSync(join(bin, 'initdb'), [...init, '--locale=C.UTF-8'], {
    ...user,
    cwd: data,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const port = await freePort()
  const words = ['-D', data, '-p', String(port), '-h', HOST, '-k', data, '-c', 'fsync=off', '-c', 'max_connections=200']
  const start = () => spawn(join(bin, 'postgres'), words, { ...user, cwd: data, stdio: 'ignore', detached: true })
  return {
    name: 'PostgreSQL',
    child: start(),
    spawn: start,
    port,
    url: `postgres://postgres:${password}@${HOST}:${port}/postgres`,
    stopSignal: 'SIGINT',
  }
}

async function startRedis(folder: string): Promise<Started> {
  const binary = findBinary('redis-server')
  if (binary === undefined) throw notInstalled('Redis')
  const port = await freePort()
  const words = ['--port', String(port), '--bind', HOST, '--dir', folder, '--save', '', '--appendonly', 'no']
  const start = () => spawn(binary, words, { stdio: 'ignore', detached: true })
  return { name: 'Redis', child: start(), spawn: start, port, url: `redis://${HOST}:${port}`, stopSignal: 'SIGTERM' }
}

async function startMosquitto(folder: string): Promise<Started> {
  const binary = findBinary('mosquitto')
  if (binary === undefined) throw notInstalled('Mosquitto')
  const port = await freePort()
  const config = join(folder, 'mosquitto.conf')
  writeFileSync(config, `listener ${port} ${HOST}\nallow_anonymous true\npersistence false\nlog_type error\n`)
  const start = () => spawn(binary, ['-c', config], { stdio: 'ignore', detached: true })
  return { name: 'Mosquitto', child: start(), spawn: start, port, url: `mqtt://${HOST}:${port}`, stopSignal: 'SIGTERM' }
}

function notInstalled(name: string): Error {
  return new Error(`${name} is not installed. As root, "node scripts/services.ts install" installs it.`)
}

function idOf(flag: '-u' | '-g', user: string): number {
  return Number(execFileSync('id', [flag, user], { encoding: 'utf8' }))
}

/** Somebody else may take the port before the server does; the server then exits, and that is reported. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, HOST, () => {
      // A TCP server that listens has an address with a port.
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

async function whenReady({ name, child, port }: Started): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`${name} ended with exit code ${child.exitCode} before it was ready.`)
    if (Date.now() > deadline) throw new Error(`${name} was not ready within ${READY_WITHIN_MS / 1000} s.`)
    await sleep(50)
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, HOST)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

async function restart(
  started: readonly Started[],
  name: ServerName,
  { how, awayMs }: { how: NodeJS.Signals; awayMs: number },
): Promise<void> {
  const server = serverOf(started, name)
  await stopServer({ ...server, stopSignal: how })
  await sleep(awayMs)
  server.child = server.spawn()
  await whenReady(server)
}

function serverOf(started: readonly Started[], name: ServerName): Started {
  const server = started.find((one) => one.name === name)
  if (!server) throw new Error(`${name} was not started.`)
  return server
}

async function stopServer({ child, stopSignal }: Started): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = new Promise((resolve) => child.once('exit', resolve))
  child.kill(stopSignal)
  const timer = setTimeout(() => child.kill('SIGKILL'), STOPPED_WITHIN_MS)
  await closed
  clearTimeout(timer)
}
