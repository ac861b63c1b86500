import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Employment, GrantArea, RoleName } from '@zhengdun/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Http } from '../../src/kernel/http/index.ts';
import { EVERYTHING, withinScope } from '../../src/kernel/tenancy/index.ts';
import { useTestDatabase } from '../database.ts';
import { makeUnit, signedIn, TestBrowser, testClock } from '../identity-house.ts';
import { registerSite } from '../kept-checks.ts';
import { openWholeHouse } from '../whole-house.ts';
import { DUTIES, type Duty, EVERYBODY } from './duties.ts';

/** What is said of a role: all of it by hand. */
export interface RoleStory {
  readonly role: RoleName;
  /** 在编 staff alone, confirmed by personnel (Art. 25 ¶2), or contractors too, with an end and an approver */
  readonly heldBy: 'own-staff' | 'contractors-too';
  /** over what it is given, the narrowest first; over nothing else */
  readonly over: readonly GrantArea[];
  /** the other administrators: nobody is two of them (三员分立) */
  readonly neverBeside?: readonly RoleName[];
  readonly may: readonly Duty[];
  readonly mayNot: readonly Duty[];
}

interface Asked {
  readonly status: number;
  readonly code?: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: the answer of whichever route
  readonly body: any;
}

/** Where units stand: the holder's own, one below it, one in the same region, one elsewhere. */
type Where = 'own' | 'below' | 'neighbour' | 'elsewhere';
const SEEN: Readonly<Record<GrantArea, readonly Where[]>> = {
  unit: ['own'],
  sector: ['own', 'below'],
  region: ['own', 'neighbour'],
};
const NOBODY = '00000000-0000-4000-8000-000000000000';
const REGION = '990100';

/**
 * The whole matrix of one role, as sentences, tried by somebody who holds it in a house with every route: who may be given
 * it and over what, what it may do and may not do by every route, and whose things it sees.
 */
