// Who wrote which tick, as the database itself saw it: the name of the connection beside every new head.
import { Client } from 'pg'

const AUDIT = `
  create table written (id bigserial, district text not null, writer text not null);
  create function note_writer() returns trigger language plpgsql as $$
  begin
    insert into written (district, writer) values (new.district, current_setting('application_name'));
    return null;
  end
  $$;
  create trigger note_writer after insert or update on heads for each row execute function note_writer();`

export class Writers {
  private readonly client: Client

  private constructor(client: Client) {
    this.client = client
  }

  /** From now on. The database of a cluster, whose processes call their connections by their own names. */
  static async watch(url: string): Promise<Writers> {
    const client = new Client({ connectionString: url })
    // The server of a test may go away.
    client.on('error', () => undefined)
    await client.connect()
    await client.query(AUDIT)
    return new Writers(client)
  }

  /** Number of the newest entry. */
  async newest(): Promise<number> {
    const { rows } = await this.client.query<{ id: string }>('select coalesce(max(id), 0) as id from written')
    return Number(rows[0]?.id)
  }

  /** Who wrote a district's ticks after the entry `last`, one name for each tick. */
  async since(last: number, district: string): Promise<string[]> {
    const text = 'select writer from written where id > $1 and district = $2 order by id'
    const { rows } = await this.client.query<{ writer: string }>(text, [last, district])
    return rows.map(({ writer }) => writer)
  }

  /** Whether a process has begun a transaction, holds the row of a lease, and says nothing more. */
  async isAmidTransaction(writer: string): Promise<boolean> {
    const text = `select 1 from pg_stat_activity a join pg_locks l on l.pid = a.pid
      where a.application_name = $1 and a.state = 'idle in transaction' and l.relation = 'leases'::regclass`
    const { rows } = await this.client.query(text, [writer])
    return rows.length > 0
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined)
  }
}
