-- Up Migration
-- What is to happen to the city, by city time. Handed over = each target has its command in the outbox.
create table world_events (
  branch text, id text, due_ms int8 not null, targets text[] not null, event text not null,
  state text not null default 'waiting' check (state in ('waiting', 'handed_over')), primary key (branch, id)
);
create index world_events_due on world_events (branch, due_ms) where state = 'waiting';

-- Down Migration
-- There is no way back: a city is never unwritten. Restore a backup instead.
