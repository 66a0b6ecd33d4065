// Finding a port: the one that was asked for, or the next free one after the standard port.
import { createServer } from 'node:net'
import { PortBusyError } from './errors.ts'

/** Ports tried after the standard one. */
const PORTS_TRIED = 50

export interface PortWish {
  variable: string
  /** As configured; absent: the standard one or a later one that is free. 0: any free one. */
  wanted: number | undefined
  standard: number
}

/** The port to listen on. Rejects with `PortBusyError` when the configured one is taken, or none is free. */
export async function freePort(host: string, { variable, wanted, standard }: PortWish): Promise<number> {
  if (wanted !== undefined) return tried(host, wanted, variable)
  for (let port = standard; port < standard + PORTS_TRIED; port++) {
    const found = await probe(host, port)
    if (typeof found === 'number') return found
  }
  throw new PortBusyError(variable, standard)
}

async function tried(host: string, port: number, variable: string): Promise<number> {
  const found = await probe(host, port)
  if (typeof found === 'number') return found
  if (found.code === 'EADDRINUSE') throw new PortBusyError(variable, port, { cause: found })
  throw found
}

function probe(host: string, port: number): Promise<number | NodeJS.ErrnoException> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(error)
      else reject(error)
    })
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })
}
