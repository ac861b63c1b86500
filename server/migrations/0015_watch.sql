-- 定期检测: every registered host has its own place in the interval, so that no two of them crowd; periods of 重保 stop
-- the checks of a region, of a unit with those below it, or of one unit.

-- The first moment after another one that falls on a host's place in the interval. The place is drawn from the host's
-- name; another turn draws another place.
CREATE FUNCTION watch_slot(host text, turn integer, days integer, moment timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_timestamp(place + period * (floor((seconds - place) / period) + 1))
    FROM (
      SELECT period, floor(period * share) AS place, extract(epoch FROM moment)::float8 AS seconds
        FROM (
          SELECT days * 86400::float8 AS period,
                 ('x' || left(md5(host || '/' || turn), 13))::bit(52)::bigint / 4503599627370496::float8 AS share
        ) AS drawn
    ) AS placed
$$;

-- Where an interval or a pause holds: in a region ('' is everywhere), for a unit and those below it, or for one unit.
CREATE FUNCTION watch_covers(area text, place_unit uuid, place_region text, place_sector text,
  unit uuid, region text, sector text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE area
  WHEN 'unit' THEN unit = place_unit
  WHEN 'sector' THEN sector ^@ place_sector
  ELSE region ^@ place_region
END;

-- Whoever sees one of the units that it holds for sees it. Ranges of the paths, because only they use an index.
CREATE FUNCTION watch_is_seen(area text, place_unit uuid, place_region text, place_sector text) RETURNS boolean
LANGUAGE sql STABLE
RETURN CASE area
  WHEN 'unit' THEN EXISTS (SELECT FROM registry_unit u WHERE u.id = place_unit)
  WHEN 'sector' THEN EXISTS (SELECT FROM registry_unit u
    WHERE u.sector_path >= place_sector AND u.sector_path < left(place_sector, -1) || '0')
  ELSE place_region = '' OR EXISTS (SELECT FROM registry_unit u
    WHERE u.region_path >= place_region AND u.region_path < left(place_region, -1) || '0')
END;

-- Whoever reaches the whole of it may set it. Units below a unit may lie in other regions: only a sector, or
-- everything, is sure to hold them all.
CREATE FUNCTION watch_is_reached(area text, place_unit uuid, place_region text, place_sector text) RETURNS boolean
LANGUAGE sql STABLE
RETURN (SELECT scope_is_everything()) OR CASE area
  WHEN 'unit' THEN EXISTS (SELECT FROM registry_unit u WHERE u.id = place_unit)
  WHEN 'sector' THEN place_sector ^@ ANY ((SELECT scope_sectors())::text[])
  ELSE place_region ^@ ANY ((SELECT scope_regions())::text[])
END;

CREATE TABLE watch_interval (
  area text NOT NULL CHECK (area IN ('region', 'sector', 'unit')),
  -- NULL: a region
  unit_id uuid,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C",
  place text NOT NULL GENERATED ALWAYS AS (coalesce(unit_id::text, region_path)) STORED,
  days integer NOT NULL CHECK (days BETWEEN 1 AND 90),
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (area, place),
  CHECK ((area = 'region') = (unit_id IS NULL) AND (unit_id IS NULL) = (sector_path IS NULL)),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);

-- A pause ends by itself, after 60 days at the latest: checks cannot be switched off for good.
CREATE TABLE watch_pause (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (name <> '' AND length(name) <= 60),
  area text NOT NULL CHECK (area IN ('region', 'sector', 'unit')),
  unit_id uuid,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C",
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  set_by uuid REFERENCES identity_person (id),
  set_at timestamptz NOT NULL,
  -- ended before its time
  ended_at timestamptz,
  ended_by uuid REFERENCES identity_person (id),
  CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '60 days'),
  CHECK ((area = 'region') = (unit_id IS NULL) AND (unit_id IS NULL) = (sector_path IS NULL)),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX watch_pause_end ON watch_pause (ends_at);

DO $$
DECLARE
  owned text;
BEGIN
  FOREACH owned IN ARRAY ARRAY['watch_interval', 'watch_pause'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', owned);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', owned);
    EXECUTE format($policy$CREATE POLICY seen_where_it_holds ON %I FOR SELECT
      USING (watch_is_seen(area, unit_id, region_path, sector_path))$policy$, owned);
    EXECUTE format($policy$CREATE POLICY set_within_reach ON %I
      USING (watch_is_reached(area, unit_id, region_path, sector_path))$policy$, owned);
  END LOOP;
  -- What was paused stays known: all that may change is that it ends earlier, once.
  EXECUTE format('REVOKE UPDATE, DELETE ON watch_pause FROM %I', current_setting('zhengdun.app_role'));
  EXECUTE format('GRANT UPDATE (ended_at, ended_by) ON watch_pause TO %I', current_setting('zhengdun.app_role'));
END
$$;
CREATE FUNCTION watch_end_pause() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'pause_ends_once',
      MESSAGE = 'a pause ends once';
  END IF;
  RETURN NEW;
END
$$;
-- A unit that moves takes its pause along: that is no ending.
CREATE TRIGGER watch_end_pause BEFORE UPDATE OF ended_at, ended_by ON watch_pause
  FOR EACH ROW EXECUTE FUNCTION watch_end_pause();

-- The hosts that are checked on a schedule, each once, whatever applications live there. The program's own; pages read
-- it through the applications that they see.
CREATE TABLE watch_host (
  host text PRIMARY KEY,
  -- whose unit, address and interval count: a website before others, the oldest first
  application_id uuid NOT NULL,
  days integer NOT NULL CHECK (days BETWEEN 1 AND 90),
  -- counts the runs that were missed: each draws another place in the interval
  turn integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL,
  -- the last check that the schedule asked for
  last_at timestamptz,
  -- network addresses at that time: hosts that share one are on one platform
  addresses text[] NOT NULL DEFAULT '{}'
);
CREATE INDEX watch_host_due ON watch_host (due_at);
CREATE INDEX watch_host_last ON watch_host (last_at);
CREATE INDEX watch_host_application ON watch_host (application_id);
-- Open checks of a host, and those of the schedule.
CREATE INDEX inspection_check_open_schedule ON inspection_check (host)
  WHERE state IN ('waiting', 'running') AND request->>'by' = 'schedule';
