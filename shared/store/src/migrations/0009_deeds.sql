-- Up Migration
-- What stands on a plot, or is being built there.
alter table plots add column deed text;

-- Down Migration
-- There is no way back: a city is never unwritten. Restore a backup instead.
