-- Up Migration
-- The dialect is that of PostgreSQL 15. Days are UTC days since 1970, times Unix milliseconds unless a type says otherwise.

create table identities (
  branch text primary key, scenario text not null, scenario_hash text not null, seed int8 not null, tick_ms int4 not null
);
create table clocks (
  number int8 generated always as identity primary key,
  branch text not null, tick0 int8 not null, wall0_ms float8 not null, speed float8 not null, rate float8 not null
);
create table secrets (name text primary key, sealed bytea not null);

create table leases (name text primary key, holder text, token int8 not null, expires timestamptz not null);

create table commands (
  id text primary key, number int8 generated always as identity,
  branch text not null, district text not null, command text not null, done_ms int8
);
create index commands_pending on commands (branch, district, number) where done_ms is null;

create table dead_letters (
  number int8 generated always as identity primary key,
  at timestamptz not null default clock_timestamp(), source text, code text, detail text, payload bytea
);

-- Newest committed tick per district: what the next commit must follow.
create table heads (
  branch text, district text, tick int8 not null, state_hash text, wall_ms int8 not null, primary key (branch, district)
);

-- The journal: one row per district and tick. `entries`, `facts` are packed JSON, `texts` is packed and sealed.
create table ticks (
  branch text, district text, tick int8, day int4, wall_ms int8 not null, sim_version int4 not null, state_hash text,
  entries bytea not null, facts bytea, texts bytea, primary key (branch, district, tick, day)
) partition by list (day);
alter table ticks alter entries set storage external, alter facts set storage external, alter texts set storage external;

-- Where a text lies: in the journal row of the tick that brought it.
create table texts (
  id text, branch text not null, district text not null, tick int8 not null, day int4, primary key (id, day)
) partition by list (day);

-- Agents' streams: one packed blob per district and tick. The arrays run side by side: who has items in it, up to which number.
create table streams (
  branch text, district text, tick int8, day int4, wall_ms int8 not null,
  residents int8[] not null, last_seqs int8[] not null, items bytea not null, primary key (branch, tick, district, day)
) partition by list (day);
alter table streams alter items set storage external;
-- The short pending list keeps the worst insert short; reads are 13 times faster than a scan of an hour of ticks.
create index streams_residents on streams using gin (residents) with (gin_pending_list_limit = 128);

-- How far the streams had come whose blobs were dropped.
create table stream_ends (branch text, resident int8, seq int8 not null, primary key (branch, resident));

create table actions (
  action_id text, branch text, day int4, resident int8 not null, seq int8 not null, tick int8 not null,
  key text not null, status text not null, code text, reason text, primary key (action_id, branch, day)
) partition by list (day);

create table snapshots (
  branch text, district text, tick int8, sim_version int4 not null, state_hash text not null, wall_ms int8 not null,
  primary key (branch, district, tick)
);
create table snapshot_parts (
  branch text, district text, tick int8, part int4, bytes bytea not null, primary key (branch, district, tick, part)
);
alter table snapshot_parts alter bytes set storage external;

create table accounts (
  id text primary key, email text not null, email_key text not null unique, display_name bytea not null,
  password_hash text not null, admin boolean not null, created_ms int8 not null
);
create table sessions (
  id text primary key, account_id text not null, refresh_hash text not null,
  created_ms int8 not null, expires_ms int8 not null, user_agent text not null
);
create index sessions_account on sessions (account_id);

create sequence owned_residents start 1000000;
create table agents (
  branch text, resident int8, account_id text, name bytea not null, persona bytea, mind text not null,
  status text not null, district text not null, epoch int8 not null, activity text not null,
  building text, home text, job text, created_ms int8 not null, primary key (branch, resident)
) with (fillfactor = 70);
create index agents_account on agents (branch, account_id, resident) where account_id is not null;
create index agents_living on agents (branch, district, resident) where status = 'living';

create table agent_keys (
  id text primary key, resident int8 not null, hash text not null, scopes text[] not null,
  created_ms int8 not null, expires_ms int8
);
create index agent_keys_resident on agent_keys (resident);

create table buildings (
  branch text, building text, district text not null, tick int8 not null, open boolean not null,
  occupants int4 not null, shelves text not null, primary key (branch, building)
) with (fillfactor = 70);

-- The condition of every commit: the lease is still ours [CLK-2], and the tick follows the head. Raises CV001 or CV002.
create function advance_head(
  the_branch text, the_district text, the_lease text, the_token int8, the_tick int8, the_hash text, the_wall_ms int8
) returns void language plpgsql as $$
declare
  head_tick int8;
begin
  perform 1 from leases where name = the_lease and token = the_token and holder is not null for share;
  if not found then
    raise exception using errcode = 'CV001', message = format(
      'tick %s of %s: token %s is not the lease''s. Stop running this district.', the_tick, the_district, the_token);
  end if;
  insert into heads as h (branch, district, tick, state_hash, wall_ms)
  values (the_branch, the_district, the_tick, the_hash, the_wall_ms)
  on conflict (branch, district)
  do update set tick = excluded.tick, state_hash = excluded.state_hash, wall_ms = excluded.wall_ms
  where h.tick = excluded.tick - 1;
  if not found then
    select tick into head_tick from heads where branch = the_branch and district = the_district;
    raise exception using errcode = 'CV002', message = format(
      'tick %s of %s does not follow %s. Read the head and go on from there.', the_tick, the_district, head_tick);
  end if;
end
$$;

-- Makes the partitions of a day. Safe to call at any time and from many connections.
create function ensure_day(the_day int4) returns void language plpgsql as $$
declare
  parent text;
begin
  if to_regclass(format('texts_d%s', the_day)) is not null then
    return;
  end if;
  perform pg_advisory_xact_lock(4713, 1);
  foreach parent in array array['ticks', 'streams', 'actions', 'texts'] loop
    execute format('create table if not exists %I partition of %I for values in (%s)',
      parent || '_d' || the_day, parent, the_day);
  end loop;
end
$$;

-- Drops whole days of one partitioned table, all before the given one. Returns how many.
create function drop_days(parent text, first_day int4) returns int4 language plpgsql as $$
declare
  part text;
  dropped int4 := 0;
begin
  perform pg_advisory_xact_lock(4713, 1);
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = parent::regclass and substring(c.relname from '_d(\d+)$')::int4 < first_day
  loop
    if parent = 'streams' then
      execute format('insert into stream_ends as e (branch, resident, seq)
        select branch, u.resident, max(u.seq) from %I, unnest(residents, last_seqs) as u (resident, seq) group by 1, 2
        on conflict (branch, resident) do update set seq = greatest(e.seq, excluded.seq)', part);
    end if;
    execute format('drop table %I', part);
    dropped := dropped + 1;
  end loop;
  return dropped;
end
$$;

-- Down Migration
-- There is no way back: a city is never unwritten. Restore a backup instead.
