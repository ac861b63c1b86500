-- 监督总览 by differences: what ten thousand checks change is written to the units that they concern, without counting these
-- anew at each step.

-- Unmet and undetermined, from the tallies alone.
CREATE FUNCTION overview_take_tally(units uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO overview_unit (unit_id, region_path, sector_path)
  SELECT id, region_path, sector_path FROM registry_unit WHERE id = ANY (units) ORDER BY id
  ON CONFLICT DO NOTHING;
  PERFORM FROM overview_unit WHERE unit_id = ANY (units) ORDER BY unit_id FOR UPDATE;
  UPDATE overview_unit o SET
    unmet = ARRAY(
      SELECT coalesce(t.counts[supervision_kind('unassigned', 'unmet', false)]
        + t.counts[supervision_kind('mending', 'unmet', false)] + t.counts[supervision_kind('recheck', 'unmet', false)], 0)
      FROM generate_series(1, 8) AS c LEFT JOIN supervision_tally t ON t.unit_id = o.unit_id AND t.part = c ORDER BY c),
    unknown = ARRAY(
      SELECT coalesce(t.counts[supervision_kind('unassigned', 'unknown', false)]
        + t.counts[supervision_kind('mending', 'unknown', false)] + t.counts[supervision_kind('recheck', 'unknown', false)], 0)
      FROM generate_series(1, 8) AS c LEFT JOIN supervision_tally t ON t.unit_id = o.unit_id AND t.part = c ORDER BY c)
  WHERE unit_id = ANY (units);
END
$$;

CREATE OR REPLACE FUNCTION supervision_tally_add(differences supervision_difference[]) RETURNS void LANGUAGE plpgsql AS $$
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
  PERFORM overview_take_tally(units);
END
$$;

-- What checks saw met and not applicable, and when: more or less than before. Who moves is counted anew.
CREATE OR REPLACE FUNCTION overview_intake_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM overview_recount(ARRAY(
    SELECT unnest(ARRAY[b.unit_id, a.unit_id]) FROM before b JOIN after a USING (application_id)
    WHERE a.unit_id <> b.unit_id));
  PERFORM FROM overview_unit WHERE unit_id IN (SELECT unit_id FROM after) ORDER BY unit_id FOR UPDATE;
  UPDATE overview_unit o
  SET met = o.met + d.met, not_applicable = o.not_applicable + d.not_applicable,
    checked_at = greatest(o.checked_at, d.at)
  FROM (
    SELECT a.unit_id, sum(a.met - b.met)::integer AS met, sum(a.not_applicable - b.not_applicable)::integer AS not_applicable,
      max(a.at) AS at
    FROM before b JOIN after a USING (application_id)
    JOIN registry_application application ON application.id = application_id AND application.state <> 'closed'
    WHERE a.unit_id = b.unit_id
      AND (b.met, b.not_applicable, b.at) IS DISTINCT FROM (a.met, a.not_applicable, a.at)
    GROUP BY a.unit_id
  ) AS d
  WHERE o.unit_id = d.unit_id;
  RETURN NULL;
END
$$;
