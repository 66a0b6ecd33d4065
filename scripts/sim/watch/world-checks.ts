// A district's state at the end of its journal against what was committed and what gateways read. [ACT-7, HND]
import { hashText } from '@civitas/kit'
import { KEYS_REMEMBERED } from '@civitas/districts/sim/limits'
import type { World } from '@civitas/districts/sim/index'
import { agentRow, buildingRow, plotRow } from '@civitas/districts/sim/reads/settle-result'
import type { Store } from '@civitas/store'
import { expect, type Oracle } from './oracle.ts'

/** The newest keys of an agent are in its district's state, whatever borders it has crossed. [ACT-7] */
export function checkKeys({ map, residents }: World, { streams }: Oracle): void {
  for (const { number, stream } of residents) {
    const results = (streams.get(number) ?? []).filter((item) => item.kind === 'result')
    const held = new Set<string>()
    for (let at = 0; at < KEYS_REMEMBERED * 2; at += 2) held.add(`${stream?.keys[at]} ${stream?.keys[at + 1]}`)
    for (const { key } of results.slice(-KEYS_REMEMBERED)) {
      const { hi, lo } = hashText(key)
      expect(held.has(`${hi} ${lo}`), `[ACT-7] ${map.id} has forgotten key ${key} of a${number}`)
    }
  }
}

/** The rows of residents, buildings and land say what the newest tick left. */
export async function checkProjections(store: Store, branch: string, world: World): Promise<void> {
  const { map, residents } = world
  const numbers = residents.map(({ number }) => number)
  const rows = new Map((await store.agents.getMany(branch, numbers)).map((row) => [row.resident, row]))
  for (const resident of residents) {
    const { district, epoch, activity, building, home, job } = agentRow(world, resident, 'living')
    const row = rows.get(resident.number)
    const [is, said] = [{ district, epoch, activity, building, home, job }, row].map((of) => placeIn(of))
    expect(is === said, `[HND] a${resident.number} is ${is}, the register says ${said}`)
  }
  for (const { building, open, occupants, shelves } of await store.projections.buildings(branch, map.id)) {
    const index = map.buildings.findIndex(({ id }) => id === building)
    const [is, said] = [buildingRow(world, index), { building, open, occupants, shelves }].map((of) => bare(of))
    expect(is === said, `${building} is ${is}, its row says ${said}`)
  }
  const land = (await store.projections.plots(branch)).filter(({ district }) => district === map.id)
  for (const [index, { id }] of map.plots.entries()) {
    const [is, said] = [plotRow(world, index), land.find(({ plot }) => plot === id)].map((of) => {
      return `${of?.owner ?? 'nobody'}, with ${JSON.stringify(of?.deed ?? 'nothing')}`
    })
    expect(is === said, `${id} belongs to ${is}, its row says ${said}`)
  }
}

/** What the districts say of their land, and owners of theirs wherever they are, is the same; nobody owns land who is gone. [HND-2] */
export function checkLand(worlds: readonly World[]): void {
  const owners = new Map<string, number>()
  for (const { map, plotOwners } of worlds) {
    for (const [index, { id }] of map.plots.entries()) if (plotOwners[index]) owners.set(id, plotOwners[index])
  }
  for (const { city, residents } of worlds) {
    for (const { number, plots } of residents) {
      for (const plot of plots.map((at) => city.plots[at]?.id ?? '')) {
        expect(
          owners.get(plot) === number,
          `a${number} says that it owns ${plot}, which belongs to ${owners.get(plot)}`,
        )
        owners.delete(plot)
      }
    }
  }
  for (const [plot, owner] of owners) expect(false, `${plot} belongs to a${owner}, who knows nothing of it`)
}

/** What builders are still to get lies on the site, and they are of the district. [CMD-3] */
export function checkContracts({ map, sites }: World): void {
  for (const [index, site] of sites.entries()) {
    if (!site?.contract) continue
    const { builders, price, owed } = site.contract
    const firm = map.buildings[map.indexOf.get(builders) ?? -1]
    const of = `the contract of ${map.plots[index]?.id}`
    expect(!site.isBuilt, `${of} goes on, and the building stands`)
    expect(firm?.builds === true, `${of} is with ${firm?.id ?? 'nobody'}, who builds nothing in ${map.id}`)
    expect(owed >= 0 && owed <= price, `${of} owes ${owed} of ${price} coins`)
    expect(owed <= site.coins, `${of} owes ${owed} coins, and ${site.coins} lie there`)
  }
}

type Place = Partial<Record<'district' | 'activity' | 'building' | 'home' | 'job', string | undefined>> & {
  epoch?: number
}

function placeIn(of: Place | undefined): string {
  return `${of?.district} ${of?.epoch} ${of?.activity} in ${of?.building}, of ${of?.home} and ${of?.job}`
}

function bare({ building, open, occupants, shelves }: ReturnType<typeof buildingRow>): string {
  return JSON.stringify({
    building,
    open,
    occupants,
    shelves: shelves.map(({ item, price, stock }) => [item, price, stock]),
  })
}
