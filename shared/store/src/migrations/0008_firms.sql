-- Up Migration
-- How the firm in a building is doing, as gateways read it: JSON, null where nobody works.
alter table buildings add column firm text;

-- Down Migration
-- There is no way back: a city is never unwritten. Restore a backup instead.
