import { must } from '@civitas/kit'
import { plotNameWords, residentOf, topics } from '@civitas/schema'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type City, openCity, soon } from './city.ts'

let city: City
let token: string
let id: string
let key: string
beforeEach(async () => {
  city = await openCity()
  token = (await city.owner()).token
  const agent = await city.agent(token)
  id = agent.id
  key = agent.key
})
afterEach(() => city.close())

const claim = (plot: string, credentials: string | undefined, body: object = {}, wait = '?wait=5') =>
  city.call('POST', `/plots/${plot}/claim${wait}`, { ...(credentials && { token: credentials }), body })
const plots = async () => (await city.call('GET', '/plots')).body['plots']

test('[§9] a claim is the action claim_plot of the agent whose key it is; the list then names the owner', async () => {
  expect(await plots()).toMatchObject([{ id: 'plot-1', status: 'free' }])
  const result = await claim('plot-1', key)
  expect(result).toMatchObject({ status: 200, body: { status: 'accepted', cursor: expect.any(String) } })
  expect(city.district.taken[0]?.input.action).toEqual({ name: 'claim_plot', parameters: { plot: 'plot-1' } })
  expect(await plots()).toMatchObject([{ id: 'plot-1', price: 100, status: 'owned', owner: id }])
})

test('[ACT-7] the same key gives the same answer, and claims once', async () => {
  const body = { idempotency_key: 'mine' }
  const first = await claim('plot-1', key, body)
  const again = await claim('plot-1', key, body)
  expect(again.body).toEqual(first.body)
  expect(city.district.taken).toHaveLength(1)
})

test('[ACT-1] without wait the answer is a receipt', async () => {
  expect(await claim('plot-1', key, {}, '')).toMatchObject({ status: 202, body: { status: 'queued' } })
})

test('an owner says which of its agents claims', async () => {
  expect(await claim('plot-1', token)).toMatchObject({ status: 400, body: { code: 'invalid_shape' } })
  expect(await claim('plot-1', token, { agent_id: id })).toMatchObject({ status: 200, body: { status: 'accepted' } })
})

test('[DET-5] the list tells what its owner calls a plot and asks for it, and the building on it has that name', async () => {
  const parameters = { plot: 'plot-1', text: 'The Crooked Chimney' }
  const named = await city.call('POST', `/agents/${id}/actions?wait=5`, {
    token: key,
    body: { action: 'name_plot', parameters },
  })
  expect(named).toMatchObject({ status: 200, body: { status: 'accepted' } })
  expect(await plots()).toMatchObject([
    { id: 'plot-1', owner: id, name: 'The Crooked Chimney', for_sale: 450, built: true },
  ])
  const { buildings } = (await city.call('GET', '/buildings')).body as { buildings: { id: string }[] }
  expect(buildings.find((one) => one.id === 'plot-1')).toMatchObject({ name: 'The Crooked Chimney', kind: 'kiosk' })
})

test('[DET-5] the name that a built-in owner gave is made when somebody looks, with the family name of who built it', async () => {
  const owner = must(residentOf(id), 'a resident')
  const words = plotNameWords({ list: 'trade', at: 0, owner })
  const action = { name: 'name_plot', parameters: { plot: 'plot-1', words } } as const
  const input = { type: 'action', resident: owner, action_id: 'act_1', key: 'k-1', action } as const
  await city.bus.request(topics.districtInbox('old-town'), { input, texts: [] }, { timeoutMs: 1_000 })
  await soon()
  expect(await plots()).toMatchObject([{ id: 'plot-1', name: "Bo's Kiosk" }])
})

test.each([
  ['an unknown plot', 'plot-9', true, {}, 404, 'not_found'],
  ["somebody else's agent", 'plot-1', true, { agent_id: 'a77' }, 403, 'forbidden'],
  ['nobody', 'plot-1', false, {}, 401, 'unauthenticated'],
] as const)('a claim by or of %s is refused', async (_what, plot, isKnown, body, status, code) => {
  expect(await claim(plot, isKnown ? key : undefined, body)).toMatchObject({ status, body: { code } })
  expect(city.district.taken).toEqual([])
})
