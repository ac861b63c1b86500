-- Hosts of organs that the exit prompt decides by (Art. 15), made from the register: a version for each change. The program's own.
CREATE TABLE exits_organ_list (
  version integer PRIMARY KEY CHECK (version > 0),
  made_at timestamptz NOT NULL,
  -- a line each, in order: +host, -host
  hosts text NOT NULL
);
SELECT is_only_added_to('exits_organ_list');
