-- The edges of the platform: who reads the audit log, verifications of the ledger, tokens, settings of the page, and
-- how the small-unit mode begins and ends.

-- Tokens: what a program shows instead of a person. A token is worth what its owner may do at that moment, cut down to
-- its own permissions.
CREATE TABLE identity_token (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES identity_person (id),
  -- a person's own tool, or a system of the unit for which the person answers
  kind text NOT NULL CHECK (kind IN ('personal', 'service')),
  name text NOT NULL CHECK (name <> '' AND length(name) <= 60),
  -- SHA-256 of the token, which is shown once
  digest text NOT NULL UNIQUE CHECK (digest ~ '^[0-9a-f]{64}$'),
  permissions text[] NOT NULL CHECK (cardinality(permissions) BETWEEN 1 AND 100),
  made_at timestamptz NOT NULL DEFAULT now(),
  ends_at timestamptz NOT NULL,
  last_at timestamptz,
  last_source text CHECK (length(last_source) <= 60),
  revoked_at timestamptz,
  revoked_by uuid REFERENCES identity_person (id),
  CHECK (ends_at > made_at AND ends_at <= made_at + interval '366 days')
);
CREATE INDEX identity_token_person ON identity_token (person_id, made_at DESC);
ALTER TABLE identity_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity_token FORCE ROW LEVEL SECURITY;
CREATE POLICY of_person_in_scope ON identity_token
  USING (EXISTS (SELECT FROM identity_person person WHERE person.id = person_id));

-- What a token may do stays as it was made: it is used, and it ends once.
DO $$
BEGIN
  EXECUTE format('REVOKE UPDATE, DELETE ON identity_token FROM %I', current_setting('zhengdun.app_role'));
  EXECUTE format('GRANT UPDATE (last_at, last_source, revoked_at, revoked_by) ON identity_token TO %I',
    current_setting('zhengdun.app_role'));
END
$$;
CREATE FUNCTION identity_end_token() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at THEN
    RAISE EXCEPTION 'a token ends once';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER identity_end_token BEFORE UPDATE OF revoked_at ON identity_token
  FOR EACH ROW EXECUTE FUNCTION identity_end_token();

-- The audit log is read by unit: what happened in a unit's affairs; where an act names no unit, what a person (or a
-- token of a person) of a unit did. What nobody known did belongs to whoever reads everything.
ALTER TABLE audit_record ENABLE ROW LEVEL SECURITY;
CREATE POLICY audit_is_written ON audit_record FOR INSERT WITH CHECK (true);
CREATE POLICY audit_in_scope ON audit_record FOR SELECT USING (
  (SELECT scope_is_everything())
  OR unit_id IN (SELECT unit.id::text FROM registry_unit unit)
  OR unit_id IS NULL AND actor_kind = 'person' AND actor_id IN (SELECT person.id::text FROM identity_person person)
  OR unit_id IS NULL AND actor_kind = 'token' AND actor_id IN (SELECT token.id::text FROM identity_token token)
);

-- Verifications of the ledger: asked for by somebody, or once a day by the program. An open row waits for a program
-- that has the keys; one that is killed leaves it open for the next.
CREATE TABLE auditing_verification (
  id uuid PRIMARY KEY,
  asked_at timestamptz NOT NULL DEFAULT now(),
  -- none: the program itself
  asked_by uuid REFERENCES identity_person (id),
  ended_at timestamptz,
  -- sealed entries, signed checkpoints, entries that waited to be sealed
  size bigint CHECK (size >= 0),
  checkpoints bigint CHECK (checkpoints >= 0),
  pending bigint CHECK (pending >= 0),
  -- the first thing that is wrong; none: whole
  fault jsonb,
  CHECK ((ended_at IS NULL) = (size IS NULL) AND (size IS NULL) = (checkpoints IS NULL)
    AND (size IS NULL) = (pending IS NULL) AND (fault IS NULL OR ended_at IS NOT NULL))
);
CREATE INDEX auditing_verification_ended ON auditing_verification (ended_at DESC);
CREATE INDEX auditing_verification_open ON auditing_verification (asked_at) WHERE ended_at IS NULL;
DO $$
BEGIN
  EXECUTE format('REVOKE DELETE ON auditing_verification FROM %I', current_setting('zhengdun.app_role'));
END
$$;

-- Settings that were chosen on the page; what stands in the environment or in the file goes before them.
CREATE TABLE setting_value (
  name text PRIMARY KEY CHECK (name ~ '^[A-Z][A-Z0-9_]{0,59}$'),
  value text NOT NULL CHECK (octet_length(value) BETWEEN 1 AND 4096),
  changed_at timestamptz NOT NULL DEFAULT now(),
  changed_by uuid NOT NULL REFERENCES identity_person (id)
);

-- 小单位模式 begins only where nobody of the unit is its auditor: the audit lies with the superior meanwhile.
CREATE FUNCTION identity_check_small_unit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.ends_at > now() AND EXISTS (
    SELECT FROM identity_grant g JOIN identity_person p ON p.id = g.person_id
     WHERE p.unit_id = NEW.unit_id AND g.role = 'audit-admin'
       AND identity_grant_end(g.ends_at, g.ended_at) > now()
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'small_unit_has_auditor',
      MESSAGE = 'while two administrators are one person, the audit lies with the superior';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER identity_check_small_unit BEFORE INSERT OR UPDATE ON identity_small_unit
  FOR EACH ROW EXECUTE FUNCTION identity_check_small_unit();

-- When it is made to end earlier, so are the grants that were possible by it alone: whoever is both administrators keeps the one
-- that does not end with the mode, and of two that do, that of the system.
CREATE FUNCTION identity_end_small_unit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE identity_grant g SET ended_at = NEW.ends_at
    FROM identity_person p
   WHERE p.id = g.person_id AND p.unit_id = NEW.unit_id
     AND g.role IN ('system-admin', 'security-admin')
     AND g.ended_at IS NULL AND identity_grant_end(g.ends_at, NULL) > NEW.ends_at
     AND identity_grant_end(g.ends_at, NULL) <= OLD.ends_at
     AND EXISTS (
       SELECT FROM identity_grant other
        WHERE other.person_id = g.person_id AND other.role <> g.role
          AND other.role IN ('system-admin', 'security-admin')
          AND identity_grant_end(other.ends_at, other.ended_at) > NEW.ends_at
          AND (identity_grant_end(other.ends_at, NULL) > OLD.ends_at OR g.role = 'security-admin')
     );
  RETURN NULL;
END
$$;
CREATE TRIGGER identity_end_small_unit AFTER UPDATE OF ends_at ON identity_small_unit
  FOR EACH ROW WHEN (NEW.ends_at < OLD.ends_at)
  EXECUTE FUNCTION identity_end_small_unit();
