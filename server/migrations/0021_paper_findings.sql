-- What is on paper reaches the findings: a signed paper or a valid filing settles what a check could not determine
-- (凭材料认定), an approved exception makes lawful what differs in principle (例外备案), a deferral (暂缓整改) stands
-- beside the state and excuses nothing. All of them end, and the finding returns.

ALTER TABLE supervision_finding
  ADD COLUMN proof_kind text CHECK (proof_kind IN ('paper', 'filing', 'exception', 'deferral')),
  -- the paper, or the exception; NULL for a filing of the register
  ADD COLUMN proof_id uuid,
  -- its last day; NULL: without end
  ADD COLUMN proof_until date,
  -- who issued the paper, or approved the exception: the name at that time
  ADD COLUMN proof_by text CHECK (proof_by <> '' AND length(proof_by) <= 120);
ALTER TABLE supervision_finding DROP CONSTRAINT supervision_finding_state_check;
ALTER TABLE supervision_finding
  ADD CONSTRAINT supervision_finding_state_check
    CHECK (state IN ('unassigned', 'mending', 'recheck', 'closed', 'upheld', 'excepted', 'attested')),
  ADD CONSTRAINT finding_excepted_by_exception CHECK ((state = 'excepted') = (proof_kind IS NOT DISTINCT FROM 'exception')),
  -- A paper never settles what a check has seen unmet.
  ADD CONSTRAINT finding_attested_by_paper
    CHECK ((state = 'attested') = coalesce(proof_kind IN ('paper', 'filing'), false)
      AND (state <> 'attested' OR verdict = 'unknown')),
  ADD CONSTRAINT finding_proof_whole CHECK (proof_kind IS NOT NULL OR num_nonnulls(proof_id, proof_until, proof_by) = 0),
  ADD CONSTRAINT finding_closed_without_proof CHECK (state <> 'closed' OR proof_kind IS NULL),
  ADD CONSTRAINT finding_set_aside_without_term
    CHECK (state NOT IN ('excepted', 'attested') OR (plea IS NULL AND watched_at IS NULL AND due_from IS NULL));
CREATE INDEX supervision_finding_proof_end ON supervision_finding (proof_until) WHERE proof_until IS NOT NULL;

ALTER TABLE supervision_finding_act DROP CONSTRAINT supervision_finding_act_act_check;
ALTER TABLE supervision_finding_act ADD CONSTRAINT supervision_finding_act_act_check CHECK (act IN ('found',
  'seen-again', 'undetermined', 'settled', 'reopened', 'assigned', 'recheck-asked', 'delay-asked', 'delay-granted',
  'delay-refused', 'appealed', 'appeal-upheld', 'appeal-rejected', 'watched', 'unwatched', 'noticed', 'notice-delayed',
  'notice-withdrawn', 'retired', 'revived', 'excepted', 'exception-ended', 'deferred', 'deferral-ended', 'attested',
  'attestation-ended'));

-- Nobody sets a finding aside by hand: an exception that was approved for this very application and obligation does.
CREATE FUNCTION supervision_finding_by_exception() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM assurance_exception e
    WHERE e.id = NEW.proof_id AND e.application_id = NEW.application_id AND e.obligation = NEW.obligation
      AND e.kind = NEW.proof_kind AND e.decision = 'approved' AND e.ended_at IS NULL
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'finding_by_exception',
      MESSAGE = 'a finding is set aside by an approved exception alone';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER supervision_finding_by_exception BEFORE UPDATE OF proof_id ON supervision_finding
  FOR EACH ROW WHEN (NEW.proof_kind IN ('exception', 'deferral') AND NEW.proof_id IS DISTINCT FROM OLD.proof_id)
  EXECUTE FUNCTION supervision_finding_by_exception();

-- A notice is done, too, when what is left of it was set aside.
CREATE OR REPLACE FUNCTION supervision_notice_done() RETURNS trigger LANGUAGE plpgsql AS $$
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
      WHERE nf.notice_id = notice.id AND f.state IN ('unassigned', 'mending', 'recheck') AND f.retired_at IS NULL);
    UPDATE supervision_notice SET done_at = now(), plea = NULL, plea_by = NULL, plea_ground = NULL, plea_days = NULL
      WHERE id = notice.id;
    INSERT INTO supervision_notice_act (notice_id, unit_id, region_path, sector_path, at, act)
      VALUES (notice.id, notice.unit_id, notice.region_path, notice.sector_path, now(), 'done');
  END LOOP;
  RETURN NULL;
