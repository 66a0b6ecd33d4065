// Finding a port: the one that was asked for, or the next free one after the standard port.
import type { Server } from 'node:net'
import { PortBusyError } from './errors.ts'

/** Ports tried after the standard one. */
const PORTS_TRIED = 50

export interface PortWish {
  variable: string
  /** As configured; absent: the standard one or a later one that is free. 0: any free one. */
  wanted: number | undefined
  standard: number
}

/** Lets a server listen; resolves with the port. Rejects with `PortBusyError` when the configured one is taken, or none is free. */
export async function listen(server: Server, host: string, { variable, wanted, standard }: PortWish): Promise<number> {
  const first = wanted ?? standard
  const last = wanted ?? standard + PORTS_TRIED - 1
  let busy: unknown
  for (let port = first; port <= last; port++) {
    try {
      return await listenOn(server, host, port)
    } catch (error) {
      if (!isBusy(error)) throw error
      busy = error
    }
  }
  throw new PortBusyError(variable, first, { cause: busy })
}

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host }, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}
