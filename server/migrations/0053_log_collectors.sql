-- 多个接收程序共用一个对象存储 (Art. 20): which history each collector has there, entry after entry. The register decides what counts:
-- an entry goes on from the one before it, or it is refused. The program's own: whoever asks is told through their sources.
CREATE TABLE logs_collector (
  name text PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  -- of its history, under which its heads are signed
  origin text NOT NULL UNIQUE CHECK (length(origin) BETWEEN 1 AND 200),
  -- canonical JSON, as `head.json` has it
  head text NOT NULL,
  entries bigint NOT NULL CHECK (entries > 0),
  registered_at timestamptz NOT NULL
);

CREATE TABLE logs_entry (
  collector text NOT NULL REFERENCES logs_collector (name),
  number bigint NOT NULL CHECK (number > 0),
  -- canonical JSON: its bytes are what digests are of
  manifest text NOT NULL,
  PRIMARY KEY (collector, number)
);

-- Files of rows. Times are ms since 1970.
CREATE TABLE logs_file (
  collector text NOT NULL,
  entry bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('device', 'access', 'database', 'mail', 'audit')),
  count bigint NOT NULL CHECK (count > 0),
  bytes bigint NOT NULL CHECK (bytes > 0),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  received_from bigint NOT NULL,
  received_to bigint NOT NULL,
  happened_from bigint,
  happened_to bigint,
  sources text[] NOT NULL,
  is_sorted boolean NOT NULL,
  -- since when its rows are in another file, or were deleted: the object is taken away some time after
  gone_at timestamptz,
  PRIMARY KEY (collector, entry, kind),
  FOREIGN KEY (collector, entry) REFERENCES logs_entry (collector, number)
);
CREATE INDEX logs_file_received ON logs_file (received_to) WHERE gone_at IS NULL;
CREATE INDEX logs_file_gone ON logs_file (collector, gone_at) WHERE gone_at IS NOT NULL;

-- How far each of them has come, as one signed note. Whoever registers holds the row until it is done.
CREATE TABLE logs_heads (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  origin text,
  number bigint NOT NULL DEFAULT 0,
  note text
);

-- Each counts what it has taken in, and says how it is; '' is the one that shares no store.
ALTER TABLE logs_day ADD COLUMN collector text NOT NULL DEFAULT '';
ALTER TABLE logs_day DROP CONSTRAINT logs_day_pkey;
ALTER TABLE logs_day ADD PRIMARY KEY (source_id, day, collector);

ALTER TABLE logs_receiver ADD COLUMN collector text NOT NULL DEFAULT '';
ALTER TABLE logs_receiver DROP COLUMN id;
ALTER TABLE logs_receiver ADD PRIMARY KEY (collector);

DO $$
BEGIN
  EXECUTE format('REVOKE UPDATE, DELETE ON logs_entry FROM %I', current_setting('zhengdun.app_role'));
  EXECUTE format('REVOKE DELETE ON logs_collector, logs_heads FROM %I', current_setting('zhengdun.app_role'));
END
$$;
