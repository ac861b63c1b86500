-- 静态网页: approved items become pages in a folder or in object storage, put there by the program itself.

ALTER TABLE publication_outlet
  DROP CONSTRAINT publication_outlet_kind_check,
  ADD CONSTRAINT publication_outlet_kind_check CHECK (kind IN ('system', 'folder', 's3'));

-- NULL: the program did it
ALTER TABLE publication_event ALTER COLUMN actor_id DROP NOT NULL;
