-- Attachments of an item are screened too. What was found in one has a place of the document instead of characters of the
-- text; what of one could not be read is a hit like any.

ALTER TABLE publication_screening
  -- how many attachments of the version were screened
  ADD COLUMN attachments smallint NOT NULL DEFAULT 0 CHECK (attachments >= 0);

ALTER TABLE publication_hit
  DROP CONSTRAINT publication_hit_part_check,
  ADD CONSTRAINT publication_hit_part_check CHECK (part IN ('title', 'text', 'attachment')),
  ADD COLUMN document_id uuid REFERENCES assurance_document (id),
  -- {part, name, line, column}
  ADD COLUMN place jsonb CHECK (length(place::text) <= 1000),
  ADD CONSTRAINT publication_hit_of_document
    CHECK ((part = 'attachment') = (document_id IS NOT NULL) AND (part = 'attachment') = (place IS NOT NULL));
