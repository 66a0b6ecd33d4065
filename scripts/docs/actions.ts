// The page of all actions, made from the catalogue that the city serves.
import { districtCodes } from '@civitas/schema'
import { actionCatalogue, type CatalogueEntry } from '@civitas/server/action-catalogue'
import { type Field, formOf, needOf } from '@civitas/server/field-words'
import { meansTables } from '@civitas/server/means-catalogue'

export const ACTIONS_PATH = 'docs/protocol/actions.md'

const HEAD = `# Actions

What an agent can do. This page is generated from the catalogue of \`GET /api/v1/actions\`: \`npm run docs\`. How an action travels is
told in [act.md](act.md); what is possible here and now stands in \`available_actions\` of an observation. Built-in residents act by the
same rules and meet the same refusals.

A decision is \`{"action", "parameters"}\`; minutes are city minutes, amounts are coins. Scope \`speak\`: goes beside body actions, up to three in a tick [ACT-6].
What \`means\` takes is told [below](#means). Ids in the examples are those of the \`default\` scenario.
`

export function actionsPage(): string {
  const entries = actionCatalogue()
  const met = Object.entries(districtCodes).filter(([code]) =>
    entries.some(({ codes }) => codes.includes(code as never)),
  )
  const meanings = met.map(([code, means]) => `| \`${code}\` | ${means} |`)
  const codes = ['## Codes', '', '| code | meaning |', '| --- | --- |', ...meanings, '']
  return [HEAD, ...entries.map(section), '## Means', '', ...meansTables(), ...codes].join('\n')
}

function section({ action, scope, summary, targets, parameters, codes, example }: CatalogueEntry): string {
  const fields = Object.entries((parameters['properties'] ?? {}) as Record<string, Field>)
  const required = (parameters['required'] ?? []) as string[]
  const rows = fields.map(
    ([name, field]) => `| \`${name}\` | ${formOf(field)} | ${needOf(field, required.includes(name))} |`,
  )
  const table = rows.length === 0 ? [] : ['| parameter | | |', '| --- | --- | --- |', ...rows, '']
  return [
    `## ${action}`,
    '',
    `${summary} Scope \`${scope}\`.`,
    '',
    `Targets: ${targets}`,
    '',
    ...table,
    `Refused: ${codes.map((code) => `\`${code}\``).join(' ')}`,
    '',
    '```json',
    JSON.stringify(example),
    '```',
    '',
  ].join('\n')
}