END
$$;
DROP TRIGGER supervision_notice_done ON supervision_finding;
CREATE TRIGGER supervision_notice_done AFTER UPDATE OF state, retired_at ON supervision_finding
  FOR EACH ROW WHEN (NEW.state NOT IN ('unassigned', 'mending', 'recheck') OR NEW.retired_at IS NOT NULL)
  EXECUTE FUNCTION supervision_notice_done();

-- Where something on paper has changed, or will on a day: the findings there are looked at again, and the row goes.
CREATE TABLE supervision_paper_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  unit_id uuid NOT NULL,
  -- NULL: all applications of the unit
  application_id uuid,
  -- not before; of what holds at once any day
  on_day date NOT NULL DEFAULT '-infinity'
);
CREATE INDEX supervision_paper_change_day ON supervision_paper_change (on_day, id);

-- Whoever changes a paper, an exception or a filing leaves word, in the transaction that does it.
CREATE FUNCTION supervision_note_paper_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'assurance_paper' THEN
      INSERT INTO supervision_paper_change (unit_id, application_id)
      VALUES (NEW.unit_id, NEW.application_id);
    WHEN 'assurance_paper_version' THEN
      INSERT INTO supervision_paper_change (unit_id, application_id)
      SELECT unit_id, application_id FROM assurance_paper WHERE id = NEW.paper_id;
    WHEN 'assurance_destruction' THEN
      INSERT INTO supervision_paper_change (unit_id, application_id)
      SELECT DISTINCT p.unit_id, p.application_id
      FROM assurance_paper_document d JOIN assurance_paper p ON p.id = d.paper_id
      WHERE d.document_id = NEW.document_id;
    WHEN 'assurance_exception' THEN
      INSERT INTO supervision_paper_change (unit_id, application_id, on_day)
      VALUES (NEW.unit_id, NEW.application_id, CASE WHEN NEW.ended_at IS NULL THEN NEW.starts_on ELSE '-infinity' END);
    WHEN 'registry_filing' THEN
      -- A register of many applications that no check has seen leaves no word.
      INSERT INTO supervision_paper_change (unit_id, application_id)
      SELECT unit_id, id FROM registry_application a
      WHERE a.id = coalesce(NEW.application_id, OLD.application_id)
        AND EXISTS (SELECT FROM supervision_finding f JOIN registry_application own ON own.id = f.application_id
          WHERE (own.id = a.id OR own.host_id = a.id) AND f.state <> 'closed');
  END CASE;
  RETURN NULL;
END
$$;
CREATE TRIGGER supervision_note_withdrawn AFTER UPDATE OF withdrawn_at ON assurance_paper
  FOR EACH ROW EXECUTE FUNCTION supervision_note_paper_change();
CREATE TRIGGER supervision_note_signed AFTER UPDATE OF signed_at ON assurance_paper_version
  FOR EACH ROW EXECUTE FUNCTION supervision_note_paper_change();
CREATE TRIGGER supervision_note_destroyed AFTER INSERT ON assurance_destruction
  FOR EACH ROW EXECUTE FUNCTION supervision_note_paper_change();
CREATE TRIGGER supervision_note_decided AFTER UPDATE OF decision, ended_at ON assurance_exception
  FOR EACH ROW WHEN (NEW.decision = 'approved') EXECUTE FUNCTION supervision_note_paper_change();
CREATE TRIGGER supervision_note_filed AFTER INSERT OR UPDATE OR DELETE ON registry_filing
  FOR EACH ROW EXECUTE FUNCTION supervision_note_paper_change();

-- What is there already; a migration, too, sees units by row-level security alone.
SELECT set_config('zhengdun.regions', '{""}', true);
INSERT INTO supervision_paper_change (unit_id, application_id, on_day)
SELECT unit_id, application_id, '-infinity'::date FROM assurance_paper
UNION SELECT unit_id, application_id, starts_on FROM assurance_exception WHERE decision = 'approved'
UNION SELECT unit_id, application_id, '-infinity' FROM supervision_finding
  WHERE verdict = 'unknown' AND state IN ('unassigned', 'mending', 'recheck');
