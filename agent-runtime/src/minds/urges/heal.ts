// Who breathed smoke goes to a clinic, and rests there until it is well.
import type { SimAction } from '@civitas/schema'
import { rest } from '../acts.ts'
import { goInside } from '../go.ts'
import { openBuildingsOf } from '../places.ts'
import { buildingAt, type Situation, walkMinutes } from '../situation.ts'

export function seeTheDoctor(situation: Situation): SimAction | undefined {
  const { hurtMinutes, lastRefusal } = situation
  if (hurtMinutes === 0 || lastRefusal === 1) return undefined
  const clinic = nearestClinic(situation)
  return clinic === undefined ? undefined : (goInside(situation, clinic) ?? rest(hurtMinutes))
}

function nearestClinic(situation: Situation): number | undefined {
  const walk = (clinic: number) => walkMinutes(situation, buildingAt(situation, clinic))
  return openBuildingsOf(situation, 'clinic').toSorted((a, b) => walk(a) - walk(b))[0]
}
