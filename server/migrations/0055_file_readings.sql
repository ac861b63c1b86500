-- Attachments with pictures that a job is to read: a scan of many pages takes minutes. What was found lies here, by places and
-- salted digests, as it does of other files in publication_file_screening; other than there, it is read anew when somebody asks.
CREATE TABLE publication_file_reading (
  document_id uuid PRIMARY KEY REFERENCES assurance_document (id),
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  -- where it was handed in
  application_id uuid NOT NULL REFERENCES registry_application (id),
  item_id uuid,
  asked_at timestamptz NOT NULL,
  -- to be read: about how many, and how many of them were
  pictures integer NOT NULL CHECK (pictures > 0),
  done integer NOT NULL DEFAULT 0 CHECK (done >= 0),
  -- how often it was begun; whoever began it last has its turn
  starts smallint NOT NULL DEFAULT 0 CHECK (starts >= 0),
  started_at timestamptz,
  ended_at timestamptz,
  -- stopped: it bears the mark of a state secret, and its content was destroyed; given-up: whoever began it was killed each time
  outcome text CHECK (outcome IN ('read', 'stopped', 'given-up')),
  edition text CHECK (edition <> '' AND length(edition) <= 200),
  hits jsonb CHECK (jsonb_typeof(hits) = 'array'),
  CHECK ((ended_at IS NULL) = (outcome IS NULL)),
  CHECK ((outcome IS NOT DISTINCT FROM 'read') = (edition IS NOT NULL) AND (edition IS NULL) = (hits IS NULL)),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX publication_file_reading_open ON publication_file_reading (asked_at) WHERE ended_at IS NULL;
CREATE INDEX publication_file_reading_item ON publication_file_reading (item_id);
SELECT belongs_to_units('publication_file_reading');

-- The program itself destroys what it has found to bear the mark of a state secret; nobody orders that.
ALTER TABLE assurance_destruction ALTER COLUMN destroyed_by DROP NOT NULL;
