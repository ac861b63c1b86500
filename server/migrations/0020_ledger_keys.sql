-- The keys of the ledger are replaced: one row each time. The entry that names the new keys is the last one that the
-- old ones sign; `ledger_log` keeps the first keys. The program may add rows; it can neither change nor remove one.

CREATE TABLE ledger_rotation (
  -- 1 for the first
  number int PRIMARY KEY CHECK (number > 0),
  -- the new public keys as `name+id+base64`
  ed25519 text NOT NULL,
  sm2 text NOT NULL,
  -- entries of the last tree that the old keys sign
  size bigint NOT NULL UNIQUE CHECK (size > 0),
  rotated_at timestamptz NOT NULL DEFAULT now()
);

DO $$
BEGIN
  EXECUTE format(
    'REVOKE UPDATE, DELETE, TRUNCATE ON ledger_rotation FROM %I', current_setting('zhengdun.app_role'));
END
$$;
