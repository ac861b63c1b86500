import { PERMISSIONS, ROLE_NAMES, ROLES, type RoleName, TOKEN_PERMISSIONS } from '@zhengdun/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { type IdentityHouse, identityHouse, makeUnit, signedIn } from '../../../test/identity-house.ts';
import { recordDone } from '../../kernel/audit/index.ts';
import { addDays, dayOf } from '../../kernel/clock/index.ts';
import { actorOf, callerOf } from '../../kernel/http/index.ts';
import { EVERYTHING, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';

const database = useTestDatabase();
let house: IdentityHouse;
let own: string;
let foreign: string;

beforeAll(async () => {
  house = await identityHouse(database.db, (http) => {
    for (const permission of PERMISSIONS) {
      http.get(`/api/reach/${permission}`, { config: { permission } }, async (request) =>
        withinScope(database.db, scopeOf(actorOf(request), permission), async (trx) =>
          (await trx.selectFrom('registry_unit').select('id').execute()).map(({ id }) => id),
        ),
      );
    }
    http.post('/api/act', { config: { permission: 'check.start' } }, async (request) => ({
      id: await database.db
        .transaction()
        .execute((trx) =>
          recordDone(trx, callerOf(request), { act: 'unit-corrected', detail: { changed: [] } }),
        ),
    }));
  });
  own = await makeUnit(database.db, { name: '样例局', region: '990000/990100/' });
  foreign = await makeUnit(database.db, { name: '样例外局', region: '990000/990200/' });
});
afterAll(() => house.http.close());

type Person = Awaited<ReturnType<typeof signedIn>>;
const endsOn = (days: number) => addDays(dayOf(house.clock.now), days);

async function make(person: Person, more: object = {}) {
  house.clock.pass(1);
  return person.browser.post('/api/me/tokens', {
    kind: 'personal',
    name: '样例程序',
    permissions: ['unit.read'],
    endsOn: endsOn(30),
    code: person.browser.codeOf(person.seed),
    ...more,
  });
}

async function by(
  token: string,
  url: string,
  more: { method?: 'GET' | 'POST'; from?: string; body?: object } = {},
) {
  const reply = await house.http.inject({
    method: more.method ?? 'GET',
    url,
    remoteAddress: more.from ?? '198.51.100.7',
    headers: { host: '127.0.0.1:8600', authorization: `Bearer ${token}` },
    ...(more.body && { payload: more.body }),
  });
  const body = reply.headers['content-type']?.includes('json') ? reply.json() : undefined;
  return { status: reply.statusCode, body, code: body?.error?.code as string | undefined };
}

const handler = () => signedIn(house, { unitId: own, grants: [{ role: 'handler' }] });

describe('a token', () => {
  it('is shown once; the database keeps its digest', async () => {
    const person = await handler();
    const made = await make(person);
    expect(made.status).toBe(200);
    expect(made.body.token).toMatch(/^zhengdun_[A-Za-z0-9_-]{43}$/);
    const listed = await person.browser.get('/api/me/tokens');
    expect(listed.body.rows).toMatchObject([{ id: made.body.id, state: 'live', name: '样例程序' }]);
    expect(JSON.stringify(listed.body)).not.toContain(made.body.token);
    const { rows } = await withinScope(database.db, EVERYTHING, (trx) =>
      sql<{ row: string }>`SELECT t::text AS row FROM identity_token t`.execute(trx),
    );
    expect(rows.map(({ row }) => row).join()).not.toContain(made.body.token.slice(9));
  });

  it('needs the second factor, no more than its owner has, and an end within a year', async () => {
    const person = await handler();
    expect(await make(person, { code: '000000' })).toMatchObject({ status: 401, code: 'code-refused' });
    // Not his, and his but done in person only.
    for (const permission of ['audit.read', 'grant.give'])
      expect((await make(person, { permissions: [permission] })).code).toBe('token-beyond-owner');
    const leader = await signedIn(house, { unitId: own, grants: [{ role: 'leader' }] });
    expect((await make(leader, { permissions: ['attestation.sign'] })).code).toBe('token-beyond-owner');
    for (const days of [-1, 366])
      expect((await make(person, { endsOn: endsOn(days) })).code).toBe('token-end-refused');
    expect((await make(person, { endsOn: endsOn(365) })).status).toBe(200);
  });

  it('reaches what it was given of what its owner reaches now', async () => {
    const person = await handler();
    const { token, id } = (await make(person, { permissions: ['unit.read', 'check.start'] })).body;
    expect(await by(token, '/api/reach/unit.read')).toMatchObject({ status: 200, body: [own] });
    expect(await by(token, '/api/reach/application.read')).toMatchObject({ status: 403 });
    const listed = await person.browser.get('/api/me/tokens');
    expect(listed.body.rows[0]).toMatchObject({ lastSource: '198.51.100.7' });
    // What it does is recorded under its own id.
    const acted = await by(token, '/api/act', { method: 'POST' });
    const { rows } = await withinScope(database.db, EVERYTHING, (trx) =>
      sql`SELECT actor_kind, actor_id FROM audit_record WHERE id = ${acted.body.id}`.execute(trx),
    );
    expect(rows).toEqual([{ actor_kind: 'token', actor_id: id }]);
    await withinScope(database.db, EVERYTHING, (trx) =>
      trx
        .updateTable('identity_grant')
        .set({ ended_at: house.clock.now })
        .where('person_id', '=', person.id)
        .execute(),
    );
    house.clock.pass(1);
    expect(await by(token, '/api/reach/unit.read')).toMatchObject({ status: 403 });
  });

  it('ends: by its day, by its owner, with the grants of a contractor, and when its owner is reset', async () => {
    const [first, second] = [await handler(), await handler()];
    const short = (await make(first, { endsOn: endsOn(0) })).body;
    const revoked = (await make(first)).body;
    expect((await by(short.token, '/api/reach/unit.read')).status).toBe(200);
    expect((await first.browser.post(`/api/me/tokens/${revoked.id}/revoke`)).status).toBe(200);
    expect((await by(revoked.token, '/api/reach/unit.read')).code).toBe('token-ended');
    const kept = (await make(second)).body;
    const admin = await signedIn(house, { unitId: own, grants: [{ role: 'security-admin' }] });
    await admin.browser.post(`/api/people/${second.id}/reset`);
    expect((await by(kept.token, '/api/reach/unit.read')).code).toBe('token-ended');
    const contractor = await signedIn(house, {
      unitId: own,
      employment: 'outsourced',
      grants: [{ role: 'operator', endsAt: new Date(house.clock.now.getTime() + 600_000) }],
    });
    const lent = (await make(contractor)).body;
    expect((await by(lent.token, '/api/reach/unit.read')).status).toBe(200);
    house.clock.pass(24 * 60);
    for (const { token } of [short, lent])
      expect((await by(token, '/api/reach/unit.read')).code).toBe('token-ended');
  });

  it('does nothing about an account: no tokens, no factors, no sessions', async () => {
    const person = await handler();
    const { token } = (await make(person)).body;
    const routes = house.routes.filter(({ permission }) => ['in-person', 'signing-in'].includes(permission));
    expect(routes.length).toBeGreaterThan(10);
    for (const { method, url } of routes) {
      const answer = await by(token, url.replace(':id', person.id), {
        method: method as 'GET',
        ...(method === 'POST' && { body: {} }),
      });
      expect({ url, status: answer.status, code: answer.code }).toEqual({
        url,
        status: 403,
        code: 'not-by-token',
      });
    }
  });
});

describe('a token that is none', () => {
  it('counts with every other way in, and neither a right token nor a known browser suffers from it', async () => {
    const from = '198.51.100.99';
    const person = await signedIn(house, { unitId: own, grants: [{ role: 'handler' }] });
    const { token } = (await make(person)).body;
    const wrong = `zhengdun_${'A'.repeat(43)}`;
    for (let tries = 0; tries < 30; tries += 1)
      expect((await by(wrong, '/api/reach/unit.read', { from })).code).toBe('token-refused');
    expect((await by(wrong, '/api/reach/unit.read', { from })).code).toBe('too-many-attempts');
    const stranger = house.browser({ source: from });
    expect((await stranger.password(person.loginName)).code).toBe('too-many-attempts');
    expect((await by(token, '/api/reach/unit.read', { from })).status).toBe(200);
    expect((await person.browser.enter(person.loginName, person.seed)).status).toBe(200);
  });
});

describe('a security administrator', () => {
  it('sees and revokes the tokens of the own people and of no others', async () => {
    const [mine, other] = [
      await handler(),
      await signedIn(house, { unitId: foreign, grants: [{ role: 'handler' }] }),
    ];
    const [here, there] = [(await make(mine)).body, (await make(other)).body];
    const { browser } = await signedIn(house, { unitId: own, grants: [{ role: 'security-admin' }] });
    const { body } = await browser.get('/api/tokens?size=100');
    const ids = body.rows.map(({ id }: { id: string }) => id);
    expect(ids).toContain(here.id);
    expect(ids).not.toContain(there.id);
    expect(body.total).toBe(ids.length);
    expect((await browser.post(`/api/tokens/${there.id}/revoke`)).code).toBe('token-unknown');
    expect((await by(there.token, '/api/reach/unit.read')).status).toBe(200);
    expect((await browser.post(`/api/tokens/${here.id}/revoke`)).status).toBe(200);
    expect((await by(here.token, '/api/reach/unit.read')).code).toBe('token-ended');
    expect((await browser.post(`/api/tokens/${here.id}/revoke`)).code).toBe('token-unknown');
  });
});

describe.each(ROLE_NAMES)('a token of %s', (role: RoleName) => {
  it('goes every route as the matrix says, and none that is done in person', async () => {
    const area = ROLES[role].areas.at(-1) ?? 'unit';
    const person = await signedIn(house, { unitId: own, grants: [{ role, area, place: own }] });
    const permissions = TOKEN_PERMISSIONS.filter((each) =>
      (ROLES[role].permissions as readonly string[]).includes(each),
    );
    const { token } = (await make(person, { permissions })).body;
    for (const permission of PERMISSIONS) {
      const answer = await by(token, `/api/reach/${permission}`);
      const may = permissions.includes(permission);
      expect({ permission, status: answer.status }).toEqual({ permission, status: may ? 200 : 403 });
      if (may) expect(answer.body).toEqual([own]);
    }
  });
});
