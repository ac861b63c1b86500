-- How often programs have begun a check. One that ends its program each time is given up, and not tried without end.
ALTER TABLE inspection_check ADD COLUMN starts smallint NOT NULL DEFAULT 0;
