// Keeps secrets and people's words out of the log, at any depth, by the name of the field and by the look of the value.
import pino from 'pino'

const CENSORED = '[redacted]'

/** Deeper than this nothing is logged: log lines are small objects. */
const MAX_DEPTH = 6

/** Field names, lower case without `-` and `_`: credentials, what residents said, and personal data. */
const SECRET_FIELDS: ReadonlySet<string> = new Set(
  `password passwordhash otp secret clientsecret key apikey keyhash masterkey privatekey token accesstoken refreshtoken
   idtoken authorization proxyauthorization cookie setcookie text texts reasoning persona email`.split(/\s+/),
)

/** Agent keys, bearer credentials, and the password inside a URL, wherever they stand in a text. */
const SECRET_VALUES = [/\bcvk_\w+/g, /\bBearer\s+[\w.~+/=-]+/gi, /(?<=:\/\/[^\s:@/]+:)[^\s@/]+(?=@)/g]

/** A copy of the fields of a log line with everything secret replaced. */
export function redact(fields: Record<string, unknown>): Record<string, unknown> {
  return redactObject(fields, 0)
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return value
  if (depth >= MAX_DEPTH) return '[deep]'
  if (value instanceof Error) return redactObject({ ...pino.stdSerializers.err(value) }, depth)
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1))
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (value instanceof Date) return value.toISOString()
  return redactObject(value, depth)
}

function redactObject(value: object, depth: number): Record<string, unknown> {
  const copy: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(value)) {
    copy[name] = isSecret(name) && field != null ? CENSORED : redactValue(field, depth + 1)
  }
  return copy
}

/** `text` with everything in it that looks like a credential replaced. */
export function redactText(text: string): string {
  return SECRET_VALUES.reduce((rest, pattern) => rest.replace(pattern, CENSORED), text)
}

function isSecret(name: string): boolean {
  return SECRET_FIELDS.has(name.toLowerCase().replace(/[-_]/g, ''))
}
