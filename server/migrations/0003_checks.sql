-- Checks of sites: what was asked for, how far it is, what came out.
CREATE TABLE inspection_check (
  id uuid PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'broken')),
  url text NOT NULL,
  host text NOT NULL,
  -- what was asked: unit, pages, basis, language
  request jsonb NOT NULL,
  -- unit as known so far; settled when the check is done
  unit jsonb NOT NULL,
  site_name text,
  steps jsonb NOT NULL DEFAULT '[]',
  -- verdicts reached while it runs; the whole result replaces them
  early jsonb NOT NULL DEFAULT '[]',
  summary jsonb,
  result jsonb,
  -- kept observations, to judge again: digest of the object
  observations text CHECK (observations ~ '^[0-9a-f]{64}$'),
  failure jsonb,
  requested_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  finished_at timestamptz,
  CHECK ((state = 'done') = (result IS NOT NULL)),
  CHECK ((state = 'broken') = (failure IS NOT NULL))
);

CREATE INDEX inspection_check_recent ON inspection_check (requested_at DESC, id);
CREATE INDEX inspection_check_previous ON inspection_check (url, finished_at DESC) WHERE state = 'done';
CREATE INDEX inspection_check_open ON inspection_check (requested_at) WHERE state IN ('waiting', 'running');

-- One row a check and rule: what later findings are made of.
CREATE TABLE inspection_verdict (
  check_id uuid NOT NULL REFERENCES inspection_check (id) ON DELETE CASCADE,
  rule text NOT NULL,
  obligation text NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('unmet', 'unknown', 'met', 'not-applicable')),
  code text NOT NULL,
  facts jsonb NOT NULL,
  PRIMARY KEY (check_id, rule)
);

-- Kept objects (pictures, observations), by digest; the bytes lie in the object store.
CREATE TABLE inspection_evidence (
  sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  sm3 text NOT NULL CHECK (sm3 ~ '^[0-9a-f]{64}$'),
  media_type text NOT NULL,
  bytes bigint NOT NULL CHECK (bytes >= 0),
  kept_at timestamptz NOT NULL DEFAULT now()
);

-- List runs: a killed run goes on where it stopped.
CREATE TABLE inspection_list_run (
  -- digest of the list and of the options that change results
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{64}$'),
  started_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE inspection_list_entry (
  run_id text NOT NULL REFERENCES inspection_list_run (id) ON DELETE CASCADE,
  -- line of the list, counted from 1
  line integer NOT NULL CHECK (line > 0),
  check_id uuid NOT NULL REFERENCES inspection_check (id),
  PRIMARY KEY (run_id, line)
);
