-- 整改通知: findings of one unit that are to be mended until a date. It belongs to the unit that receives it.
CREATE TABLE supervision_notice (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  -- came as a paper from outside of the system (来文)
  outside boolean NOT NULL,
  -- a number of ours, or the 文号 of the paper
  serial bigint GENERATED ALWAYS AS IDENTITY,
  number text CHECK (number <> '' AND length(number) <= 60),
  title text NOT NULL CHECK (title <> '' AND length(title) <= 120),
  -- 发文单位 or 来文单位, as it was called then
  sender text NOT NULL CHECK (sender <> '' AND length(sender) <= 120),
  sent_by uuid NOT NULL REFERENCES identity_person (id),
  demand text NOT NULL DEFAULT '' CHECK (length(demand) <= 500),
  -- 送达: the clock begins here, whenever it is signed for
  delivered_at timestamptz NOT NULL,
  signed_at timestamptz,
  -- 退回: asked for once
  return_asked_at timestamptz,
  withdrawn_at timestamptz,
  answer text CHECK (answer <> '' AND length(answer) <= 1000),
  answered_at timestamptz,
  done_at timestamptz,
  due_from timestamptz NOT NULL,
  -- NULL: the paper says the date
  due_days smallint CHECK (due_days BETWEEN 1 AND 1000),
  due_on date,
  plea text CHECK (plea IN ('return', 'delay')),
  plea_by uuid REFERENCES identity_person (id),
  plea_ground text CHECK (plea_ground <> '' AND length(plea_ground) <= 500),
  plea_days smallint CHECK (plea_days BETWEEN 1 AND 250),
  UNIQUE (id, unit_id, region_path, sector_path),
  CHECK (outside = (number IS NOT NULL)),
  CHECK (due_days IS NOT NULL OR due_on IS NOT NULL),
  CHECK (num_nulls(withdrawn_at, done_at) >= 1),
  CHECK ((plea IS NULL) = (plea_by IS NULL) AND (plea IS NULL) = (plea_ground IS NULL)),
  CHECK ((plea IS NOT DISTINCT FROM 'delay') = (plea_days IS NOT NULL)),
  CHECK (plea IS DISTINCT FROM 'return' OR return_asked_at IS NOT NULL),
  CHECK (plea IS NULL OR (withdrawn_at IS NULL AND done_at IS NULL)),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('supervision_notice');
CREATE INDEX supervision_notice_unit ON supervision_notice (unit_id, delivered_at DESC);
CREATE INDEX supervision_notice_region ON supervision_notice (region_path, delivered_at DESC);
CREATE INDEX supervision_notice_sector ON supervision_notice (sector_path, delivered_at DESC);

CREATE TABLE supervision_notice_finding (
  notice_id uuid NOT NULL,
  finding_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  PRIMARY KEY (notice_id, finding_id),
  FOREIGN KEY (notice_id, unit_id, region_path, sector_path)
    REFERENCES supervision_notice (id, unit_id, region_path, sector_path) ON UPDATE CASCADE,
  FOREIGN KEY (finding_id) REFERENCES supervision_finding (id)
);
SELECT belongs_to_units('supervision_notice_finding');
CREATE INDEX supervision_notice_finding_finding ON supervision_notice_finding (finding_id);

-- What happened to a notice. Rows are only added.
CREATE TABLE supervision_notice_act (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  notice_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  -- NULL: it came to its end by itself
  actor_id uuid REFERENCES identity_person (id),
  actor_name text NOT NULL DEFAULT '' CHECK (length(actor_name) <= 60),
  act text NOT NULL CHECK (act IN ('sent', 'registered', 'signed', 'return-asked', 'return-granted', 'return-refused',
    'delay-asked', 'delay-granted', 'delay-refused', 'answered', 'done')),
  -- who had asked for what is decided
  asked_by uuid REFERENCES identity_person (id),
  ground text CHECK (ground <> '' AND length(ground) <= 1000),
  days smallint,
  due_on date,
  -- Who asks never decides.
  CHECK (act NOT IN ('return-granted', 'return-refused', 'delay-granted', 'delay-refused')
    OR (actor_id IS NOT NULL AND asked_by IS NOT NULL AND actor_id <> asked_by)),
  FOREIGN KEY (notice_id, unit_id, region_path, sector_path)
    REFERENCES supervision_notice (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('supervision_notice_act');
SELECT is_only_added_to('supervision_notice_act');
CREATE INDEX supervision_notice_act_notice ON supervision_notice_act (notice_id, id);

-- A term that a paper gives is a date, not a number of working days.
ALTER TABLE supervision_finding DROP CONSTRAINT supervision_finding_check6;
ALTER TABLE supervision_finding ADD CONSTRAINT finding_term
  CHECK ((due_from IS NULL) = (due_days IS NULL AND due_on IS NULL));

-- What a notice does to its findings.
ALTER TABLE supervision_finding_act DROP CONSTRAINT supervision_finding_act_act_check;
ALTER TABLE supervision_finding_act ADD CONSTRAINT supervision_finding_act_act_check CHECK (act IN ('found',
  'seen-again', 'undetermined', 'settled', 'reopened', 'assigned', 'recheck-asked', 'delay-asked', 'delay-granted',
  'delay-refused', 'appealed', 'appeal-upheld', 'appeal-rejected', 'watched', 'unwatched', 'noticed', 'notice-delayed',
  'notice-withdrawn', 'retired', 'revived'));

-- A notice is done when nothing of it is left to be done, whatever settled the last of it.
CREATE FUNCTION supervision_notice_done() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  notice supervision_notice;
BEGIN
  FOR notice IN
    SELECT n.* FROM supervision_notice n JOIN supervision_notice_finding nf ON nf.notice_id = n.id
    WHERE nf.finding_id = NEW.id AND n.done_at IS NULL AND n.withdrawn_at IS NULL
    -- Two of its findings may be settled at the same time.
    FOR UPDATE OF n
  LOOP
    CONTINUE WHEN EXISTS (
      SELECT FROM supervision_notice_finding nf JOIN supervision_finding f ON f.id = nf.finding_id
      WHERE nf.notice_id = notice.id AND f.state NOT IN ('closed', 'upheld') AND f.retired_at IS NULL);
    UPDATE supervision_notice SET done_at = now(), plea = NULL, plea_by = NULL, plea_ground = NULL, plea_days = NULL
      WHERE id = notice.id;
    INSERT INTO supervision_notice_act (notice_id, unit_id, region_path, sector_path, at, act)
      VALUES (notice.id, notice.unit_id, notice.region_path, notice.sector_path, now(), 'done');
  END LOOP;
  RETURN NULL;
END
$$;
CREATE TRIGGER supervision_notice_done AFTER UPDATE OF state, retired_at ON supervision_finding
  FOR EACH ROW WHEN (NEW.state IN ('closed', 'upheld') OR NEW.retired_at IS NOT NULL)
  EXECUTE FUNCTION supervision_notice_done();
