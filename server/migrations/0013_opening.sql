-- Opening of applications (开办办理, Art. 4 to 9): a case for each new application of a unit, what was recorded of its
-- steps, what a leader approved in writing, and what happened.

CREATE TABLE opening_case (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('website', 'app', 'mini-program', 'account', 'mail', 'column')),
  state text NOT NULL CHECK (state IN ('draft', 'submitted', 'review', 'returned', 'granted', 'refused', 'withdrawn')),
  -- field -> as it was typed; contract/src/opening-words.ts has the fields
  form jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(form) = 'object' AND length(form::text) <= 60000),
  name text NOT NULL GENERATED ALWAYS AS (coalesce(form ->> 'name', '')) STORED,
  -- kept beside the form where a rule of the database needs it
  is_portal boolean NOT NULL GENERATED ALWAYS AS (coalesce(form ->> 'nature', '') = 'portal') STORED,
  -- form of the latest return: only what changed since may be asked for anew
  returned_form jsonb,
  -- ids of persons
  begun_by text NOT NULL,
  submitted_by text,
  decided_by text,
  -- the unit whose officer decided: never the applicant's
  decided_by_unit uuid,
  begun_at timestamptz NOT NULL DEFAULT now(),
  -- since when it stands in its state
  since timestamptz NOT NULL DEFAULT now(),
  decided_on date,
  -- nearest day by which something has to be done
  due_on date,
  -- the step that is next; NULL: none is left
  next_step text,
  -- once it is online
  application_id uuid REFERENCES registry_application (id),
  UNIQUE (id, unit_id, region_path, sector_path),
  CHECK (decided_by IS DISTINCT FROM submitted_by OR decided_by IS NULL),
  CHECK (decided_by_unit <> unit_id),
  CHECK ((state IN ('granted', 'refused')) = (decided_on IS NOT NULL)),
  CHECK (decided_on IS NULL OR (decided_by IS NOT NULL AND submitted_by IS NOT NULL)),
  CHECK (application_id IS NULL OR state = 'granted'),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX opening_case_unit ON opening_case (unit_id);
CREATE INDEX opening_case_region ON opening_case (region_path);
CREATE INDEX opening_case_sector ON opening_case (sector_path);
CREATE INDEX opening_case_due ON opening_case (due_on, since, id);
SELECT belongs_to_units('opening_case');

-- 一个党政机关最多开设一个门户网站 (Art. 4 ¶1): no second one is granted, whoever writes. What exists is registered as it
-- is; only this new grant is refused.
CREATE FUNCTION opening_one_portal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Two grants to one unit are looked at one after the other.
  PERFORM FROM registry_unit WHERE id = NEW.unit_id AND kind = 'organ' FOR UPDATE;
  IF FOUND AND (
    EXISTS (SELECT FROM registry_application a
      WHERE a.unit_id = NEW.unit_id AND a.kind = 'website' AND 'portal' = ANY (a.flags) AND a.state <> 'closed')
    OR EXISTS (SELECT FROM opening_case other
      WHERE other.unit_id = NEW.unit_id AND other.id <> NEW.id AND other.is_portal AND other.kind = 'website'
        AND other.state = 'granted' AND other.application_id IS NULL)
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'opening_one_portal',
      MESSAGE = 'an organ opens at most one portal';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER opening_one_portal BEFORE UPDATE OF state ON opening_case FOR EACH ROW
  WHEN (NEW.state = 'granted' AND OLD.state <> 'granted' AND NEW.kind = 'website'
    AND NEW.form ->> 'nature' = 'portal')
  EXECUTE FUNCTION opening_one_portal();

-- What was decided stays decided, and what was filled in then stays as it was.
CREATE FUNCTION opening_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state OR NEW.form <> OLD.form OR NEW.decided_by <> OLD.decided_by
     OR NEW.decided_on <> OLD.decided_on THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'opening_decided',
      MESSAGE = 'a decided case stays as it was decided';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER opening_decided BEFORE UPDATE ON opening_case FOR EACH ROW
  WHEN (OLD.state IN ('granted', 'refused', 'withdrawn')) EXECUTE FUNCTION opening_decided();

-- What was done outside of this system, as the unit recorded it.
CREATE TABLE opening_step (
  case_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  step text NOT NULL CHECK (step ~ '^[a-z-]{2,40}$'),
  number text NOT NULL DEFAULT '' CHECK (length(number) <= 120),
  issuer text NOT NULL DEFAULT '' CHECK (length(issuer) <= 120),
  applied_on date,
  done_on date NOT NULL,
  receipt text NOT NULL DEFAULT '' CHECK (length(receipt) <= 200),
  -- the scan of the receipt among the encrypted documents, once it is kept there
  document_id uuid,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (case_id, step),
  CHECK (applied_on <= done_on),
  FOREIGN KEY (case_id, unit_id, region_path, sector_path)
    REFERENCES opening_case (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('opening_step');

-- A leader's approval in writing to go on without what the text asks 原则上 only.
CREATE TABLE opening_override (
  case_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  -- an obstacle's code, or a step
  subject text NOT NULL CHECK (subject ~ '^[a-z-]{2,40}$'),
  -- what stood against the case when it was approved: what is changed afterwards is not what was approved
  fact text NOT NULL DEFAULT '' CHECK (length(fact) <= 4000),
  ground text NOT NULL CHECK (ground <> '' AND length(ground) <= 1000),
  paper text NOT NULL CHECK (paper <> '' AND length(paper) <= 120),
  approved_by text NOT NULL,
  approved_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (case_id, subject, fact),
  FOREIGN KEY (case_id, unit_id, region_path, sector_path)
    REFERENCES opening_case (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('opening_override');
SELECT is_only_added_to('opening_override');

CREATE TABLE opening_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  event text NOT NULL CHECK (event IN ('begun', 'submitted', 'withdrawn', 'accepted', 'returned', 'granted', 'refused',
    'overridden', 'recorded', 'registered')),
  at timestamptz NOT NULL DEFAULT now(),
  actor text NOT NULL CHECK (actor <> ''),
  step text,
  -- ground, number of a paper
  text text NOT NULL DEFAULT '' CHECK (length(text) <= 2000),
  -- of a return: what is to be corrected, [{field, note}]
  items jsonb NOT NULL DEFAULT '[]',
  FOREIGN KEY (case_id, unit_id, region_path, sector_path)
    REFERENCES opening_case (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX opening_event_case ON opening_event (case_id, id);
SELECT belongs_to_units('opening_event');
SELECT is_only_added_to('opening_event');

DO $$
BEGIN
  EXECUTE format('REVOKE DELETE ON opening_case, opening_step FROM %I', current_setting('zhengdun.app_role'));
END
$$;
