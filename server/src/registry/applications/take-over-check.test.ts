import { randomUUID } from 'node:crypto';
import type { TakeOver } from '@zhengdun/contract';
import { beforeAll, expect, it } from 'vitest';
import { resultWith, verdictOf } from '../../../test/check-results.ts';
import { useTestDatabase } from '../../../test/database.ts';
import { inspectedPage, memoryEvidence } from '../../../test/inspections.ts';
import { actorWithin, putRegions, REGIONS } from '../../../test/registry.ts';
import { keepResult } from '../../inspection/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, EVERYTHING, PROGRAM, scopesOf, withinScope } from '../../kernel/tenancy/index.ts';
import { readUnits } from '../units/read-units.ts';
import { readApplication, readApplications } from './read-applications.ts';
import { noteChecks, takeOverCheck } from './take-over-check.ts';

const database = useTestDatabase();
beforeAll(() => putRegions(database.db));

const QUERY = { page: 1, size: 20, show: 'all' } as const;

/** A finished check of a site of its own. */
async function check(url: string) {
  const { observations } = inspectedPage(url, {});
  const verdicts = [
    verdictOf('icp-number', 'not-linked', 'zh', { number: '某ICP备00000000号' }),
    verdictOf('site-code', 'blocked', 'zh'),
  ];
  const base = resultWith(verdicts);
  const result = { ...base, id: randomUUID(), target: { ...base.target, url, host: new URL(url).host } };
  const order = {
    by: 'command',
    address: url,
    pages: 0,
    browser: false,
    basis: { kind: 'own-site' },
    lang: 'zh',
  } as const;
  return keepResult({ db: database.db, evidence: memoryEvidence() }, { result, observations }, { order });
}

const asked = (checkId: string): TakeOver => ({
  checkId,
  unitName: '样例县教育局',
  unitKind: 'organ',
  unitLevel: 'county-department',
  regionCode: REGIONS.county.code,
});

it('carries the address, the numbers on the page and the counts over; a second time finds what is there', async () => {
  const result = await check('https://www.jiaoyuju.gov.cn/');
  const id = await takeOverCheck(database.db, PROGRAM, asked(result.id));
  expect(await readApplication(database.db, PROGRAM, { id, lang: 'zh' })).toMatchObject({
    kind: 'website',
    unit: { name: '样例县教育局' },
    addresses: ['https://www.jiaoyuju.gov.cn/'],
    filings: [{ kind: 'icp', number: '某ICP备00000000号' }],
    checked: { checkId: result.id, unmet: result.summary.unmet, unknown: result.summary.unknown },
  });
  const again = await check('https://www.jiaoyuju.gov.cn/tzgg/');
  expect(await takeOverCheck(database.db, PROGRAM, asked(again.id))).toBe(id);
  expect((await readUnits(database.db, PROGRAM, { page: 1, size: 20, search: '教育' })).total).toBe(1);
});

it('is noted at the application again when the site is checked later', async () => {
  const result = await check('https://www.zaicijiancha.gov.cn/');
  await takeOverCheck(database.db, PROGRAM, asked(result.id));
  const { id, summary } = result;
  const later = {
    id,
    host: 'www.zaicijiancha.gov.cn',
    finishedAt: new Date('2030-01-01'),
    pagesOpened: 3,
    summary: { ...summary, unmet: 7 },
  };
  await withinScope(database.db, EVERYTHING, (trx) => noteChecks(trx, [later]));
  const { rows } = await readApplications(database.db, PROGRAM, { ...QUERY, search: 'zaicijiancha' });
  expect(rows[0]?.checked?.unmet).toBe(7);
});

it('needs somebody who may register the unit where it is not registered, within the own scope', async () => {
  const result = await check('https://www.bieren.gov.cn/');
  const scope = { regions: [REGIONS.county.path], sectors: [], units: [] };
  const handler: Actor = { ...actorWithin(scope), scopes: scopesOf([{ role: 'handler', scope }]) };
  const code = async (actor: Actor, input: TakeOver): Promise<unknown> =>
    takeOverCheck(database.db, actor, input).then(
      () => 'done',
      (error: unknown) => (error instanceof HouseError ? error.code : error),
    );
  const fresh = { ...asked(result.id), unitName: '样例县新设局' };
  expect(await code(handler, fresh)).toBe('take-over-unit-missing');
  expect(await code(actorWithin({ regions: [REGIONS.otherCity.path] }), fresh)).toBe(
    'registry-outside-scope',
  );
  expect(await code(handler, asked(randomUUID()))).toBe('check-unknown');
});
