-- 档案检索: approved items are found by words of their texts and attachments, two characters at least. The words themselves stay
-- sealed where they lie; here stand the pairs of characters that occur in each file, in a table that nobody but its owner reads, for
-- row-level security keeps an index of words from being used below it. The function that tells which files hold all pairs of a word asks the scope itself.
CREATE TABLE publication_file_pairs (
  item_id uuid NOT NULL,
  version integer NOT NULL,
  -- the text, or an attachment
  document_id uuid NOT NULL REFERENCES assurance_document (id),
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  pairs text[] NOT NULL,
  PRIMARY KEY (item_id, version, document_id),
  FOREIGN KEY (item_id, version) REFERENCES publication_version (item_id, version),
  FOREIGN KEY (item_id, unit_id, region_path, sector_path)
    REFERENCES publication_item (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX publication_file_pairs_gin ON publication_file_pairs USING gin (pairs);
CREATE INDEX publication_file_pairs_document ON publication_file_pairs (document_id);
ALTER TABLE publication_file_pairs ENABLE ROW LEVEL SECURITY;

-- Which approved versions were looked through.
CREATE TABLE publication_searched (
  item_id uuid NOT NULL,
  version integer NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (item_id, version),
  FOREIGN KEY (item_id, version) REFERENCES publication_version (item_id, version),
  FOREIGN KEY (item_id, unit_id, region_path, sector_path)
    REFERENCES publication_item (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('publication_searched');
SELECT is_only_added_to('publication_searched');

DO $$
BEGIN
  EXECUTE format('REVOKE ALL ON publication_file_pairs FROM %I', current_setting('zhengdun.app_role'));
END
$$;

CREATE FUNCTION publication_pairs(words text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN ARRAY(SELECT DISTINCT substr(words, place, 2) FROM generate_series(1, length(words) - 1) AS place);

-- Keeps the pairs of a file that belongs to a version which the transaction sees.
CREATE FUNCTION publication_keep_pairs(item uuid, number integer, document uuid, held text[]) RETURNS void
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
  ON CONFLICT DO NOTHING;
END
$$;

-- Files of approved versions that hold all pairs of each word, newest items first.
CREATE FUNCTION publication_files_with(words text[], most integer)
RETURNS TABLE (item_id uuid, version integer, document_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT p.item_id, p.version, p.document_id FROM publication_file_pairs p
    JOIN publication_item i ON i.id = p.item_id
   WHERE p.pairs @> (SELECT array_agg(pair) FROM unnest(words) AS word, unnest(publication_pairs(word)) AS pair)
     AND ((SELECT scope_is_everything())
      OR p.region_path ^@ ANY ((SELECT scope_regions())::text[])
      OR p.sector_path ^@ ANY ((SELECT scope_sectors())::text[])
      OR p.unit_id = ANY ((SELECT scope_units())::uuid[]))
   ORDER BY coalesce(i.published_at, i.since) DESC, p.item_id, p.version DESC, p.document_id
   LIMIT most
$$;

-- What was destroyed is not found any more.
CREATE FUNCTION publication_forget_pairs() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  DELETE FROM publication_file_pairs WHERE document_id = NEW.document_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER publication_forget_pairs AFTER INSERT ON assurance_destruction
  FOR EACH ROW EXECUTE FUNCTION publication_forget_pairs();

-- What was read in an attachment, sealed under the key of that document: it ends with it. Nothing of what may be a state secret.
ALTER TABLE publication_file_reading ADD COLUMN words bytea;
ALTER TABLE publication_file_screening ADD COLUMN words bytea;
