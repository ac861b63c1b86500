import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PERMISSIONS, type PermissionName, ROLE_NAMES, ROLES, type RoleName } from '@zhengdun/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../test/database.ts';
import { signedIn, TestBrowser, testClock } from '../test/identity-house.ts';
import { openWholeHouse } from '../test/whole-house.ts';
import { tellKept } from './app.ts';
import { loadCity, PEOPLE } from './demo/index.ts';
import type { Http } from './kernel/http/index.ts';
import { EVERYTHING, withinScope } from './kernel/tenancy/index.ts';

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly permission: PermissionName;
  readonly body?: Schema | undefined;
}

/** Where the things of the addresses stand, by what comes before their id. */
const TABLES = {
  units: 'registry_unit',
  applications: 'registry_application',
  people: 'identity_person',
  grants: 'identity_grant',
  tokens: 'identity_token',
  findings: 'supervision_finding',
  notices: 'supervision_notice',
  documents: 'assurance_document',
  papers: 'assurance_paper',
  exceptions: 'assurance_exception',
  openings: 'opening_case',
  publications: 'publication_item',
  closings: 'closing_case',
  links: 'links_link',
  'log-sources': 'logs_source',
  'word-lists': 'publication_word_list',
  checks: 'inspection_check',
} as const;
type Kind = keyof typeof TABLES;

/** What is of the whole installation or of whoever asks, and of no unit. */
const OF_THE_HOUSE =
  /^\/api\/(identity-providers|settings|messages|watch|local-days|regions|ledger|names|evidence|logs\/(searches|archive))\b/;

const database = useTestDatabase();
const data = mkdtempSync(join(tmpdir(), 'zhengdun-every-route-'));
let http: Http;
let routes: readonly Route[];
/** of the unit in which every role is held, and of others */
const own = new Map<Kind, string>();
const foreign = new Map<Kind, string>();
/** what nobody of the unit may ever read */
let secret: ReadonlySet<string>;
/** a file of each item */
let texts: ReadonlyMap<string, string>;
const holders = new Map<RoleName, TestBrowser>();

beforeAll(async () => {
  const inside = await openWholeHouse(database, { data, demo: PEOPLE });
  const tell = () => tellKept(inside.house);
  const { evidence } = inside.house;
  await loadCity(
    { db: database.db, evidence, data, http: inside.http, tell },
    (_, work) => work(),
    new Date(),
  );
  routes = await namedRoutes(inside.http);
  await inside.http.close();
  // Served to others, nothing is open to whoever sits at the machine.
  ({ http } = await openWholeHouse(database, { data, env: { ZHENGDUN_LISTEN: '0.0.0.0' } }));
  const unit = await chooseUnit();
  await holdEveryRole(unit);
  await chooseThings(unit);
}, 240_000);
afterAll(async () => {
  await http.close();
  rmSync(data, { recursive: true, force: true });
});

