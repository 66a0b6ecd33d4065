// A field's JSON Schema in words, for the pages that people and agents read. A shape that it has no words for is an error.

/** As far as the fields of our actions go. */
export interface Field {
  type?: string
  const?: string
  enum?: string[]
  minimum?: number
  maximum?: number
  maxLength?: number
  maxItems?: number
  items?: Field
  properties?: Record<string, Field>
  required?: string[]
  oneOf?: Field[]
  default?: unknown
  description?: string
}

/** What may stand there: `1 … 20`, `text, up to 64 characters`. Throws for what it does not know. */
export function formOf(field: Field): string {
  const { type, enum: values, oneOf } = field
  if (field.const !== undefined) return `\`${field.const}\``
  if (values) return values.map((value) => `\`${value}\``).join(' ')
  if (oneOf) return unionOf(oneOf)
  if (type === 'boolean') return '`true` `false`'
  if (type === 'integer' || type === 'number') return `${bound(field.minimum)} … ${bound(field.maximum)}`
  if (type === 'string') return field.maxLength === undefined ? 'text' : `text, up to ${field.maxLength} characters`
  if (type === 'object') return `object with ${namesOf(field).join(' ') || 'no fields'}`
  if (type === 'array' && field.items) {
    const most = field.maxItems === undefined ? '' : `, up to ${field.maxItems}`
    return `list${most}, of: ${formOf(field.items)}`
  }
  throw new Error(`no words for a field of this form: ${JSON.stringify(field)}`)
}

/** Whether it must be there, or what stands for it, and what it is for. */
export function needOf({ default: fallback, description }: Field, isRequired: boolean): string {
  const need = fallback === undefined ? (isRequired ? 'required' : 'optional') : `default ${JSON.stringify(fallback)}`
  return description === undefined ? need : `${need}. ${description}`
}

/** Names of an object's fields; those that may be left out have a `?`. */
export function namesOf({ properties = {}, required = [] }: Field): string[] {
  return Object.keys(properties).map((name) => `\`${name}${required.includes(name) ? '' : '?'}\``)
}

/** Objects that are told apart by `kind`, or anything else one by one. */
function unionOf(options: readonly Field[]): string {
  const kinds = options.map(({ properties }) => properties?.['kind']?.const)
  if (kinds.includes(undefined)) return options.map(formOf).join(', or ')
  return `object; its \`kind\` is one of ${kinds.map((kind) => `\`${kind}\``).join(' ')}`
}

function bound(value: number | undefined): string {
  return value === undefined ? '' : String(value)
}
