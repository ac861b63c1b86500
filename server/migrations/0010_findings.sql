-- Who is told of finished checks: NULL waits to be told. Checks of before are told once.
ALTER TABLE inspection_check ADD COLUMN told_at timestamptz;
CREATE INDEX inspection_check_untold ON inspection_check (finished_at, id) WHERE state = 'done' AND told_at IS NULL;
-- The applications that a check concerns.
CREATE INDEX registry_application_main_host ON registry_application ((hosts[1]));

-- The check that the findings of an application stand on: the newest that opened a page.
CREATE TABLE supervision_intake (
  application_id uuid PRIMARY KEY REFERENCES registry_application (id) ON DELETE CASCADE,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  check_id uuid NOT NULL REFERENCES inspection_check (id),
  at timestamptz NOT NULL,
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('supervision_intake');

-- 问题: what a rule has found unmet or undetermined of an obligation of an application, with its life.
CREATE TABLE supervision_finding (
  id uuid PRIMARY KEY,
  application_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  obligation text NOT NULL,
  rule text NOT NULL,
  -- of the Regulation, where the obligation stands
  chapter smallint NOT NULL CHECK (chapter BETWEEN 1 AND 8),
  article smallint NOT NULL CHECK (article BETWEEN 1 AND 44),
  -- 1 the gravest; our own weight
  severity smallint NOT NULL CHECK (severity BETWEEN 1 AND 4),
  handler text NOT NULL,
  -- what the latest check said that found it
  verdict text NOT NULL CHECK (verdict IN ('unmet', 'unknown')),
  code text NOT NULL,
  -- the platform that the application runs on has the same finding, and the own check could not determine
  inherited boolean NOT NULL DEFAULT false,
  check_id uuid NOT NULL REFERENCES inspection_check (id),
  state text NOT NULL CHECK (state IN ('unassigned', 'mending', 'recheck', 'closed', 'upheld')),
  found_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  -- the check whose verdict closed it
  settled_by uuid REFERENCES inspection_check (id),
  closed_at timestamptz,
  assignee_id uuid REFERENCES identity_person (id),
  -- Term in statutory working days. due_on is its last day; unknown while the holidays of its year are not published.
  due_from timestamptz,
  due_days smallint CHECK (due_days BETWEEN 1 AND 1000),
  due_on date,
  -- a request that waits for its decision: 申请延期 or 误报申诉
  plea text CHECK (plea IN ('delay', 'appeal')),
  plea_by uuid REFERENCES identity_person (id),
  plea_ground text CHECK (plea_ground <> '' AND length(plea_ground) <= 500),
  plea_days smallint CHECK (plea_days BETWEEN 1 AND 250),
  -- 督办 since
  watched_at timestamptz,
  -- the check that 申请复核 has asked for
  recheck_id uuid REFERENCES inspection_check (id),
  -- upheld 误报申诉: digest of what the check had seen; the finding stands again when the check sees something else
  upheld_facts text,
  -- the application was closed: what is no more looked at is on no list of what is to be done, and is not 办结 either
  retired_at timestamptz,
  UNIQUE (application_id, obligation, rule),
  UNIQUE (id, unit_id, region_path, sector_path),
  CHECK ((state = 'closed') = (settled_by IS NOT NULL)),
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((state = 'upheld') = (upheld_facts IS NOT NULL)),
  CHECK ((plea IS NULL) = (plea_by IS NULL)),
  CHECK ((plea IS NULL) = (plea_ground IS NULL)),
  CHECK ((plea IS NOT DISTINCT FROM 'delay') = (plea_days IS NOT NULL)),
  CHECK ((due_from IS NULL) = (due_days IS NULL)),
  CHECK (due_on IS NULL OR due_from IS NOT NULL),
  CHECK (state NOT IN ('closed', 'upheld') OR (plea IS NULL AND watched_at IS NULL AND due_from IS NULL)),
  FOREIGN KEY (application_id, unit_id, region_path, sector_path)
    REFERENCES registry_application (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('supervision_finding');
-- What is to be done stands in the order of its date; the other indexes narrow.
CREATE INDEX supervision_finding_due ON supervision_finding (due_on, severity, id)
  WHERE state IN ('unassigned', 'mending', 'recheck') AND retired_at IS NULL;
CREATE INDEX supervision_finding_assignee ON supervision_finding (assignee_id) WHERE assignee_id IS NOT NULL;
CREATE INDEX supervision_finding_region ON supervision_finding (region_path, article, verdict, state);
CREATE INDEX supervision_finding_sector ON supervision_finding (sector_path, article, verdict, state);
CREATE INDEX supervision_finding_unit ON supervision_finding (unit_id, article, verdict, state);
CREATE INDEX supervision_finding_article ON supervision_finding (article, verdict, state);
CREATE INDEX supervision_finding_recheck ON supervision_finding (recheck_id) WHERE recheck_id IS NOT NULL;

-- The life of a finding. Rows are only added.
CREATE TABLE supervision_finding_act (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  finding_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  -- a person; NULL: a check
  actor_id uuid REFERENCES identity_person (id),
  -- the name at that time: readers of the history need not see the person
  actor_name text NOT NULL DEFAULT '' CHECK (length(actor_name) <= 60),
  act text NOT NULL CHECK (act IN ('found', 'seen-again', 'undetermined', 'settled', 'reopened', 'assigned',
    'recheck-asked', 'delay-asked', 'delay-granted', 'delay-refused', 'appealed', 'appeal-upheld', 'appeal-rejected',
    'watched', 'unwatched', 'noticed', 'retired', 'revived')),
  from_state text,
  to_state text NOT NULL,
  check_id uuid REFERENCES inspection_check (id),
  -- who was assigned, or had asked for what is decided
  other_id uuid REFERENCES identity_person (id),
  other_name text NOT NULL DEFAULT '' CHECK (length(other_name) <= 60),
  ground text CHECK (ground <> '' AND length(ground) <= 500),
  days smallint,
  due_on date,
  CHECK ((actor_id IS NULL) OR (actor_name <> '')),
  -- Who asks never decides.
  CHECK (act NOT IN ('delay-granted', 'delay-refused', 'appeal-upheld', 'appeal-rejected')
    OR (actor_id IS NOT NULL AND other_id IS NOT NULL AND actor_id <> other_id)),
  FOREIGN KEY (finding_id, unit_id, region_path, sector_path)
    REFERENCES supervision_finding (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('supervision_finding_act');
SELECT is_only_added_to('supervision_finding_act');
CREATE INDEX supervision_finding_act_finding ON supervision_finding_act (finding_id, id);

-- Nobody closes a finding by hand: only a check whose verdict on the very rule is 符合 or 不适用 does, and only one that
-- found it again opens it.
CREATE FUNCTION supervision_finding_by_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'closed' AND NOT EXISTS (
    SELECT FROM inspection_verdict v
    WHERE v.check_id = NEW.settled_by AND v.rule = NEW.rule AND v.verdict IN ('met', 'not-applicable')
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'finding_closed_by_check',
      MESSAGE = 'a finding is closed by a check that sees it settled';
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.state = 'closed' AND NEW.state <> 'closed' AND NOT EXISTS (
    SELECT FROM inspection_verdict v
    WHERE v.check_id = NEW.check_id AND v.rule = NEW.rule AND v.verdict IN ('unmet', 'unknown')
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'finding_opened_by_check',
      MESSAGE = 'a finding is opened again by a check that finds it';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER supervision_finding_by_check BEFORE INSERT OR UPDATE OF state, settled_by ON supervision_finding
  FOR EACH ROW EXECUTE FUNCTION supervision_finding_by_check();

-- An application that is closed takes its findings off the lists, whoever closes it; one that runs again puts them back.
CREATE FUNCTION supervision_retire_findings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH retired AS (
    UPDATE supervision_finding SET retired_at = CASE WHEN NEW.state = 'closed' THEN now() END
    WHERE application_id = NEW.id AND (retired_at IS NULL) = (NEW.state = 'closed')
    RETURNING *
  )
  INSERT INTO supervision_finding_act (finding_id, unit_id, region_path, sector_path, at, act, from_state, to_state)
  SELECT id, unit_id, region_path, sector_path, now(), CASE WHEN NEW.state = 'closed' THEN 'retired' ELSE 'revived' END,
    state, state
  FROM retired WHERE state <> 'closed';
  RETURN NULL;
END
$$;
CREATE TRIGGER supervision_retire_findings AFTER UPDATE OF state ON registry_application
  FOR EACH ROW WHEN (OLD.state <> NEW.state AND 'closed' IN (OLD.state, NEW.state))
  EXECUTE FUNCTION supervision_retire_findings();
