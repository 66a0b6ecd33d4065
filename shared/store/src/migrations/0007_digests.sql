-- Up Migration
-- City days that are over, in numbers that add up over districts.
create table digests (
  branch text, district text, day int4, digest text not null, primary key (branch, day, district)
);

-- Down Migration
-- There is no way back: a city is never unwritten. Restore a backup instead.
