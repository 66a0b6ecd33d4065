import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KIND, readEnvelope, renumber, writeEnvelope } from './envelope.ts'

const key = fc.oneof(
  fc.constant('$bytes'),
  fc.string().filter((text) => text !== '__proto__'),
)
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0))
const { message } = fc.letrec((tie) => ({
  message: fc.oneof(
    { depthSize: 'small' },
    fc.uint8Array(),
    fc.string({ unit: 'binary' }),
    finite,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('message'), { maxLength: 4 }),
    fc.dictionary(key, tie('message'), { maxKeys: 4, noNullPrototype: true }),
  ),
}))
const head = { kind: KIND.message, number: 1, sender: 'host-1' }

describe('an envelope', () => {
  it('brings plain data and bytes as they were, and leaves the original alone', () => {
    fc.assert(
      fc.property(message, (body) => {
        const before = structuredClone(body)
        expect(readEnvelope(writeEnvelope(head, body)).body()).toEqual(before)
        expect(body).toEqual(before)
      }),
    )
  })

  it('tells kind, number, sender, trace and topic without the body', () => {
    const request = {
      kind: KIND.request,
      number: 7,
      sender: 'gateway-ä',
      trace: '00-aa-bb-01',
      topic: '/district/x/query',
    }
    const packet = writeEnvelope(request, { a: 1 })
    expect(readEnvelope(packet)).toMatchObject(request)
    renumber(packet, 2 ** 32 - 1)
    expect(readEnvelope(packet).number).toBe(2 ** 32 - 1)
  })

  it('goes without a trace that is too long', () => {
    const read = readEnvelope(writeEnvelope({ ...head, trace: 'x'.repeat(300) }, 'body'))
    expect(read.trace).toBeUndefined()
    expect(read.body()).toBe('body')
  })

  it('cut short anywhere is refused, never misread', () => {
    const packet = writeEnvelope({ ...head, trace: 't' }, { list: [1, 2], bytes: Uint8Array.of(1, 2, 3) })
    for (let length = 0; length < packet.length; length++) {
      expect(() => readEnvelope(packet.subarray(0, length)).body()).toThrow()
    }
  })
})
