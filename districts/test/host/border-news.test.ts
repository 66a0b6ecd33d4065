// What a host tells viewers of those who cross its border. [HND]
import { must } from '@civitas/kit'
import { type Border, LEAVER_STEPS, readBorder, type SimInput } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { BorderNews } from '../../src/host/border-news.ts'
import type { TileBytes } from '../../src/sim/index.ts'
import { TwoDistricts } from '../sim/two-districts.ts'

/** Both districts with their news; an agent that walks over the bridge and back. */
function crossing() {
  const city = new TwoDistricts()
  const news = city.worlds.map((world) => new BorderNews(world))
  const arrivals: SimInput[] = []
  let step = 0
  city.onStep = ({ map: { index } }, settled) => {
    if (index === 0) step++
    if (settled) must(news[index], 'news').note({ ...settled, commandsOut: settled.result.commandsOut }, step)
    for (const input of settled?.inputs ?? []) {
      if (input.type === 'command' && input.command.kind === 'arrive') arrivals.push(input)
    }
  }
  const agent = city.spawn(0)
  const told = (index: number) => readBorder(must(news[index], 'news').whole(step).bytes)
  return { city, news, agent, told, arrivals, step: () => step }
}

const over = (place: string) => ({ name: 'move_to', parameters: { place } }) as const
const read = ([change]: readonly TileBytes[]): Border | undefined => change && readBorder(change.bytes)

describe('the news of a border', () => {
  it('[HND-3] name who left with its place and epoch, and who came, once as a change and whole when asked', () => {
    const { city, news, agent, told, step } = crossing()
    city.act(agent, over('bridge-east'))
    while (city.homeOf(agent)?.map.index === 0) city.ticks(1)
    const leaver = { resident: agent, x: 256 * 16, y: 128 * 16, pose: 0, epoch: 1 }
    expect(read(must(news[0], 'news').take(step()))).toMatchObject({ left: [leaver], came: [] })
    expect(must(news[0], 'news').take(step())).toEqual([])
    city.ticks(3)
    expect(told(1)).toEqual({ left: [], came: [{ resident: agent, epoch: 1 }] })
    expect(told(0)).toMatchObject({ left: [leaver] })
  })

  it('[HND-3] forget who left after a while, and who came later than that', () => {
    const { city, agent, told } = crossing()
    city.act(agent, over('bridge-east'))
    while (city.homeOf(agent)?.map.index !== 1) city.ticks(1)
    const ticks = LEAVER_STEPS / 10
    city.ticks(ticks)
    expect([told(0).left, told(1).came]).toMatchObject([[], [{ resident: agent }]])
    city.ticks(ticks + 1)
    expect(told(1)).toEqual({ left: [], came: [] })
  })

  it('[HND-4] know one way of each agent, the newest; a repeated arrival is no news', () => {
    const { city, news, agent, told, arrivals, step } = crossing()
    city.act(agent, over('bridge-east'))
    while (city.homeOf(agent)?.map.index !== 1) city.ticks(1)
    city.act(agent, over('bridge-west'))
    while (city.homeOf(agent)?.map.index !== 0) city.ticks(1)
    must(news[1], 'news').note({ inputs: arrivals.slice(0, 1), commandsOut: [] }, step())
    expect(told(1)).toMatchObject({ left: [{ resident: agent, epoch: 2 }], came: [] })
    expect(told(0)).toEqual({ left: [], came: [{ resident: agent, epoch: 2 }] })
  })
})
