// Names of land as integers: what a thread decides is what arrives.
import { plotNameLists, plotNames } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { map } from '../../test/helpers.ts'
import { namePlot } from '../minds/acts.ts'
import { lexiconOf, packDecisions, unpackDecisions } from './decision-columns.ts'

describe('decisions as integers', () => {
  it('carry every name that a built-in owner can give', () => {
    const lexicon = lexiconOf(map)
    const decisions = plotNameLists.flatMap((list) =>
      plotNames[list].map((_, at) => {
        const resident = 2_999_999_000 + at
        return { resident, action: namePlot('drum-tavern', { list, at, owner: resident }) }
      }),
    )
    expect(unpackDecisions(lexicon, packDecisions(lexicon, decisions))).toEqual(decisions)
  })

  it('carry no words of other origin', () => {
    const action = { name: 'name_plot', parameters: { plot: 'drum-tavern', words: { text_id: 't_1' } } } as const
    expect(() => packDecisions(lexiconOf(map), [{ resident: 7, action }])).toThrow('a name of the lists')
  })
})
