-- 地方节假日: days that a place has off, or works, otherwise than the State Council's notice has it (壮族三月三, 古尔邦节).
-- Entered by hand; what was entered stays known, also after it was taken back.
CREATE TABLE calendar_local_day (
  id uuid PRIMARY KEY,
  region_path text COLLATE "C" NOT NULL CHECK (region_path <> ''),
  day date NOT NULL,
  working boolean NOT NULL,
  name text NOT NULL CHECK (name <> '' AND length(name) <= 60),
  ground text NOT NULL CHECK (ground <> '' AND length(ground) <= 200),
  set_by uuid REFERENCES identity_person (id),
  set_at timestamptz NOT NULL,
  removed_by uuid REFERENCES identity_person (id),
  removed_at timestamptz CHECK (removed_at >= set_at)
);
CREATE UNIQUE INDEX calendar_local_day_once ON calendar_local_day (region_path, day) WHERE removed_at IS NULL;
CREATE INDEX calendar_local_day_day ON calendar_local_day (day);

ALTER TABLE calendar_local_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE calendar_local_day FORCE ROW LEVEL SECURITY;
-- Holidays are public; whoever reaches the whole place sets them.
CREATE POLICY seen_by_all ON calendar_local_day FOR SELECT USING (true);
CREATE POLICY set_within_reach ON calendar_local_day
  USING ((SELECT scope_is_everything()) OR region_path ^@ ANY ((SELECT scope_regions())::text[]));
DO $$
BEGIN
  EXECUTE format('REVOKE UPDATE, DELETE ON calendar_local_day FROM %I', current_setting('zhengdun.app_role'));
  EXECUTE format('GRANT UPDATE (removed_at, removed_by) ON calendar_local_day TO %I',
    current_setting('zhengdun.app_role'));
END
$$;
