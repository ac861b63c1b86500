-- 外链台账 (Art. 15): the links of a unit's sites and items that leave for what is no organ's site, why they stand there,
-- and what became of them.
CREATE TABLE links_link (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  -- as a browser writes it: ASCII alone
  url text NOT NULL CHECK (url ~ '^https?://' AND length(url) <= 1000),
  host text NOT NULL CHECK (host <> '' AND length(host) <= 253),
  found_at timestamptz NOT NULL,
  -- since when it stands nowhere any more; NULL: it stands somewhere
  gone_at timestamptz,
  -- what was found out last, and why: a code of the program
  state text NOT NULL CHECK (state IN ('alive', 'dead', 'taken', 'unknown')),
  cause text NOT NULL CHECK (cause ~ '^[a-z0-9-]{1,40}$'),
  -- the word of the page, or the answer of the network, that decided
  detail text NOT NULL CHECK (length(detail) <= 200),
  final_url text CHECK (length(final_url) <= 1000),
  since timestamptz NOT NULL,
  checked_at timestamptz,
  due_at timestamptz NOT NULL,
  -- how it looked when all was well last; NULL: never yet
  good jsonb CHECK (length(good::text) <= 8000),
  good_at timestamptz,
  -- SHA-256 of the picture from then, or why there is none
  picture text CHECK (picture ~ '^[0-9a-f]{64}$'),
  picture_at timestamptz,
  no_picture jsonb,
  -- 承办人; NULL: nobody yet
  handler_id uuid REFERENCES identity_person (id),
  -- 事由, and whether it has to do with the unit's duties or serves the public (Art. 15)
  relevance text NOT NULL DEFAULT 'open' CHECK (relevance IN ('open', 'duty', 'service', 'none')),
  ground text NOT NULL DEFAULT '' CHECK (length(ground) <= 500),
  decided_by uuid REFERENCES identity_person (id),
  decided_at timestamptz,
  UNIQUE (unit_id, url),
  UNIQUE (id, unit_id, region_path, sector_path),
  CHECK ((relevance = 'open') = (decided_at IS NULL)),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK (relevance = 'open' OR ground <> ''),
  CHECK ((good IS NULL) = (good_at IS NULL)),
  CHECK ((picture IS NULL) = (picture_at IS NULL)),
  FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX links_link_unit ON links_link (unit_id, state);
CREATE INDEX links_link_region ON links_link (region_path, state);
CREATE INDEX links_link_sector ON links_link (sector_path, state);
CREATE INDEX links_link_due ON links_link (due_at) WHERE gone_at IS NULL;
CREATE INDEX links_link_url ON links_link (url);
SELECT belongs_to_units('links_link');

-- Where a link stands: on a page of an application, or in an item that was submitted or published.
CREATE TABLE links_place (
  link_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  application_id uuid NOT NULL REFERENCES registry_application (id),
  -- NULL: it was seen on a page by a check
  item_id uuid REFERENCES publication_item (id),
  -- address of the page; of an item that is not public: empty
  page text NOT NULL CHECK (length(page) <= 1000),
  line integer NOT NULL CHECK (line >= 0),
  text text NOT NULL CHECK (length(text) <= 200),
  seen_at timestamptz NOT NULL,
  FOREIGN KEY (link_id, unit_id, region_path, sector_path)
    REFERENCES links_link (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE UNIQUE INDEX links_place_once ON links_place (link_id, application_id, coalesce(item_id, application_id), page);
CREATE INDEX links_place_application ON links_place (application_id, page) WHERE item_id IS NULL;
CREATE INDEX links_place_item ON links_place (item_id) WHERE item_id IS NOT NULL;
SELECT belongs_to_units('links_place');

-- Each look at a link. Rows are only added.
CREATE TABLE links_check (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  link_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  region_path text COLLATE "C" NOT NULL,
  sector_path text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('alive', 'dead', 'taken', 'unknown')),
  cause text NOT NULL CHECK (cause ~ '^[a-z0-9-]{1,40}$'),
  detail text NOT NULL CHECK (length(detail) <= 200),
  status smallint,
  final_url text CHECK (length(final_url) <= 1000),
  -- what is not as it was, by code
  changes text[] NOT NULL,
  -- how it looks; NULL: no page came, or nothing of it may be kept
  page jsonb CHECK (length(page::text) <= 8000),
  FOREIGN KEY (link_id, unit_id, region_path, sector_path)
    REFERENCES links_link (id, unit_id, region_path, sector_path) ON UPDATE CASCADE
);
CREATE INDEX links_check_link ON links_check (link_id, id DESC);
SELECT belongs_to_units('links_check');
SELECT is_only_added_to('links_check');

-- When a host may be asked again, whosever links lead there. The program's own.
CREATE TABLE links_host (
  host text PRIMARY KEY,
  next_at timestamptz NOT NULL
);

-- Word that links may have come or gone: a check was told, an item was submitted, published or withdrawn. The program's own.
CREATE TABLE links_word (
  kind text NOT NULL CHECK (kind IN ('check', 'item')),
  subject uuid NOT NULL,
  PRIMARY KEY (kind, subject)
);
CREATE FUNCTION links_word_of_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO links_word (kind, subject) VALUES ('item', NEW.item_id) ON CONFLICT DO NOTHING;
  RETURN NEW;
END
$$;
CREATE TRIGGER links_word_of_item AFTER INSERT ON publication_event
  FOR EACH ROW WHEN (NEW.event IN ('submitted', 'published', 'withdrawn', 'dropped'))
  EXECUTE FUNCTION links_word_of_item();

DO $$
BEGIN
  EXECUTE format('REVOKE DELETE ON links_link FROM %I', current_setting('zhengdun.app_role'));
END
$$;
