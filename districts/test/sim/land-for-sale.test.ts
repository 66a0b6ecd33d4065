// Built-in owners who are behind with what they owe part with land, and families that have put enough by look for land, whoever sells it.
import { must } from '@civitas/kit'
import { lotTasks } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { purseOf } from '../../src/sim/economy/household.ts'
import { payFromTreasury } from '../../src/sim/money.ts'
import { takeOver } from '../../src/sim/people/land.ts'
import { landColumns } from '../../src/sim/reads/land-columns.ts'
import { createWorld } from '../../src/sim/index.ts'
import { SETTINGS, Stage, tiny } from './stage.ts'

const PLOT = 'plot-ot-3'
const plot = must(tiny.plotById.get(PLOT), PLOT)
const lotOf = (stage: { world: Stage['world'] }) => {
  return stage.world.map.indexOf.get(stage.world.city.firstLot + plot.number)
}

/** An owner with a debt that should have been paid. */
function debtor() {
  const stage = new Stage()
  const owner = stage.agent({ at: PLOT, coins: 50 })
  takeOver(stage.world, owner, plot)
  owner.debts.push({ other: 9, coins: 20, dueDay: 1, isOverdue: true })
  return { stage, owner }
}

describe('an owner who is behind', () => {
  it('offers the land at the city’s price, once', () => {
    const { stage, owner } = debtor()
    const told = landColumns(stage.world, owner)
    expect(told).toEqual([lotOf(stage), lotTasks.indexOf('offer'), -1, plot.price, -1])
    const { facts } = stage.act(owner, { name: 'manage_plot', parameters: { plot: PLOT, price: plot.price } })
    expect(facts).toContainEqual(expect.objectContaining({ type: 'plot_offered', plot: PLOT, price: plot.price }))
    expect(landColumns(stage.world, owner)[1]).not.toBe(lotTasks.indexOf('offer'))
  })

  it('keeps what it lives in', () => {
    const { stage, owner } = debtor()
    owner.home = stage.world.city.firstLot + plot.number
    expect(landColumns(stage.world, owner)[1]).not.toBe(lotTasks.indexOf('offer'))
  })
})

describe('a family that has put enough by', () => {
  it('looks for the cheapest land, of the city or of an owner', () => {
    const world = createWorld(tiny, 0, 1, SETTINGS)
    const head = must(
      world.residents.find((one) => purseOf(world, one)?.members[0] === one.number),
      'the head of a family',
    )
    payFromTreasury(world, head, 3_000)
    const before = landColumns(world, head)
    expect(before[1]).toBe(lotTasks.indexOf('claim'))
    const owner = must(
      world.residents.find((one) => one !== head),
      'somebody else',
    )
    const dear = must(
      world.map.plots.find((one) => world.map.indexOf.get(world.city.firstLot + one.number) !== before[0]),
      'another plot',
    )
    takeOver(world, owner, dear)
    must(world.deeds[dear.index], 'a deed').price = 1
    expect(landColumns(world, head)[0]).toBe(world.map.indexOf.get(world.city.firstLot + dear.number))
  })
})