export function describeRole({ role, heldBy, over, neverBeside = [], may, mayNot }: RoleStory): void {
  const database = useTestDatabase();
  const data = mkdtempSync(join(tmpdir(), 'zhengdun-role-'));
  const clock = testClock();
  const units = new Map<Where, string>();
  const applications = new Map<Where, string>();
  let http: Http;
  let holder: Awaited<ReturnType<typeof signedIn>>;
  let security: TestBrowser;

  beforeAll(async () => {
    // Served to others, nothing is open to whoever sits at the machine.
    ({ http } = await openWholeHouse(database, { data, env: { ZHENGDUN_LISTEN: '0.0.0.0' } }));
    await fillUnits();
    const house = {
      clock,
      browser: (more: { source?: string } = {}) => new TestBrowser(http, clock, more),
      tools: { db: database.db },
    };
    const unitId = idOf(units, 'own');
    holder = await signedIn(house, { unitId });
    const everything = { role: 'security-admin', area: 'region', place: '' } as const;
    security = (await signedIn(house, { unitId, grants: [everything] })).browser;
  });
  afterAll(async () => {
    await http.close();
    rmSync(data, { recursive: true });
  });

  async function fillUnits(): Promise<void> {
    const own = await makeUnit(database.db, { name: '样例市局', region: `990000/${REGION}/` });
    units.set('own', own);
    const school = { name: '样例学校', region: '990000/990200/', below: own };
    units.set('below', await makeUnit(database.db, school));
    units.set(
      'neighbour',
      await makeUnit(database.db, { name: '样例邻局', region: `990000/${REGION}/990101/` }),
    );
    units.set('elsewhere', await makeUnit(database.db, { name: '样例外市局', region: '990000/990200/' }));
    for (const [where, unitId] of units)
      applications.set(where, (await registerSite(database.db, { unitId })).id);
  }

  const placeOf = (area: GrantArea): string => (area === 'region' ? REGION : idOf(units, 'own'));
  const give = (personId: string, area: GrantArea, more: object = {}) =>
    security.post('/api/grants', { personId, role, area, place: placeOf(area), ...more });
  const ask = (route: string): Promise<Asked> => {
    const [method = '', path = ''] = route.split(' ');
    // An empty body is no act: who may act is told what is missing.
    return holder.browser.ask(method as 'GET' | 'POST', addressOf(path), method === 'POST' ? {} : undefined);
  };
  const isRefused = ({ status, code }: Asked): boolean => status === 403 && code === 'not-permitted';
  /** Of these routes those that do not answer as they should. */
  async function wrong(routes: readonly string[], isRight: (asked: Asked) => boolean): Promise<string[]> {
    const found: string[] = [];
    for (const route of routes) {
      const { status, code, body } = await ask(route);
      if (!isRight({ status, code, body })) found.push(`${route}: ${status} ${code ?? ''}`);
    }
    return found;
  }

  describe('is given', () => {
    it.each(over)('over one %s', async (area) => {
      const given = await give(holder.id, area);
      expect(given).toMatchObject({ status: 200 });
      await security.post(`/api/grants/${given.body.id}/end`, { reason: '测试' });
    });

    const never = (['unit', 'sector', 'region'] as const).filter((area) => !over.includes(area));
    if (never.length > 0)
      it.each(never)('never over a %s', async (area) => {
        expect(await give(holder.id, area)).toMatchObject({ code: 'area-not-for-role' });
      });

    it(`to ${heldBy === 'own-staff' ? 'confirmed staff of the unit alone' : 'contractors too, with an end and an approver'}`, async () => {
      const paper = { endsAt: new Date(clock.now.getTime() + 9 * 86_400_000), approver: '乙负责人' };
      const contractor = await addPerson('outsourced', '2026-01-05');
      const unconfirmed = await addPerson('civil-servant', null);
      const [area = 'unit'] = over;
      const without = await give(contractor, area);
      const within = await give(contractor, area, { ...paper, reason: '运维服务合同' });
      const own = await give(unconfirmed, area);
      if (heldBy === 'own-staff') {
        for (const refused of [without, within, own])
          expect(refused).toMatchObject({ code: 'grant-top-for-own-staff' });
      } else {
        expect(without).toMatchObject({ code: 'grant-of-others-ends' });
        expect(within.status).toBe(200);
        expect(own.status).toBe(200);
      }
    });

    if (neverBeside.length > 0)
      it.each(neverBeside)('to nobody who is %s', async (other) => {
        const id = await addPerson('civil-servant', '2026-01-05');
        const grant = { personId: id, role: other, area: 'unit', place: placeOf('unit') };
        expect((await security.post('/api/grants', grant)).status).toBe(200);
        expect(await give(id, 'unit')).toMatchObject({ code: 'grant-administrators-apart' });
      });

    async function addPerson(employment: Employment, confirmedOn: string | null): Promise<string> {
      const unitId = idOf(units, 'own');
      return withinScope(database.db, EVERYTHING, async (trx) => {
        const owned = await trx
          .selectFrom('registry_unit')
          .select(['region_path', 'sector_path'])
          .where('id', '=', unitId)
          .executeTakeFirstOrThrow();
        const { id } = await trx
          .insertInto('identity_person')
          .values({
            ...{ id: randomUUID(), unit_id: unitId, ...owned, name: '丙人员', employment },
            ...{ login_name: `added.${randomUUID().slice(0, 8)}`, employment_confirmed_on: confirmedOn },
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        return id;
      });
    }
  });

  describe('once given', () => {
    beforeAll(async () => {
      expect(await wrong(['GET /api/units'], isRefused)).toEqual([]);
      expect((await give(holder.id, over[0] ?? 'unit')).status).toBe(200);
    });

    it.each(may)('may %s', async (duty) => {
      const serves = ({ status, code }: Asked) => status < 500 && status !== 401 && code !== 'not-permitted';
      expect(await wrong(DUTIES[duty], serves)).toEqual([]);
    });

    it.each(mayNot)('may not %s', async (duty) => {
      expect(await wrong(DUTIES[duty], isRefused)).toEqual([]);
    });

    it('may what everybody may', async () => {
      expect(
        await wrong(EVERYBODY, ({ status }) => status < 500 && status !== 401 && status !== 403),
      ).toEqual([]);
    });

    it('has a word said of everything that is done in the house', () => {
      expect([...may, ...mayNot].toSorted()).toEqual(Object.keys(DUTIES).toSorted());
    });
  });

  describe.each(over)('given over one %s', (area) => {
    beforeAll(async () => {
      await endAll();
      expect((await give(holder.id, area)).status).toBe(200);
    });

    const endAll = () =>
      withinScope(database.db, EVERYTHING, (trx) =>
        trx
          .updateTable('identity_grant')
          .set({ ended_at: clock.now, ended_by: holder.id })
          .where('person_id', '=', holder.id)
          .where('ended_at', 'is', null)
          .execute(),
      );

    it(`sees the units ${SEEN[area].join(' and ')}, and no other`, async () => {
      const { body } = await holder.browser.get(`/api/units?search=${encodeURIComponent('样例')}`);
      const ids = (body.rows as { id: string }[]).map(({ id }) => id);
      const seen = [...units].filter(([, id]) => ids.includes(id)).map(([where]) => where);
      expect(seen.toSorted()).toEqual([...SEEN[area]].toSorted());
      for (const [where, id] of units) {
        const { status } = await holder.browser.get(`/api/units/${id}`);
        expect([where, status]).toEqual([where, SEEN[area].includes(where) ? 200 : 404]);
      }
    });

    if (may.includes('see the register of applications, and when they are checked'))
      it('sees their applications, and no other', async () => {
        for (const [where, id] of applications) {
          const { status } = await holder.browser.get(`/api/applications/${id}`);
          expect([where, status]).toEqual([where, SEEN[area].includes(where) ? 200 : 404]);
        }
      });
  });
}

function idOf(things: ReadonlyMap<Where, string>, where: Where): string {
  const id = things.get(where);
  if (id === undefined) throw new Error(where);
  return id;
}

/** About what nobody has. */
function addressOf(path: string): string {
  return path
    .replace('{form}', /report|record/.test(path) ? 'docx' : 'csv')
    .replace('{of}', 'units')
    .replace('{step}', 'icp')
    .replace('{paper}', 'telecom')
    .replace('{version}', '1')
    .replace('{name}', 'quiet-hours')
    .replace('{sha256}', '0'.repeat(64))
    .replace(/\{\w+\}/g, NOBODY);
}
