-- Units (机关事业单位) stand in two trees at once, 条块: by administrative division (属地) and by superior (系统).
-- A path is the names of its nodes from the top, each ended by '/'. What a scope sees is what begins with it; the C
-- collation makes "begins with" a range of the index.

-- What the actor of this transaction sees: prefixes of region paths, prefixes of sector paths, and single units.
-- Nothing is set outside of kernel/tenancy, and where nothing is set nothing is seen.
CREATE FUNCTION scope_regions() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(nullif(current_setting('zhengdun.regions', true), ''), '{}')::text[];
CREATE FUNCTION scope_sectors() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(nullif(current_setting('zhengdun.sectors', true), ''), '{}')::text[];
CREATE FUNCTION scope_units() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(nullif(current_setting('zhengdun.units', true), ''), '{}')::uuid[];
-- Spares the work for the whole register its comparing of every row.
CREATE FUNCTION scope_is_everything() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN '' = ANY (scope_regions());

-- Administrative divisions of GB/T 2260, and local ones (开发区) that a province adds. They are no secret: everybody
-- who signs in reads them.
CREATE TABLE registry_region (
  code text PRIMARY KEY CHECK (code ~ '^[0-9A-Z]{6,12}$'),
  name text NOT NULL CHECK (name <> ''),
  -- codes from the province downwards: '330000/330100/330102/'
  path text COLLATE "C" NOT NULL UNIQUE CHECK (path ~ '^([0-9A-Z]{6,12}/)+$' AND path LIKE '%' || code || '/'),
  parent_code text REFERENCES registry_region (code),
  -- added here, not of GB/T 2260
  local boolean NOT NULL DEFAULT false
);

CREATE TABLE registry_unit (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (name <> '' AND length(name) <= 120),
  kind text NOT NULL CHECK (kind IN ('organ', 'institution')),
  level text NOT NULL
    CHECK (level IN ('central', 'provincial', 'prefectural', 'county', 'county-department', 'township')),
  -- 统一社会信用代码 (GB 32100)
  credit_code text UNIQUE CHECK (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  region_code text NOT NULL REFERENCES registry_region (code),
  region_path text COLLATE "C" NOT NULL,
  -- 主管部门
  superior_id uuid REFERENCES registry_unit (id),
  -- the superior's path and this unit's id
  sector_path text COLLATE "C" NOT NULL UNIQUE CHECK (sector_path LIKE '%' || id || '/'),
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  -- merged, renamed away or dissolved (机构调整): kept for what it did
  closed_at timestamptz,
  -- What belongs to a unit carries its two paths for row-level security. Foreign keys on all three columns keep them
  -- equal: a unit that moves takes along what is its own.
  UNIQUE (id, region_path, sector_path)
);
CREATE INDEX registry_unit_region ON registry_unit (region_path);
CREATE INDEX registry_unit_superior ON registry_unit (superior_id);

ALTER TABLE registry_unit ENABLE ROW LEVEL SECURITY;
ALTER TABLE registry_unit FORCE ROW LEVEL SECURITY;
-- Every table that belongs to units carries both paths and the unit, and has this policy. The sub-selects are asked
-- once a statement, not once a row.
CREATE POLICY unit_in_scope ON registry_unit
  USING (
    (SELECT scope_is_everything())
    OR region_path ^@ ANY ((SELECT scope_regions())::text[])
    OR sector_path ^@ ANY ((SELECT scope_sectors())::text[])
    OR id = ANY ((SELECT scope_units())::uuid[])
  );
