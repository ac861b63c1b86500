-- 日志来源 (Art. 20): who sends logs, what came from whom on which day, and when somebody fell silent. The lines themselves
-- lie in sealed files; everything here that counts lines can be made again from these.
CREATE TABLE logs_source (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  -- stands beside every line for ever: never given to anybody else
  name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 63),
  way text NOT NULL CHECK (way IN ('syslog-tcp', 'syslog-tls', 'syslog-udp', 'relp', 'http', 'file')),
  -- NULL: told by the format of each line
  kind text CHECK (kind IN ('device', 'access', 'database', 'mail', 'audit')),
  addresses text[] NOT NULL CHECK (cardinality(addresses) <= 100),
  host text CHECK (length(host) <= 255),
  app text CHECK (length(app) <= 255),
  -- SHA-256 of the sending key
  key text UNIQUE CHECK (key ~ '^[0-9a-f]{64}$'),
  silence_minutes integer NOT NULL CHECK (silence_minutes BETWEEN 0 AND 10080),
  since timestamptz NOT NULL,
  until timestamptz CHECK (until >= since),
  created_by uuid NOT NULL REFERENCES identity_person (id),
  created_at timestamptz NOT NULL,
  -- of its last line: when it came, and when it says that it happened
  heard_at timestamptz,
  said_at timestamptz,
  -- since when it is silent, for longer than it may be
  silent_since timestamptz,
  UNIQUE (id, unit_id, region_path, sector_path),
  CHECK ((way = 'http') = (key IS NOT NULL)),
  CHECK (way IN ('http', 'file') OR cardinality(addresses) > 0),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX logs_source_unit ON logs_source (unit_id);
CREATE INDEX logs_source_region ON logs_source (region_path);
CREATE INDEX logs_source_sector ON logs_source (sector_path);
SELECT belongs_to_units('logs_source');

-- What came from a source on a day of Beijing time, by time of receiving.
CREATE TABLE logs_day (
  source_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  day date NOT NULL,
  events bigint NOT NULL CHECK (events > 0),
  -- lines of each hour
  hours bigint[] NOT NULL CHECK (cardinality(hours) = 24),
  PRIMARY KEY (source_id, day),
  FOREIGN KEY (source_id, unit_id, region_path, sector_path)
    REFERENCES logs_source (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
SELECT belongs_to_units('logs_day');

-- When a source was silent for longer than it may be.
CREATE TABLE logs_silence (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  began_at timestamptz NOT NULL,
  noticed_at timestamptz NOT NULL,
  ended_at timestamptz,
  UNIQUE (source_id, began_at),
  FOREIGN KEY (source_id, unit_id, region_path, sector_path)
    REFERENCES logs_source (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX logs_silence_source ON logs_silence (source_id, id DESC);
SELECT belongs_to_units('logs_silence');

-- Senders that nobody has declared. The program's own.
CREATE TABLE logs_stranger (
  name text PRIMARY KEY CHECK (length(name) <= 200),
  last_at timestamptz NOT NULL,
  events bigint NOT NULL
);

-- The program that receives, as it says of itself; one an archive. The program's own.
CREATE TABLE logs_receiver (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  at timestamptz NOT NULL,
  started_at timestamptz NOT NULL,
  -- where it listens: `tls://0.0.0.0:6514`
  places text[] NOT NULL,
  -- since when its disk is full
  full_since timestamptz
);

DO $$
BEGIN
  EXECUTE format('REVOKE DELETE ON logs_source, logs_silence FROM %I', current_setting('zhengdun.app_role'));
END
$$;
