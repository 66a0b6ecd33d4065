-- Up Migration
-- Land as gateways read it: one row per plot of a district that has run, without an owner while it is free.
create table plots (
  branch text, plot text, district text not null, tick int8 not null, owner int8, primary key (branch, plot)
) with (fillfactor = 70);

-- Down Migration
-- There is no way back: a city is never unwritten. Restore a backup instead.
