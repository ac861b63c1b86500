-- 消息: people are told outside of the console that something waits for them, and never what.

-- Ways out, one of each kind for the whole installation.
CREATE TABLE message_channel (
  kind text PRIMARY KEY CHECK (kind IN ('smtp', 'sms', 'webhook', 'wecom', 'dingtalk')),
  enabled boolean NOT NULL,
  -- what is no secret
  config jsonb NOT NULL CHECK (jsonb_typeof(config) = 'object' AND octet_length(config::text) <= 8192),
  -- passwords and keys, encrypted by a secret that does not lie in the database
  secrets bytea NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid REFERENCES identity_person (id),
  last_sent_at timestamptz,
  last_fault_at timestamptz,
  last_fault text CHECK (last_fault <> ''),
  CHECK ((last_fault_at IS NULL) = (last_fault IS NULL))
);

-- How somebody wants to be told. Without a row nothing leaves the house.
CREATE TABLE message_choice (
  person_id uuid PRIMARY KEY REFERENCES identity_person (id),
  channel text NOT NULL CHECK (channel IN ('smtp', 'sms', 'webhook', 'wecom', 'dingtalk')),
  -- mail address or telephone, encrypted for this person; NULL: the channel needs none
  address bytea,
  pace text NOT NULL CHECK (pace IN ('soon', 'daily')),
  -- Beijing time, HH:MM; both or none
  quiet_from text CHECK (quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  quiet_to text CHECK (quiet_to ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  changed_at timestamptz NOT NULL,
  CHECK ((quiet_from IS NULL) = (quiet_to IS NULL) AND quiet_from <> quiet_to)
);

-- A message: how many matters wait, by which way. `sending` is written before the attempt and what came of it after, so
-- whatever dies in between leaves `sending`, which becomes `doubtful` and is not sent again.
CREATE TABLE message_outgoing (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES identity_person (id),
  channel text NOT NULL,
  count integer NOT NULL CHECK (count > 0),
  state text NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'doubtful')),
  tries integer NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 20),
  made_at timestamptz NOT NULL,
  next_at timestamptz NOT NULL,
  tried_at timestamptz,
  fault text CHECK (fault <> '')
);
CREATE INDEX message_outgoing_waiting ON message_outgoing (next_at) WHERE state = 'waiting';
CREATE INDEX message_outgoing_sending ON message_outgoing (tried_at) WHERE state = 'sending';
CREATE INDEX message_outgoing_made ON message_outgoing (made_at);

-- What somebody is to be told of, written by the transaction that it comes from; once a day and matter, whoever tries.
CREATE TABLE message_matter (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES identity_person (id),
  -- a code and a key: no name and no text
  matter text NOT NULL CHECK (matter ~ '^[a-z][a-z0-9-]{0,59}$'),
  key text NOT NULL CHECK (key ~ '^[A-Za-z0-9._:/-]{1,120}$'),
  -- of Beijing time
  day date NOT NULL,
  at timestamptz NOT NULL,
  message_id uuid REFERENCES message_outgoing (id) ON DELETE SET NULL,
  -- nobody is to be told: no channel was chosen, or the person has left
  dropped_at timestamptz,
  UNIQUE (person_id, day, matter, key)
);
CREATE INDEX message_matter_open ON message_matter (person_id) WHERE message_id IS NULL AND dropped_at IS NULL;
CREATE INDEX message_matter_message ON message_matter (message_id);
CREATE INDEX message_matter_at ON message_matter (at);
