-- Up Migration
-- The books of each district after its newest tick: what the audit of the city adds up. One row per district, rewritten by each commit.
create table books (
  branch text, district text, tick int8 not null, coins int8 not null, in_transit int8 not null,
  residents int8 not null, resident_sum int8 not null, resident_mix int8 not null,
  -- Coins before the first tick whose books were kept, that tick, and coins minted from then on.
  founded int8 not null, since int8 not null, minted int8 not null, primary key (branch, district)
) with (fillfactor = 50);

-- Down Migration
-- There is no way back: a city is never unwritten. Restore a backup instead.
