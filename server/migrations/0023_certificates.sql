-- Certificates of an electronic certification authority are one more way to say who somebody is (Art. 30).
ALTER TABLE identity_provider DROP CONSTRAINT identity_provider_kind_check;
ALTER TABLE identity_provider ADD CONSTRAINT identity_provider_kind_check
  CHECK (kind IN ('oidc', 'cas', 'ldap', 'network-identity', 'certificate'));
