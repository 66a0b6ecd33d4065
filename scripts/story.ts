// `npm run story -- --resident NAME --day D [--seed N] [--scenario S]`: one resident's day as plain text, told from facts.
import { parseArgs } from 'node:util'
import { readScenario } from '@civitas/districts/scenario-file'
import { chronicleOfSeed } from './story/from-lockstep.ts'
import { tellStory } from './story/tell.ts'

const { values } = parseArgs({
  options: {
    resident: { type: 'string', default: '' },
    day: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    scenario: { type: 'string', default: 'default' },
  },
})
try {
  const scenario = await readScenario(values.scenario)
  const of = { seed: wholeNumber(values.seed), day: wholeNumber(values.day), who: values.resident }
  console.log(tellStory(chronicleOfSeed({ scenario, ...of })))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`"${text}" is no whole number from 1`)
  return Number(text)
}
