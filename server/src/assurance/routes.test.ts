import { randomUUID } from 'node:crypto';
import { type PermissionName, permissionsOf, ROLE_NAMES, type RoleName } from '@zhengdun/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import { type PaperHouse, PDF, paperHouse, paperUnit, personWith, registerSite } from '../../test/papers.ts';
import { type Actor, EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';

const database = useTestDatabase();
let house: PaperHouse;
let own: Awaited<ReturnType<typeof paperUnit>>;

beforeAll(async () => {
  house = await paperHouse(database.db);
  own = await paperUnit(database.db, '990000/990100/');
});
afterAll(() => house.close());

/** A unit with one thing of every kind, ready to be acted on. */
async function everything(of: typeof own) {
  const application = await registerSite(database.db, of.unit);
  const document = await house.upload(of.writer, of.unit);
  const input = {
    ...{ claim: 'met', statement: '样例', issuer: '样例科', issuedOn: '2026-11-01' },
    ...{ expiresOn: '2026-12-20', documents: [document] },
  };
  const obligation = 'A4.6-budget';
  const paper = await house.ask(of.writer, 'POST', '/papers', {
    ...input,
    ...{ unitId: of.unit, applicationId: application, obligation },
  });
  const request = {
    ...{ applicationId: application, obligation, kind: 'deferral', ground: '样例' },
    ...{ startsOn: '2026-11-26', endsOn: '2026-12-10' },
  };
  const exception = await house.ask(of.writer, 'POST', '/exceptions', request);
  return {
    application,
    document,
    input,
    paper: paper.body.id,
    exception: exception.body.id,
    request,
    unit: of.unit,
  };
}
type Everything = Awaited<ReturnType<typeof everything>>;

const OF_PAPERS: readonly PermissionName[] = [
  'paper.read',
  'attestation.write',
  'attestation.sign',
  'exception.approve',
  'document.destroy',
];

/** What each route is asked about a unit; each is right but for who asks. */
function requestOf(method: string, url: string, it: Everything): [url: string, body?: object | Buffer] {
  const put = (path: string, id: string) => path.replace('/api', '').replace(':id', id);
  switch (`${method} ${url}`) {
    case 'POST /api/documents':
      return [`/documents?unit=${it.unit}&name=a.pdf`, PDF];
    case 'POST /api/papers':
      return ['/papers', { ...it.input, unitId: it.unit, obligation: 'A13.1-review-system' }];
    case 'POST /api/exceptions':
      return ['/exceptions', { ...it.request, obligation: 'A3.3-tamper' }];
    case 'POST /api/papers/:id/versions':
      return [put(url, it.paper), it.input];
    case 'POST /api/papers/:id/sign':
      return [put(url, it.paper), { version: 1 }];
    case 'POST /api/papers/:id/withdraw':
      return [put(url, it.paper), { ground: '样例' }];
    case 'POST /api/exceptions/:id/decide':
      return [put(url, it.exception), { decision: 'approved' }];
    case 'POST /api/documents/:id/destroy':
      return [put(url, it.document), { orderNumber: '1', approver: '样例' }];
  }
  if (url.startsWith('/api/applications')) return [put(url, it.application)];
  if (url.startsWith('/api/units')) return [put(url, it.unit)];
  if (url.startsWith('/api/documents')) return [put(url, it.document)];
  if (url.startsWith('/api/exceptions')) return [put(url, it.exception)];
  return [put(url, it.paper)];
}

describe('every route of papers', () => {
  // Each route is walked with whole requests: by one role of each set of rights. Who has which is told in test/roles.
  const rights = (role: RoleName) => permissionsOf(role).filter((each) => OF_PAPERS.includes(each));
  const roles = new Map(ROLE_NAMES.toReversed().map((role) => [rights(role).join(), role]));

  it.each([...roles.values()])(
    'lets %s do what the matrix gives in the own unit, and nothing in a foreign one',
    async (role) => {
      const holder = await personWith(database.db, { unit: own.unit, role });
      const foreign = await everything(
        await paperUnit(database.db, `990000/99${randomUUID().slice(0, 4).toUpperCase()}/`),
      );
      for (const { method, url, permission } of house.routes) {
        const mine = await everything(own);
        const may = rights(role).includes(permission as PermissionName);
        if (url.endsWith('/end')) await decided(mine);
        const isList = url.startsWith('/api/expiries');
        const answer = async (about: Everything) =>
          (await house.ask(holder, method as 'GET', ...requestOf(method, url, about))).status;
        expect([method, url, await answer(mine)]).toEqual([
          method,
          url,
          may ? expect.toSatisfy(isDone) : 403,
        ]);
        expect([method, url, await answer(foreign)]).toEqual([method, url, !may ? 403 : isList ? 200 : 404]);
        // The next role writes the same again.
        await withdrawUnitPapers();
      }
      expect(house.routes.length).toBe(17);
      expect(OF_PAPERS).toEqual(expect.arrayContaining(house.routes.map((each) => each.permission)));
    },
  );

  const isDone = (status: number) => status === 200 || status === 201;

  async function decided({ exception }: Everything) {
    await house.ask(own.leader, 'POST', `/exceptions/${exception}/decide`, { decision: 'approved' });
  }

  async function withdrawUnitPapers() {
    await withinScope(database.db, EVERYTHING, (trx) =>
      sql`UPDATE assurance_paper SET withdrawn_at = now(), withdrawn_by = ${own.writer.id}, withdrawn_for = '样例'
        WHERE application_id IS NULL AND withdrawn_at IS NULL`.execute(trx),
    );
  }
});

describe('what ends', () => {
  let of: Awaited<ReturnType<typeof paperUnit>>;
  let reader: Actor;
  let site: string;
  const list = async (query: string, who = reader) =>
    (await house.ask(who, 'GET', `/expiries?${query}`)).body;

  beforeAll(async () => {
    of = await paperUnit(database.db, '990000/990400/');
    reader = of.leader;
    const made = await everything(of);
    site = made.application;
    await house.ask(of.leader, 'POST', `/papers/${made.paper}/sign`, { version: 1 });
    await house.ask(of.leader, 'POST', `/exceptions/${made.exception}/decide`, { decision: 'approved' });
    await withinScope(database.db, EVERYTHING, async (trx) => {
      const paths = await trx
        .selectFrom('registry_unit')
        .select(['id as unit_id', 'region_path', 'sector_path'])
        .where('id', '=', of.unit)
        .executeTakeFirstOrThrow();
      const filing = { ...paths, application_id: site, number: '1', filed_on: null };
      await trx
        .insertInto('registry_filing')
        .values([
          { ...filing, kind: 'mlps-test', expires_on: '2026-11-25' },
          { ...filing, kind: 'icp', expires_on: '2026-11-26' },
          { ...filing, kind: 'domain', expires_on: '2027-02-10' },
        ])
        .execute();
      await sql`INSERT INTO identity_grant (id, person_id, role, area, place, ends_at)
        VALUES (${randomUUID()}, ${of.writer.id}, 'handler', 'unit', ${of.unit}, '2199-01-01')`.execute(trx);
      await sql`INSERT INTO inspection_check (id, state, url, host, request, unit)
        VALUES ('22222222-2222-4222-8222-222222222222', 'waiting', 'https://x/', 'x', '{}', '{}')`.execute(
        trx,
      );
      await sql`INSERT INTO inspection_verdict (check_id, rule, obligation, verdict, code, facts)
        VALUES ('22222222-2222-4222-8222-222222222222', 'certificate-expiry', 'x', 'met', 'valid', '{"until":"2027-01-20"}')`.execute(
        trx,
      );
      await sql`UPDATE registry_application SET check_id = '22222222-2222-4222-8222-222222222222' WHERE id = ${site}`.execute(
        trx,
      );
    });
  });

  it('is listed by span, each number being that of the rows behind it', async () => {
    const { spans } = await list('');
    expect(spans).toEqual({ overdue: 1, '7': 1, '30': 3, '90': 5 });
    for (const [span, count] of Object.entries(spans)) {
      const page = await list(`within=${span}`);
      expect([span, page.total, page.rows.length]).toEqual([span, count, count]);
    }
    expect((await list('within=90')).rows).toMatchObject([
      { kind: 'filing', what: 'ICP备案', expiresOn: '2026-11-26', daysLeft: 0, id: site },
      { kind: 'deferral', what: '运维和安全经费列入预算', expiresOn: '2026-12-10' },
      { kind: 'paper', expiresOn: '2026-12-20', unit: { id: of.unit } },
      { kind: 'certificate', expiresOn: '2027-01-20', daysLeft: 55 },
      { kind: 'filing', what: '域名注册', expiresOn: '2027-02-10' },
    ]);
    expect((await list('within=overdue')).rows).toMatchObject([
      { kind: 'filing', what: '等级测评', daysLeft: -1 },
    ]);
    expect((await list('within=90&kind=paper')).spans).toEqual({ overdue: 0, '7': 0, '30': 1, '90': 1 });
    expect(
      (await list('within=90', own.leader)).rows.every(
        (row: { unit: { id: string } }) => row.unit.id === own.unit,
      ),
    ).toBe(true);
  });

  it('shows grants to whoever may see grants', async () => {
    house.now = new Date('2198-12-30T00:00:00Z');
    const grants = async (who: Actor) => (await list('within=7&kind=grant', who)).rows;
    expect(await grants(of.leader)).toMatchObject([{ kind: 'grant', what: '承办人', id: of.writer.id }]);
    expect(await grants(of.writer)).toEqual([]);
    house.now = new Date('2026-11-26T02:00:00Z');
  });

  it('is a calendar that says only that something ends', async () => {
    const file = await house.ask(reader, 'GET', '/expiries/calendar.ics?within=30');
    expect(file.headers['content-type']).toBe('text/calendar; charset=utf-8');
    const text = file.bytes.toString();
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(3);
    expect(text).toContain('DTSTART;VALUE=DATE:20261220\r\nSUMMARY:您有情况说明到期\r\n');
    expect(text).not.toContain('预算');
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });

  it('is kept as it would be made anew, whatever has changed', async () => {
    const kept = async () => {
      const { rows } = await withinScope(database.db, EVERYTHING, (trx) =>
        sql<{ kept: unknown; made: unknown[] }>`SELECT
          (SELECT jsonb_agg(to_jsonb(k) ORDER BY to_jsonb(k)) FROM assurance_end k) AS kept,
          (SELECT jsonb_agg(to_jsonb(m) ORDER BY to_jsonb(m)) FROM assurance_end_made m) AS made`.execute(
          trx,
        ),
      );
      expect(rows[0]?.kept).toEqual(rows[0]?.made);
      return rows[0]?.made.length ?? 0;
    };
    const ends = await kept();
    expect(ends).toBeGreaterThan(4);
    const change = (what: string) =>
      withinScope(database.db, EVERYTHING, (trx) => sql.raw(what).execute(trx));
    await change(`UPDATE registry_application SET state = 'closed' WHERE id = '${site}'`);
    // Its three filings and its certificate.
    expect(await kept()).toBe(ends - 4);
    await change(
      `UPDATE registry_application SET state = 'running', hosts = '{y.gov.cn}' WHERE id = '${site}'`,
    );
    await change(
      `UPDATE registry_filing SET expires_on = '2027-02-01' WHERE application_id = '${site}' AND kind = 'icp'`,
    );
    expect(await kept()).toBe(ends);
    await change(`DELETE FROM registry_filing WHERE application_id = '${site}' AND kind = 'icp'`);
    expect(await kept()).toBe(ends - 1);
    await change(`UPDATE registry_unit SET region_path = '990000/990500/' WHERE id = '${of.unit}'`);
    expect(await kept()).toBe(ends - 1);
    await change(`UPDATE assurance_exception SET ended_at = now(), ended_by = '${of.leader.id}'
      WHERE application_id = '${site}' AND decision = 'approved'`);
    expect(await kept()).toBe(ends - 2);
  });
});
