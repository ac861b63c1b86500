-- Outside providers of identity (Art. 30): they say who somebody is. Which account that is, and what it may, is said here.

CREATE TABLE identity_provider (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('oidc', 'cas', 'ldap', 'network-identity')),
  name text NOT NULL UNIQUE CHECK (name <> '' AND length(name) <= 40),
  enabled boolean NOT NULL,
  -- what is no secret
  config jsonb NOT NULL CHECK (jsonb_typeof(config) = 'object' AND octet_length(config::text) <= 8192),
  -- secrets, encrypted by a secret that does not lie in the database
  secrets bytea NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid NOT NULL REFERENCES identity_person (id)
);

-- An account is known to a provider under a subject. The issuer is part of the key: a provider whose address was changed
-- says nothing about those who were bound before.
CREATE TABLE identity_binding (
  id uuid PRIMARY KEY,
  provider_id uuid NOT NULL REFERENCES identity_provider (id) ON DELETE CASCADE,
  issuer text NOT NULL CHECK (issuer <> '' AND length(issuer) <= 1200),
  subject text COLLATE "C" NOT NULL CHECK (subject <> '' AND length(subject) <= 255),
  -- what the provider calls the person
  label text NOT NULL CHECK (length(label) <= 100),
  person_id uuid NOT NULL REFERENCES identity_person (id),
  bound_at timestamptz NOT NULL,
  bound_by uuid NOT NULL REFERENCES identity_person (id),
  last_used_at timestamptz,
  UNIQUE (provider_id, issuer, subject),
  UNIQUE (provider_id, person_id)
);
CREATE INDEX identity_binding_person ON identity_binding (person_id);

-- A browser on its way to a provider and back, once and within minutes.
CREATE TABLE identity_journey (
  id uuid PRIMARY KEY,
  provider_id uuid NOT NULL REFERENCES identity_provider (id) ON DELETE CASCADE,
  -- SHA-256 of the state that comes back
  state_digest text NOT NULL UNIQUE CHECK (state_digest ~ '^[0-9a-f]{64}$'),
  -- digest of the device cookie: what another browser brings back is refused
  device_digest text NOT NULL CHECK (device_digest ~ '^[0-9a-f]{64}$'),
  -- whose account is to be bound; none: somebody signs in
  person_id uuid REFERENCES identity_person (id),
  -- PKCE verifier, nonce and return address, encrypted for this journey
  kept bytea NOT NULL,
  ends_at timestamptz NOT NULL,
  used_at timestamptz,
  -- what the provider has said of somebody whom no account is bound to: may be taken over after a whole sign-in
  issuer text CHECK (length(issuer) <= 1200),
  subject text CHECK (length(subject) <= 255),
  label text CHECK (length(label) <= 100),
  asserted_at timestamptz,
  CHECK (num_nulls(issuer, subject, label, asserted_at) IN (0, 4))
);
CREATE INDEX identity_journey_device ON identity_journey (device_digest);
CREATE INDEX identity_journey_ends ON identity_journey (ends_at);

ALTER TABLE identity_binding ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity_binding FORCE ROW LEVEL SECURITY;
CREATE POLICY of_person_in_scope ON identity_binding
  USING (EXISTS (SELECT FROM identity_person person WHERE person.id = person_id));
ALTER TABLE identity_journey ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity_journey FORCE ROW LEVEL SECURITY;
CREATE POLICY of_person_in_scope ON identity_journey
  USING (person_id IS NULL OR EXISTS (SELECT FROM identity_person person WHERE person.id = person_id));
