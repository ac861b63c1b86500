-- Searches among kept logs that somebody saved. Each person sees their own.
CREATE TABLE logs_search (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES identity_person (id),
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  question jsonb NOT NULL CHECK (length(question::text) <= 2000),
  saved_at timestamptz NOT NULL,
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX logs_search_person ON logs_search (person_id, name);
SELECT belongs_to_units('logs_search');
