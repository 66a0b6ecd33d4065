// The table of all environment variables, made from the tables by which they are read.
import { agentRuntimeOptions } from '@civitas/agent-runtime/config'
import { busOptions } from '@civitas/bus/config'
import { districtsOptions } from '@civitas/districts/config'
import { describeOptions, type OptionTable } from '@civitas/kit'
import { serverOptions } from '@civitas/server/config'
import { storeOptions } from '@civitas/store/config'
import { telemetryOptions } from '@civitas/telemetry/config'

export const CONFIGURATION_PATH = 'docs/operations/configuration.md'

const PARTS: readonly { title: string; table: OptionTable }[] = [
  { title: 'Gateway', table: serverOptions },
  { title: 'City', table: districtsOptions },
  { title: 'Minds', table: agentRuntimeOptions },
  { title: 'Store', table: storeOptions },
  { title: 'Bus', table: busOptions },
  { title: 'Log', table: telemetryOptions },
]

export function configurationPage(): string {
  const head = '# Configuration\n\nAll of it is environment variables. This page is generated: `npm run docs`.\n'
  return [head, ...PARTS.map(section)].join('\n')
}

function section({ title, table }: { title: string; table: OptionTable }): string {
  const rows = describeOptions(table).map(
    ({ name, type, fallback, text }) => `| \`${name}\` | ${cell(type)} | ${cell(fallback)} | ${cell(text)} |`,
  )
  return [`## ${title}`, '', '| variable | type | default | |', '| --- | --- | --- | --- |', ...rows, ''].join('\n')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
