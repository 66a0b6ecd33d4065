// The page of the actions says nothing that is not so, and its examples can be sent to the city that is shipped.
import { readScenario } from '@civitas/districts/scenario-file'
import { type ActionName, actionParameters, meansKinds, meansSchema } from '@civitas/schema'
import { actionCatalogue } from '@civitas/server/action-catalogue'
import { type Field, formOf } from '@civitas/server/field-words'
import { meansExamples } from '@civitas/server/means-catalogue'
import { describe, expect, it } from 'vitest'
import { actionsPage } from './actions.ts'

const city = await readScenario('default')
const ids = (things: readonly { id: string }[]) => things.map(({ id }) => id)
const buildings = city.districts.flatMap((district) => district.buildings)
const places = city.districts.flatMap((district) => district.places)
const residents = city.districts.reduce((sum, district) => sum + district.residents, 0)
const agents = Array.from({ length: residents }, (_, index) => `a${index + 1}`)

/** What each field of an example may name. */
const named: Record<string, readonly string[]> = {
  place: [...ids(buildings), ...ids(places)],
  building: ids(buildings),
  stop: ids(places.filter(({ kind }) => kind === 'stop')),
  item: ids(city.items),
  plot: ids(city.districts.flatMap((district) => district.plots)),
  builders: ids(buildings.filter(({ builds }) => builds)),
  agent: agents,
  to: agents,
  about: agents,
  other: agents,
}
/** Fields of examples that hold words of the schema, or free ones. */
const WORDS = ['text', 'kind', 'for', 'skill', 'doing', 'what', 'when']

function stringsOf(value: unknown): [string, string][] {
  return Object.entries(Object(value) as Record<string, unknown>).flatMap(([name, inner]): [string, string][] =>
    typeof inner === 'string' ? [[name, inner]] : typeof inner === 'object' ? stringsOf(inner) : [],
  )
}

describe('the page of the actions', () => {
  const page = actionsPage()

  it('has words for every form of a parameter', () => {
    expect(page).not.toMatch(/undefined|\[object|NaN/)
    expect(page).toContain('| `change_job` | `true` `false` | optional. Give notice')
    expect(page).toContain('| `means` | object; its `kind` is one of `greet` `farewell`')
  })

  it('tells each kind of means with its fields, once', () => {
    for (const kind of meansKinds) expect(page.split(`\n| \`${kind}\` |`), kind).toHaveLength(2)
    expect(page).toContain('`place` `minute_of_day` | `{"kind":"invite"')
    expect(page).toContain('| `amount` | 1 … 200 | Coins. |')
    expect(page).toContain('`what` `when?` `place?` `item?` `other?`')
  })

  it('throws for a form that it has no words for', () => {
    const forms: Field[] = [{}, { type: 'tuple' }, { type: 'array' }]
    for (const form of forms) expect(() => formOf(form)).toThrow('no words')
  })
})

describe('examples', () => {
  const decisions = actionCatalogue().map(({ action, example }) => [action, example['parameters']] as const)

  it.each(decisions)('of %s can be sent', (action: ActionName, parameters) => {
    expect(actionParameters[action].safeParse(parameters).error).toBeUndefined()
  })

  it.each(meansExamples.map((means) => [means.kind, means] as const))('of meaning %s can be sent', (_kind, means) => {
    expect(meansSchema.safeParse(means).error).toBeUndefined()
  })

  it('name what the default city has', () => {
    const strings = [...decisions.map(([, parameters]) => parameters), ...meansExamples].flatMap(stringsOf)
    const lost = strings.filter(([name, value]) => !WORDS.includes(name) && !named[name]?.includes(value))
    expect(lost).toEqual([])
    expect(strings.length).toBeGreaterThan(20)
  })
})
