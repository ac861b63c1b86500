-- Papers: what a named person states with a document and an end (情况说明), what was approved to differ for a time
-- (例外备案), and what ends when (即将到期).

-- A file as it was handed in. Its bytes lie in the object store, encrypted under a key of their own.
CREATE TABLE assurance_document (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  name text NOT NULL CHECK (name <> '' AND length(name) <= 120),
  kind text NOT NULL CHECK (kind IN ('pdf', 'png', 'jpeg', 'docx', 'ofd')),
  bytes integer NOT NULL CHECK (bytes > 0),
  -- of the file as it was handed in
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  sm3 text NOT NULL CHECK (sm3 ~ '^[0-9a-f]{64}$'),
  -- name of the encrypted object
  sealed_sha256 text NOT NULL CHECK (sealed_sha256 ~ '^[0-9a-f]{64}$'),
  kept_by uuid NOT NULL REFERENCES identity_person (id),
  kept_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX assurance_document_unit ON assurance_document (unit_id);
SELECT belongs_to_units('assurance_document');
SELECT is_only_added_to('assurance_document');

-- Its key, wrapped by a secret that does not lie in the database. Where there is none the content is gone.
CREATE TABLE assurance_document_key (
  document_id uuid PRIMARY KEY REFERENCES assurance_document (id),
  wrapped bytea NOT NULL
);

-- Content that was destroyed on an order of the secrecy office.
CREATE TABLE assurance_destruction (
  document_id uuid PRIMARY KEY REFERENCES assurance_document (id),
  order_number text NOT NULL CHECK (order_number <> '' AND length(order_number) <= 100),
  approver text NOT NULL CHECK (approver <> '' AND length(approver) <= 60),
  destroyed_by uuid NOT NULL REFERENCES identity_person (id),
  destroyed_at timestamptz NOT NULL DEFAULT now()
);
SELECT is_only_added_to('assurance_destruction');

-- What is stated about one obligation, for a unit or for one of its applications. At most one holds at a time.
CREATE TABLE assurance_paper (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  -- NULL: for the unit as a whole
  application_id uuid REFERENCES registry_application (id),
  obligation text NOT NULL CHECK (obligation ~ '^A[0-9]+\.[0-9]+-[a-z0-9-]+$'),
  created_at timestamptz NOT NULL DEFAULT now(),
  withdrawn_at timestamptz,
  withdrawn_by uuid REFERENCES identity_person (id),
  withdrawn_for text CHECK (withdrawn_for <> '' AND length(withdrawn_for) <= 200),
  CHECK (num_nulls(withdrawn_at, withdrawn_by, withdrawn_for) IN (0, 3)),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE UNIQUE INDEX assurance_paper_one ON assurance_paper (unit_id, application_id, obligation) NULLS NOT DISTINCT
  WHERE withdrawn_at IS NULL;
CREATE INDEX assurance_paper_application ON assurance_paper (application_id);
SELECT belongs_to_units('assurance_paper');

-- Each writing of a paper. It is signed as it stands: whoever changes a word makes the next one.
CREATE TABLE assurance_paper_version (
  paper_id uuid NOT NULL REFERENCES assurance_paper (id),
  version integer NOT NULL CHECK (version > 0),
  claim text NOT NULL CHECK (claim IN ('met', 'unmet')),
  statement text NOT NULL CHECK (statement <> '' AND length(statement) <= 4000),
  issuer text NOT NULL CHECK (issuer <> '' AND length(issuer) <= 120),
  issued_on date NOT NULL,
  expires_on date CHECK (expires_on > issued_on),
  written_by uuid NOT NULL REFERENCES identity_person (id),
  written_at timestamptz NOT NULL DEFAULT now(),
  signed_by uuid REFERENCES identity_person (id),
  signed_at timestamptz,
  PRIMARY KEY (paper_id, version),
  CHECK ((signed_by IS NULL) = (signed_at IS NULL)),
  CONSTRAINT paper_signed_by_another CHECK (signed_by <> written_by)
);
CREATE INDEX assurance_paper_version_expiry ON assurance_paper_version (expires_on) WHERE signed_at IS NOT NULL;

CREATE TABLE assurance_paper_document (
  paper_id uuid NOT NULL,
  version integer NOT NULL,
  document_id uuid NOT NULL REFERENCES assurance_document (id),
  PRIMARY KEY (paper_id, version, document_id),
  FOREIGN KEY (paper_id, version) REFERENCES assurance_paper_version (paper_id, version)
);
CREATE INDEX assurance_paper_document_of ON assurance_paper_document (document_id);
SELECT is_only_added_to('assurance_paper_document');

-- 例外备案 of an obligation that binds in principle, and 暂缓整改 of any other: a dated plan that excuses nothing.
CREATE TABLE assurance_exception (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  application_id uuid NOT NULL REFERENCES registry_application (id),
  obligation text NOT NULL CHECK (obligation ~ '^A[0-9]+\.[0-9]+-[a-z0-9-]+$'),
  kind text NOT NULL CHECK (kind IN ('exception', 'deferral')),
  ground text NOT NULL CHECK (ground <> '' AND length(ground) <= 1000),
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  asked_by uuid NOT NULL REFERENCES identity_person (id),
  asked_at timestamptz NOT NULL DEFAULT now(),
  decision text CHECK (decision IN ('approved', 'refused')),
  decided_by uuid REFERENCES identity_person (id),
  decided_at timestamptz,
  ended_by uuid REFERENCES identity_person (id),
  ended_at timestamptz,
  CONSTRAINT exception_within_a_year CHECK (ends_on > starts_on AND ends_on <= starts_on + interval '1 year'),
  CONSTRAINT exception_decided_by_another CHECK (decided_by <> asked_by),
  CHECK (num_nulls(decision, decided_by, decided_at) IN (0, 3)),
  CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
  CHECK (ended_at IS NULL OR decision = 'approved'),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX assurance_exception_application ON assurance_exception (application_id);
CREATE INDEX assurance_exception_unit ON assurance_exception (unit_id);
CREATE INDEX assurance_exception_end ON assurance_exception (ends_on) WHERE decision = 'approved';
SELECT belongs_to_units('assurance_exception');

-- Rows that hang on a paper or a document are seen with it.
DO $$
DECLARE
  part text[];
  app text := current_setting('zhengdun.app_role');
BEGIN
  FOREACH part SLICE 1 IN ARRAY ARRAY[
    ['document_key', 'document'], ['destruction', 'document'], ['paper_version', 'paper'], ['paper_document', 'paper']
  ] LOOP
    EXECUTE format('ALTER TABLE assurance_%s ENABLE ROW LEVEL SECURITY', part[1]);
    EXECUTE format('ALTER TABLE assurance_%s FORCE ROW LEVEL SECURITY', part[1]);
    EXECUTE format('CREATE POLICY seen_with_its_%2$s ON assurance_%1$s
      USING (EXISTS (SELECT FROM assurance_%2$s whole WHERE whole.id = %2$s_id))', part[1], part[2]);
  END LOOP;
  EXECUTE format('REVOKE UPDATE, DELETE ON assurance_paper, assurance_paper_version, assurance_exception FROM %I', app);
  EXECUTE format('REVOKE UPDATE ON assurance_document_key FROM %I', app);
  EXECUTE format('GRANT UPDATE (withdrawn_at, withdrawn_by, withdrawn_for) ON assurance_paper TO %I', app);
  EXECUTE format('GRANT UPDATE (signed_by, signed_at) ON assurance_paper_version TO %I', app);
  EXECUTE format('GRANT UPDATE (decision, decided_by, decided_at, ended_by, ended_at) ON assurance_exception TO %I', app);
END
$$;

-- What was signed, withdrawn, decided or ended stays so.
CREATE FUNCTION assurance_happens_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  happened text;
BEGIN
  FOREACH happened IN ARRAY TG_ARGV LOOP
    IF to_jsonb(OLD) ->> happened IS NOT NULL
      AND to_jsonb(NEW) ->> happened IS DISTINCT FROM to_jsonb(OLD) ->> happened THEN
      RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'paper_happens_once',
        MESSAGE = 'what was signed, withdrawn, decided or ended stays so';
    END IF;
  END LOOP;
  RETURN NEW;
END
$$;
CREATE TRIGGER assurance_withdrawn_once BEFORE UPDATE OF withdrawn_at, withdrawn_by, withdrawn_for ON assurance_paper
  FOR EACH ROW EXECUTE FUNCTION assurance_happens_once('withdrawn_at', 'withdrawn_by', 'withdrawn_for');
CREATE TRIGGER assurance_signed_once BEFORE UPDATE OF signed_by, signed_at ON assurance_paper_version
  FOR EACH ROW EXECUTE FUNCTION assurance_happens_once('signed_by', 'signed_at');
CREATE TRIGGER assurance_decided_once BEFORE UPDATE OF decision, decided_by, decided_at, ended_by, ended_at
  ON assurance_exception FOR EACH ROW
  EXECUTE FUNCTION assurance_happens_once('decision', 'decided_by', 'decided_at', 'ended_by', 'ended_at');

-- A paper is signed as it stands: the newest writing, of a paper that was not withdrawn. A paper is written unsigned.
CREATE FUNCTION assurance_check_signature() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW.signed_at IS NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT'
    OR EXISTS (SELECT FROM public.assurance_paper p WHERE p.id = NEW.paper_id AND p.withdrawn_at IS NOT NULL)
    OR EXISTS (SELECT FROM public.assurance_paper_version later
                WHERE later.paper_id = NEW.paper_id AND later.version > NEW.version) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'paper_signed_as_it_stands',
      MESSAGE = 'only the newest writing of a paper that was not withdrawn is signed';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER assurance_check_signature BEFORE INSERT OR UPDATE OF signed_by, signed_at ON assurance_paper_version
  FOR EACH ROW EXECUTE FUNCTION assurance_check_signature();

-- A key goes on an order only, and a key that went does not come back.
CREATE FUNCTION assurance_check_key() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  destroyed boolean := EXISTS (
    SELECT FROM public.assurance_destruction WHERE document_id = coalesce(NEW.document_id, OLD.document_id));
BEGIN
  IF destroyed <> (TG_OP = 'DELETE') THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'document_key_on_order',
      MESSAGE = 'the key of a document is removed on an order only, and once';
  END IF;
  RETURN coalesce(NEW, OLD);
END
$$;
CREATE TRIGGER assurance_check_key BEFORE INSERT OR DELETE ON assurance_document_key
  FOR EACH ROW EXECUTE FUNCTION assurance_check_key();

-- Certificates by their end, as the last check saw them.
CREATE INDEX inspection_verdict_certificate ON inspection_verdict ((facts ->> 'until'))
  WHERE rule = 'certificate-expiry';

-- What ends when, of every kind. Each row is seen by the policies of the tables that it comes from.
CREATE VIEW assurance_expiry WITH (security_invoker = true) AS
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
   WHERE a.state <> 'closed'
  UNION ALL
  -- A grant that has ended is worth nothing any more: there is nothing to mend.
  SELECT 'grant', p.id, p.unit_id, p.region_path, p.sector_path, NULL, g.role,
         (g.ends_at AT TIME ZONE 'Asia/Shanghai')::date
    FROM identity_grant g JOIN identity_person p ON p.id = g.person_id
   WHERE g.ends_at > now() AND g.ended_at IS NULL;
