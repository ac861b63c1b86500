-- What bears the mark of a state secret is not kept: no text, no file. A stop says when, where, by whom it was handed in, and a
-- keyed digest of all of it, by which the same may be told again once the secrecy officer has found that it is none (Art. 16).
CREATE TABLE publication_secret_stop (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  application_id uuid NOT NULL REFERENCES registry_application (id),
  -- NULL: it would have been the first version
  item_id uuid,
  part text NOT NULL CHECK (part IN ('title', 'text', 'attachment')),
  -- of the first mark, from 1
  line integer NOT NULL CHECK (line > 0),
  marks integer NOT NULL CHECK (marks > 0),
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  handed_in_by uuid NOT NULL REFERENCES identity_person (id),
  at timestamptz NOT NULL,
  UNIQUE (id, unit_id, region_path, sector_path),
  FOREIGN KEY (item_id, unit_id, region_path, sector_path)
    REFERENCES publication_item (id, unit_id, region_path, sector_path) ON UPDATE CASCADE,
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX publication_secret_stop_unit ON publication_secret_stop (unit_id, at DESC);
CREATE INDEX publication_secret_stop_digest ON publication_secret_stop (digest);
SELECT belongs_to_units('publication_secret_stop');
SELECT is_only_added_to('publication_secret_stop');

-- What the secrecy officer found: none (it may be kept when it is handed in again), or one (it is handled outside).
CREATE TABLE publication_secret_finding (
  stop_id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  finding text NOT NULL CHECK (finding IN ('none', 'secret')),
  ground text NOT NULL CHECK (ground <> '' AND length(ground) <= 500),
  found_by uuid NOT NULL REFERENCES identity_person (id),
  found_at timestamptz NOT NULL,
  FOREIGN KEY (stop_id, unit_id, region_path, sector_path)
    REFERENCES publication_secret_stop (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('publication_secret_finding');
SELECT is_only_added_to('publication_secret_finding');

-- Nobody clears what that person handed in.
CREATE FUNCTION publication_secret_finding_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM publication_secret_stop WHERE id = NEW.stop_id AND handed_in_by = NEW.found_by) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'secret_found_by_another',
      MESSAGE = 'what may be a state secret is judged by somebody else than who handed it in';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER publication_secret_finding_by_another BEFORE INSERT ON publication_secret_finding
  FOR EACH ROW EXECUTE FUNCTION publication_secret_finding_by_another();
