-- 监督总览: what stands in the cells of the table, kept for each unit by the transaction that changes it, so that a
-- table of three thousand regions is a sum of three thousand rows.

-- The latest check that opened a page. One that opened none has seen nothing: the application counts as never checked.
ALTER TABLE registry_application ADD COLUMN seen_at timestamptz;
-- What the check that the findings stand on saw met or not applicable.
ALTER TABLE supervision_intake ADD COLUMN met integer NOT NULL DEFAULT 0 CHECK (met >= 0);
ALTER TABLE supervision_intake ADD COLUMN not_applicable integer NOT NULL DEFAULT 0 CHECK (not_applicable >= 0);

CREATE TABLE overview_unit (
  unit_id uuid PRIMARY KEY,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  -- findings that are still to be settled: one number for each chapter of the Regulation, 1 to 8
  unmet integer[] NOT NULL DEFAULT array_fill(0, ARRAY[8]),
  unknown integer[] NOT NULL DEFAULT array_fill(0, ARRAY[8]),
  -- applications that are not closed, and of those the ones that no check has seen: one number for each kind, in the
  -- order of contract/src/vocabulary.ts
  applications integer[] NOT NULL DEFAULT array_fill(0, ARRAY[6]),
  unseen integer[] NOT NULL DEFAULT array_fill(0, ARRAY[6]),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('overview_unit');
CREATE INDEX overview_unit_region ON overview_unit (region_path);
CREATE INDEX overview_unit_sector ON overview_unit (sector_path);

-- The same at the end of each month; the row of the present month is renewed by the worker until it is over.
CREATE TABLE overview_month (
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  -- its first day
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  unmet integer[] NOT NULL,
  unknown integer[] NOT NULL,
  met integer NOT NULL,
  not_applicable integer NOT NULL,
  PRIMARY KEY (unit_id, month),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('overview_month');
CREATE INDEX overview_month_region ON overview_month (region_path, month);
CREATE INDEX overview_month_sector ON overview_month (sector_path, month);

-- The gravest that is still to be done, without sorting all of it.
CREATE INDEX supervision_finding_severity ON supervision_finding (severity, due_on, id)
  WHERE state IN ('unassigned', 'mending', 'recheck') AND retired_at IS NULL;

-- Counts units anew. Each time everything of a unit is counted: nothing can drift, and nothing is to be taken back.
CREATE FUNCTION overview_recount(units uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO overview_unit (unit_id, region_path, sector_path)
  SELECT id, region_path, sector_path FROM registry_unit WHERE id = ANY (units) ORDER BY id
  ON CONFLICT DO NOTHING;
  -- Who counts the same unit waits here, and then sees what the other has written.
  PERFORM FROM overview_unit WHERE unit_id = ANY (units) ORDER BY unit_id FOR UPDATE;
  WITH finding AS (
    SELECT unit_id, chapter, verdict, count(*)::integer AS n FROM supervision_finding
    WHERE unit_id = ANY (units) AND state IN ('unassigned', 'mending', 'recheck') AND retired_at IS NULL
    GROUP BY unit_id, chapter, verdict
  ), application AS (
    SELECT unit_id, kind, count(*)::integer AS n, count(*) FILTER (WHERE seen_at IS NULL)::integer AS unseen
    FROM registry_application WHERE unit_id = ANY (units) AND state <> 'closed'
    GROUP BY unit_id, kind
  )
  UPDATE overview_unit o SET
    unmet = ARRAY(SELECT coalesce(f.n, 0) FROM generate_series(1, 8) AS c
      LEFT JOIN finding f ON f.unit_id = o.unit_id AND f.chapter = c AND f.verdict = 'unmet' ORDER BY c),
    unknown = ARRAY(SELECT coalesce(f.n, 0) FROM generate_series(1, 8) AS c
      LEFT JOIN finding f ON f.unit_id = o.unit_id AND f.chapter = c AND f.verdict = 'unknown' ORDER BY c),
    applications = ARRAY(SELECT coalesce(a.n, 0) FROM overview_kinds() AS k
      LEFT JOIN application a ON a.unit_id = o.unit_id AND a.kind = k.kind ORDER BY k.place),
    unseen = ARRAY(SELECT coalesce(a.unseen, 0) FROM overview_kinds() AS k
      LEFT JOIN application a ON a.unit_id = o.unit_id AND a.kind = k.kind ORDER BY k.place)
  WHERE unit_id = ANY (units);
END
$$;
CREATE FUNCTION overview_kinds() RETURNS TABLE (kind text, place bigint) LANGUAGE sql IMMUTABLE AS $$
  SELECT * FROM unnest(ARRAY['website', 'app', 'mini-program', 'account', 'mail', 'column']) WITH ORDINALITY
$$;

-- Whoever changes a finding or an application changes the table within the same transaction.
CREATE FUNCTION overview_rows_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM overview_recount(ARRAY(SELECT DISTINCT unit_id FROM after));
  RETURN NULL;
END
$$;
CREATE FUNCTION overview_findings_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  units uuid[] := ARRAY(
    SELECT b.unit_id FROM before b JOIN after a USING (id)
    WHERE (b.unit_id, b.chapter, b.verdict, b.state, b.retired_at)
      IS DISTINCT FROM (a.unit_id, a.chapter, a.verdict, a.state, a.retired_at)
    UNION
    SELECT a.unit_id FROM before b JOIN after a USING (id) WHERE a.unit_id <> b.unit_id);
BEGIN
  IF units <> '{}' THEN
    PERFORM overview_recount(units);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER overview_added AFTER INSERT ON supervision_finding
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION overview_rows_added();
CREATE TRIGGER overview_changed AFTER UPDATE ON supervision_finding
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION overview_findings_changed();

CREATE FUNCTION overview_applications_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  units uuid[] := ARRAY(
    SELECT b.unit_id FROM before b JOIN after a USING (id)
    WHERE (b.unit_id, b.kind, b.state, b.seen_at IS NULL) IS DISTINCT FROM (a.unit_id, a.kind, a.state, a.seen_at IS NULL)
    UNION
    SELECT a.unit_id FROM before b JOIN after a USING (id) WHERE a.unit_id <> b.unit_id);
BEGIN
  IF units <> '{}' THEN
    PERFORM overview_recount(units);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER overview_added AFTER INSERT ON registry_application
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION overview_rows_added();
CREATE TRIGGER overview_changed AFTER UPDATE ON registry_application
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION overview_applications_changed();

-- What is there already; a migration, too, sees units by row-level security alone.
SELECT set_config('zhengdun.regions', '{""}', true);
UPDATE registry_application a SET seen_at = i.at FROM supervision_intake i WHERE i.application_id = a.id;
SELECT overview_recount(ARRAY(SELECT id FROM registry_unit));
