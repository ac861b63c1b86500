-- Below row-level security an expression over two columns is looked at row by row; a column is found by its index.
DROP INDEX identity_grant_ends;
CREATE INDEX identity_grant_ends ON identity_grant (ends_at) WHERE ended_at IS NULL;
