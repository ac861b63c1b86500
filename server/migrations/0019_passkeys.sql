-- Passkeys (WebAuthn) as second factor and as whole sign-in (Art. 30), and the questions that are put at signing in.

CREATE TABLE identity_passkey (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES identity_person (id),
  -- as the person calls it
  name text NOT NULL CHECK (name <> '' AND length(name) <= 60),
  credential_id bytea NOT NULL UNIQUE CHECK (octet_length(credential_id) BETWEEN 1 AND 1023),
  -- COSE key, as the authenticator gave it
  public_key bytea NOT NULL CHECK (octet_length(public_key) BETWEEN 1 AND 2048),
  -- of the authenticator: it only grows, unless it stays 0
  counter bigint NOT NULL CHECK (counter >= 0),
  transports text[] NOT NULL DEFAULT '{}' CHECK (cardinality(transports) <= 10),
  -- host name that it is for: nowhere else does a browser offer it
  rp_id text NOT NULL CHECK (rp_id <> '' AND length(rp_id) <= 253),
  made_at timestamptz NOT NULL DEFAULT now(),
  last_at timestamptz
);
CREATE INDEX identity_passkey_person ON identity_passkey (person_id);
ALTER TABLE identity_passkey ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity_passkey FORCE ROW LEVEL SECURITY;
CREATE POLICY of_person_in_scope ON identity_passkey
  USING (EXISTS (SELECT FROM identity_person person WHERE person.id = person_id));
-- A key stays what it was made: it is used, and it is removed.
DO $$
BEGIN
  EXECUTE format('REVOKE UPDATE ON identity_passkey FROM %I', current_setting('zhengdun.app_role'));
  EXECUTE format('GRANT UPDATE (counter, last_at) ON identity_passkey TO %I', current_setting('zhengdun.app_role'));
END
$$;

-- What a browser was asked to have signed: used once, by that browser, in that session, within minutes.
CREATE TABLE identity_challenge (
  -- SHA-256 of the random part
  digest text PRIMARY KEY CHECK (digest ~ '^[0-9a-f]{64}$'),
  purpose text NOT NULL CHECK (purpose ~ '^[a-z-]{1,40}$'),
  device_digest text NOT NULL CHECK (device_digest ~ '^[0-9a-f]{64}$'),
  -- none: nobody is known yet
  session_id uuid REFERENCES identity_session (id) ON DELETE CASCADE,
  ends_at timestamptz NOT NULL
);
CREATE INDEX identity_challenge_end ON identity_challenge (ends_at);
CREATE INDEX identity_challenge_device ON identity_challenge (device_digest);
CREATE INDEX identity_challenge_session ON identity_challenge (session_id);
ALTER TABLE identity_challenge ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity_challenge FORCE ROW LEVEL SECURITY;
CREATE POLICY of_session_in_scope ON identity_challenge
  USING (session_id IS NULL OR EXISTS (SELECT FROM identity_session session WHERE session.id = session_id));
