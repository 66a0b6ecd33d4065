// Configuration as data: a table of options, read once from the environment, and documented from the same table.

/** One environment variable. Made by the functions of `option`. */
export interface Option<T> {
  readonly name: string
  /** For the documentation: `text`, `integer`, `one of a, b` … */
  readonly type: string
  /** What holds when the variable is unset or empty. */
  readonly fallback: T
  /** What the documentation shows instead of the fallback. */
  readonly shown?: string
  readonly unit?: string
  readonly description: string
  /** Reads the text; throws `Error` with what is wrong, without the name. */
  readonly parse: (text: string) => T
}

/** What every option says of itself. `fallback: undefined` is allowed where "not set" means something of its own. */
interface Common<T> {
  name: string
  fallback: T
  shown?: string
  unit?: string
  description: string
}

interface Range {
  min?: number
  max?: number
  /** Only multiples of this. */
  step?: number
}

export type OptionTable = Readonly<Record<string, Option<unknown>>>
export type OptionValues<Table extends OptionTable> = {
  readonly [Key in keyof Table]: Table[Key] extends Option<infer T> ? T : never
}
export type Environment = Readonly<Record<string, string | undefined>>

/** A variable that cannot be used as it is. The message names it and says what is allowed. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly code = 'config'
  readonly variable: string

  constructor(variable: string, problem: string, options?: ErrorOptions) {
    super(`${variable}: ${problem}`, options)
    this.variable = variable
  }
}

/** Makers of options, one per type. */
export const option = {
  text<T extends string | undefined = string>(of: Common<T>): Option<T | string> {
    return { ...of, type: 'text', parse: (text) => text }
  },

  integer<T extends number | undefined = number>(of: Common<T> & Range): Option<T | number> {
    return { ...of, type: 'integer', parse: (text) => inRange(wholeNumber(text), of) }
  },

  number<T extends number | undefined = number>(of: Common<T> & Range): Option<T | number> {
    return { ...of, type: 'number', parse: (text) => inRange(anyNumber(text), of) }
  },

  /** `1`, `true`, `yes`, `on` or `0`, `false`, `no`, `off`. */
  flag(of: Common<boolean>): Option<boolean> {
    return { ...of, type: 'flag', parse: flagOf }
  },

  choice<const Choice extends string>(of: Common<Choice> & { choices: readonly Choice[] }): Option<Choice> {
    return { ...of, type: `one of ${of.choices.join(', ')}`, parse: (text) => oneOf(of.choices, text) }
  },

  /** An absolute URL with one of the given schemes (without the colon). Stays a text. */
  url<T extends string | undefined>(of: Common<T> & { schemes: readonly string[] }): Option<T | string> {
    return { ...of, type: 'URL', parse: (text) => urlWith(of.schemes, text) }
  },
}

/** Reads every option of the table; the result is frozen. Throws `ConfigError` for the first variable that does not fit. */
export function readOptions<Table extends OptionTable>(table: Table, environment: Environment): OptionValues<Table> {
  const values: Record<string, unknown> = {}
  for (const [key, option] of Object.entries(table)) values[key] = valueOf(option, environment[option.name])
  return Object.freeze(values) as OptionValues<Table>
}

/** The table as rows of text, for the documentation. */
export function describeOptions(table: OptionTable): { name: string; type: string; fallback: string; text: string }[] {
  return Object.values(table).map((option) => ({
    name: option.name,
    type: option.unit ? `${option.type}, ${option.unit}` : option.type,
    fallback: option.shown ?? (option.fallback === undefined ? 'unset' : String(option.fallback)),
    text: option.description,
  }))
}

function valueOf<T>(option: Option<T>, text: string | undefined): T {
  if (text === undefined || text.trim() === '') return option.fallback
  try {
    return option.parse(text.trim())
  } catch (cause) {
    throw new ConfigError(option.name, cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

function wholeNumber(text: string): number {
  if (!/^[+-]?\d{1,15}$/.test(text)) throw new Error(`must be a whole number, not "${text}"`)
  return Number(text)
}

function anyNumber(text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value)) throw new Error(`must be a number, not "${text}"`)
  return value
}

function inRange(value: number, { min, max, step }: Range): number {
  if (min !== undefined && value < min) throw new Error(`must be at least ${min}, not ${value}`)
  if (max !== undefined && value > max) throw new Error(`must be at most ${max}, not ${value}`)
  if (step !== undefined && value % step !== 0) throw new Error(`must be a multiple of ${step}, not ${value}`)
  return value
}

function flagOf(text: string): boolean {
  const word = text.toLowerCase()
  if (['1', 'true', 'yes', 'on'].includes(word)) return true
  if (['0', 'false', 'no', 'off'].includes(word)) return false
  throw new Error(`must be 1 or 0, not "${text}"`)
}

function oneOf<Choice extends string>(choices: readonly Choice[], text: string): Choice {
  const found = choices.find((choice) => choice === text)
  if (found === undefined) throw new Error(`must be one of ${choices.join(', ')}, not "${text}"`)
  return found
}

/** The scheme is judged by the text itself: URL parsers differ, and a password may stand in it, so it is never echoed. */
function urlWith(schemes: readonly string[], text: string): string {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\/[^\s/]/i.exec(text)?.[1]?.toLowerCase()
  if (scheme && schemes.includes(scheme)) return text
  throw new Error(`must be a URL that starts with ${schemes.map((name) => `${name}://`).join(' or ')}`)
}
