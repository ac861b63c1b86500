-- What pages ask most of a whole country, and what was gone through for it.

-- Grants that end soon are few: they are found by their end, not by looking at every person.
CREATE INDEX identity_grant_ends ON identity_grant (identity_grant_end(ends_at, ended_at));

-- Whoever sees everything is not compared with the path of every person.
ALTER POLICY person_in_scope ON identity_person
  USING (
    (SELECT scope_is_everything())
    OR region_path ^@ ANY ((SELECT scope_regions())::text[])
    OR sector_path ^@ ANY ((SELECT scope_sectors())::text[])
    OR unit_id = ANY ((SELECT scope_units())::uuid[])
  );

-- Requests about notices wait at each look at the desk of whoever decides them.
CREATE INDEX supervision_notice_plea ON supervision_notice (delivered_at DESC, id) WHERE plea IS NOT NULL;
