-- The registration of a domain name ends as filings and certificates do: it is registered with them, and stands in 即将到期.
ALTER TABLE registry_filing
  DROP CONSTRAINT registry_filing_kind_check,
  ADD CONSTRAINT registry_filing_kind_check CHECK (kind IN ('domain', 'icp', 'police', 'site-code', 'mark',
    'identity-certificate', 'app-filing', 'mlps-filing', 'mlps-test', 'cryptography-test'));
