-- The ledger: what was done, entered in the transaction that did it, and sealed afterwards into a Merkle tree whose
-- files lie outside the database. The program may add rows; it can neither change nor remove one.

-- Whose keys seal: one row. A program that has not got them leaves the sealing to one that has.
CREATE TABLE ledger_log (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  -- name of the log, first line of its checkpoints
  origin text NOT NULL,
  -- public keys as `name+id+base64`
  ed25519 text NOT NULL,
  sm2 text NOT NULL,
  since timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE ledger_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- canonical JSON (RFC 8785): the very bytes that are hashed
  entry text NOT NULL CHECK (octet_length(entry) BETWEEN 2 AND 8192),
  kind text GENERATED ALWAYS AS (entry::jsonb ->> 'kind') STORED NOT NULL,
  subject text GENERATED ALWAYS AS (entry::jsonb ->> 'subject') STORED NOT NULL
);
CREATE INDEX ledger_entry_subject ON ledger_entry (subject);

-- Entries that have no place in the tree yet. Triggers alone fill and empty it.
CREATE TABLE ledger_pending (
  entry_id bigint PRIMARY KEY REFERENCES ledger_entry (id)
);

-- The place of each entry in the tree: from 0, without gaps. Numbers of entries have gaps, where an act was undone.
CREATE TABLE ledger_leaf (
  position bigint PRIMARY KEY CHECK (position >= 0),
  entry_id bigint NOT NULL UNIQUE REFERENCES ledger_entry (id)
);

CREATE TABLE ledger_checkpoint (
  size bigint PRIMARY KEY CHECK (size > 0),
  -- the signed note
  note text NOT NULL,
  sealed_at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION ledger_entry_waits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO public.ledger_pending (entry_id) SELECT id FROM added;
  RETURN NULL;
END
$$;

CREATE TRIGGER ledger_entry_waits AFTER INSERT ON ledger_entry
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_waits();

CREATE FUNCTION ledger_leaf_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  first bigint;
  last bigint;
  total bigint;
  waited bigint;
BEGIN
  SELECT min(position), max(position), count(*) INTO first, last, total FROM added;
  IF total = 0 THEN
    RETURN NULL;
  END IF;
  IF last - first + 1 <> total
    OR first <> (SELECT coalesce(max(l.position) + 1, 0) FROM public.ledger_leaf l WHERE l.position < first)
  THEN
    RAISE EXCEPTION 'places in the ledger follow one another without gaps';
  END IF;
  WITH placed AS (DELETE FROM public.ledger_pending p USING added a WHERE p.entry_id = a.entry_id RETURNING 1)
  SELECT count(*) INTO waited FROM placed;
  IF waited <> total THEN
    RAISE EXCEPTION 'an entry of the ledger has one place';
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER ledger_leaf_follows AFTER INSERT ON ledger_leaf
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_leaf_follows();

DO $$
DECLARE
  app text := current_setting('zhengdun.app_role');
BEGIN
  EXECUTE format(
    'REVOKE UPDATE, DELETE, TRUNCATE ON ledger_log, ledger_entry, ledger_leaf, ledger_checkpoint FROM %I', app);
  EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ledger_pending FROM %I', app);
END
$$;
