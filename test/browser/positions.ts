// Compares what is drawn with where the city says that people stood at the very steps on show.
import type { Page } from 'playwright-core'

/** How far a drawn resident may be from its true place, in metres. [§8 of the client's reference, issue: within 1 m] */
const TOLERANCE_M = 1

interface TruePosition {
  resident: number
  x: number
  y: number
}

export interface Comparison {
  /** Residents that the city has out of doors. */
  expected: number
  drawn: number
  missing: number[]
  surplus: number[]
  /** Drawn more than once. */
  doubled: number[]
  /** Drawn more than a metre beside their place. */
  displaced: number[]
}

/** Reads the picture back and asks the city about the same steps. Wants the whole city in view. */
export async function compareWithCity(page: Page, url: string): Promise<Comparison> {
  const { steps, residents, waiting } = await page.evaluate(async () => {
    if (!window.__scene) throw new Error('the page has no probe')
    return window.__scene.drawn()
  })
  const truth = new Map<number, TruePosition>()
  for (const [index, district] of (await districtIds(url)).entries()) {
    for (const position of await truePositions(url, district, steps[index])) truth.set(position.resident, position)
  }
  const drawn = new Map(residents.map((one) => [one.resident, one]))
  return {
    expected: truth.size,
    drawn: residents.filter(({ resident }) => truth.has(resident) || !waiting.includes(resident)).length,
    missing: [...truth.keys()].filter((resident) => !drawn.has(resident)),
    // Who waits at a gate is in no district; the picture alone has it. [HND-2]
    surplus: [...drawn.keys()].filter((resident) => !truth.has(resident) && !waiting.includes(resident)),
    doubled: residents.map(({ resident }) => resident).filter((one, index, all) => all.indexOf(one) !== index),
    displaced: [...truth.values()].flatMap(({ resident, x, y }) => {
      const seen = drawn.get(resident)
      return seen && Math.hypot(seen.x - x, seen.y - y) > TOLERANCE_M ? [resident] : []
    }),
  }
}

async function districtIds(url: string): Promise<string[]> {
  const { districts } = (await getJson(`${url}/api/v1/map`)) as { districts: { id: string }[] }
  return districts.map(({ id }) => id)
}

async function truePositions(url: string, district: string, step: number | undefined): Promise<TruePosition[]> {
  if (step === undefined) throw new Error(`nothing of ${district} is on show`)
  const answer = await getJson(`${url}/test/positions?district=${district}&step=${step}`)
  return (answer as { positions: TruePosition[] }).positions
}

async function getJson(url: string): Promise<unknown> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}
