-- What pages asked of every application at each look is kept by whoever changes it.

-- 即将到期: what ends, and when, was looked up anew for each reader in papers, exceptions, filings and the verdicts of
-- the latest checks. Now a row of it is kept in the
-- transaction that changes one of them.

-- Where it comes from. Grants end by the clock, are few, and are looked up as before.
CREATE VIEW assurance_end_made WITH (security_invoker = true) AS
  SELECT 'paper' AS kind, p.id, p.unit_id, p.region_path, p.sector_path, p.application_id,
         p.obligation AS subject, v.expires_on
    FROM assurance_paper p
    JOIN assurance_paper_version v ON v.paper_id = p.id AND v.signed_at IS NOT NULL AND v.expires_on IS NOT NULL
   WHERE p.withdrawn_at IS NULL
     AND NOT EXISTS (SELECT FROM assurance_paper_version later
                      WHERE later.paper_id = p.id AND later.version > v.version AND later.signed_at IS NOT NULL)
  UNION ALL
  SELECT e.kind, e.id, e.unit_id, e.region_path, e.sector_path, e.application_id, e.obligation, e.ends_on
    FROM assurance_exception e
   WHERE e.decision = 'approved' AND e.ended_at IS NULL
     AND NOT EXISTS (SELECT FROM assurance_exception later
                      WHERE later.application_id = e.application_id AND later.obligation = e.obligation
                        AND later.decision = 'approved' AND later.ended_at IS NULL AND later.ends_on > e.ends_on)
  UNION ALL
  SELECT 'filing', f.application_id, f.unit_id, f.region_path, f.sector_path, f.application_id, f.kind, f.expires_on
    FROM registry_filing f JOIN registry_application a ON a.id = f.application_id AND a.state <> 'closed'
   WHERE f.expires_on IS NOT NULL
  UNION ALL
  SELECT 'certificate', a.id, a.unit_id, a.region_path, a.sector_path, a.id, a.hosts[1], (v.facts ->> 'until')::date
    FROM registry_application a
    JOIN inspection_verdict v ON v.check_id = a.check_id AND v.rule = 'certificate-expiry' AND v.facts ? 'until'
   WHERE a.state <> 'closed' AND a.hosts[1] IS NOT NULL;