/** Every route that needs a permission of the matrix, as the house describes itself. */
async function namedRoutes(inside: Http): Promise<Route[]> {
  const reply = await inside.inject({ url: '/openapi.json', headers: { host: '127.0.0.1' } });
  const { paths } = reply.json() as { paths: Record<string, Record<string, Described>> };
  return Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, described]) => ({
        method: method.toUpperCase() as Route['method'],
        path,
        permission: described['x-permission'].name as PermissionName,
        body: described.requestBody?.content['application/json']?.schema,
      })),
    )
    .filter(({ permission }) => PERMISSIONS.includes(permission));
}
interface Described {
  readonly 'x-permission': { readonly name: string };
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** One that stands above no other and has got a notice, as others have, and has something to publish. */
async function chooseUnit(): Promise<string> {
  const { rows } = await everything<{ unit_id: string }>(
    sql`SELECT unit_id FROM supervision_notice WHERE unit_id NOT IN
        (SELECT superior_id FROM registry_unit WHERE superior_id IS NOT NULL)
        ORDER BY unit_id IN (SELECT unit_id FROM publication_item) DESC, 1 LIMIT 1`,
  );
  return rows[0]?.unit_id ?? '';
}

async function holdEveryRole(unit: string): Promise<void> {
  const clock = testClock();
  const house = {
    clock,
    browser: (more: { source?: string } = {}) => new TestBrowser(http, clock, more),
    tools: { db: database.db },
  };
  for (const role of ROLE_NAMES) {
    const area = ROLES[role].areas.at(-1) ?? 'unit';
    const person = await signedIn(house, { unitId: unit, grants: [{ role, area, place: unit }] });
    holders.set(role, person.browser);
  }
}

/** One of each kind here and elsewhere, and all ids of elsewhere that only their units and superiors know. */
async function chooseThings(unit: string): Promise<void> {
  const hidden: string[] = [];
  for (const [kind, table] of Object.entries(TABLES) as [Kind, string][]) {
    const { rows } = await everything<{ id: string; unit_id: string }>(THINGS[kind] ?? thingsOf(table));
    const here = rows.find((row) => row.unit_id === unit);
    const elsewhere = rows.find((row) => row.unit_id !== unit);
    if (here) own.set(kind, here.id);
    if (elsewhere) foreign.set(kind, elsewhere.id);
    if (kind !== 'units' && kind !== 'people')
      hidden.push(...rows.filter((row) => row.unit_id !== unit).map(({ id }) => id));
  }
  const written = await everything<{ item_id: string; text_id: string }>(
    sql`SELECT item_id, text_id FROM publication_version WHERE version = 1`,
  );
  texts = new Map(written.rows.map(({ item_id, text_id }) => [item_id, text_id]));
  // What is said to be a platform is known to all, so that they can choose it.
  const { rows } = await everything<{ id: string }>(sql`SELECT application_id AS id FROM registry_platform`);
  const known = new Set(rows.map(({ id }) => id));
  secret = new Set(hidden.filter((id) => !known.has(id)));
}

const thingsOf = (table: string) => sql`SELECT id, unit_id FROM ${sql.table(table)} ORDER BY id`;
/** Those that name their unit in another way. */
const THINGS: Partial<Record<Kind, ReturnType<typeof thingsOf>>> = {
  units: sql`SELECT id, id AS unit_id FROM registry_unit ORDER BY id`,
  grants: sql`SELECT g.id, p.unit_id FROM identity_grant g JOIN identity_person p ON p.id = g.person_id ORDER BY g.id`,
  tokens: sql`SELECT t.id, p.unit_id FROM identity_token t JOIN identity_person p ON p.id = t.person_id ORDER BY t.id`,
  // Of a sealed one there is a record.
  closings: sql`SELECT id, unit_id FROM closing_case ORDER BY state <> 'sealed', id`,
  checks: sql`SELECT c.id, a.unit_id FROM inspection_check c JOIN registry_application a ON a.check_id = c.id ORDER BY c.id`,
};

function everything<Row>(query: ReturnType<typeof thingsOf>) {
  return withinScope(database.db, EVERYTHING, (trx) => query.$castTo<Row>().execute(trx));
}

/** The address with what it is about, or undefined where there is nothing of the kind. */
function addressOf({ path }: Route, things: ReadonlyMap<Kind, string>): string | undefined {
  const kind = /^\/api\/([a-z-]+)\/\{id\}/.exec(path)?.[1] as Kind | undefined;
  const id = kind && things.get(kind);
  if (kind && kind in TABLES && !id) return undefined;
  return path
    .replace('{id}', id ?? NOBODY)
    .replace('{form}', /report|record/.test(path) ? 'docx' : 'csv')
    .replace('{step}', 'icp')
    .replace('{paper}', 'telecom')
    .replace('{version}', '1')
    .replace('{sha256}', '0'.repeat(64))
    .replace('{document}', texts.get(id ?? '') ?? NOBODY)
    .replace(/\{\w+\}/g, NOBODY);
}
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Something that the schema takes, about things of a foreign unit. */
function sampleOf(schema: Schema | undefined, name = ''): unknown {
  if (!schema) return undefined;
  const { anyOf, oneOf } = schema;
  const either = anyOf?.[0] ?? oneOf?.[0];
  if (either) return sampleOf(either, name);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'object') {
    const wanted = Object.entries(schema.properties ?? {}).filter(([key]) => schema.required?.includes(key));
    return Object.fromEntries(wanted.map(([key, each]) => [key, sampleOf(each, key)]));
  }
  if (schema.type === 'array') return [sampleOf(schema.items, name)];
  if (schema.type === 'boolean') return true;
  if (schema.type === 'integer' || schema.type === 'number') return 1;
  if (schema.format === 'uuid') return foreign.get(KIND_OF_FIELD[name] ?? 'units') ?? NOBODY;
  if (schema.format === 'date') return '2026-10-08';
  if (schema.format === 'date-time') return '2026-10-08T00:00:00.000Z';
  if (name === 'place') return foreign.get('units');
  return '样例说明';
}
const KIND_OF_FIELD: Readonly<Record<string, Kind>> = {
  applicationId: 'applications',
  hostId: 'applications',
  personId: 'people',
  assigneeId: 'people',
  checkId: 'checks',
  documentId: 'documents',
  documents: 'documents',
  findings: 'findings',
  ids: 'findings',
};

