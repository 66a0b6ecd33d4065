// Built-in owners name what they have built: they are told when it stands, once, and the name fits on a plate.
import { must } from '@civitas/kit'
import { lotTasks, plotNameLists, plotNames, plotNameWords, renderWords, workNames } from '@civitas/schema'
import { expect, it } from 'vitest'
import { FAMILY_NAMES } from '../../src/sim/city/names.ts'
import { takeOver } from '../../src/sim/people/land.ts'
import { raise } from '../../src/sim/people/sites.ts'
import { landColumns } from '../../src/sim/reads/land-columns.ts'
import { plotRow } from '../../src/sim/reads/settle-result.ts'
import type { Site } from '../../src/sim/world.ts'
import { Stage, tiny } from './stage.ts'

/** Letters on a plate, as `name_plot` allows them to everybody. */
const MOST_LETTERS = 40
const PLOT = 'plot-ot-3'
const plot = must(tiny.plotById.get(PLOT), PLOT)

it('an owner is told to name what stands on the plot, until it has a name', () => {
  const stage = new Stage({})
  const owner = stage.agent({ at: PLOT, coins: 50 })
  takeOver(stage.world, owner, plot)
  const things = { work: workNames.indexOf('cottage'), planks: 8, bricks: 12, labourMs: 0, coins: 0 }
  const site: Site = { ...things, begunMs: 0, isBuilt: true, isKnown: true, contract: undefined }
  stage.world.sites[plot.index] = site
  const lot = raise(stage.world, plot, site)
  expect(landColumns(stage.world, owner)).toEqual([lot, lotTasks.indexOf('name'), -1, 0, -1])
  const words = plotNameWords({ list: 'home', at: 0, owner: owner.number })
  expect(stage.act(owner, { name: 'name_plot', parameters: { plot: PLOT, words } }).status).toBe('accepted')
  expect(landColumns(stage.world, owner)).toEqual([-1, 0, -1, 0, -1])
  expect(plotRow(stage.world, plot.index).deed?.words).toEqual(words)
})

it('every name of every family fits on a plate', () => {
  for (const family of FAMILY_NAMES) {
    for (const list of plotNameLists) {
      plotNames[list].forEach((_, at) => {
        const name = renderWords(plotNameWords({ list, at, owner: 7 }), { get: () => `Ada ${family}` })
        expect(name.length).toBeLessThanOrEqual(MOST_LETTERS)
      })
    }
  }
})
