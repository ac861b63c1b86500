-- 词库: a unit's own lists of words that its items are screened by, in versions.
CREATE TABLE publication_word_list (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  name text NOT NULL CHECK (name <> '' AND length(name) <= 60),
  -- NULL: not in use
  in_force integer,
  -- holds for the units below as well
  below boolean NOT NULL DEFAULT false,
  UNIQUE (unit_id, name),
  UNIQUE (id, unit_id, region_path, sector_path),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX publication_word_list_sector ON publication_word_list (sector_path) WHERE in_force IS NOT NULL;
SELECT belongs_to_units('publication_word_list');

CREATE TABLE publication_word_list_version (
  list_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  -- of what the list holds
  digest text NOT NULL CHECK (digest <> '' AND length(digest) <= 100),
  count integer NOT NULL CHECK (count BETWEEN 1 AND 100000),
  entries jsonb NOT NULL,
  file_name text NOT NULL CHECK (length(file_name) <= 200),
  made_by uuid NOT NULL REFERENCES identity_person (id),
  made_at timestamptz NOT NULL,
  -- on items, before it is used; NULL: never
  tried_at timestamptz,
  PRIMARY KEY (list_id, version),
  FOREIGN KEY (list_id, unit_id, region_path, sector_path)
    REFERENCES publication_word_list (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('publication_word_list_version');

-- What is used was tried first, whoever writes.
CREATE FUNCTION publication_word_list_tried() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.in_force IS NOT NULL AND NOT EXISTS (
    SELECT FROM publication_word_list_version v
    WHERE v.list_id = NEW.id AND v.version = NEW.in_force AND v.tried_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'word_list_untried',
      MESSAGE = 'a list of words is used once that version of it was tried';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER publication_word_list_tried BEFORE INSERT OR UPDATE OF in_force ON publication_word_list
  FOR EACH ROW EXECUTE FUNCTION publication_word_list_tried();
