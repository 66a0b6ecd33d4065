import { must } from '@civitas/kit'
import type { Deed } from '@civitas/schema'
import { type Database, read, type Row, run } from '../database.ts'
import type { AgentRecord, Agents, Projections } from '../ports/accounts.ts'
import type { FirmProjection } from '../ports/tick-log.ts'
import { openText, type Seal, sealText } from '../seal.ts'
import { addCommand } from './city.ts'
import { bytes, integer, maybe, text } from './row.ts'

export function sqlAgents(database: Database, seal: Seal): Agents {
  return { ...readers(database, seal), ...writers(database, seal) }
}

type Readers = Pick<Agents, 'get' | 'getMany' | 'ofAccount' | 'countOfAccount' | 'living'>

function readers(database: Database, seal: Seal): Readers {
  const records = (rows: Row[]) => rows.map((row) => record(row, seal))
  return {
    async get(branch, resident) {
      const sql = 'select * from agents where branch = $1 and resident = $2'
      return records(await read(database, sql, [branch, resident]))[0]
    },

    async getMany(branch, residents) {
      const sql = 'select * from agents where branch = $1 and resident = any($2::int8[]) order by resident'
      return records(await read(database, sql, [branch, residents]))
    },

    async ofAccount(branch, accountId) {
      const sql = 'select * from agents where branch = $1 and account_id = $2 order by resident'
      return records(await read(database, sql, [branch, accountId]))
    },

    async countOfAccount(branch, accountId) {
      const sql = `select count(*) as agents from agents where branch = $1 and account_id = $2 and status <> 'retired'`
      const [row] = await read(database, sql, [branch, accountId])
      return row ? integer(row, 'agents') : 0
    },

    async living(branch, { district, after = 0, limit }) {
      const sql = `select * from agents where branch = $1 and status = 'living' and resident > $2
        and ($3::text is null or district = $3) order by resident limit $4`
      return records(await read(database, sql, [branch, after, district ?? null, limit]))
    },
  }
}

function writers(database: Database, seal: Seal): Omit<Agents, keyof Readers> {
  const sealName = (resident: number, name: string) => sealText(seal, namePurpose(resident), name)
  const sealPersona = (resident: number, persona: string | undefined) =>
    persona === undefined ? null : sealText(seal, personaPurpose(resident), persona)
  return {
    async create({ branch, accountId, name, persona, mind, district, commandId, command }) {
      const [numbered] = await run(database, `select nextval('owned_residents') as resident`)
      const resident = integer(must(numbered, 'a number'), 'resident')
      const sql = `insert into agents
        (branch, resident, account_id, name, persona, mind, status, district, epoch, activity, created_ms)
        values ($1, $2, $3, $4, $5, $6, 'spawning', $7, 0, '', ${NOW_MS})`
      const sealed = [sealName(resident, name), sealPersona(resident, persona)]
      await database.batch([
        { sql, params: [branch, resident, accountId, ...sealed, mind, district] },
        addCommand(branch, district, commandId, command(resident)),
      ])
      return resident
    },

    async register(branch, residents) {
      const sql = 'select resident from agents where branch = $1 and account_id is null'
      const known = new Set((await read(database, sql, [branch])).map((row) => integer(row, 'resident')))
      const added = residents.filter(({ resident }) => !known.has(resident))
      if (added.length === 0) return
      const hexName = (one: (typeof added)[number]) => Buffer.from(sealName(one.resident, one.name)).toString('hex')
      const params = [
        branch,
        added.map((one) => one.resident),
        added.map(hexName),
        added.map((one) => one.district),
        added.map((one) => one.home ?? null),
        added.map((one) => one.job ?? null),
      ]
      await database.batch([{ sql: REGISTER, params }], { repeatable: true })
    },

    async update(branch, resident, { name, persona, mind }) {
      const sql = `update agents
        set name = coalesce($3, name), persona = coalesce($4, persona), mind = coalesce($5, mind)
        where branch = $1 and resident = $2`
      const sealedName = name === undefined ? null : sealName(resident, name)
      const params = [branch, resident, sealedName, sealPersona(resident, persona), mind ?? null]
      await database.batch([{ sql, params }], { repeatable: true })
    },

    async retire(branch, resident, commandId, command) {
      await database.batch(
        [
          {
            sql: `update agents set status = 'retired' where branch = $1 and resident = $2`,
            params: [branch, resident],
          },
          {
            sql: `insert into commands (id, branch, district, command)
              select $3, branch, district, $4 from agents where branch = $1 and resident = $2 on conflict (id, hop) do nothing`,
            params: [branch, resident, commandId, JSON.stringify(command)],
          },
        ],
        { repeatable: true },
      )
    },
  }
}

const NOW_MS = '(extract(epoch from clock_timestamp()) * 1000)::int8'

const REGISTER = `
  insert into agents (branch, resident, name, mind, status, district, epoch, activity, home, job, created_ms)
  select $1, resident, decode(name, 'hex'), 'routine', 'living', district, 0, '', home, job, ${NOW_MS}
  from unnest($2::int8[], $3::text[], $4::text[], $5::text[], $6::text[]) as u (resident, name, district, home, job)
  on conflict do nothing`

function record(row: Row, seal: Seal): AgentRecord {
  const resident = integer(row, 'resident')
  return {
    resident,
    name: openText(seal, namePurpose(resident), bytes(row, 'name')),
    mind: text(row, 'mind'),
    status: text(row, 'status') as AgentRecord['status'],
    district: text(row, 'district'),
    epoch: integer(row, 'epoch'),
    activity: text(row, 'activity'),
    createdMs: integer(row, 'created_ms'),
    ...maybe('accountId', row, 'account_id', text),
    ...maybe('persona', row, 'persona', (of, column) => openText(seal, personaPurpose(resident), bytes(of, column))),
    ...maybe('building', row, 'building', text),
    ...maybe('home', row, 'home', text),
    ...maybe('job', row, 'job', text),
  }
}

/** What a sealed name is bound to: it opens for this resident only. */
function namePurpose(resident: number): string {
  return `name:${resident}`
}

function personaPurpose(resident: number): string {
  return `persona:${resident}`
}

export function sqlProjections(database: Database): Projections {
  return {
    async buildings(branch, district) {
      const sql = `select * from buildings where branch = $1 and ($2::text is null or district = $2)
        order by building collate "C"`
      const rows = await read(database, sql, [branch, district ?? null])
      return rows.map((row) => ({
        building: text(row, 'building'),
        district: text(row, 'district'),
        tick: integer(row, 'tick'),
        open: row['open'] === true,
        occupants: integer(row, 'occupants'),
        shelves: JSON.parse(text(row, 'shelves')) as { item: string; price: number; stock: number }[],
        ...(row['firm'] != null && { firm: JSON.parse(text(row, 'firm')) as FirmProjection }),
      }))
    },

    async plots(branch) {
      const rows = await read(database, 'select * from plots where branch = $1 order by plot collate "C"', [branch])
      return rows.map((row) => ({
        plot: text(row, 'plot'),
        district: text(row, 'district'),
        tick: integer(row, 'tick'),
        ...maybe('owner', row, 'owner', integer),
        ...maybe('deed', row, 'deed', (of, column) => JSON.parse(text(of, column)) as Deed),
      }))
    },
  }
}
