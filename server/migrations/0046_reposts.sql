-- 转载 (Art. 14): what a unit may take from, and what the page of a repost's source was each time that it was looked at.
-- What is entered of a repost stands in the manifest of its version, so that it is approved with the text.

-- A page that the program itself has fetched is kept by nobody.
ALTER TABLE assurance_document
  ALTER COLUMN kept_by DROP NOT NULL,
  DROP CONSTRAINT assurance_document_kind_check,
  ADD CONSTRAINT assurance_document_kind_check
    CHECK (kind IN ('pdf', 'png', 'jpeg', 'docx', 'ofd', 'xlsx', 'pptx', 'zip', 'txt', 'html')),
  ADD CONSTRAINT assurance_document_kept_by_check CHECK (kept_by IS NOT NULL OR kind = 'html');

-- 稿源名单: sites that a unit may repost from. A new list takes the place of the one before.
CREATE TABLE publication_allowed_source (
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  -- with all names below it
  host text NOT NULL CHECK (host <> '' AND length(host) <= 253),
  name text NOT NULL CHECK (name <> '' AND length(name) <= 60),
  set_by uuid NOT NULL REFERENCES identity_person (id),
  set_at timestamptz NOT NULL,
  PRIMARY KEY (unit_id, host),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('publication_allowed_source');

-- The page of a source, compared with a version of the item. Rows are only added; what was found again as it was is noted
-- at the item alone.
CREATE TABLE publication_source (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL,
  version integer NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  url text NOT NULL CHECK (url <> '' AND length(url) <= 1000),
  final_url text CHECK (length(final_url) <= 1000),
  outcome text NOT NULL CHECK (outcome IN ('same', 'different', 'not-found', 'gone', 'unreachable')),
  -- why it is not there: a code of the network, or http-404
  fault text CHECK (fault <> '' AND length(fault) <= 60),
  -- per cent of the words
  similarity real NOT NULL CHECK (similarity BETWEEN 0 AND 100),
  differences jsonb NOT NULL CHECK (length(differences::text) <= 400000),
  count integer NOT NULL CHECK (count >= 0),
  -- the source itself is not what it was when this version was looked up first
  changed boolean NOT NULL,
  -- on the list of the unit; NULL: it had none
  listed boolean,
  -- it bears the mark of a state secret: nothing of it was kept
  sealed boolean NOT NULL,
  -- the copy
  document_id uuid REFERENCES assurance_document (id),
  CHECK ((outcome IN ('gone', 'unreachable')) = (fault IS NOT NULL)),
  CHECK (NOT sealed OR document_id IS NULL),
  FOREIGN KEY (item_id, version) REFERENCES publication_version (item_id, version),
  FOREIGN KEY (item_id, unit_id, region_path, sector_path)
    REFERENCES publication_item (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX publication_source_item ON publication_source (item_id, at DESC);
SELECT belongs_to_units('publication_source');
SELECT is_only_added_to('publication_source');

ALTER TABLE publication_item
  -- when the source of a repost is looked at next; NULL: nobody waits for that
  ADD COLUMN source_at timestamptz,
  -- when that was done last, also where it found what it had found before
  ADD COLUMN source_seen_at timestamptz;
CREATE INDEX publication_item_source ON publication_item (source_at) WHERE source_at IS NOT NULL;

-- Looked at at once when it is submitted, and then again and again while it is under review or public.
CREATE FUNCTION publication_plan_source() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.source_at := CASE
    WHEN NEW.state = 'review' AND OLD.state <> 'review' THEN now()
    WHEN NEW.live OR NEW.state IN ('review', 'approved') THEN coalesce(NEW.source_at, now()) END;
  RETURN NEW;
END
$$;
CREATE TRIGGER publication_plan_source BEFORE UPDATE ON publication_item FOR EACH ROW
  WHEN (NEW.kind = 'repost' AND (NEW.state IS DISTINCT FROM OLD.state OR NEW.live IS DISTINCT FROM OLD.live))
  EXECUTE FUNCTION publication_plan_source();
