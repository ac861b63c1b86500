-- What a screening has found in a file of an item, under one edition of the rules: the same bytes are not read again when the
-- item is submitted, or submitted once more. As with hits, by places and salted digests alone.
CREATE TABLE publication_file_screening (
  document_id uuid NOT NULL REFERENCES assurance_document (id),
  edition text NOT NULL CHECK (edition <> '' AND length(edition) <= 200),
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  hits jsonb NOT NULL CHECK (jsonb_typeof(hits) = 'array'),
  PRIMARY KEY (document_id, edition),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('publication_file_screening');
SELECT is_only_added_to('publication_file_screening');
