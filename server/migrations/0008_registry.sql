-- Which edition of the divisions is loaded; the program loads another by itself when it starts.
CREATE TABLE registry_region_edition (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  -- digest of the divisions
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  loaded_at timestamptz NOT NULL DEFAULT now()
);

-- 主要负责人, 分管负责人, 联络员: who holds the post now.
CREATE TABLE registry_contact (
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  post text NOT NULL CHECK (post IN ('principal', 'in-charge', 'liaison')),
  name text NOT NULL CHECK (name <> '' AND length(name) <= 60),
  title text NOT NULL DEFAULT '' CHECK (length(title) <= 60),
  -- the liaison's is answered day and night
  phone text NOT NULL DEFAULT '' CHECK (length(phone) <= 40),
  PRIMARY KEY (unit_id, post),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE ON DELETE CASCADE
);

-- 互联网政务应用 of the six kinds of contract/src/vocabulary.ts.
CREATE TABLE registry_application (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  name text NOT NULL CHECK (name <> '' AND length(name) <= 120),
  kind text NOT NULL CHECK (kind IN ('website', 'app', 'mini-program', 'account', 'mail', 'column')),
  state text NOT NULL CHECK (state IN ('draft', 'running', 'changing', 'closed')),
  -- as they were declared, the main one first
  addresses text[] NOT NULL DEFAULT '{}' CHECK (cardinality(addresses) <= 20),
  -- host names in those addresses, lower case, Punycode: what checks are found by
  hosts text[] NOT NULL DEFAULT '{}',
  -- conditions of the rulebook that the unit declares
  flags text[] NOT NULL DEFAULT '{}',
  -- 等级保护定级; NULL: not graded
  mlps_level smallint CHECK (mlps_level BETWEEN 1 AND 5),
  opened_on date,
  -- the platform that it runs on (集约化平台, 政务云, 统一邮箱): it answers for what is inherited
  host_id uuid REFERENCES registry_application (id) CHECK (host_id <> id),
  -- others may run on it
  is_platform boolean NOT NULL DEFAULT false,
  -- the latest check of its main host
  check_id uuid REFERENCES inspection_check (id) ON DELETE SET NULL,
  checked_at timestamptz,
  unmet integer CHECK (unmet >= 0),
  unknown integer CHECK (unknown >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (id, unit_id, region_path, sector_path),
  CHECK (num_nulls(checked_at, unmet, unknown) IN (0, 3)),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX registry_application_unit ON registry_application (unit_id);
CREATE INDEX registry_application_region ON registry_application (region_path);
CREATE INDEX registry_application_sector ON registry_application (sector_path);
CREATE INDEX registry_application_host ON registry_application (host_id);
CREATE INDEX registry_application_hosts ON registry_application USING gin (hosts);
-- Checks of an application's hosts.
CREATE INDEX inspection_check_host ON inspection_check (host, requested_at DESC);
-- The order of every list: by name as pinyin has it.
CREATE INDEX registry_application_name ON registry_application (name COLLATE "zh-Hans-x-icu", id);
CREATE INDEX registry_application_fault ON registry_application (name COLLATE "zh-Hans-x-icu", id)
  WHERE unmet > 0 OR unknown > 0;

-- 备案, 标识, 定级和测评: numbers and dates as an authority gave them.
CREATE TABLE registry_filing (
  application_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('icp', 'police', 'site-code', 'mark', 'identity-certificate', 'app-filing',
    'mlps-filing', 'mlps-test', 'cryptography-test')),
  number text NOT NULL DEFAULT '' CHECK (length(number) <= 120),
  filed_on date,
  expires_on date,
  PRIMARY KEY (application_id, kind),
  FOREIGN KEY (application_id, unit_id, region_path, sector_path)
    REFERENCES registry_application (id, unit_id, region_path, sector_path) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX registry_filing_expiry ON registry_filing (expires_on) WHERE expires_on IS NOT NULL;

-- What was changed, by whom: the 历史 of a unit or an application. Rows are only added.
CREATE TABLE registry_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  -- NULL: the unit itself
  application_id uuid,
  at timestamptz NOT NULL DEFAULT now(),
  actor text NOT NULL CHECK (actor <> ''),
  act text NOT NULL CHECK (act IN ('registered', 'changed', 'moved', 'imported', 'check-taken-over')),
  -- field -> [before, after]
  fields jsonb NOT NULL DEFAULT '{}',
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX registry_change_unit ON registry_change (unit_id, id DESC);
CREATE INDEX registry_change_application ON registry_change (application_id, id DESC);

DO $$
DECLARE
  owned text;
BEGIN
  FOREACH owned IN ARRAY ARRAY['registry_contact', 'registry_application', 'registry_filing', 'registry_change'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', owned);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', owned);
    EXECUTE format($policy$CREATE POLICY unit_in_scope ON %I USING (
      (SELECT scope_is_everything())
      OR region_path ^@ ANY ((SELECT scope_regions())::text[])
      OR sector_path ^@ ANY ((SELECT scope_sectors())::text[])
      OR unit_id = ANY ((SELECT scope_units())::uuid[]))$policy$, owned);
  END LOOP;
  EXECUTE format('REVOKE UPDATE, DELETE ON registry_change FROM %I', current_setting('zhengdun.app_role'));
END
$$;

-- Platforms stand in a list that everybody reads: a county must see the city's platform to say that it runs on it.
CREATE TABLE registry_platform (
  application_id uuid PRIMARY KEY REFERENCES registry_application (id) ON DELETE CASCADE,
  name text NOT NULL,
  kind text NOT NULL,
  unit_name text NOT NULL,
  address text NOT NULL DEFAULT ''
);
