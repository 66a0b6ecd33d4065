import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { shippedMap } from '../../test/maps.ts'
import { addToFeed, FEED_LENGTH, tell } from './feed.ts'

const map = shippedMap()
const ada = { tick: 5, agent_id: 'a7', name: 'Ada Lind' }

describe('the feed', () => {
  it('tells facts as sentences, with names of places instead of ids', () => {
    const facts = [
      { ...ada, type: 'bought', building: 'old-bakery', item: 'rye-bread', quantity: 1, coins: 5 },
      { ...ada, type: 'bought', building: 'old-bakery', item: 'bun', quantity: 3, coins: 9 },
      { ...ada, type: 'sold', building: 'old-bakery', item: 'bun', quantity: 2, coins: 3 },
      { ...ada, type: 'price_set', building: 'old-bakery', item: 'bun', price: 4, was: 3 },
      { ...ada, type: 'plot_claimed', plot: 'plot-ot-1', coins: 400 },
      { ...ada, type: 'plot_released', plot: 'plot-ot-1', coins: 200 },
      { ...ada, type: 'waved', to: 'a8', place: 'fountain-square' },
      { ...ada, type: 'gave', to: 'a8', item: 'rye-bread', quantity: 2, place: 'fountain-square' },
      { ...ada, type: 'learned', building: 'quill-library', skill: 'letters', minutes: 30, level: 4 },
      { ...ada, type: 'wage_paid', building: 'smithy', coins: 12, minutes: 60 },
      { ...ada, type: 'said', text: 'Good morning!', place: 'fountain-square' },
      { ...ada, type: 'fainted', need: 'hunger' },
      { ...ada, type: 'building_entered', building: 'bell-house' },
      { tick: 5, type: 'world_event', event: 'market_day', text: 'Market day in Market!' },
      { tick: 5, type: 'incident_began', kind: 'fire', place: 'old-bakery' },
      { ...ada, type: 'incident_joined', kind: 'fire', place: 'old-bakery' },
      { tick: 5, type: 'incident_ended', kind: 'fire', place: 'old-bakery', how: 'helped', helpers: ['a7', 'a8'] },
      { ...ada, type: 'child_found', place: 'north-quay' },
      { tick: 5, type: 'incident_ended', kind: 'lost_child', place: 'bell-house', how: 'helped', helpers: ['a7'] },
      { tick: 5, type: 'incident_ended', kind: 'strike', place: 'fountain-square', how: 'by_itself', helpers: [] },
      { ...ada, type: 'hurt', building: 'old-bakery' },
      { ...ada, type: 'rescued', building: 'old-bakery' },
      { ...ada, type: 'healed', place: 'st-anne-clinic' },
      { ...ada, type: 'thanked', coins: 10 },
      { tick: 5, type: 'boat_landed', crates: 40, coins: 90 },
    ]
    const told = facts.map((fact) => {
      const item = tell(fact, map)
      return item && `${item.title} | ${item.detail}`
    })
    expect(told).toEqual([
      'Ada Lind bought rye bread | Old Town Bakery · 5 coins',
      'Ada Lind bought 3 × bun | Old Town Bakery · 9 coins',
      'Ada Lind sold 2 × bun | Old Town Bakery · 3 coins',
      'Ada Lind set bun to 4 coins | Old Town Bakery · it was 3',
      'Ada Lind bought land | Land in Old Town · 400 coins',
      'Ada Lind gave land back | Land in Old Town',
      'Ada Lind waved | Fountain Square',
      'Ada Lind gave away 2 × rye bread | Fountain Square',
      'Ada Lind studied letters | Quill Library',
      'Ada Lind earned 12 coins | The Smithy',
      'Ada Lind | “Good morning!”',
      'Ada Lind fainted | Out of hunger',
      'Ada Lind went in | Bell House',
      'Market day in Market! | City news',
      'Fire at Old Town Bakery! | City news',
      'Ada Lind fights the fire | Old Town Bakery',
      'The fire at Old Town Bakery is out | 2 people took part',
      'Ada Lind found the child | North Quay',
      'The child of Bell House is home again | One person took part',
      'The strike ends with an agreement | Nobody came',
      'Ada Lind breathed smoke | Old Town Bakery',
      'Ada Lind was carried out of the fire | Old Town Bakery',
      "Ada Lind is well again | St Anne's Clinic",
      'The city thanked Ada Lind | 10 coins',
      'The farm boat landed | 40 crates for 90 coins',
    ])
  })

  it('tells what people are to each other', () => {
    const bo = { ...ada, other: 'a8', other_name: 'Bo Falk' }
    const facts = [
      { ...bo, type: 'befriended' },
      { ...bo, type: 'drifted_apart' },
      { ...bo, type: 'quarrelled', why: 'broken_promise' },
      { ...bo, type: 'reconciled' },
      { ...bo, type: 'appointed', place: 'quill-library', day: 3, minute_of_day: 1_110 },
      { ...bo, type: 'met_as_agreed', place: 'quill-library' },
      { ...bo, type: 'stood_up', place: 'quill-library' },
      { ...bo, type: 'lent', amount: 30, due_day: 8 },
      { ...bo, type: 'repaid', amount: 20, left: 10 },
      { ...bo, type: 'defaulted', amount: 10 },
    ]
    expect(facts.map((fact) => tell(fact, map)).map((item) => item && `${item.title} | ${item.detail}`)).toEqual([
      'Ada Lind and Bo Falk became friends | They get on well',
      'Ada Lind and Bo Falk drifted apart | They had not met for long',
      'Ada Lind fell out with Bo Falk | A broken promise',
      'Ada Lind and Bo Falk made up | All is forgiven',
      'Ada Lind will meet Bo Falk | Quill Library · day 3, 18:30',
      'Ada Lind met Bo Falk as agreed | Quill Library',
      'Ada Lind let Bo Falk wait in vain | Quill Library',
      'Ada Lind lent Bo Falk 30 coins | Until day 8',
      'Ada Lind paid Bo Falk back | 20 coins · 10 left',
      'Ada Lind did not pay Bo Falk back in time | 10 coins',
    ])
  })

  it('tells how a house comes to be', () => {
    const land = { ...ada, plot: 'plot-ot-1', building: 'smithy' }
    const facts = [
      { ...ada, type: 'building_begun', plot: 'plot-ot-1', kind: 'cafe', coins: 0 },
      { ...ada, type: 'materials_brought', plot: 'plot-ot-1', planks: 1, bricks: 3 },
      { ...land, type: 'builders_hired', kind: 'cafe', coins: 310 },
      { tick: 5, plot: 'plot-ot-1', building: 'smithy', type: 'materials_delivered', planks: 0, bricks: 12 },
      { ...land, type: 'builders_left', why: 'late', coins: 40 },
      { ...land, type: 'builders_left', why: 'bankrupt', coins: 7 },
      { ...ada, type: 'building_finished', plot: 'plot-ot-1', kind: 'house' },
      { ...ada, type: 'building_finished', plot: 'plot-ot-1', kind: 'cafe', builders: 'smithy' },
    ]
    const told = facts.map((fact) => tell(fact, map))
    expect(told.map((item) => item && `${item.title} | ${item.detail}`)).toEqual([
      'Ada Lind begins to build a café | Land in Old Town',
      'Ada Lind brought 1 plank and 3 bricks | Land in Old Town',
      'Ada Lind hired The Smithy | They build a café for 310 coins',
      'The Smithy delivered 12 bricks | Land in Old Town',
      'The Smithy left the site of Ada Lind | It took too long · 40 coins remain',
      'The Smithy left the site of Ada Lind | The firm is no more · 7 coins remain',
      'The house of Ada Lind is finished | Land in Old Town',
      'The café of Ada Lind is finished | Built by The Smithy',
    ])
    // All of it is seen on the site, not in the yard of the builders.
    const [at] = told.map((item) => item?.at)
    expect(at).toBeDefined()
    expect(told.every((item) => item?.plot === 'plot-ot-1' && item.at?.join() === at?.join())).toBe(true)
  })

  it('leaves out facts that tell a viewer nothing', () => {
    expect(tell({ ...ada, type: 'money_minted', coins: 5 }, map)).toBeUndefined()
    expect(tell({ ...ada, type: 'never_heard_of' }, map)).toBeUndefined()
    // The fact of the incident itself tells it, and where.
    expect(tell({ tick: 5, type: 'world_event', event: 'incident', text: 'Fire!' }, map)).toBeUndefined()
  })

  it('knows where to look and whose head the words belong to', () => {
    const item = tell({ ...ada, type: 'said', text: 'Here!', place: 'fountain-square' }, map)
    expect(item).toMatchObject({ resident: 7, speech: 'Here!', at: [96, 100] })
    const inside = tell({ ...ada, type: 'said', text: 'Psst', place: 'x', building: 'bell-house' }, map)
    expect(inside).toMatchObject({ building: 'bell-house', at: [31, 21] })
  })

  it('shows the newest first, nothing twice, and no more than fit', () => {
    const said = (tick: number) => ({ ...ada, type: 'said', text: `word ${tick}`, tick })
    const first = addToFeed([], [said(1), said(2)], map)
    expect(first.map(({ tick }) => tick)).toEqual([2, 1])
    const again = addToFeed(first, [said(2)], map)
    expect(again).toBe(first)
    const many = addToFeed(
      first,
      Array.from({ length: 200 }, (_, tick) => said(tick + 10)),
      map,
    )
    expect(many).toHaveLength(FEED_LENGTH)
    expect(many[0]?.tick).toBe(209)
  })

  it('has one place for each sentence: the second would never be reached', () => {
    const tellers = readdirSync(import.meta.dirname).filter((name) => /^(feed|feed-\w+|incident-words)\.ts$/.test(name))
    const texts = tellers.map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
    const told = texts.flatMap((text) => [...text.matchAll(/case '(\w+)':/g)].map(([, type]) => type))
    expect(told.length).toBeGreaterThan(50)
    expect(told.filter((type, at) => told.indexOf(type) !== at)).toEqual([])
  })
})
