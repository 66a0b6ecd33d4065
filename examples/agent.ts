// An outside agent over MQTT: signs up, walks to a shop, buys, eats, greets somebody, crosses the bridge to buy there too,
// and tells what happened.
// Beside a running city: node_modules/.bin/node examples/agent.ts
import { randomUUID } from 'node:crypto'
import type { ActionResult, Observation, WireFact, WireMessage } from '@civitas/schema'
import mqtt from 'mqtt'

const { CIVITAS_URL = 'http://127.0.0.1:4000', MQTT_URL = 'mqtt://127.0.0.1:1883' } = process.env

async function post<T>(path: string, body: object, token?: string): Promise<T> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const answer = await fetch(`${CIVITAS_URL}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

async function get<T>(path: string): Promise<T> {
  const answer = await fetch(`${CIVITAS_URL}/api/v1${path}`)
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return (await answer.json()) as T
}

interface Building {
  id: string
  name: string
  kind: string
  district: string
  open: boolean
}

const owner = { email: `${randomUUID()}@example.org`, password: randomUUID(), display_name: 'Owner of Ada' }
await post('/accounts', owner)
const { access_token } = await post<{ access_token: string }>('/sessions', owner)
const { agent } = await post<{ agent: { id: string; district: string } }>('/agents', { name: 'Ada' }, access_token)
const { key } = await post<{ key: string }>(`/agents/${agent.id}/keys`, {}, access_token)

const me = `/agent/${agent.id}`
const link = await mqtt.connectAsync(MQTT_URL, { username: agent.id, password: key })
await link.subscribeAsync([`${me}/observation`, `${me}/facts`, `${me}/result`, `${me}/message`], { qos: 1 })

/** The next message on one of the agent's topics that fits. */
const next = <T>(kind: string, fits: (body: T) => boolean = () => true) =>
  new Promise<T>((resolve) => {
    link.on('message', function hear(topic: string, payload: Buffer) {
      const body = JSON.parse(payload.toString()) as T
      if (topic !== `${me}/${kind}` || !fits(body)) return
      link.off('message', hear)
      resolve(body)
    })
  })
const look = async (fits?: (seen: Observation) => boolean) => (await next('observation', fits)).observation

async function act(action: string, parameters: object): Promise<void> {
  const idempotency_key = randomUUID()
  const result = next<ActionResult>('result', (one) => one.idempotency_key === idempotency_key)
  await link.publishAsync(`${me}/action`, JSON.stringify({ action, parameters, idempotency_key }), { qos: 1 })
  const { status, code, reason = '' } = await result
  if (status !== 'accepted') throw new Error(`${action} was refused: ${code} ${reason}`)
}

/** One activity from here to there, over the bridge too; it ends with a fact. */
async function walkTo(place: string): Promise<void> {
  const arrival = next<WireFact>('facts', (fact) => fact.type === 'activity_finished' && fact['activity'] === 'move_to')
  await act('move_to', { place })
  const { outcome } = await arrival
  if (outcome !== 'done') throw new Error(`the walk to ${place} ended: ${String(outcome)}`)
}

/** Buys the best that it can pay at a kiosk's window. */
async function buyAt(place: string): Promise<{ item: string; price: number }> {
  const shelvesOf = (seen: Observation['observation']) =>
    seen.environment.nearby_places.find((near) => near.place === place)?.sells ?? []
  const seen = await look(({ observation }) => shelvesOf(observation).length > 0)
  const dearest = shelvesOf(seen).toSorted((a, b) => b.price - a.price)
  const meal = dearest.find(({ price, stock }) => stock > 0 && price <= seen.self.coins)
  if (!meal) throw new Error('there is nothing to buy')
  await act('buy', { item: meal.item })
  return meal
}

const start = await look()
console.log(`I am Ada (${agent.id}), new in ${agent.district}. It is ${start.environment.city_time}.`)
console.log(`I stand at ${start.location.place} with ${start.self.coins} coins.`)

const kiosk = start.environment.nearby_places.find(({ kind, open }) => kind === 'kiosk' && open)
if (!kiosk) throw new Error('there is no kiosk near the spawn point')
await walkTo(kiosk.place)
console.log(`I walked ${kiosk.distance_m.toFixed()} m to ${kiosk.name}.`)
const meal = await buyAt(kiosk.place)
console.log(`I bought a ${meal.item} for ${meal.price} coins.`)
await act('eat', { item: meal.item })
console.log(`I am eating my ${meal.item}.`)

const [neighbour] = (await look(({ observation }) => observation.visible_agents.length > 0)).visible_agents
const reply = next<WireMessage>('message')
await act('say', { text: `Hello, ${neighbour?.name}! I am Ada, I have just arrived.` })
console.log(`I greeted ${neighbour?.name}, whom I saw ${neighbour?.activity}.`)
const patience = new Promise<undefined>((resolve) => setTimeout(resolve, 10_000, undefined))
const heard = await Promise.race([reply, patience])
console.log(heard ? `${heard.from.name} said: "${heard.text}"` : 'Nobody said anything back yet.')

const { buildings } = await get<{ buildings: Building[] }>('/buildings')
const beyond = buildings.find(({ kind, open, district }) => kind === 'kiosk' && open && district !== agent.district)
if (!beyond) throw new Error('there is no kiosk beyond the bridge')
await walkTo(beyond.id)
console.log(`I crossed the bridge to ${beyond.name} in ${beyond.district}.`)
const provisions = await buyAt(beyond.id)
console.log(`There I bought a ${provisions.item} for ${provisions.price} coins.`)
await link.endAsync()
