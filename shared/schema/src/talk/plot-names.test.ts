import { describe, expect, it } from 'vitest'
import { renderWords } from '../templates.ts'
import { plotNameLists, plotNameOf, plotNames, plotNameWords } from './plot-names.ts'

const names = new Map([['a7', 'Jana Maria Novak']])

describe('the name of a plot', () => {
  it.each(plotNameLists)('of the list %s is read as it was given, with the family name of its owner', (list) => {
    plotNames[list].forEach((name, at) => {
      const words = plotNameWords({ list, at, owner: 7 })
      expect(plotNameOf(words)).toEqual({ list, at, owner: 7 })
      expect(renderWords(words, names)).toBe(name.replace('{0}', 'Novak'))
    })
  })

  it('is none of other words', () => {
    expect(plotNameOf({ text_id: 't_1' })).toBeUndefined()
    expect(plotNameOf({ template: 'home_name.99', args: ['a7'] })).toBeUndefined()
    expect(plotNameOf({ template: 'morning.1', args: ['a7'] })).toBeUndefined()
    expect(plotNameOf({ template: 'trade_name.0', args: [] })).toBeUndefined()
  })

  it('shows the id of an owner of whom nobody knows the name', () => {
    expect(renderWords(plotNameWords({ list: 'trade', at: 0, owner: 9 }), names)).toBe("a9's Kiosk")
  })
})
