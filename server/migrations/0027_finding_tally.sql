-- 问题 counted, for the numbers of lists and overview: by unit and part of the Regulation, kept by differences within the
-- transaction that changes a finding. A number over a million findings is a sum over one row a unit.

CREATE TABLE supervision_tally (
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  -- part of the Regulation: 0 is all of it, 1 to 8 a chapter, 101 to 144 an article
  part smallint NOT NULL,
  -- how many of each kind: supervision_kind() tells where
  counts integer[] NOT NULL CHECK (cardinality(counts) = 28 AND 0 <= ALL (counts)),
  PRIMARY KEY (unit_id, part),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('supervision_tally');
CREATE INDEX supervision_tally_region ON supervision_tally (part, region_path);
CREATE INDEX supervision_tally_sector ON supervision_tally (part, sector_path);

-- Place in the counts, from 1: by state, verdict, and whether it is retired. New states come last.
CREATE FUNCTION supervision_kind(state text, verdict text, retired boolean) RETURNS integer LANGUAGE sql IMMUTABLE
  RETURN 4 * array_position(
      ARRAY['unassigned', 'mending', 'recheck', 'closed', 'upheld', 'excepted', 'attested'], state)
    - 3 + 2 * (verdict = 'unknown')::integer + retired::integer;

-- So many findings more, or fewer, than before.
CREATE TYPE supervision_difference AS (unit_id uuid, chapter smallint, article smallint, kind integer, n integer);

CREATE FUNCTION supervision_tally_add(differences supervision_difference[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  units uuid[] := ARRAY(SELECT DISTINCT unit_id FROM unnest(differences));
BEGIN
  IF units = '{}' THEN
    RETURN;
  END IF;
  INSERT INTO supervision_tally (unit_id, region_path, sector_path, part, counts)
  SELECT DISTINCT u.id, u.region_path, u.sector_path, part, array_fill(0, ARRAY[28])
  FROM unnest(differences) d JOIN registry_unit u ON u.id = d.unit_id, unnest(ARRAY[0, chapter, 100 + article]) AS part
  ORDER BY part, u.region_path, u.id
  ON CONFLICT DO NOTHING;
  -- Always in this order: two who change the same units wait for each other in turn.
  PERFORM FROM supervision_tally WHERE unit_id = ANY (units) ORDER BY unit_id, part FOR UPDATE;
  WITH one AS (
    SELECT unit_id, part, kind, sum(n)::integer AS n
    FROM unnest(differences), unnest(ARRAY[0, chapter, 100 + article]) AS part
    GROUP BY unit_id, part, kind
  ), whole AS (
    SELECT unit_id, part, array_agg(coalesce(n, 0) ORDER BY kind) AS counts
    FROM (SELECT DISTINCT unit_id, part FROM one) AS row
    CROSS JOIN generate_series(1, 28) AS kind
    LEFT JOIN one USING (unit_id, part, kind)
    GROUP BY unit_id, part
  )
  UPDATE supervision_tally t SET counts = ARRAY(
    SELECT was + more FROM unnest(t.counts, w.counts) WITH ORDINALITY AS c (was, more, kind) ORDER BY kind)
  FROM whole w WHERE w.unit_id = t.unit_id AND w.part = t.part;
  PERFORM overview_recount(units);
END
$$;

-- The table of the overview is made of it.
CREATE OR REPLACE FUNCTION overview_recount(units uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO overview_unit (unit_id, region_path, sector_path)
  SELECT id, region_path, sector_path FROM registry_unit WHERE id = ANY (units) ORDER BY id
  ON CONFLICT DO NOTHING;
  -- Who counts the same unit waits here, and then sees what the other has written.
  PERFORM FROM overview_unit WHERE unit_id = ANY (units) ORDER BY unit_id FOR UPDATE;
  WITH finding AS (
    SELECT unit_id, part AS chapter, verdict, sum(counts[supervision_kind(state, verdict, false)])::integer AS n
    FROM supervision_tally, unnest(ARRAY['unassigned', 'mending', 'recheck']) AS state,
      unnest(ARRAY['unmet', 'unknown']) AS verdict
    WHERE unit_id = ANY (units) AND part BETWEEN 1 AND 8
    GROUP BY unit_id, part, verdict
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

CREATE FUNCTION supervision_findings_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM supervision_tally_add(ARRAY(
    SELECT (unit_id, chapter, article, kind, count(*))::supervision_difference
    FROM after, supervision_kind(state, verdict, retired_at IS NOT NULL) AS kind
    GROUP BY unit_id, chapter, article, kind));
  RETURN NULL;
END
$$;
CREATE FUNCTION supervision_findings_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM supervision_tally_add(ARRAY(
    SELECT (unit_id, chapter, article, kind, sum(n))::supervision_difference
    FROM (
      SELECT 1 AS n, unit_id, chapter, article, supervision_kind(state, verdict, retired_at IS NOT NULL) AS kind FROM after
      UNION ALL
      SELECT -1, unit_id, chapter, article, supervision_kind(state, verdict, retired_at IS NOT NULL) FROM before
    ) AS f
    GROUP BY unit_id, chapter, article, kind HAVING sum(n) <> 0));
  RETURN NULL;
END
$$;
DROP TRIGGER overview_added ON supervision_finding;
DROP TRIGGER overview_changed ON supervision_finding;
DROP FUNCTION overview_findings_changed();
CREATE TRIGGER supervision_findings_added AFTER INSERT ON supervision_finding
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION supervision_findings_added();
CREATE TRIGGER supervision_findings_changed AFTER UPDATE ON supervision_finding
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION supervision_findings_changed();

-- Counts everything anew: what is there already. Nothing else need ever ask for it.
CREATE FUNCTION supervision_tally_recount() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM supervision_tally;
  PERFORM supervision_tally_add(ARRAY(
    SELECT (unit_id, chapter, article, kind, count(*))::supervision_difference
    FROM supervision_finding, supervision_kind(state, verdict, retired_at IS NOT NULL) AS kind
    GROUP BY unit_id, chapter, article, kind));
END
$$;

-- Every order of the list, whatever it is narrowed to, and what is counted of the findings themselves.
DROP INDEX supervision_finding_due;
DROP INDEX supervision_finding_severity;
CREATE INDEX supervision_finding_due ON supervision_finding (due_on, severity, id);
CREATE INDEX supervision_finding_severity ON supervision_finding (severity, due_on, id);
CREATE INDEX supervision_finding_found ON supervision_finding (found_at DESC, id);
CREATE INDEX supervision_finding_overdue ON supervision_finding (due_on)
  INCLUDE (unit_id, region_path, sector_path, verdict, state, chapter, article)
  WHERE state IN ('unassigned', 'mending', 'recheck') AND retired_at IS NULL AND due_on IS NOT NULL;
CREATE INDEX supervision_finding_plea ON supervision_finding (due_on, severity, id) WHERE plea IS NOT NULL;
-- The obligations of an article, in the overview.
DROP INDEX supervision_finding_article;
CREATE INDEX supervision_finding_article ON supervision_finding (article, verdict, state)
  INCLUDE (unit_id, region_path, sector_path, obligation, retired_at);

-- A migration, too, sees units by row-level security alone.
SELECT set_config('zhengdun.regions', '{""}', true);
SELECT supervision_tally_recount();
