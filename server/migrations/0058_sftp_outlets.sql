-- Static pages may go to a folder of another machine, by SFTP.
ALTER TABLE publication_outlet
  DROP CONSTRAINT publication_outlet_kind_check,
  ADD CONSTRAINT publication_outlet_kind_check CHECK (kind IN ('system', 'folder', 's3', 'sftp'));
