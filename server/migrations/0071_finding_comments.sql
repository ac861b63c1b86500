-- 意见 beside a finding, of the unit and of its supervisors. Rows are only added: what was said stays as it was said.
CREATE TABLE supervision_finding_comment (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  finding_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  actor_id uuid NOT NULL REFERENCES identity_person (id),
  -- the names at that time: readers need see neither the person nor their unit
  actor_name text NOT NULL CHECK (actor_name <> '' AND length(actor_name) <= 60),
  actor_unit text NOT NULL CHECK (actor_unit <> '' AND length(actor_unit) <= 200),
  body text NOT NULL CHECK (body <> '' AND length(body) <= 1000),
  FOREIGN KEY (finding_id, unit_id, region_path, sector_path)
    REFERENCES supervision_finding (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('supervision_finding_comment');
SELECT is_only_added_to('supervision_finding_comment');
CREATE INDEX supervision_finding_comment_finding ON supervision_finding_comment (finding_id, id);
