// Beginning and ending what a resident does. One body action at a time; a new one interrupts the old. [ACT-6]
import { type ActionName, pastimes, skills } from '@civitas/schema'
import { must } from '@civitas/kit'
import type { Building } from '../city/city.ts'
import { FULL, MINUTE_MS } from '../limits.ts'
import { halt } from '../space/motion.ts'
import { payWage } from '../economy/payday.ts'
import { employerOf, seeAtWork } from '../economy/roster.ts'
import { emit, idOf } from '../tick-output.ts'
import { lookAtTheClock } from './oversleep.ts'
import { shareTime } from '../society/together.ts'
import type { Resident } from './resident.ts'
import type { Activity } from './bodies.ts'
import { buildingOf, type World } from '../world.ts'

/** The action that an activity comes from; nobody chooses to faint. */
const actionOf: Record<Exclude<Activity, 'idle' | 'fainted'>, ActionName> = {
  walking: 'move_to',
  eating: 'eat',
  resting: 'rest',
  sleeping: 'rest',
  working: 'work',
  waiting: 'wait',
  playing: 'play',
  studying: 'study',
  riding: 'ride',
  building: 'build',
}

export interface Beginning {
  activity: Exclude<Activity, 'idle' | 'fainted'>
  /** City milliseconds; walking and riding end by arriving instead. */
  leftMs?: number
  /** Address of the place for walking and riding, item index for eating, skill index for studying, pastime for waiting. */
  target?: number
  actionId: string | undefined
}

/** Interrupts what runs and begins something that takes time. */
export function begin(
  world: World,
  resident: Resident,
  { activity, leftMs = 0, target = -1, actionId }: Beginning,
): void {
  interrupt(world, resident)
  change(world, resident, activity)
  resident.leftMs = leftMs
  resident.target = target
  resident.actionId = actionId
  emit(
    world,
    { type: 'activity_started', agent_id: idOf(resident), activity: actionOf[activity], ...details(world, resident) },
    resident,
  )
}

/** Interrupts what runs; `act` then happens at once, and is over. */
export function doAtOnce(
  world: World,
  resident: Resident,
  name: ActionName,
  actionId: string | undefined,
  act: () => void,
): void {
  interrupt(world, resident)
  act()
  const id = actionId === undefined ? {} : { action_id: actionId }
  emit(world, { type: 'activity_finished', agent_id: idOf(resident), activity: name, ...id, outcome: 'done' }, resident)
}

export function interrupt(world: World, resident: Resident): void {
  if (resident.activity !== 'idle') finish(world, resident, 'interrupted')
}

/** Ends the running activity and tells whom it concerns. */
export function finish(world: World, resident: Resident, outcome: 'done' | 'interrupted' | 'failed'): void {
  const { activity } = resident
  if (activity === 'walking') halt(world.motion, resident.slot)
  if (activity === 'working') leaveWork(world, resident)
  if (activity === 'studying') closeBook(world, resident)
  if (activity === 'building') layDownTools(world, resident)
  if (activity === 'fainted') {
    emit(world, { type: 'woke', agent_id: idOf(resident) }, resident)
  } else if (activity !== 'idle') {
    const name = actionOf[activity]
    emit(
      world,
      { type: 'activity_finished', agent_id: idOf(resident), activity: name, ...details(world, resident), outcome },
      resident,
    )
  }
  if (outcome === 'done') shareTime(world, resident, activity)
  if (outcome === 'done' && activity === 'sleeping') lookAtTheClock(world, resident)
  change(world, resident, 'idle')
  resident.leftMs = 0
  resident.target = -1
  resident.ride = undefined
  resident.actionId = undefined
  resident.pass = 'none'
}

/** Collapses on the spot; wakes by itself. */
export function faint(world: World, resident: Resident, need: string): void {
  interrupt(world, resident)
  change(world, resident, 'fainted')
  emit(world, { type: 'fainted', agent_id: idOf(resident), need }, resident)
}

/** Begins to earn in a building; `finish` ends it. */
export function takeUpWork(world: World, resident: Resident): void {
  const { building, state } = buildingOf(world, resident.building)
  state.working += 1
  resident.workedMs = 0
  if (resident.job === building.address) seeAtWork(world, resident, building)
}

/** Begins to earn at the site to which its firm sends it. */
export function goOnSite(world: World, resident: Resident, employer: Building): void {
  resident.workedMs = 0
  seeAtWork(world, resident, employer)
}

function leaveWork(world: World, resident: Resident): void {
  const isOutside = resident.building < 0
  const employer = isOutside ? employerOf(world, resident)?.index : resident.building
  // Help outdoors is nobody's payroll.
  if (employer === undefined || (isOutside && resident.target < 0)) return void (resident.workedMs = 0)
  const { building, state } = buildingOf(world, employer)
  if (!isOutside) state.working -= 1
  const minutes = Math.trunc(resident.workedMs / MINUTE_MS)
  const { coins, tax } = payWage(world, resident, building, state)
  resident.workedMs = 0
  if (coins === 0) return
  const taxed = tax === 0 ? {} : { tax }
  emit(
    world,
    { type: 'wage_paid', agent_id: idOf(resident), building: building.id, coins, minutes, ...taxed },
    resident,
  )
}

/** The owner works for nothing; others are told what they earned. */
function layDownTools(world: World, resident: Resident): void {
  const minutes = Math.trunc(resident.workedMs / MINUTE_MS)
  const { earned } = resident
  resident.workedMs = 0
  resident.earned = 0
  if (earned === 0) return
  const plot = must(world.city.plots[resident.target], 'a plot').id
  emit(world, { type: 'wage_paid', agent_id: idOf(resident), building: plot, coins: earned, minutes }, resident)
}

/** Tells what was learned; less than a minute is not worth telling. */
function closeBook(world: World, resident: Resident): void {
  const minutes = Math.trunc(resident.workedMs / MINUTE_MS)
  resident.workedMs = 0
  const skill = skills[resident.target]
  if (minutes === 0 || !skill) return
  const level = Math.trunc((resident.skills[resident.target] ?? 0) / (FULL / 100))
  const building = buildingOf(world, resident.building).building.id
  emit(world, { type: 'learned', agent_id: idOf(resident), building, skill, minutes, level }, resident)
}

function change(world: World, resident: Resident, activity: Activity): void {
  if (resident.activity === activity) return
  resident.activity = activity
  world.output.changed.add(resident)
}

function details(world: World, { activity, target, actionId }: Resident) {
  return {
    ...(actionId === undefined ? {} : { action_id: actionId }),
    ...(activity === 'waiting' && target >= 0 ? { doing: must(pastimes[target], 'pastime') } : {}),
    ...(activity === 'building' || (activity === 'working' && target >= 0)
      ? { place: must(world.city.plots[target], 'a plot').id }
      : {}),
    ...((activity === 'walking' || activity === 'riding') && target >= 0
      ? { place: must(world.city.named[target], 'place').id }
      : {}),
  }
}
