// One log record as one readable line, for a terminal.

const LEVELS: Readonly<Record<number, { name: string; color: number }>> = {
  10: { name: 'trace', color: 90 },
  20: { name: 'debug', color: 90 },
  30: { name: 'info', color: 32 },
  40: { name: 'warn', color: 33 },
  50: { name: 'error', color: 31 },
  60: { name: 'fatal', color: 35 },
}

const DIM = 90

/** Fields that have their own place in the line, or none. */
const PLACED: ReadonlySet<string> = new Set(['level', 'time', 'msg', 'part', 'err'])

/** Turns the JSON of one record into `08:15:04 info  district  tick is late  tick=41 lag_ms=120`. */
export function formatLine(json: string): string {
  const record = JSON.parse(json) as Record<string, unknown>
  const level = LEVELS[Number(record.level)] ?? { name: String(record.level), color: DIM }
  const time = new Date(Number(record.time)).toTimeString().slice(0, 8)
  const part = typeof record.part === 'string' ? `${paint(record.part, 36)}  ` : ''
  const fields = Object.entries(record)
    .filter(([name]) => !PLACED.has(name))
    .map(([name, value]) => `${name}=${shown(value)}`)
  const tail = fields.length > 0 ? `  ${paint(fields.join(' '), DIM)}` : ''
  const head = `${paint(time, DIM)} ${paint(level.name.padEnd(5), level.color)} ${part}`
  return `${head}${shown(record.msg ?? '')}${tail}${stackOf(record.err)}\n`
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function stackOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('stack' in error)) return ''
  return `\n${paint(String(error.stack), DIM)}`
}

function paint(text: string, color: number): string {
  return `\u001b[${color}m${text}\u001b[0m`
}
