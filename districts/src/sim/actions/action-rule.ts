// What a file in this folder exports: one action, judged and done.
import type { ActionName, CodeOf, SimAction } from '@civitas/schema'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'

export type ParametersOf<Name extends ActionName> = Extract<SimAction, { name: Name }>['parameters']

export interface ActionRule<Name extends ActionName> {
  name: Name
  /** Every condition, before anything is written; the code of the first that fails. */
  check(world: World, resident: Resident, parameters: ParametersOf<Name>): CodeOf<Name> | undefined
  /** Does it; called only after `check` found nothing. `actionId` is absent for built-in minds. */
  apply(world: World, resident: Resident, parameters: ParametersOf<Name>, actionId: string | undefined): void
  /** What it could be done to here and now; absent when it cannot be done. An action without a target gives an empty list. */
  targets(world: World, resident: Resident): string[] | undefined
}
