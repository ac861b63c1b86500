-- Review of what is published (信息发布审核, Art. 13): how a unit reviews, its items with their versions, and who decided
-- what about which bytes.

-- A document is handed in for a paper, or belongs to an item. An item takes more kinds; its text is kept as one too.
ALTER TABLE assurance_document
  ADD COLUMN purpose text NOT NULL DEFAULT 'paper' CHECK (purpose IN ('paper', 'publication')),
  DROP CONSTRAINT assurance_document_kind_check,
  ADD CONSTRAINT assurance_document_kind_check
    CHECK (kind IN ('pdf', 'png', 'jpeg', 'docx', 'ofd', 'xlsx', 'pptx', 'zip', 'txt')),
  -- A text of ours may be empty: its attachments say it all.
  DROP CONSTRAINT assurance_document_bytes_check,
  ADD CONSTRAINT assurance_document_bytes_check
    CHECK (bytes > 0 OR bytes = 0 AND purpose = 'publication' AND kind = 'txt');

-- 审核流程 of a unit. A new version takes the place of the one before from its start on; what was submitted keeps its own.
CREATE TABLE publication_workflow (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  -- 负责审核的机构
  office text NOT NULL CHECK (office <> '' AND length(office) <= 60),
  -- 初审, 复审, 终审
  stages smallint NOT NULL CHECK (stages BETWEEN 1 AND 3),
  -- 发布人可兼审核人: for small units
  author_may_review boolean NOT NULL,
  -- the urgent path: one review publishes, the others follow within so many days; NULL: there is none
  urgent_days smallint CHECK (urgent_days BETWEEN 1 AND 30),
  starts_at timestamptz NOT NULL,
  set_by uuid NOT NULL REFERENCES identity_person (id),
  set_at timestamptz NOT NULL,
  UNIQUE (unit_id, version),
  UNIQUE (id, unit_id, region_path, sector_path),
  CHECK (urgent_days IS NULL OR stages > 1),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('publication_workflow');
SELECT is_only_added_to('publication_workflow');

-- Who decides at a stage; without a row: whoever may review in the unit.
CREATE TABLE publication_stage_reviewer (
  workflow_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  stage smallint NOT NULL CHECK (stage BETWEEN 1 AND 3),
  person_id uuid NOT NULL REFERENCES identity_person (id),
  PRIMARY KEY (workflow_id, stage, person_id),
  FOREIGN KEY (workflow_id, unit_id, region_path, sector_path)
    REFERENCES publication_workflow (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('publication_stage_reviewer');
SELECT is_only_added_to('publication_stage_reviewer');

-- 稿件. What it says stands in its versions.
CREATE TABLE publication_item (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  application_id uuid NOT NULL REFERENCES registry_application (id),
  kind text NOT NULL CHECK (kind IN ('original', 'repost')),
  author_id uuid NOT NULL REFERENCES identity_person (id),
  state text NOT NULL
    CHECK (state IN ('draft', 'review', 'returned', 'approved', 'published', 'withdrawn', 'dropped')),
  -- the newest version, and what of it lists show
  version integer NOT NULL CHECK (version > 0),
  title text NOT NULL CHECK (title <> '' AND length(title) <= 200),
  urgent boolean NOT NULL,
  publish_at timestamptz,
  -- how often it was submitted, under which workflow, and how many reviews it has passed since
  round integer NOT NULL DEFAULT 0 CHECK (round >= 0),
  workflow_id uuid,
  submitted_by uuid REFERENCES identity_person (id),
  stage smallint NOT NULL DEFAULT 0 CHECK (stage BETWEEN 0 AND 3),
  created_at timestamptz NOT NULL,
  -- since when it stands in its state
  since timestamptz NOT NULL,
  -- what was published last; `live`: nobody has withdrawn it
  published_version integer,
  published_at timestamptz,
  published_url text CHECK (published_url <> '' AND length(published_url) <= 1000),
  live boolean NOT NULL DEFAULT false,
  -- day by which the later reviews of an urgent item are done; NULL: none is owed
  later_due_on date,
  UNIQUE (id, unit_id, region_path, sector_path),
  CHECK ((round = 0) = (workflow_id IS NULL)),
  CHECK (num_nulls(published_version, published_at, published_url) IN (0, 3)),
  CHECK (NOT live OR published_version IS NOT NULL),
  CHECK (state <> 'published' OR live),
  FOREIGN KEY (workflow_id, unit_id, region_path, sector_path)
    REFERENCES publication_workflow (id, unit_id, region_path, sector_path) ON UPDATE CASCADE,
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX publication_item_unit ON publication_item (unit_id, since DESC);
CREATE INDEX publication_item_region ON publication_item (region_path, since DESC);
CREATE INDEX publication_item_sector ON publication_item (sector_path, since DESC);
CREATE INDEX publication_item_application ON publication_item (application_id);
CREATE INDEX publication_item_later ON publication_item (later_due_on) WHERE later_due_on IS NOT NULL;
SELECT belongs_to_units('publication_item');

-- Each writing of an item: any edit is the next one. Its text is an encrypted document, its manifest names the digests of
-- text and attachments; what is approved is the digest of the manifest.
CREATE TABLE publication_version (
  item_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  title text NOT NULL CHECK (title <> '' AND length(title) <= 200),
  text_id uuid NOT NULL REFERENCES assurance_document (id),
  manifest text NOT NULL CHECK (length(manifest) <= 60000),
  manifest_sha256 text NOT NULL CHECK (manifest_sha256 = encode(sha256(convert_to(manifest, 'UTF8')), 'hex')),
  manifest_sm3 text NOT NULL CHECK (manifest_sm3 ~ '^[0-9a-f]{64}$'),
  written_by uuid NOT NULL REFERENCES identity_person (id),
  written_at timestamptz NOT NULL,
  PRIMARY KEY (item_id, version),
  FOREIGN KEY (item_id, unit_id, region_path, sector_path)
    REFERENCES publication_item (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('publication_version');
SELECT is_only_added_to('publication_version');

CREATE TABLE publication_attachment (
  item_id uuid NOT NULL,
  version integer NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  position smallint NOT NULL CHECK (position BETWEEN 1 AND 20),
  document_id uuid NOT NULL REFERENCES assurance_document (id),
  PRIMARY KEY (item_id, version, position),
  FOREIGN KEY (item_id, version) REFERENCES publication_version (item_id, version),
  FOREIGN KEY (item_id, unit_id, region_path, sector_path)
    REFERENCES publication_item (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX publication_attachment_document ON publication_attachment (document_id);
SELECT belongs_to_units('publication_attachment');
SELECT is_only_added_to('publication_attachment');

-- A screening of a version under one edition of the rules. No row: it was not screened.
CREATE TABLE publication_screening (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL,
  version integer NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  edition text NOT NULL CHECK (edition <> '' AND length(edition) <= 200),
  at timestamptz NOT NULL,
  UNIQUE (id, unit_id, region_path, sector_path),
  FOREIGN KEY (item_id, version) REFERENCES publication_version (item_id, version),
  FOREIGN KEY (item_id, unit_id, region_path, sector_path)
    REFERENCES publication_item (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX publication_screening_version ON publication_screening (item_id, version, at DESC);
SELECT belongs_to_units('publication_screening');
SELECT is_only_added_to('publication_screening');

-- What a screening found, by its place: never the text itself. What may be a state secret keeps its beginning alone.
CREATE TABLE publication_hit (
  id uuid PRIMARY KEY,
  screening_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  part text NOT NULL CHECK (part IN ('title', 'text')),
  start_at integer NOT NULL CHECK (start_at >= 0),
  end_at integer NOT NULL,
  rule text NOT NULL CHECK (rule <> '' AND length(rule) <= 100),
  category text NOT NULL CHECK (category <> '' AND length(category) <= 60),
  severity smallint NOT NULL CHECK (severity BETWEEN 1 AND 4),
  -- {zh, en}
  why jsonb NOT NULL CHECK (length(why::text) <= 2000),
  suggestion text CHECK (length(suggestion) <= 400),
  blocks boolean NOT NULL,
  secret boolean NOT NULL,
  -- of what was found, under a salt of its own
  salt text NOT NULL CHECK (salt ~ '^[0-9a-f]{32}$'),
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  CHECK (end_at >= start_at AND (NOT secret OR (end_at = start_at AND suggestion IS NULL AND blocks))),
  FOREIGN KEY (screening_id, unit_id, region_path, sector_path)
    REFERENCES publication_screening (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX publication_hit_screening ON publication_hit (screening_id);
SELECT belongs_to_units('publication_hit');
SELECT is_only_added_to('publication_hit');

-- 放行 of a hit, with its ground.
CREATE TABLE publication_hit_decision (
  hit_id uuid PRIMARY KEY REFERENCES publication_hit (id),
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  ground text NOT NULL CHECK (ground <> '' AND length(ground) <= 500),
  decided_by uuid NOT NULL REFERENCES identity_person (id),
  decided_at timestamptz NOT NULL,
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('publication_hit_decision');
SELECT is_only_added_to('publication_hit_decision');

-- 审核意见: 同意 or 退回, of one person about one version at one stage.
CREATE TABLE publication_decision (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL,
  version integer NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  round integer NOT NULL CHECK (round > 0),
  stage smallint NOT NULL CHECK (stage BETWEEN 1 AND 3),
  decision text NOT NULL CHECK (decision IN ('approve', 'return')),
  ground text NOT NULL DEFAULT '' CHECK (length(ground) <= 2000),
  decided_by uuid NOT NULL REFERENCES identity_person (id),
  decided_at timestamptz NOT NULL,
  -- what was decided about
  manifest_sha256 text NOT NULL,
  manifest_sm3 text NOT NULL,
  text_sha256 text NOT NULL,
  text_sm3 text NOT NULL,
  -- what screening had found then; NULL: it was not screened
  screening_id uuid REFERENCES publication_screening (id),
  edition text,
  -- counts by category, and digest of the hits
  hits jsonb,
  hits_sha256 text CHECK (hits_sha256 ~ '^[0-9a-f]{64}$'),
  -- 审签单 on paper
  paper_id uuid REFERENCES assurance_document (id),
  paper_number text CHECK (length(paper_number) <= 60),
  signed_on date,
  registered_by uuid REFERENCES identity_person (id),
  CHECK (decision = 'approve' OR ground <> ''),
  CHECK (num_nulls(screening_id, edition, hits, hits_sha256) IN (0, 4)),
  CHECK (num_nulls(paper_id, paper_number, signed_on, registered_by) IN (0, 4)),
  FOREIGN KEY (item_id, version) REFERENCES publication_version (item_id, version),
  FOREIGN KEY (item_id, unit_id, region_path, sector_path)
    REFERENCES publication_item (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE UNIQUE INDEX publication_decision_once ON publication_decision (item_id, round, stage);
CREATE INDEX publication_decision_person ON publication_decision (decided_by);
SELECT belongs_to_units('publication_decision');
SELECT is_only_added_to('publication_decision');

-- 批注 at a place of the text, in characters (UTF-16 units).
CREATE TABLE publication_comment (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL,
  version integer NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  start_at integer NOT NULL CHECK (start_at >= 0),
  end_at integer NOT NULL,
  text text NOT NULL CHECK (text <> '' AND length(text) <= 1000),
  written_by uuid NOT NULL REFERENCES identity_person (id),
  written_at timestamptz NOT NULL,
  resolved_by uuid REFERENCES identity_person (id),
  resolved_at timestamptz,
  CHECK (end_at >= start_at),
  CHECK ((resolved_by IS NULL) = (resolved_at IS NULL)),
  FOREIGN KEY (item_id, version) REFERENCES publication_version (item_id, version),
  FOREIGN KEY (item_id, unit_id, region_path, sector_path)
    REFERENCES publication_item (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX publication_comment_version ON publication_comment (item_id, version);
SELECT belongs_to_units('publication_comment');

-- What happened. Rows are only added.
CREATE TABLE publication_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  event text NOT NULL CHECK (event IN ('written', 'submitted', 'recalled', 'approved', 'returned', 'published',
    'correction-begun', 'correction-dropped', 'withdrawn', 'dropped')),
  version integer NOT NULL,
  at timestamptz NOT NULL,
  actor_id uuid NOT NULL REFERENCES identity_person (id),
  ground text NOT NULL DEFAULT '' CHECK (length(ground) <= 2000),
  stage smallint,
  FOREIGN KEY (item_id, unit_id, region_path, sector_path)
    REFERENCES publication_item (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX publication_event_item ON publication_event (item_id, id);
SELECT belongs_to_units('publication_event');
SELECT is_only_added_to('publication_event');

DO $$
DECLARE
  app text := current_setting('zhengdun.app_role');
BEGIN
  EXECUTE format('REVOKE UPDATE, DELETE ON publication_comment FROM %I', app);
  EXECUTE format('GRANT UPDATE (resolved_by, resolved_at) ON publication_comment TO %I', app);
  EXECUTE format('REVOKE DELETE ON publication_item FROM %I', app);
END
$$;

-- Whether somebody holds a role over a unit at some moment of a span, and is 在编, confirmed by personnel. Sees whom the
-- transaction sees: whoever is not seen holds nothing.
CREATE FUNCTION publication_holds_role(person uuid, asked text, unit registry_unit, since timestamptz, until timestamptz)
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM identity_person p JOIN identity_grant g ON g.person_id = p.id
     WHERE p.id = person AND p.closed_at IS NULL
       AND p.on_establishment AND p.employment_confirmed_on IS NOT NULL
       AND g.role = asked AND g.starts_at <= until AND identity_grant_end(g.ends_at, g.ended_at) > since
       -- A path is made of the ids of the units, or the codes of the regions, above.
       AND CASE g.area WHEN 'unit' THEN g.place = unit.id::text
                       WHEN 'sector' THEN strpos(unit.sector_path, g.place || '/') > 0
                       ELSE g.place = '' OR strpos(unit.region_path, g.place || '/') > 0 END)
$$;

-- Article 13: who decides is designated, 在编 and not the author, decides about the very bytes that stand there, in the
-- order of the stages, and about nothing that screening has stopped. The constraint's name tells the program which.
CREATE FUNCTION publication_check_decision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  item publication_item;
  about publication_version;
  flow publication_workflow;
  unit registry_unit;
  why text;
  since timestamptz := now();
  until timestamptz := now();
BEGIN
  -- Two decisions about one item are looked at one after the other.
  SELECT * INTO STRICT item FROM publication_item WHERE id = NEW.item_id FOR UPDATE;
  SELECT * INTO STRICT unit FROM registry_unit WHERE id = item.unit_id;
  SELECT * INTO flow FROM publication_workflow WHERE id = item.workflow_id;
  SELECT * INTO about FROM publication_version WHERE item_id = item.id AND version = item.version;
  IF NEW.signed_on IS NOT NULL THEN
    since := NEW.signed_on::timestamp AT TIME ZONE 'Asia/Shanghai';
    until := least(now(), since + interval '1 day');
  END IF;
  why := CASE
    WHEN NOT (item.state = 'review' OR item.state = 'published' AND item.later_due_on IS NOT NULL)
      OR flow.id IS NULL OR NEW.round <> item.round THEN 'decision_on_submitted'
    WHEN NEW.version <> item.version OR NEW.manifest_sha256 <> about.manifest_sha256
      OR NEW.manifest_sm3 <> about.manifest_sm3 THEN 'decision_on_current_version'
    WHEN EXISTS (SELECT FROM publication_decision d
                  WHERE d.item_id = item.id AND d.round = item.round AND d.decision = 'return')
      OR NEW.stage > flow.stages
      OR NEW.stage <> 1 + (SELECT count(*) FROM publication_decision d
                            WHERE d.item_id = item.id AND d.round = item.round AND d.decision = 'approve')
      THEN 'decision_in_order'
    WHEN NOT flow.author_may_review AND (NEW.decided_by IN (item.author_id, item.submitted_by)
      OR EXISTS (SELECT FROM publication_version v WHERE v.item_id = item.id AND v.written_by = NEW.decided_by))
      THEN 'decision_not_by_author'
    WHEN NOT publication_holds_role(NEW.decided_by, 'reviewer', unit, since, until) THEN 'decision_by_reviewer'
    WHEN EXISTS (SELECT FROM publication_stage_reviewer r WHERE r.workflow_id = flow.id AND r.stage = NEW.stage)
      AND NOT EXISTS (SELECT FROM publication_stage_reviewer r WHERE r.workflow_id = flow.id AND r.stage = NEW.stage
                        AND r.person_id = NEW.decided_by) THEN 'decision_by_designated'
    WHEN EXISTS (SELECT FROM publication_decision d
                  WHERE d.item_id = item.id AND d.round = item.round AND d.decided_by = NEW.decided_by)
      THEN 'decision_stages_by_different'
    WHEN NEW.signed_on IS NOT NULL AND (NEW.signed_on > (now() AT TIME ZONE 'Asia/Shanghai')::date
      OR NEW.signed_on < (about.written_at AT TIME ZONE 'Asia/Shanghai')::date
      OR NOT EXISTS (SELECT FROM identity_person p WHERE p.id = NEW.decided_by AND p.unit_id = item.unit_id))
      THEN 'decision_paper_fits'
    WHEN NEW.decision = 'approve' AND EXISTS (
      SELECT FROM publication_hit h
       WHERE h.screening_id = (SELECT s.id FROM publication_screening s
                                WHERE s.item_id = item.id AND s.version = item.version ORDER BY s.at DESC, s.id LIMIT 1)
         AND h.blocks AND NOT EXISTS (SELECT FROM publication_hit_decision d WHERE d.hit_id = h.id))
      THEN 'decision_hits_decided'
  END;
  IF why IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = why,
      MESSAGE = 'this decision about an item is not one that counts';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER publication_check_decision BEFORE INSERT ON publication_decision
  FOR EACH ROW EXECUTE FUNCTION publication_check_decision();

-- A hit is let through by a reviewer who has not written the text; one that may be a state secret by a 保密员 alone.
CREATE FUNCTION publication_check_hit_decision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  hit publication_hit;
  unit registry_unit;
BEGIN
  SELECT * INTO STRICT hit FROM publication_hit WHERE id = NEW.hit_id;
  SELECT * INTO STRICT unit FROM registry_unit WHERE id = hit.unit_id;
  IF NOT publication_holds_role(NEW.decided_by, CASE WHEN hit.secret THEN 'secrecy-officer' ELSE 'reviewer' END,
      unit, now(), now())
    OR NOT hit.secret AND EXISTS (
      SELECT FROM publication_screening s JOIN publication_version v ON v.item_id = s.item_id
        JOIN publication_item i ON i.id = s.item_id LEFT JOIN publication_workflow w ON w.id = i.workflow_id
       WHERE s.id = hit.screening_id AND v.written_by = NEW.decided_by AND w.author_may_review IS NOT TRUE) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'hit_decided_by_whom_it_concerns',
      MESSAGE = 'a hit is decided by a reviewer or by the secrecy officer, not by the author';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER publication_check_hit_decision BEFORE INSERT ON publication_hit_decision
  FOR EACH ROW EXECUTE FUNCTION publication_check_hit_decision();

-- Nothing counts as approved, and nothing is published, without the decisions that it needs about the version as it stands.
CREATE FUNCTION publication_check_item() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  needed integer;
  given integer;
BEGIN
  IF TG_OP = 'INSERT' THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'item_published_as_approved',
      MESSAGE = 'an item begins as a draft';
  END IF;
  SELECT CASE WHEN NEW.urgent AND w.urgent_days IS NOT NULL THEN 1 ELSE w.stages END INTO needed
    FROM publication_workflow w WHERE w.id = NEW.workflow_id;
  SELECT count(*) INTO given FROM publication_decision d JOIN publication_version v
      ON v.item_id = d.item_id AND v.version = NEW.version AND v.manifest_sha256 = d.manifest_sha256
   WHERE d.item_id = NEW.id AND d.round = NEW.round AND d.version = NEW.version AND d.decision = 'approve';
  IF needed IS NULL OR given < needed
    OR NEW.state = 'published' AND NEW.published_version <> NEW.version
    OR NEW.state = 'published' AND NEW.publish_at > now() THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'item_published_as_approved',
      MESSAGE = 'an item is published as it was approved, and not before its time';
  END IF;
  RETURN NEW;
END
$$;
-- Giving up a correction leaves what was published before as it was.
CREATE TRIGGER publication_check_item BEFORE UPDATE ON publication_item FOR EACH ROW
  WHEN (NEW.state = 'approved' AND OLD.state <> 'approved'
    OR NEW.state = 'published' AND OLD.state = 'review'
    OR NEW.published_version IS DISTINCT FROM OLD.published_version
    OR NEW.published_at IS DISTINCT FROM OLD.published_at)
  EXECUTE FUNCTION publication_check_item();
CREATE TRIGGER publication_begins_as_draft BEFORE INSERT ON publication_item FOR EACH ROW
  WHEN (NEW.state <> 'draft' OR NEW.published_version IS NOT NULL)
  EXECUTE FUNCTION publication_check_item();

-- A comment is resolved once.
CREATE FUNCTION publication_resolved_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'comment_resolved_once',
    MESSAGE = 'a comment is resolved once';
END
$$;
CREATE TRIGGER publication_resolved_once BEFORE UPDATE OF resolved_by, resolved_at ON publication_comment
  FOR EACH ROW WHEN (OLD.resolved_at IS NOT NULL) EXECUTE FUNCTION publication_resolved_once();
