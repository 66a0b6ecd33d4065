import { describe, expect, it } from 'vitest'
import { formatLine } from '../src/line.ts'
import { quietTelemetry } from '../src/telemetry.ts'
import { childTrace, newTrace } from '../src/trace.ts'

const KEY = 'cvk_kAbc123_s3cretS3cretS3cret'

/** Telemetry that keeps its lines. */
function recording() {
  const lines: string[] = []
  return { telemetry: quietTelemetry({ write: (line) => lines.push(line) }), lines }
}

describe('the log', () => {
  it.each([
    ['a field', { password: KEY }],
    ['a nested field', { body: { account: { refresh_token: KEY } } }],
    ['a header in any case', { req: { headers: { Authorization: `Basic ${KEY}` } } }],
    ['an element of a list', { texts: [KEY], items: [{ apiKey: KEY }] }],
    ['what somebody said', { message: { text: `psst ${KEY}` } }],
    ['an agent key inside a text', { url: `/api/v1/agents?key=${KEY}` }],
    ['an error', { err: new Error(`bad key ${KEY}`) }],
    ['a field of an error', { err: Object.assign(new Error('no'), { config: { secret: KEY } }) }],
    ['the cause of an error', { err: new Error('no', { cause: new Error(KEY) }) }],
  ])('keeps a secret out: %s', (_where, fields) => {
    const { telemetry, lines } = recording()
    telemetry.log.info(fields, 'something happened')
    expect(lines.join('')).toContain('something happened')
    expect(lines.join('')).not.toContain('s3cret')
  })

  it('keeps secrets out of the fields of a child logger', () => {
    const { telemetry, lines } = recording()
    telemetry
      .child('gateway')
      .log.child({ session: { token: KEY }, password: KEY })
      .warn('odd')
    expect(lines.join('')).toContain('gateway')
    expect(lines.join('')).not.toContain('s3cret')
  })

  it('keeps the password of a database address out, and the rest in', () => {
    const { telemetry, lines } = recording()
    telemetry.log.info({ url: 'postgres://city:s3cret@db.example:5432/city' }, 'connecting')
    expect(lines.join('')).toContain('postgres://city:[redacted]@db.example:5432/city')
  })

  it('shows plain fields, ids and errors', () => {
    const { telemetry, lines } = recording()
    telemetry.log.error({ agentId: 'a7', key_id: 'k1', tick: 3, err: new TypeError('boom') }, 'action failed')
    const record = JSON.parse(lines[0] ?? '') as Record<string, unknown>
    expect(record).toMatchObject({ agentId: 'a7', key_id: 'k1', tick: 3, msg: 'action failed' })
    expect(record.err).toMatchObject({ type: 'TypeError', message: 'boom' })
  })

  it('writes one readable line for a terminal', () => {
    const json = JSON.stringify({ level: 30, time: 0, part: 'district', msg: 'tick is late', lag_ms: 120 })
    // oxlint-disable-next-line no-control-regex -- colours are control sequences
    const plain = formatLine(json).replace(/\u001b\[\d+m/g, '')
    expect(plain).toMatch(/^\d\d:\d\d:\d\d info {2}district {2}tick is late {2}lag_ms=120\n$/)
  })
})

describe('metrics', () => {
  it('gives the same counter for the same name, and shows it on the page', async () => {
    const { metrics } = quietTelemetry()
    const of = { name: 'civitas_ticks_total', help: 'Ticks.', labels: ['district'] }
    metrics.counter(of).add(2, { district: 'market' })
    metrics.counter(of).add(1, { district: 'market' })
    const page = await metrics.page()
    expect(page.contentType).toContain('text/plain')
    expect(page.body).toContain('civitas_ticks_total{district="market"} 3')
  })

  it('counts ever new label values as other', async () => {
    const { metrics } = quietTelemetry()
    const counter = metrics.counter({ name: 'civitas_refusals_total', help: 'Refusals.', labels: ['code'] })
    for (let n = 0; n < 100; n++) counter.add(1, { code: `code-${n}` })
    const { body } = await metrics.page()
    expect(body).toContain('civitas_refusals_total{code="other"} 36')
    expect(body.match(/civitas_refusals_total\{/g)).toHaveLength(65)
  })

  it('measures in histograms and gauges', async () => {
    const { metrics } = quietTelemetry()
    metrics.histogram({ name: 'civitas_tick_seconds', help: 'Tick.', buckets: [0.01, 0.1] }).observe(0.05)
    metrics.gauge({ name: 'civitas_residents', help: 'Residents.' }).set(12)
    const { body } = await metrics.page()
    expect(body).toContain('civitas_tick_seconds_bucket{le="0.1"} 1')
    expect(body).toContain('civitas_residents 12')
  })

  it('asks a gauge that reads when the page is made', async () => {
    const { metrics } = quietTelemetry()
    let waiting = 3
    metrics.gauge({ name: 'civitas_waiting', help: 'Waiting.', read: () => waiting })
    expect((await metrics.page()).body).toContain('civitas_waiting 3')
    waiting = 5
    expect((await metrics.page()).body).toContain('civitas_waiting 5')
  })
})

describe('trace context', () => {
  it('keeps the trace and changes the span', () => {
    const parent = newTrace()
    const child = childTrace(parent)
    expect(parent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
    expect(child.slice(0, 36)).toBe(parent.slice(0, 36))
    expect(child).not.toBe(parent)
  })

  it.each([undefined, '', 'nonsense', `00-${'0'.repeat(32)}-${'1'.repeat(16)}-01`])(
    'starts a new trace after %s',
    (parent) => {
      expect(childTrace(parent)).toMatch(/^00-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-01$/)
    },
  )
})
