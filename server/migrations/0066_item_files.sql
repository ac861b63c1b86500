-- Attachments that earlier versions took in have no kept words: they are looked through again, and their pictures read by a job.
-- What is looked through again replaces what was kept of it.
CREATE OR REPLACE FUNCTION publication_keep_pairs(item uuid, number integer, document uuid, held text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  whose publication_version;
BEGIN
  SELECT * INTO whose FROM publication_version v WHERE v.item_id = item AND v.version = number
    AND (v.text_id = document OR EXISTS (SELECT FROM publication_attachment a
      WHERE a.item_id = item AND a.version = number AND a.document_id = document))
    AND ((SELECT scope_is_everything()) OR v.unit_id = ANY ((SELECT scope_units())::uuid[]));
  IF NOT FOUND OR EXISTS (SELECT FROM assurance_destruction x WHERE x.document_id = document) THEN
    RETURN;
  END IF;
  INSERT INTO publication_file_pairs (item_id, version, document_id, unit_id, region_path, sector_path, pairs)
  VALUES (item, number, document, whose.unit_id, whose.region_path, whose.sector_path, held)
  ON CONFLICT (item_id, version, document_id) DO UPDATE SET pairs = excluded.pairs;
END
$$;

DELETE FROM publication_searched s USING publication_attachment a
 WHERE a.item_id = s.item_id AND a.version = s.version
   AND NOT EXISTS (SELECT FROM publication_file_reading r WHERE r.document_id = a.document_id AND r.words IS NOT NULL)
   AND NOT EXISTS (SELECT FROM publication_file_screening f WHERE f.document_id = a.document_id AND f.words IS NOT NULL);

-- What was read is looked through. Nobody else takes back that a version was.
CREATE FUNCTION publication_search_again() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  DELETE FROM publication_searched s USING publication_attachment a
    WHERE a.document_id = NEW.document_id AND a.item_id = s.item_id AND a.version = s.version;
  RETURN NEW;
END
$$;
CREATE TRIGGER publication_search_again AFTER UPDATE OF ended_at ON publication_file_reading FOR EACH ROW
  WHEN (NEW.words IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at)
  EXECUTE FUNCTION publication_search_again();

-- Items take Office files of the time before 2007, too.
ALTER TABLE assurance_document
  DROP CONSTRAINT assurance_document_kind_check,
  ADD CONSTRAINT assurance_document_kind_check CHECK (kind IN ('pdf', 'png', 'jpeg', 'docx', 'ofd', 'xlsx', 'pptx',
    'doc', 'xls', 'ppt', 'zip', 'txt', 'html'));
