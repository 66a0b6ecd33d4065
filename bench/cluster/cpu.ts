// CPU time of processes that are not ours to ask, from the system's own books.
import { readFileSync } from 'node:fs'

/** Linux counts the time of processes in hundredths of a second. */
const MS_PER_JIFFY = 10
/** Of `/proc/PID/stat` behind the name: time of its own, in user and system mode, and of children that it has buried. */
const OWN = [11, 12]
const BURIED = [13, 14]

/** CPU time of a process so far, in milliseconds. NaN where the system has no /proc. */
export function cpuMsOf(pid: number | undefined): number {
  return jiffies(pid, OWN) * MS_PER_JIFFY
}

/** The same for a server that works in child processes, dead ones included. */
export function cpuMsOfFamily(pid: number): number {
  const living = childrenOf(pid).map((child) => jiffies(child, OWN) || 0)
  return (jiffies(pid, [...OWN, ...BURIED]) + living.reduce((sum, one) => sum + one, 0)) * MS_PER_JIFFY
}

function jiffies(pid: number | undefined, fields: readonly number[]): number {
  try {
    const values = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return fields.reduce((sum, field) => sum + Number(values[field]), 0)
  } catch {
    return Number.NaN
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}
