-- Change and closure of applications (变更和关停, Art. 12): a case for each application, what was recorded of its steps,
-- and the record that was sealed.

CREATE TABLE closing_case (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  application_id uuid NOT NULL REFERENCES registry_application (id),
  -- of the application when the case began
  name text NOT NULL CHECK (name <> '' AND length(name) <= 120),
  kind text NOT NULL CHECK (kind IN ('website', 'app', 'mini-program', 'account', 'mail', 'column')),
  occasion text NOT NULL CHECK (occasion IN ('unused', 'merged', 'transferred')),
  outcome text NOT NULL CHECK (outcome IN ('close', 'hand-over')),
  -- who takes over
  successor_id uuid REFERENCES registry_unit (id) CHECK (successor_id <> unit_id),
  -- not used any more, or reorganised, since that day
  since date NOT NULL,
  -- number of the paper that decided it
  paper text NOT NULL CHECK (paper <> '' AND length(paper) <= 120),
  state text NOT NULL CHECK (state IN ('open', 'sealed', 'withdrawn')),
  -- the step that is next; NULL: none is left
  next_step text,
  begun_by text NOT NULL,
  begun_at timestamptz NOT NULL DEFAULT now(),
  -- the sealed record, canonical JSON: the ledger has its digest
  record text,
  -- the same for people, among the encrypted documents
  document_id uuid REFERENCES assurance_document (id),
  sealed_by text,
  sealed_at timestamptz,
  UNIQUE (id, unit_id, region_path, sector_path),
  CHECK ((outcome = 'hand-over') = (successor_id IS NOT NULL)),
  CHECK (occasion <> 'unused' OR outcome = 'close'),
  CHECK (num_nulls(record, document_id, sealed_by, sealed_at) = CASE WHEN state = 'sealed' THEN 0 ELSE 4 END),
  CONSTRAINT closing_sealed_by_another CHECK (sealed_by <> begun_by),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
-- One case of an application at a time.
CREATE UNIQUE INDEX closing_case_one ON closing_case (application_id) WHERE state = 'open';
CREATE INDEX closing_case_application ON closing_case (application_id);
CREATE INDEX closing_case_unit ON closing_case (unit_id);
CREATE INDEX closing_case_region ON closing_case (region_path);
CREATE INDEX closing_case_sector ON closing_case (sector_path);
SELECT belongs_to_units('closing_case');

-- What was done outside of this system, or why it is none of the case.
CREATE TABLE closing_step (
  case_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  step text NOT NULL CHECK (step ~ '^[a-z-]{2,40}$'),
  -- why it is none of the case; empty: it was done
  not_needed text NOT NULL DEFAULT '' CHECK (length(not_needed) <= 500),
  number text NOT NULL DEFAULT '' CHECK (length(number) <= 120),
  issuer text NOT NULL DEFAULT '' CHECK (length(issuer) <= 120),
  done_on date,
  -- among the encrypted documents of the unit
  documents uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(documents) <= 20),
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (case_id, step),
  CHECK ((not_needed = '') = (done_on IS NOT NULL)),
  FOREIGN KEY (case_id, unit_id, region_path, sector_path)
    REFERENCES closing_case (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('closing_step');

CREATE TABLE closing_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  event text NOT NULL CHECK (event IN ('begun', 'recorded', 'sealed', 'withdrawn')),
  at timestamptz NOT NULL DEFAULT now(),
  actor text NOT NULL CHECK (actor <> ''),
  step text,
  text text NOT NULL DEFAULT '' CHECK (length(text) <= 1000),
  FOREIGN KEY (case_id, unit_id, region_path, sector_path)
    REFERENCES closing_case (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX closing_event_case ON closing_event (case_id, id);
SELECT belongs_to_units('closing_event');
SELECT is_only_added_to('closing_event');

-- What is sealed or withdrawn stays so, whoever writes; a unit that moves takes it along.
CREATE FUNCTION closing_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'closing_ended',
    MESSAGE = 'a sealed or withdrawn case stays as it is';
END
$$;
CREATE TRIGGER closing_ended BEFORE UPDATE ON closing_case FOR EACH ROW
  WHEN (OLD.state <> 'open' AND (NEW.state, NEW.record, NEW.document_id, NEW.sealed_by, NEW.sealed_at, NEW.application_id,
      NEW.occasion, NEW.outcome, NEW.since, NEW.paper)
    IS DISTINCT FROM (OLD.state, OLD.record, OLD.document_id, OLD.sealed_by, OLD.sealed_at, OLD.application_id,
      OLD.occasion, OLD.outcome, OLD.since, OLD.paper))
  EXECUTE FUNCTION closing_ended();

CREATE FUNCTION closing_step_of_open_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM closing_case WHERE id = NEW.case_id AND state = 'open' FOR SHARE) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'closing_ended',
      MESSAGE = 'a sealed or withdrawn case stays as it is';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER closing_step_of_open_case BEFORE INSERT OR UPDATE OF step, not_needed, number, issuer, done_on, documents
  ON closing_step FOR EACH ROW EXECUTE FUNCTION closing_step_of_open_case();

DO $$
BEGIN
  EXECUTE format('REVOKE DELETE ON closing_case, closing_step FROM %I', current_setting('zhengdun.app_role'));
END
$$;

-- An application that is closed takes its findings off the lists; what it owes as a closed one comes and goes the other
-- way round.
CREATE OR REPLACE FUNCTION supervision_retire_findings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH turned AS (
    UPDATE supervision_finding SET retired_at = CASE WHEN retired_at IS NULL THEN now() END
    WHERE application_id = NEW.id
      AND (retired_at IS NULL) = ((NEW.state = 'closed') <> (rule IN ('service-off', 'name-released')))
    RETURNING *
  )
  INSERT INTO supervision_finding_act (finding_id, unit_id, region_path, sector_path, at, act, from_state, to_state)
  SELECT id, unit_id, region_path, sector_path, now(), CASE WHEN retired_at IS NULL THEN 'revived' ELSE 'retired' END,
    state, state
  FROM turned WHERE state <> 'closed';
  RETURN NULL;
END
$$;
