-- The audit log: who did what, from where, with what result. Each record's digest is entered in the ledger by the same
-- transaction. Rows are added and read; nobody changes them, and the owner of the table alone forgets old ones.
CREATE TABLE audit_record (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('person', 'token', 'program', 'anonymous')),
  actor_id text CHECK (char_length(actor_id) BETWEEN 1 AND 100),
  -- address of the network, or 'terminal'
  from_address text NOT NULL CHECK (char_length(from_address) BETWEEN 1 AND 100),
  from_device text CHECK (char_length(from_device) BETWEEN 1 AND 100),
  act text NOT NULL CHECK (char_length(act) BETWEEN 1 AND 60),
  object_kind text CHECK (char_length(object_kind) BETWEEN 1 AND 60),
  object_id text CHECK (char_length(object_id) BETWEEN 1 AND 200),
  unit_id text CHECK (char_length(unit_id) BETWEEN 1 AND 100),
  result text NOT NULL CHECK (result IN ('done', 'refused', 'failed')),
  detail jsonb NOT NULL CHECK (jsonb_typeof(detail) = 'object' AND octet_length(detail::text) <= 4096),
  -- random: without it, whoever sees the digest in the ledger could guess what was recorded
  nonce text NOT NULL CHECK (nonce ~ '^[0-9a-f]{32}$'),
  CHECK ((actor_kind = 'anonymous') = (actor_id IS NULL)),
  CHECK ((object_kind IS NULL) = (object_id IS NULL))
);

CREATE INDEX audit_record_recent ON audit_record (at DESC, id);
CREATE INDEX audit_record_actor ON audit_record (actor_id, at DESC);
CREATE INDEX audit_record_act ON audit_record (act, at DESC);
CREATE INDEX audit_record_object ON audit_record (object_kind, object_id, at DESC);
CREATE INDEX audit_record_unit ON audit_record (unit_id, at DESC);

-- Article 20: logs are kept for one year at least.
CREATE FUNCTION audit_record_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  owner name := (SELECT r.rolname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE c.oid = TG_RELID);
BEGIN
  IF TG_OP = 'DELETE' AND current_user = owner
    AND current_setting('zhengdun.audit_forgets', true) = 'on'
    AND OLD.at < now() - interval '365 days'
  THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'records of the audit log are neither changed nor removed';
END
$$;

CREATE TRIGGER audit_record_stays BEFORE UPDATE OR DELETE ON audit_record
  FOR EACH ROW EXECUTE FUNCTION audit_record_stays();
CREATE TRIGGER audit_record_is_not_emptied BEFORE TRUNCATE ON audit_record
  FOR EACH STATEMENT EXECUTE FUNCTION audit_record_stays();

-- The only way to forget: as the owner, and nothing younger than a year.
CREATE FUNCTION audit_forget(before timestamptz) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  forgotten bigint;
BEGIN
  IF before > now() - interval '365 days' THEN
    RAISE EXCEPTION 'records of the audit log are kept for 365 days at least';
  END IF;
  PERFORM set_config('zhengdun.audit_forgets', 'on', true);
  DELETE FROM public.audit_record WHERE at < before;
  GET DIAGNOSTICS forgotten = ROW_COUNT;
  PERFORM set_config('zhengdun.audit_forgets', '', true);
  RETURN forgotten;
END
$$;
REVOKE EXECUTE ON FUNCTION audit_forget(timestamptz) FROM PUBLIC;

DO $$
BEGIN
  EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON audit_record FROM %I', current_setting('zhengdun.app_role'));
END
$$;
