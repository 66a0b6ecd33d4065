-- Up Migration
-- A command that is sent on after an agent keeps its id: its rows are told apart by the hop.
alter table commands add column hop int4 not null default 0;
alter table commands drop constraint commands_pkey;
alter table commands add primary key (id, hop);

-- Down Migration
-- There is no way back: a city is never unwritten. Restore a backup instead.