function has(role: RoleName, permission: PermissionName): boolean {
  return (ROLES[role].permissions as readonly string[]).includes(permission);
}

/** @returns with what the answer holds of foreign units, but for the ids that were asked with */
async function ask(role: RoleName, { method, body }: Route, address: string) {
  const browser = holders.get(role);
  if (!browser) throw new Error(role);
  const sent = method === 'POST' ? Object(sampleOf(body)) : undefined;
  const { status, bytes } = await browser.ask(method, address, sent);
  const said = `${address} ${JSON.stringify(sent)}`;
  const text = bytes.toString('utf8');
  return { status, leaked: [...secret].filter((id) => text.includes(id) && !said.includes(id)) };
}

describe('every route of the house', () => {
  it('that is about a thing of some kind is walked with one of another unit', () => {
    const kinds = routes.flatMap(({ path }) => /^\/api\/([a-z-]+)\/\{id\}/.exec(path)?.[1] ?? []);
    const unknown = kinds.filter((kind) => !(kind in TABLES) && !OF_THE_HOUSE.test(`/api/${kind}`));
    expect(unknown).toEqual([]);
    expect([...Object.keys(TABLES)].filter((kind) => !foreign.has(kind as Kind))).toEqual([
      'tokens',
      'word-lists',
    ]);
    expect(routes.length).toBeGreaterThan(100);
  });
});

// What a role may not do at all is tried role by role: server/test/roles/.
describe.each(ROLE_NAMES)('%s', (role) => {
  it('neither reads nor changes anything of a foreign unit', async () => {
    for (const route of routes.filter(({ permission }) => has(role, permission))) {
      const isOfTheHouse = OF_THE_HOUSE.test(route.path);
      const address = addressOf(route, foreign);
      if (!address || (route.method === 'POST' && isOfTheHouse)) continue;
      const told = { role, route: `${route.method} ${route.path}` };
      const { status, leaked } = await ask(role, route, address);
      expect({ ...told, leaked }).toEqual({ ...told, leaked: [] });
      if (route.path.includes('{id}') && !isOfTheHouse && route.method === 'GET')
        expect({ ...told, status }).toEqual({ ...told, status: 404 });
      if (route.method === 'POST')
        expect({ ...told, refused: status >= 400 && status < 500 }).toEqual({ ...told, refused: true });
    }
  });

  it('reads what the matrix gives of the own unit', async () => {
    for (const route of routes.filter(
      ({ method, permission }) => method === 'GET' && has(role, permission),
    )) {
      const address = addressOf(route, own);
      // A picture is there once a browser has looked: nobody looks at the links of an invented city.
      if (!address || !route.path.includes('{id}') || route.path.endsWith('{sha256}')) continue;
      const told = { role, route: route.path };
      expect({ ...told, status: (await ask(role, route, address)).status }).toEqual({ ...told, status: 200 });
    }
  });
});
