// The page of the city's indicators, made from the table by which the gateway works them out.
import { digestSums } from '@civitas/schema'
import { indicators } from '@civitas/server/indicators/indicators'

export const INDICATORS_PATH = 'docs/operations/indicators.md'

const HEAD = `# The city in figures

\`GET /api/v1/indicators\` tells how the city fares, a row for each city day that is over. It is public, may be kept for half a minute
and has an ETag. \`from\` and \`to\` name the first and the last day (without them the newest thirty; 400 at most), \`district\` one
district. This page is generated from the tables by which the figures are worked out: \`npm run docs\`.

Each district counts what happens and looks at everybody at each full hour (a reading); in the first tick of a new day it writes a digest of the day that is over, in that tick's own commit: so there is one for each
day and district, whatever crashes [DET-4]. Digests are sums, and add up over districts. A day that a district has not told of yet names it in \`missing\`;
its figures are of the others. Day 1 begins at 08:00. What a city keeps of digests: [storage.md](storage.md).

## Indicators
`

export function indicatorsPage(): string {
  const figures = Object.entries(indicators).map(([id, { unit, means }]) => `| \`${id}\` | ${unit} | ${means} |`)
  const sums = Object.entries(digestSums).map(([name, means]) => `| \`${name}\` | ${means} |`)
  return [
    HEAD,
    '| id | unit | what it is |',
    '| --- | --- | --- |',
    ...figures,
    '',
    '## What a district counts',
    '',
    'And beside these sums, how many people have how many coins, in buckets an eighth wide.',
    '',
    '| sum | of |',
    '| --- | --- |',
    ...sums,
    '',
  ].join('\n')
}
