// All that is wrong with a scenario file: its form, its contradictions, and whether one can live in it.
import { scenarioSchema, unknownScenarioFields } from '@civitas/schema'
import { describeUnknown, loadCity, ScenarioError } from '../../districts/src/sim/index.ts'
import type { Fault, Rule } from './fault.ts'
import { bordersAreWide, districtsAreJoined, gatesLeadSomewhere } from './rules/borders.ts'
import { buildersGetMaterials } from './rules/builders.ts'
import {
  chainsAreWhole,
  makersHaveHands,
  suppliersAreInReach,
  wagesPayForLiving,
  workersHaveRoom,
} from './rules/economy.ts'
import { footprintsAreClear, plotsAreClear } from './rules/ground.ts'
import { idsAreUnique, namesAreUnique, thingsLieInside } from './rules/layout.ts'
import { foodIsInReach, mealsAreAffordable, workersAreFound, workIsPaid } from './rules/life.ts'
import { tramsRunOnPaths } from './rules/trams.ts'

const RULES: readonly Rule[] = [
  idsAreUnique,
  namesAreUnique,
  thingsLieInside,
  footprintsAreClear,
  plotsAreClear,
  bordersAreWide,
  gatesLeadSomewhere,
  districtsAreJoined,
  workIsPaid,
  workersAreFound,
  foodIsInReach,
  mealsAreAffordable,
  chainsAreWhole,
  makersHaveHands,
  workersHaveRoom,
  suppliersAreInReach,
  wagesPayForLiving,
  buildersGetMaterials,
  tramsRunOnPaths,
]

/** Empty when the city can be founded and lived in. Takes anything, as read from a file; never throws for what it holds. */
export function checkScenario(content: unknown): Fault[] {
  const unknown = unknownScenarioFields(content).map((field): Fault => {
    const remedy = `leave it out, or use one of ${field.known.join(', ')}`
    return { path: field.path, problem: describeUnknown(field), remedy }
  })
  const parsed = scenarioSchema.safeParse(content)
  if (!parsed.success) {
    const misfits = parsed.error.issues.map(({ path, message }): Fault => {
      return {
        path: path.join('.') || '(file)',
        problem: message,
        remedy: 'see shared/schema/src/scenario.ts for what fits',
      }
    })
    return [...unknown, ...misfits]
  }
  const found = [...unknown, ...RULES.flatMap((rule) => rule(parsed.data))]
  try {
    loadCity(parsed.data)
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    const { path, reason } = error
    if (found.every((fault) => fault.path !== path)) found.unshift({ path, problem: reason, remedy: remedyFor(path) })
  }
  return found
}

/** What a city refuses to start with, by the field at fault. */
const REMEDIES: Readonly<Record<string, string>> = {
  at: 'move it until it stands on free ground inside its district, or on a path if it is a place',
  size: 'make it smaller, or move it',
  door: 'put the door on an edge of the footprint that faces a street, apart from all other doors',
  jobs: 'offer at least one job',
  sells: 'put a shelf of it there, with a price and a restock',
  shift: 'give the working hours as [from, to] in minutes of the day',
  capacity: 'let the building hold at least those who live in it',
  item: 'use the id of one of `items`, or add the item there',
  residents: 'add homes to houses and flats, or lower the number of residents',
  spawn: 'put it on a path',
  id: 'choose another id',
  paths: 'leave some paths or buildings out, or split the district',
}

function remedyFor(path: string): string {
  return REMEDIES[path.slice(path.lastIndexOf('.') + 1)] ?? 'correct this field'
}
