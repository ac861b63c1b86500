-- When each file of rows in the common store was read and verified last.
ALTER TABLE logs_file ADD COLUMN verified_at timestamptz;
