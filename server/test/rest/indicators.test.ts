import { afterEach, beforeEach, expect, test } from 'vitest'
import { type City, openCity } from './city.ts'

let city: City
beforeEach(async () => {
  city = await openCity()
})
afterEach(() => city.close())

const get = (query = '', headers: Record<string, string> = {}) => city.call('GET', `/indicators${query}`, { headers })

async function tell(first: number, last: number): Promise<void> {
  for (let day = first; day <= last; day++) {
    const sums = { residents: 10, able: 10, employed: day % 10, coins: 100 * day }
    city.district.digest = { day, sums, wealth: [[5, 10, 50]] }
    await city.district.runTick()
  }
}

test('a young city has no day behind it', async () => {
  expect(await get()).toMatchObject({ status: 200, body: { from: 1, to: 1, days: [] } })
})

test('days that are over come in order, each with its figures; units and formulas stand beside them', async () => {
  await tell(1, 3)
  const { body } = await get()
  expect(body).toMatchObject({ from: 1, to: 3 })
  expect(body['days']).toEqual(
    [1, 2, 3].map((day) => {
      const figures = { residents: 10, employment: 10 * day, inequality: 0, money: 100 * day }
      return { day, missing: [], figures }
    }),
  )
  expect(body['indicators']).toContainEqual({ id: 'employment', unit: '%', means: expect.stringContaining('÷') })
})

test('without bounds the last thirty are told; with bounds those, also of one district', async () => {
  await tell(1, 33)
  const days = async (query: string) => ((await get(query)).body['days'] as { day: number }[]).map(({ day }) => day)
  expect(await days('')).toEqual(Array.from({ length: 30 }, (_, index) => index + 4))
  expect(await days('?from=3&to=4')).toEqual([3, 4])
  expect(await days('?from=32')).toEqual([32, 33])
  expect(await days('?to=2&district=old-town')).toEqual([1, 2])
  expect(await days('?from=90')).toEqual([])
})

test('[§9] may be kept for half a minute, and asked for again by its tag', async () => {
  await tell(1, 1)
  const first = await get()
  expect(first.headers).toMatchObject({ 'cache-control': 'public, max-age=30', etag: expect.any(String) })
  const tag = { 'if-none-match': String(first.headers['etag']) }
  expect((await get('', tag)).status).toBe(304)
  await tell(2, 2)
  expect((await get('', tag)).status).toBe(200)
})

test.each([
  ['?from=4&to=3', 400, 'invalid_shape'],
  ['?from=1&to=401', 400, 'invalid_shape'],
  ['?from=0', 400, 'invalid_shape'],
  ['?to=soon', 400, 'invalid_shape'],
  ['?district=atlantis', 404, 'not_found'],
])('%s is refused', async (query, status, code) => {
  expect(await get(query)).toMatchObject({ status, body: { code } })
})
