-- The migrator owns every table; the program works as another role, which row-level security holds for.
-- What later migrations create is granted to that role by itself; a table that it must not touch revokes it.
DO $$
DECLARE
  app text := current_setting('zhengdun.app_role');
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', app);
  EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I', app);
  EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO %I', app);
END
$$;
