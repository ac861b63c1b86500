-- A published page compared with the version that was approved. Rows are only added; of page and text they keep no more
-- than excerpts of what differs.
CREATE TABLE publication_comparison (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL,
  version integer NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  url text NOT NULL CHECK (url <> '' AND length(url) <= 1000),
  outcome text NOT NULL CHECK (outcome IN ('same', 'different', 'not-found', 'unreachable')),
  -- why it is unreachable: a code of the network, or http-404
  fault text CHECK (fault <> '' AND length(fault) <= 60),
  -- per cent of the words
  similarity real NOT NULL CHECK (similarity BETWEEN 0 AND 100),
  -- the first differences, and how many there are
  differences jsonb NOT NULL CHECK (length(differences::text) <= 400000),
  count integer NOT NULL CHECK (count >= 0),
  -- of the bytes that were seen
  sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  CHECK ((outcome = 'unreachable') = (fault IS NOT NULL)),
  CHECK (outcome = 'unreachable' OR sha256 IS NOT NULL),
  CHECK ((outcome = 'different') = (count > 0)),
  FOREIGN KEY (item_id, version) REFERENCES publication_version (item_id, version),
  FOREIGN KEY (item_id, unit_id, region_path, sector_path)
    REFERENCES publication_item (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX publication_comparison_item ON publication_comparison (item_id, at DESC);
SELECT belongs_to_units('publication_comparison');
SELECT is_only_added_to('publication_comparison');