CREATE TABLE assurance_end (
  kind text NOT NULL,
  id uuid NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  application_id uuid REFERENCES registry_application (id) ON DELETE CASCADE,
  subject text NOT NULL,
  expires_on date NOT NULL,
  PRIMARY KEY (kind, id, subject),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('assurance_end');
CREATE INDEX assurance_end_order ON assurance_end (expires_on, kind, subject, id)
  INCLUDE (unit_id, region_path, sector_path, application_id);
CREATE INDEX assurance_end_region ON assurance_end (region_path, expires_on);
CREATE INDEX assurance_end_sector ON assurance_end (sector_path, expires_on);
CREATE INDEX assurance_end_unit ON assurance_end (unit_id, expires_on);
CREATE INDEX assurance_end_application ON assurance_end (application_id);

CREATE OR REPLACE VIEW assurance_expiry WITH (security_invoker = true) AS
  SELECT kind, id, unit_id, region_path, sector_path, application_id, subject, expires_on FROM assurance_end
  UNION ALL
  -- A grant that has ended is worth nothing any more: there is nothing to mend.
  SELECT 'grant', p.id, p.unit_id, p.region_path, p.sector_path, NULL, g.role,
         (g.ends_at AT TIME ZONE 'Asia/Shanghai')::date
    FROM identity_grant g JOIN identity_person p ON p.id = g.person_id
   WHERE g.ends_at > now() AND g.ended_at IS NULL;

-- Whoever changes the same thing waits for its own row; what is made after that is made of both changes.
CREATE FUNCTION assurance_keep_ends(kinds text[], ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF ids = '{}' THEN
    RETURN;
  END IF;
  DELETE FROM assurance_end WHERE kind = ANY (kinds) AND id = ANY (ids);
  INSERT INTO assurance_end (kind, id, unit_id, region_path, sector_path, application_id, subject, expires_on)
  SELECT kind, id, unit_id, region_path, sector_path, application_id, subject, expires_on
  FROM assurance_end_made WHERE kind = ANY (kinds) AND id = ANY (ids)
  ON CONFLICT (kind, id, subject) DO UPDATE SET unit_id = excluded.unit_id, region_path = excluded.region_path,
    sector_path = excluded.sector_path, application_id = excluded.application_id, expires_on = excluded.expires_on;
END
$$;

CREATE FUNCTION assurance_paper_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'assurance_paper' THEN
    PERFORM assurance_keep_ends('{paper}', ARRAY[NEW.id]);
  ELSE
    PERFORM assurance_keep_ends('{paper}', ARRAY[NEW.paper_id]);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER assurance_paper_ends AFTER UPDATE OF withdrawn_at ON assurance_paper
  FOR EACH ROW EXECUTE FUNCTION assurance_paper_ends();
CREATE TRIGGER assurance_paper_ends AFTER INSERT OR UPDATE OF signed_at ON assurance_paper_version
  FOR EACH ROW WHEN (NEW.signed_at IS NOT NULL) EXECUTE FUNCTION assurance_paper_ends();

-- The one that ends last stands for all of an obligation.
CREATE FUNCTION assurance_exception_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM assurance_keep_ends('{exception,deferral}', ARRAY(
    SELECT id FROM assurance_exception WHERE application_id = NEW.application_id AND obligation = NEW.obligation));
  RETURN NULL;
END
$$;
CREATE TRIGGER assurance_exception_ends AFTER INSERT OR UPDATE OF decision, ended_at ON assurance_exception
  FOR EACH ROW WHEN (NEW.decision = 'approved') EXECUTE FUNCTION assurance_exception_ends();

CREATE FUNCTION assurance_filing_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM assurance_keep_ends('{filing}', ARRAY(SELECT DISTINCT application_id FROM changed));
  RETURN NULL;
END
$$;
CREATE TRIGGER assurance_filing_ends_added AFTER INSERT ON registry_filing
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION assurance_filing_ends();
CREATE TRIGGER assurance_filing_ends_changed AFTER UPDATE ON registry_filing
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION assurance_filing_ends();
CREATE TRIGGER assurance_filing_ends_removed AFTER DELETE ON registry_filing
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION assurance_filing_ends();

-- Another check, another main host, or the end of an application.
CREATE FUNCTION assurance_application_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM assurance_keep_ends('{certificate}', ARRAY(
    SELECT id FROM before b JOIN after a USING (id)
    WHERE (b.unit_id, b.state, b.hosts[1], b.check_id) IS DISTINCT FROM (a.unit_id, a.state, a.hosts[1], a.check_id)));
  PERFORM assurance_keep_ends('{filing}', ARRAY(
    SELECT id FROM before b JOIN after a USING (id) WHERE (b.state = 'closed') <> (a.state = 'closed')));
  RETURN NULL;
END
$$;
CREATE TRIGGER assurance_application_ends AFTER UPDATE ON registry_application
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION assurance_application_ends();

-- Makes all of it anew: what is there already. Nothing else need ever ask for it.
CREATE FUNCTION assurance_make_ends() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM assurance_end;
  INSERT INTO assurance_end (kind, id, unit_id, region_path, sector_path, application_id, subject, expires_on)
  SELECT kind, id, unit_id, region_path, sector_path, application_id, subject, expires_on FROM assurance_end_made
  ORDER BY expires_on, kind, subject, id;
END
$$;

-- Records of the audit log that name no unit are found by who acted.
CREATE INDEX audit_record_without_unit ON audit_record (actor_id, at DESC) WHERE unit_id IS NULL;

-- 工作台 and 监督总览 also tell what the latest checks saw met and not applicable, and when the last of them was.
ALTER TABLE overview_unit
  ADD COLUMN met integer NOT NULL DEFAULT 0,
  ADD COLUMN not_applicable integer NOT NULL DEFAULT 0,
  ADD COLUMN checked_at timestamptz;
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
      LEFT JOIN application a ON a.unit_id = o.unit_id AND a.kind = k.kind ORDER BY k.place),
    (met, not_applicable, checked_at) = (
      SELECT coalesce(sum(i.met), 0), coalesce(sum(i.not_applicable), 0), max(i.at)
      FROM supervision_intake i JOIN registry_application a ON a.id = i.application_id
      WHERE i.unit_id = o.unit_id AND a.state <> 'closed')
  WHERE unit_id = ANY (units);
END
$$;
CREATE INDEX supervision_intake_unit ON supervision_intake (unit_id);
CREATE FUNCTION overview_intake_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM overview_recount(ARRAY(
    SELECT DISTINCT a.unit_id FROM before b JOIN after a USING (application_id)
    WHERE (b.unit_id, b.met, b.not_applicable, b.at) IS DISTINCT FROM (a.unit_id, a.met, a.not_applicable, a.at)));
  RETURN NULL;
END
$$;
CREATE TRIGGER overview_added AFTER INSERT ON supervision_intake
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION overview_rows_added();
CREATE TRIGGER overview_changed AFTER UPDATE ON supervision_intake
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION overview_intake_changed();

-- A migration, too, sees units by row-level security alone.
SELECT set_config('zhengdun.regions', '{""}', true);
SELECT assurance_make_ends(), overview_recount(ARRAY(SELECT id FROM registry_unit));
