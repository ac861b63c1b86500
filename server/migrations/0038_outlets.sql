-- 发布去向: content systems hand items in and are told what becomes of them.

-- The number of an item in its content system, and who wrote a version there.
ALTER TABLE publication_item
  ADD COLUMN reference text CHECK (reference ~ '^[A-Za-z0-9][A-Za-z0-9._:/-]{0,119}$');
CREATE UNIQUE INDEX publication_item_reference ON publication_item (application_id, reference);
ALTER TABLE publication_version
  ADD COLUMN editor text CHECK (editor <> '' AND length(editor) <= 60);

-- The same file handed in again is the same document.
CREATE INDEX assurance_document_sha256 ON assurance_document (sha256);

-- What was handed in under a key: whoever asks again with the same gets the same.
CREATE TABLE publication_handing_in (
  person_id uuid NOT NULL REFERENCES identity_person (id),
  key text NOT NULL CHECK (key ~ '^[A-Za-z0-9._:/-]{8,100}$'),
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  -- of all that was asked
  digest text NOT NULL CHECK (digest ~ '^sha256:[0-9a-f]{64}$'),
  item_id uuid NOT NULL,
  version integer NOT NULL,
  at timestamptz NOT NULL,
  -- it was submitted too, where that was asked; NULL: a program died before
  done_at timestamptz,
  PRIMARY KEY (person_id, key),
  FOREIGN KEY (item_id, version) REFERENCES publication_version (item_id, version),
  FOREIGN KEY (item_id, unit_id, region_path, sector_path)
    REFERENCES publication_item (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX publication_handing_in_item ON publication_handing_in (item_id);
SELECT belongs_to_units('publication_handing_in');

-- Where the items of an application go.
CREATE TABLE publication_outlet (
  id uuid PRIMARY KEY,
  application_id uuid NOT NULL REFERENCES registry_application (id),
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('system')),
  name text NOT NULL CHECK (name <> '' AND length(name) <= 60),
  enabled boolean NOT NULL,
  -- what is no secret
  config jsonb NOT NULL CHECK (jsonb_typeof(config) = 'object' AND octet_length(config::text) <= 8192),
  -- encrypted by a secret that does not lie in the database
  secrets bytea NOT NULL,
  set_by uuid NOT NULL REFERENCES identity_person (id),
  set_at timestamptz NOT NULL,
  last_sent_at timestamptz,
  last_fault_at timestamptz,
  last_fault text CHECK (last_fault <> ''),
  CHECK ((last_fault_at IS NULL) = (last_fault IS NULL)),
  UNIQUE (id, unit_id, region_path, sector_path),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
-- One content system an application.
CREATE UNIQUE INDEX publication_outlet_application ON publication_outlet (application_id, (kind = 'system'));
CREATE INDEX publication_outlet_unit ON publication_outlet (unit_id);
SELECT belongs_to_units('publication_outlet');

-- What an outlet is to be told of. `sending` is written before an attempt and what came of it after; whatever dies in between
-- is tried again under the same id, by which the other side knows it.
CREATE TABLE publication_delivery (
  id uuid PRIMARY KEY,
  outlet_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  item_id uuid NOT NULL REFERENCES publication_item (id),
  event_id bigint NOT NULL REFERENCES publication_event (id),
  -- told when the time of publication has come, besides when it was approved
  due boolean NOT NULL DEFAULT false,
  -- of the item after the event
  item_state text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed')),
  tries integer NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 100),
  made_at timestamptz NOT NULL,
  next_at timestamptz NOT NULL,
  tried_at timestamptz,
  fault text CHECK (fault <> ''),
  UNIQUE (outlet_id, event_id, due),
  FOREIGN KEY (outlet_id, unit_id, region_path, sector_path)
    REFERENCES publication_outlet (id, unit_id, region_path, sector_path) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX publication_delivery_open ON publication_delivery (next_at) WHERE state IN ('waiting', 'sending');
CREATE INDEX publication_delivery_item ON publication_delivery (item_id, event_id);
CREATE INDEX publication_delivery_made ON publication_delivery (made_at);
SELECT belongs_to_units('publication_delivery');
