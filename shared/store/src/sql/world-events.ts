import type { WorldEvent } from '@civitas/schema'
import { type Database, read, type Row, run } from '../database.ts'
import { eventCommandId, type QueuedEvent, type WorldEvents } from '../ports/world-events.ts'
import { integer, text, texts } from './row.ts'

export function sqlWorldEvents(database: Database): WorldEvents {
  return {
    async add(branch, events) {
      const statements = events.map(({ id, dueMs, targets, event }) => ({
        sql: `insert into world_events (branch, id, due_ms, targets, event) values ($1, $2, $3, $4, $5)
          on conflict (branch, id) do nothing`,
        params: [branch, id, dueMs, targets, JSON.stringify(event)],
      }))
      if (statements.length > 0) await database.batch(statements, { repeatable: true })
    },

    async due(branch, cityMs, limit) {
      const rows = await read(
        database,
        `select id, due_ms, targets, event from world_events
          where branch = $1 and state = 'waiting' and due_ms <= $2 order by due_ms, id collate "C" limit $3`,
        [branch, Math.trunc(cityMs), limit],
      )
      return rows.map(queuedEvent)
    },

    async handOver(branch, id) {
      // Whoever comes second waits for the row, and then finds it handed over.
      const rows = await run(
        database,
        `with taken as (
          update world_events set state = 'handed_over' where branch = $1 and id = $2 and state = 'waiting'
          returning targets, event
        ), sent as (
          insert into commands (id, branch, district, command)
          select $3 || t.target, $1, t.target, json_build_object('kind', 'world_event', 'event_id', $2::text,
            'event', taken.event::json)::text
          from taken, unnest(taken.targets) with ordinality as t (target, place) order by t.place
          on conflict (id, hop) do nothing
        )
        select 1 as one from taken`,
        [branch, id, eventCommandId(branch, id, '')],
      )
      return rows.length === 1
    },

    async forget(branch, cityMs) {
      const sql = `delete from world_events where branch = $1 and state = 'handed_over' and due_ms < $2`
      await run(database, sql, [branch, Math.trunc(cityMs)])
    },
  }
}

function queuedEvent(row: Row): QueuedEvent {
  const event = JSON.parse(text(row, 'event')) as WorldEvent
  return { id: text(row, 'id'), dueMs: integer(row, 'due_ms'), targets: texts(row, 'targets'), event }
}
