-- The archive of logs (Art. 20): its signed heads, what was deleted after its time, and what is done for it by itself.
-- All are the program's own: the archive is one for all units.

-- Heads that were signed: kept where whoever can change the files of the archive cannot change them. Each is in the ledger.
CREATE TABLE logs_checkpoint (
  -- SHA-256 of the note
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{64}$'),
  -- name of the archive
  origin text NOT NULL CHECK (length(origin) <= 200),
  entries bigint NOT NULL CHECK (entries > 0),
  -- sequence of the last event
  last bigint NOT NULL CHECK (last > 0),
  signed_at timestamptz NOT NULL,
  note text NOT NULL CHECK (length(note) <= 10000),
  kept_at timestamptz NOT NULL
);
CREATE INDEX logs_checkpoint_signed ON logs_checkpoint (signed_at DESC, entries DESC);

-- Entries of the history that tell what was deleted when its time was over.
CREATE TABLE logs_tombstone (
  origin text NOT NULL CHECK (length(origin) <= 200),
  entry bigint NOT NULL,
  at timestamptz NOT NULL,
  files integer NOT NULL,
  events bigint NOT NULL,
  -- kinds, with the days that each was kept
  days jsonb NOT NULL,
  -- the newest event of what was deleted
  newest_at timestamptz NOT NULL,
  PRIMARY KEY (origin, entry)
);

-- Verifications, by schedule and on demand.
CREATE TABLE logs_task (
  id uuid PRIMARY KEY,
  work text NOT NULL CHECK (work IN ('verify', 'backup', 'drill')),
  asked_at timestamptz NOT NULL,
  -- NULL: it was due
  asked_by text CHECK (length(asked_by) <= 100),
  started_at timestamptz,
  done integer,
  total integer,
  ended_at timestamptz CHECK (ended_at >= asked_at),
  outcome text CHECK (outcome IN ('whole', 'empty', 'broken', 'failed')),
  -- what was counted
  numbers jsonb NOT NULL DEFAULT '{}',
  -- the first thing that is wrong, or why it could not be done, in both languages
  told jsonb,
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
);
CREATE INDEX logs_task_ended ON logs_task (work, ended_at DESC);
-- One waits or runs; who asks for it once more asks for that one.
CREATE UNIQUE INDEX logs_task_open ON logs_task (work) WHERE ended_at IS NULL;

DO $$
BEGIN
  EXECUTE format('REVOKE UPDATE, DELETE ON logs_checkpoint, logs_tombstone FROM %I', current_setting('zhengdun.app_role'));
  EXECUTE format('REVOKE DELETE ON logs_task FROM %I', current_setting('zhengdun.app_role'));
END
$$;
