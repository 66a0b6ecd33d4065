-- Up Migration
-- A span is the stretch of time whose rows lie in one partition of each of ticks, texts, streams and actions: a UTC day, or less
-- where much is written. Upkeep begins it; it ends where the next one begins. The spans of before are days and keep their numbers.
create table spans (number int4 primary key, from_ms int8 not null);

alter table ticks rename column day to span;
alter table texts rename column day to span;
alter table streams rename column day to span;
alter table actions rename column day to span;

-- Makes the partitions of a span. Waits for the commits under way, so that all rows of a commit lie in one span.
create function make_span(the_span int4) returns void language plpgsql as $$
declare
  parent text;
begin
  perform pg_advisory_xact_lock(4713, 1);
  foreach parent in array array['ticks', 'streams', 'actions', 'texts'] loop
    execute format('create table if not exists %I partition of %I for values in (%s)',
      parent || '_s' || the_span, parent, the_span);
  end loop;
end
$$;

-- Drops a span of one partitioned table, if it is still there.
create function drop_span(parent text, the_span int4) returns void language plpgsql as $$
declare
  part text;
begin
  perform pg_advisory_xact_lock(4713, 1);
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = parent::regclass and substring(c.relname from '_[ds](\d+)$')::int4 = the_span
  loop
    if parent = 'streams' then
      execute format('insert into stream_ends as e (branch, resident, seq)
        select branch, u.resident, max(u.seq) from %I, unnest(residents, last_seqs) as u (resident, seq) group by 1, 2
        on conflict (branch, resident) do update set seq = greatest(e.seq, excluded.seq)', part);
    end if;
    execute format('drop table %I', part);
  end loop;
end
$$;

drop function ensure_day;
drop function drop_days;

insert into spans (number, from_ms)
  select day, day * 86400000::int8 from (
    select substring(c.relname from '_d(\d+)$')::int4 as day from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'ticks'::regclass) days;
insert into spans (number, from_ms) select coalesce(max(number), 0) + 1, coalesce(max(from_ms) + 86400000, 0) from spans;
select make_span((select max(number) from spans));

-- Set by upkeep while all room is taken by what must not be dropped.
create table storage (only_row bool primary key default true check (only_row), is_full bool not null);

-- The condition of every commit: there is room, the lease is still ours [CLK-2], and the tick follows the head. Raises 53100, CV001 or CV002.
create or replace function advance_head(
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
  if exists (select 1 from storage where is_full) then
    raise exception using errcode = '53100', message = 'the storage limit is used up: raise STORAGE_MB';
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

-- Down Migration
-- There is no way back: a city is never unwritten. Restore a backup instead.
