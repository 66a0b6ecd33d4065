import { holidays, news, type Words, type WorldEvent } from '@civitas/schema'

/** Whether it is one follows from the calendar; this is the crier's part. */
export function holiday({ holiday }: Extract<WorldEvent, { kind: 'holiday' }>): Words {
  return news('holiday', [holidays[holiday].name])
}
