// MQTT topic filters: `+` stands for one level, a last `#` for this level and all below it.
import { assert } from '@civitas/kit'

/** Throws when `topic` could not be published to. */
export function assertTopic(topic: string): void {
  assert(topic.length > 0 && !/[+#\0]/.test(topic), `not a topic: ${topic}`)
}

/** Throws when `filter` is not a valid MQTT filter. */
export function assertFilter(filter: string): void {
  const levels = filter.split('/')
  const valid = levels.every((level, at) => {
    if (level === '+') return true
    if (level === '#') return at === levels.length - 1
    return !/[+#\0]/.test(level)
  })
  assert(filter.length > 0 && valid, `not a topic filter: ${filter}`)
}

export function hasWildcard(filter: string): boolean {
  return filter.includes('+') || filter.includes('#')
}

/** Whether `topic` falls under `filter`, by the rules of MQTT 3.1.1 §4.7. */
export function matchesFilter(filter: string, topic: string): boolean {
  const wanted = filter.split('/')
  const given = topic.split('/')
  for (let at = 0; at < wanted.length; at++) {
    const level = wanted[at]
    if (level === '#') return true
    if (at >= given.length) return false
    if (level !== '+' && level !== given[at]) return false
  }
  return wanted.length === given.length
}
