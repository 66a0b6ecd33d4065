// control.sock: how a command on the same machine speaks to the living city. One JSON line in, one JSON line out, then it ends.
import { chmod, rm } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { join, relative } from 'node:path'
import type { StoreLog } from '../log.ts'

const SOCKET_FILE = 'control.sock'
/** The longest path that every system takes for a socket; Linux allows 107 bytes. */
const LONGEST_PATH_BYTES = 100
/** No command needs more; a longer line is cut off. */
const MOST_LINE_BYTES = 65_536
const ANSWER_WITHIN_MS = 10_000

export interface ControlRequest {
  command: string
  [parameter: string]: unknown
}

export type ControlAnswer = { ok: true; [field: string]: unknown } | { ok: false; error: string }

/** Answers one command; what it throws is told to the caller. */
export type ControlHandler = (request: ControlRequest) => Promise<Record<string, unknown>>

/**
 * Listens on the data directory's socket, which only its owner may open. The caller holds the lock, so a socket
 * that is there already is a dead one. Returns the function that ends it; where sockets cannot be made, the city lives without.
 */
export async function serveControl(
  directory: string,
  handlers: Readonly<Record<string, ControlHandler>>,
  log: StoreLog,
): Promise<() => Promise<void>> {
  const path = socketPath(directory)
  if (Buffer.byteLength(path) > LONGEST_PATH_BYTES) {
    log.warn({ path }, 'the path of control.sock is too long: commands need the city stopped')
    return async () => {}
  }
  await rm(path, { force: true })
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    serveSocket(socket, handlers)
  })
  try {
    await listen(server, path)
  } catch (error) {
    log.warn({ path, reason: String(error) }, 'control.sock cannot be made: commands need the city stopped')
    return async () => {}
  }
  await chmod(path, 0o600)
  return async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise<void>((resolve) => server.close(() => resolve()))
    await rm(path, { force: true })
  }
}

/** Asks the living city; `undefined` when none listens. Rejects when it does not answer in time. */
export async function askControl(directory: string, request: ControlRequest): Promise<ControlAnswer | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath(directory))
    socket.setTimeout(ANSWER_WITHIN_MS, () => socket.destroy(new Error('the city did not answer on control.sock')))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined)
      else reject(error)
    })
    readLine(socket, (line) => {
      socket.end()
      resolve(JSON.parse(line) as ControlAnswer)
    })
    socket.write(`${JSON.stringify(request)}\n`)
  })
}

function serveSocket(socket: Socket, handlers: Readonly<Record<string, ControlHandler>>): void {
  readLine(socket, (line) => {
    void answer(line, handlers).then((reply) => socket.end(`${JSON.stringify(reply)}\n`))
  })
}

async function answer(line: string, handlers: Readonly<Record<string, ControlHandler>>): Promise<ControlAnswer> {
  try {
    const request = JSON.parse(line) as ControlRequest
    const handler = Object.hasOwn(handlers, request.command) ? handlers[request.command] : undefined
    if (!handler) return { ok: false, error: `unknown command; there are ${Object.keys(handlers).join(', ')}` }
    return { ok: true, ...(await handler(request)) }
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) }
  }
}

function readLine(socket: Socket, take: (line: string) => void): void {
  let text = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    text += chunk
    const end = text.indexOf('\n')
    if (end < 0 && text.length > MOST_LINE_BYTES) socket.destroy()
    if (end < 0) return
    socket.removeAllListeners('data')
    take(text.slice(0, end))
  })
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** The shorter of the absolute and the relative path: the limit of the system is tight. */
function socketPath(directory: string): string {
  const absolute = join(directory, SOCKET_FILE)
  const fromHere = relative(process.cwd(), absolute)
  return fromHere.length > 0 && fromHere.length < absolute.length ? fromHere : absolute
}
