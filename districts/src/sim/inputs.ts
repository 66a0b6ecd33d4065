// The only way in: commands and clock first, then actions in an order that is fair and always the same. [ACT hop 4]
import { hash32, hashText, must } from '@civitas/kit'
import {
  type ActionInput,
  type DecisionInput,
  type DistrictCode,
  districtCodes,
  type SimInput,
  speechActions,
} from '@civitas/schema'
import { applyAction, checkAction } from './actions/index.ts'
import { applyCommand } from './commands/index.ts'
import { KEYS_REMEMBERED, SPEECH_PER_TICK } from './limits.ts'
import { remember } from './society/experiences.ts'
import { doorOf } from './space/places.ts'
import { emit, type Outcome, writeItem } from './tick-output.ts'
import { createStreamMemory, type Resident, type StreamMemory } from './people/resident.ts'
import type { World } from './world.ts'
import { PURPOSE } from './purposes.ts'

/** Applies everything; outcomes are aligned with `inputs`. */
export function applyInputs(world: World, inputs: readonly SimInput[]): Outcome[] {
  const outcomes: Outcome[] = inputs.map(() => ({ status: 'accepted' }))
  for (const input of inputs) {
    if (input.type === 'clock') setClock(world, input.rate, input.paused)
    if (input.type !== 'command') continue
    applyCommand(world, input)
    world.output.commandsDone.push(input.id)
  }
  for (const index of actionOrder(world, inputs)) {
    outcomes[index] = applyOne(world, must(inputs[index], 'input') as ActionInput | DecisionInput)
  }
  return outcomes
}

function setClock(world: World, rate: number, paused: boolean): void {
  if (world.rate === rate && world.paused === paused) return
  world.rate = rate
  world.paused = paused
  emit(world, { type: 'clock_changed', rate, paused })
}

/** Who comes first changes from tick to tick; all actions have one priority so far. */
function actionOrder(world: World, inputs: readonly SimInput[]): number[] {
  const turns: { index: number; draw: number; resident: number; sequence: number }[] = []
  inputs.forEach((input, index) => {
    if (input.type !== 'action' && input.type !== 'decision') return
    const { resident, sequence } = input
    turns.push({ index, draw: hash32(world.seed, world.tick, resident, PURPOSE.order), resident, sequence })
  })
  turns.sort((a, b) => a.draw - b.draw || a.resident - b.resident || a.sequence - b.sequence)
  return turns.map((turn) => turn.index)
}

function applyOne(world: World, input: ActionInput | DecisionInput): Outcome {
  const resident = world.byNumber.get(input.resident)
  if (!resident) return { status: 'refused', code: 'unknown_agent' }
  if (input.type === 'decision') {
    const code = judge(world, resident, input)
    resident.lastRefused = code !== undefined
    if (code) {
      if (!isSpeech(input)) shunWhereItIs(world, resident)
      return refused(world, resident, input, code)
    }
    carryOut(world, resident, input, undefined)
    return { status: 'accepted' }
  }
  resident.stream ??= createStreamMemory()
  if (!rememberKey(resident.stream, input.key)) return { status: 'duplicate' }
  const code = judge(world, resident, input)
  writeResult(world, resident, input, code)
  if (code) return refused(world, resident, input, code)
  carryOut(world, resident, input, input.action_id)
  return { status: 'accepted' }
}

/** Somebody before a closed door remembers it; no other refusal changes anything. */
function refused(world: World, resident: Resident, input: ActionInput | DecisionInput, code: DistrictCode): Outcome {
  if (code === 'closed' && input.action.name === 'enter') remember(world, resident, { kind: 'turned_away' })
  return { status: 'refused', code }
}

/** A door that is shut, a counter without bread: it will not try there again at once. */
function shunWhereItIs(world: World, resident: Resident): void {
  const here = resident.building >= 0 ? world.map.buildings[resident.building] : doorOf(world, resident)
  if (!here) return
  resident.shunned = here.address
  resident.shunnedTick = world.tick
}

/** Everything that can be held against an action; nothing is written. */
function judge(world: World, resident: Resident, input: ActionInput | DecisionInput): DistrictCode | undefined {
  if (input.type === 'action' && input.expires_tick !== undefined && input.expires_tick < world.tick) return 'stale'
  if (resident.activity === 'fainted') return 'asleep'
  if (isSpeech(input)) {
    if (resident.spokeTick === world.tick && resident.spokeCount >= SPEECH_PER_TICK) return 'too_much_speech'
  } else if (resident.bodyTick === world.tick) return 'one_per_tick'
  return checkAction(world, resident, input.action)
}

function carryOut(
  world: World,
  resident: Resident,
  input: ActionInput | DecisionInput,
  actionId: string | undefined,
): void {
  if (isSpeech(input)) {
    resident.spokeCount = resident.spokeTick === world.tick ? resident.spokeCount + 1 : 1
    resident.spokeTick = world.tick
  } else resident.bodyTick = world.tick
  applyAction(world, resident, input.action, actionId)
}

function isSpeech(input: ActionInput | DecisionInput): boolean {
  return speechActions.includes(input.action.name)
}

function writeResult(world: World, resident: Resident, input: ActionInput, code: DistrictCode | undefined): void {
  const { action_id, key } = input
  const outcome = code
    ? { status: 'refused' as const, code, reason: districtCodes[code] }
    : { status: 'accepted' as const }
  writeItem(world, resident, (seq) => ({ kind: 'result', seq, tick: world.tick, action_id, key, ...outcome }))
}

/** `false` when the key is among the newest 64 of this agent; else it is now. [ACT-7] */
function rememberKey(memory: StreamMemory, key: string): boolean {
  const { hi, lo } = hashText(key)
  const { keys } = memory
  const held = Math.min(memory.keysSeen, KEYS_REMEMBERED)
  for (let i = 0; i < held; i++) if (keys[i * 2] === hi && keys[i * 2 + 1] === lo) return false
  const at = (memory.keysSeen % KEYS_REMEMBERED) * 2
  keys[at] = hi
  keys[at + 1] = lo
  memory.keysSeen += 1
  return true
}
