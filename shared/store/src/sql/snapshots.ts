import { type Database, read, run } from '../database.ts'
import type { Snapshots } from '../ports/tick-log.ts'
import { snapshotsToKeep } from '../retention.ts'
import { bytes, integer, text } from './row.ts'

/** A snapshot is written and read in parts of this many bytes, so that ticks get their turn in between. */
const PART_BYTES = 262_144

export function sqlSnapshots(database: Database): Snapshots {
  return {
    async save({ branch, district, tick, simVersion, stateHash, bytes: whole }) {
      const insertPart = `insert into snapshot_parts (branch, district, tick, part, bytes) values ($1, $2, $3, $4, $5)
        on conflict (branch, district, tick, part) do nothing`
      // The parts of a save that was broken off belong to the same tick, hence to the same bytes.
      for (let part = 0; part * PART_BYTES < whole.length; part++) {
        const piece = whole.subarray(part * PART_BYTES, (part + 1) * PART_BYTES)
        const params = [branch, district, tick, part, piece]
        await database.batch([{ sql: insertPart, params }], { repeatable: true })
      }
      const insert = `insert into snapshots (branch, district, tick, sim_version, state_hash, wall_ms)
        values ($1, $2, $3, $4, $5, coalesce(
          (select wall_ms from ticks where branch = $1 and district = $2 and tick = $3),
          (extract(epoch from clock_timestamp()) * 1000)::int8))
        on conflict do nothing`
      await database.batch([{ sql: insert, params: [branch, district, tick, simVersion, stateHash] }], {
        repeatable: true,
      })
    },

    async latest(branch, district, tick) {
      const [row] = await read(
        database,
        `select tick, sim_version, state_hash from snapshots
          where branch = $1 and district = $2 and ($3::int8 is null or tick <= $3) order by tick desc limit 1`,
        [branch, district, tick ?? null],
      )
      if (!row) return undefined
      const found = integer(row, 'tick')
      const parts: Uint8Array[] = []
      for (;;) {
        const sql = 'select bytes from snapshot_parts where branch = $1 and district = $2 and tick = $3 and part = $4'
        const [part] = await read(database, sql, [branch, district, found, parts.length])
        if (!part) break
        parts.push(bytes(part, 'bytes'))
      }
      const about = { simVersion: integer(row, 'sim_version'), stateHash: text(row, 'state_hash') }
      return { branch, district, tick: found, ...about, bytes: new Uint8Array(Buffer.concat(parts)) }
    },

    async thin(branch, nowMs) {
      const rows = await read(database, 'select district, tick, wall_ms from snapshots where branch = $1', [branch])
      const byDistrict = Map.groupBy(rows, (row) => text(row, 'district'))
      for (const [district, snapshots] of byDistrict) {
        const known = snapshots.map((row) => ({ tick: integer(row, 'tick'), wallMs: integer(row, 'wall_ms') }))
        const keep = snapshotsToKeep(known, nowMs)
        const drop = known.map(({ tick }) => tick).filter((tick) => !keep.has(tick))
        if (drop.length > 0) await deleteSnapshots(database, branch, district, drop)
      }
    },
  }
}

export async function deleteSnapshots(
  database: Database,
  branch: string,
  district: string,
  ticks: readonly number[],
): Promise<void> {
  const params = [branch, district, ticks]
  const where = 'where branch = $1 and district = $2 and tick = any($3::int8[])'
  await database.batch(
    [
      { sql: `delete from snapshots ${where}`, params },
      { sql: `delete from snapshot_parts ${where}`, params },
    ],
    { repeatable: true },
  )
}

/** Parts left behind by a save that was broken off, older than the newest whole snapshot of their district. */
export async function deleteOrphanParts(database: Database): Promise<void> {
  await run(
    database,
    `delete from snapshot_parts p where not exists (
        select 1 from snapshots s where s.branch = p.branch and s.district = p.district and s.tick = p.tick)
      and p.tick < (select max(tick) from snapshots s where s.branch = p.branch and s.district = p.district)`,
  )
}
