-- People, how they sign in, and what they were granted (Art. 25 and 30). Passwords, codes and tokens are kept as
-- digests; the seed of a second factor is encrypted by a secret that does not lie in the database.

-- The roles, as contract/src/roles.ts has them (a test compares both): the constraints below need to know them.
CREATE TABLE identity_role (
  name text PRIMARY KEY,
  -- top-level rights: only for 在编 staff of the unit (Art. 25 ¶2)
  top boolean NOT NULL,
  administrator boolean NOT NULL
);
INSERT INTO identity_role (name, top, administrator) VALUES
  ('leader', true, false), ('deputy', true, false), ('liaison', false, false), ('handler', false, false),
  ('secrecy-officer', true, false), ('reviewer', true, false), ('operator', false, false),
  ('system-admin', true, true), ('security-admin', true, true), ('audit-admin', true, true),
  ('supervision-reader', false, false), ('supervisor', true, false);

CREATE TABLE identity_person (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  name text NOT NULL CHECK (name <> '' AND length(name) <= 60),
  -- as typed, in lower case
  login_name text NOT NULL UNIQUE CHECK (login_name ~ '^[a-z0-9][a-z0-9._-]{2,39}$'),
  employment text NOT NULL CHECK (employment IN (
    'civil-servant', 'reference-managed', 'institution-staff', 'seconded', 'contract', 'dispatched',
    'purchased-service', 'outsourced', 'temporary-post', 'rehired'
  )),
  -- 本单位在编; seconded people and those on a temporary post (挂职) have their place elsewhere
  on_establishment boolean NOT NULL
    GENERATED ALWAYS AS (employment IN ('civil-servant', 'reference-managed', 'institution-staff')) STORED,
  -- confirmed by personnel (人事): until then nobody counts as 在编
  employment_confirmed_on date,
  employment_confirmed_by uuid REFERENCES identity_person (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  last_sign_in_at timestamptz,
  -- left: kept for what they did
  closed_at timestamptz,
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX identity_person_region ON identity_person (region_path);
CREATE INDEX identity_person_sector ON identity_person (sector_path);
CREATE INDEX identity_person_unit ON identity_person (unit_id);

ALTER TABLE identity_person ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity_person FORCE ROW LEVEL SECURITY;
CREATE POLICY person_in_scope ON identity_person
  USING (
    region_path ^@ ANY ((SELECT scope_regions())::text[])
    OR sector_path ^@ ANY ((SELECT scope_sectors())::text[])
    OR unit_id = ANY ((SELECT scope_units())::uuid[])
  );

-- System and security administrator may be one person in a small unit, for a time, with an approval; the audit then
-- lies with the superior.
CREATE TABLE identity_small_unit (
  unit_id uuid PRIMARY KEY REFERENCES registry_unit (id),
  starts_at timestamptz NOT NULL DEFAULT now(),
  ends_at timestamptz NOT NULL,
  approver text NOT NULL CHECK (approver <> '' AND length(approver) <= 60),
  reason text NOT NULL CHECK (reason <> '' AND length(reason) <= 200),
  CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '366 days')
);
ALTER TABLE identity_small_unit ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity_small_unit FORCE ROW LEVEL SECURITY;
CREATE POLICY small_unit_in_scope ON identity_small_unit
  USING (EXISTS (SELECT FROM registry_unit unit WHERE unit.id = unit_id));

CREATE TABLE identity_grant (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES identity_person (id),
  role text NOT NULL REFERENCES identity_role (name),
  area text NOT NULL CHECK (area IN ('region', 'sector', 'unit')),
  -- prefix of a region path ('' is everything), prefix of a sector path, or id of a unit
  place text COLLATE "C" NOT NULL,
  starts_at timestamptz NOT NULL DEFAULT now(),
  ends_at timestamptz,
  approver text CHECK (approver <> '' AND length(approver) <= 60),
  reason text CHECK (reason <> '' AND length(reason) <= 200),
  given_by uuid REFERENCES identity_person (id),
  given_at timestamptz NOT NULL DEFAULT now(),
  -- ended before its time
  ended_at timestamptz,
  ended_by uuid REFERENCES identity_person (id),
  CHECK (ends_at > starts_at),
  CHECK (area = 'region' OR place <> ''),
  CHECK (given_by <> person_id)
);
CREATE INDEX identity_grant_person ON identity_grant (person_id);
ALTER TABLE identity_grant ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity_grant FORCE ROW LEVEL SECURITY;
CREATE POLICY grant_of_person_in_scope ON identity_grant
  USING (EXISTS (SELECT FROM identity_person person WHERE person.id = person_id));

-- Until when a grant holds; infinity where nothing ends it.
CREATE FUNCTION identity_grant_end(ends_at timestamptz, ended_at timestamptz) RETURNS timestamptz
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN least(coalesce(ends_at, 'infinity'), coalesce(ended_at, 'infinity'));

-- What the law asks of grants is held here, whoever writes: the constraint's name tells the program which sentence.
CREATE FUNCTION identity_check_grant() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  person identity_person;
  role identity_role;
  small identity_small_unit;
  grant_end timestamptz := identity_grant_end(NEW.ends_at, NEW.ended_at);
BEGIN
  -- Two grants to one person are looked at one after the other.
  SELECT * INTO STRICT person FROM identity_person WHERE id = NEW.person_id FOR UPDATE;
  SELECT * INTO STRICT role FROM identity_role WHERE name = NEW.role;
  IF role.top AND (NOT person.on_establishment OR person.employment_confirmed_on IS NULL) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_top_for_own_staff',
      MESSAGE = 'top-level rights are for confirmed 在编 staff';
  END IF;
  IF NOT person.on_establishment
     AND (NEW.ends_at IS NULL OR NEW.approver IS NULL OR NEW.reason IS NULL) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_of_others_ends',
      MESSAGE = 'a grant to whoever is not 在编 has an end, an approver and a reason';
  END IF;
  IF role.administrator THEN
    SELECT * INTO small FROM identity_small_unit WHERE unit_id = person.unit_id AND ends_at > now();
    IF NEW.role = 'audit-admin' AND small.unit_id IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_audit_with_superior',
        MESSAGE = 'while two administrators are one person, the audit lies with the superior';
    END IF;
    IF EXISTS (
      SELECT FROM identity_grant other JOIN identity_role r ON r.name = other.role AND r.administrator
      WHERE other.person_id = NEW.person_id AND other.id <> NEW.id AND other.role <> NEW.role
        AND other.starts_at < grant_end
        AND identity_grant_end(other.ends_at, other.ended_at) > NEW.starts_at
        AND NOT (
          other.role <> 'audit-admin' AND NEW.role <> 'audit-admin' AND small.unit_id IS NOT NULL
          -- Both at once only as long as the exception runs: one of the two ends with it.
          AND least(grant_end, identity_grant_end(other.ends_at, other.ended_at)) <= small.ends_at
        )
    ) THEN
      RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_administrators_apart',
        MESSAGE = 'one person does not hold two of the three administrators';
    END IF;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER identity_check_grant BEFORE INSERT ON identity_grant
  FOR EACH ROW EXECUTE FUNCTION identity_check_grant();

-- What was granted stays as it was granted: all that may change is that it ends, once.
CREATE FUNCTION identity_end_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_ends_once',
      MESSAGE = 'a grant ends once';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER identity_end_grant BEFORE UPDATE ON identity_grant
  FOR EACH ROW EXECUTE FUNCTION identity_end_grant();

-- Whoever stops being 在编 holds no top-level right, and nothing without an end, in that same moment.
CREATE FUNCTION identity_check_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  -- Generated columns are made after this trigger: the kinds are named once more.
  established boolean := NEW.employment IN ('civil-servant', 'reference-managed', 'institution-staff');
BEGIN
  IF NOT established OR NEW.employment_confirmed_on IS NULL THEN
    UPDATE identity_grant g SET ended_at = now()
      FROM identity_role r
     WHERE g.person_id = NEW.id AND r.name = g.role
       AND (r.top OR NOT established AND g.ends_at IS NULL)
       AND g.ended_at IS NULL AND identity_grant_end(g.ends_at, NULL) > now();
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER identity_check_person BEFORE UPDATE OF employment, employment_confirmed_on ON identity_person
  FOR EACH ROW EXECUTE FUNCTION identity_check_person();

-- Grants and people are never deleted: what was granted stays known.
DO $$
BEGIN
  EXECUTE format('REVOKE UPDATE ON identity_grant FROM %I', current_setting('zhengdun.app_role'));
  EXECUTE format('GRANT UPDATE (ended_at, ended_by) ON identity_grant TO %I', current_setting('zhengdun.app_role'));
  EXECUTE format('REVOKE DELETE ON identity_person, identity_grant FROM %I', current_setting('zhengdun.app_role'));
  EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON identity_role FROM %I', current_setting('zhengdun.app_role'));
END
$$;

CREATE TABLE identity_credential (
  person_id uuid PRIMARY KEY REFERENCES identity_person (id),
  -- Argon2id in PHC form
  password text NOT NULL CHECK (password LIKE '$argon2id$%'),
  changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE identity_factor (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES identity_person (id),
  -- AES-256-GCM: nonce, tag, seed
  seed bytea NOT NULL,
  -- counts from the first right code on
  confirmed_at timestamptz,
  -- step of 30 s of the last code that was taken: none is taken twice
  last_step bigint NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX identity_factor_one ON identity_factor (person_id);

CREATE TABLE identity_recovery_code (
  person_id uuid NOT NULL REFERENCES identity_person (id),
  -- SHA-256 of the code under the installation's secret
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  used_at timestamptz,
  PRIMARY KEY (person_id, digest)
);

-- Browsers from which somebody has signed in wholly (账号与终端绑定).
CREATE TABLE identity_device (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES identity_person (id),
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  -- 浏览器和系统, as the browser names itself, cut
  name text NOT NULL CHECK (length(name) <= 100),
  first_at timestamptz NOT NULL DEFAULT now(),
  last_at timestamptz NOT NULL DEFAULT now(),
  -- the notice of a new device was read
  seen_at timestamptz,
  UNIQUE (person_id, digest)
);

CREATE TABLE identity_session (
  id uuid PRIMARY KEY,
  -- SHA-256 of the token in the cookie
  digest text NOT NULL UNIQUE CHECK (digest ~ '^[0-9a-f]{64}$'),
  person_id uuid NOT NULL REFERENCES identity_person (id),
  stage text NOT NULL CHECK (stage IN ('second-factor', 'enrolment', 'full')),
  -- digest of the device cookie: the token alone is worth nothing elsewhere
  device_digest text NOT NULL CHECK (device_digest ~ '^[0-9a-f]{64}$'),
  device_name text NOT NULL CHECK (length(device_name) <= 100),
  source text NOT NULL CHECK (length(source) <= 60),
  started_at timestamptz NOT NULL DEFAULT now(),
  last_at timestamptz NOT NULL DEFAULT now(),
  ends_at timestamptz NOT NULL
);
CREATE INDEX identity_session_person ON identity_session (person_id);

-- One-time links: for the first administrator, and for a person's first password or a lost second factor.
CREATE TABLE identity_invitation (
  digest text PRIMARY KEY CHECK (digest ~ '^[0-9a-f]{64}$'),
  -- none: the first administrator's
  person_id uuid REFERENCES identity_person (id),
  ends_at timestamptz NOT NULL,
  used_at timestamptz
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['credential', 'factor', 'recovery_code', 'device', 'session'] LOOP
    EXECUTE format('ALTER TABLE identity_%s ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE identity_%s FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY of_person_in_scope ON identity_%s
      USING (EXISTS (SELECT FROM identity_person person WHERE person.id = person_id))', name);
  END LOOP;
END
$$;
ALTER TABLE identity_invitation ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity_invitation FORCE ROW LEVEL SECURITY;
CREATE POLICY of_person_in_scope ON identity_invitation
  USING (person_id IS NULL OR EXISTS (SELECT FROM identity_person person WHERE person.id = person_id));

-- The one counter of failures, over every way in. A key is a digest of an account, of an account on a known device,
-- or of a source.
CREATE TABLE identity_failure (
  key text PRIMARY KEY CHECK (key ~ '^[0-9a-f]{64}$'),
  failures integer NOT NULL CHECK (failures >= 0),
  since timestamptz NOT NULL
);
CREATE INDEX identity_failure_since ON identity_failure (since);
