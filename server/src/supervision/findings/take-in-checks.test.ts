import type { CheckResult, CheckVerdict } from '@zhengdun/contract';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { verdictOf } from '../../../test/check-results.ts';
import { useTestDatabase } from '../../../test/database.ts';
import { makeUnit } from '../../../test/identity-house.ts';
import { keepCheck, registerSite } from '../../../test/kept-checks.ts';
import { keepTelling, type Told } from '../../inspection/index.ts';
import { silentLog } from '../../kernel/log.ts';
import { beyondScope, EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { takeInChecks } from './take-in-checks.ts';

const database = useTestDatabase();
let unit: string;

beforeAll(async () => {
  unit = await makeUnit(database.db, { name: '样例县政府', region: '990000/990100/' });
});

const site = (more: { hostId?: string; isPlatform?: boolean } = {}) =>
  registerSite(database.db, { unitId: unit, ...more });

/** Tells in the background, as a worker does, until nothing is left untold. */
async function tell(take: Told = takeInChecks) {
  const ending = new AbortController();
  const telling = keepTelling({ db: database.db, log: silentLog(), signal: ending.signal, told: take }, 1);
  await expect.poll(untold, { timeout: 20_000 }).toBe(0);
  ending.abort();
  await telling;
}

async function untold(): Promise<number> {
  const { rows } = await beyondScope(database.db, (trx) =>
    sql<{ count: number }>`SELECT count(*)::int AS count FROM inspection_check
      WHERE state = 'done' AND told_at IS NULL`.execute(trx),
  );
  return rows[0]?.count ?? 0;
}

const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T02:00:00.000Z`;
const SEEN = {
  unmet: () => verdictOf('site-code', 'differ', 'zh'),
  unknown: () => verdictOf('site-code', 'blocked', 'zh'),
  met: () => verdictOf('site-code', 'agree', 'zh'),
} as const;

/** Keeps a check and has it told. */
async function check(
  host: string,
  day: number,
  seen: keyof typeof SEEN | readonly CheckVerdict[],
  more: { pagesOpened?: number; snapshot?: boolean; unit?: CheckResult['unit']; closed?: boolean } = {},
): Promise<string> {
  const verdicts = typeof seen === 'string' ? [SEEN[seen]()] : seen;
  const id = await keepCheck(database.db, { host, verdicts, at: at(day), ...more });
  await tell();
  return id;
}

function findings(application: string) {
  return withinScope(database.db, EVERYTHING, (trx) =>
    trx
      .selectFrom('supervision_finding')
      .selectAll()
      .where('application_id', '=', application)
      .orderBy('rule')
      .execute(),
  );
}

async function history(application: string): Promise<string[]> {
  const rows = await withinScope(database.db, EVERYTHING, (trx) =>
    trx
      .selectFrom('supervision_finding_act as a')
      .innerJoin('supervision_finding as f', 'f.id', 'a.finding_id')
      .select('a.act')
      .where('f.application_id', '=', application)
      .orderBy('a.id')
      .execute(),
  );
  return rows.map(({ act }) => act);
}

async function only(application: string) {
  const [finding, ...others] = await findings(application);
  expect(others).toEqual([]);
  if (!finding) throw new Error('no finding');
  return finding;
}

describe('a kept check', () => {
  it('opens findings, closes them by a later one, and opens them again with their history', async () => {
    const { id, host } = await site();
    const first = await check(host, 1, 'unmet');
    expect(await only(id)).toMatchObject({
      state: 'unassigned',
      verdict: 'unmet',
      article: 4,
      chapter: 2,
      check_id: first,
      unit_id: unit,
    });
    const second = await check(host, 2, 'met');
    expect(await only(id)).toMatchObject({ state: 'closed', settled_by: second, check_id: first });
    await check(host, 3, 'unmet');
    expect(await only(id)).toMatchObject({ state: 'unassigned', settled_by: null, closed_at: null });
    expect(await history(id)).toEqual(['found', 'settled', 'reopened']);
  });

  it('that cannot determine leaves open what was unmet', async () => {
    const { id, host } = await site();
    await check(host, 1, 'unmet');
    await check(host, 2, 'unknown');
    expect(await only(id)).toMatchObject({ state: 'unassigned', verdict: 'unknown', code: 'blocked' });
    expect(await history(id)).toEqual(['found', 'undetermined']);
  });

  it('that opened no page, or looked at a saved one, changes nothing', async () => {
    const { id, host } = await site();
    await check(host, 1, 'unmet');
    await check(host, 2, 'met', { pagesOpened: 0 });
    await check(host, 3, 'met', { snapshot: true });
    expect(await only(id)).toMatchObject({ state: 'unassigned', verdict: 'unmet' });
    expect(await history(id)).toEqual(['found']);
  });

  it('changes nothing when it is told twice, and nothing when it is older than what is known', async () => {
    const { id, host } = await site();
    const first = await check(host, 5, 'unmet');
    await check(host, 4, 'met');
    const before = await only(id);
    await beyondScope(database.db, (trx) =>
      sql`UPDATE inspection_check SET told_at = NULL WHERE id = ${first}`.execute(trx),
    );
    await tell();
    expect(await only(id)).toEqual(before);
    expect(await history(id)).toEqual(['found']);
  });

  it('goes in with others of its host in their order, told at once or not', async () => {
    const { id, host } = await site();
    for (const [day, seen] of [
      [3, 'met'],
      [1, 'unmet'],
      [4, 'unmet'],
      [2, 'unknown'],
    ] as const)
      await keepCheck(database.db, { host, verdicts: [SEEN[seen]()], at: at(day) });
    await tell();
    expect(await history(id)).toEqual(['found', 'undetermined', 'settled', 'reopened']);
    expect(await only(id)).toMatchObject({ state: 'unassigned', verdict: 'unmet' });
  });

  it('is told again by whoever comes next when taking it in fails, and holds up no other', async () => {
    const [bad, good] = [await site(), await site()];
    const broken = await keepCheck(database.db, { host: bad.host, verdicts: [SEEN.unmet()], at: at(1) });
    await keepCheck(database.db, { host: good.host, verdicts: [SEEN.unmet()], at: at(2) });
    let faults = 0;
    await tell(async (trx, checks) => {
      if (checks.some(({ id }) => id === broken) && faults < 3) {
        faults += 1;
        throw new Error('planted');
      }
      await takeInChecks(trx, checks);
    });
    expect(faults).toBe(3);
    expect(await only(bad.id)).toMatchObject({ state: 'unassigned' });
    expect(await only(good.id)).toMatchObject({ state: 'unassigned' });
  });

  it('leaves as many met and not applicable as its own result counts, whomever and whatever a sentence is about', async () => {
    const { id, host } = await site();
    const unbound = (rule: 'organ-mail-suffix' | 'institution-suffix'): CheckVerdict => ({
      ...verdictOf(rule, 'not-bound', 'zh'),
      verdict: 'not-applicable',
    });
    const checkId = await check(host, 1, [
      SEEN.met(),
      verdictOf('https-served', 'served', 'zh'),
      verdictOf('exit-prompt', 'blocked', 'zh'),
      // Of another kind of application, and of another kind of unit.
      unbound('organ-mail-suffix'),
      unbound('institution-suffix'),
    ]);
    const { rows } = await beyondScope(database.db, (trx) =>
      sql<{ told: object; kept: object }>`SELECT c.summary AS told,
          jsonb_build_object('met', i.met, 'not-applicable', i.not_applicable) AS kept
        FROM supervision_intake i JOIN inspection_check c ON c.id = i.check_id
        WHERE i.application_id = ${id} AND c.id = ${checkId}`.execute(trx),
    );
    expect(rows[0]?.kept).toEqual({ met: 2, 'not-applicable': 2 });
    expect(rows[0]?.told).toMatchObject(rows[0]?.kept ?? {});
  });

  it('does not say whom a sentence binds: the register does', async () => {
    const { id, host } = await site();
    await check(host, 1, [verdictOf('exit-prompt', 'blocked', 'zh')]);
    const other = { kind: 'institution', from: { kind: 'given', level: 'none' } } as const;
    const unbound: CheckVerdict = {
      ...verdictOf('exit-prompt', 'not-bound', 'zh'),
      verdict: 'not-applicable',
    };
    await check(host, 2, [unbound, verdictOf('institution-suffix', 'blocked', 'zh')], { unit: other });
    expect(await only(id)).toMatchObject({ rule: 'exit-prompt', state: 'unassigned' });
  });
});

describe('a platform', () => {
  const place = (code: string) => [verdictOf('site-place', code, 'zh')];

  it('settles what it answers for and the own check could not determine, and nothing else', async () => {
    const platform = await site({ isPlatform: true });
    const hosted = await site({ hostId: platform.id });
    await check(hosted.host, 1, [...place('blocked'), SEEN.unknown()]);
    expect((await findings(hosted.id)).map(({ state }) => state)).toEqual(['unassigned', 'unassigned']);
    const settling = await check(platform.host, 2, [...place('mainland'), SEEN.met()]);
    expect(await findings(hosted.id)).toMatchObject([
      { rule: 'site-code', state: 'unassigned', inherited: false },
      { rule: 'site-place', state: 'closed', settled_by: settling },
    ]);
    await check(platform.host, 3, place('outside'));
    expect((await findings(hosted.id))[1]).toMatchObject({
      state: 'unassigned',
      verdict: 'unknown',
      inherited: true,
    });
    // What the own check has seen goes before.
    await check(platform.host, 4, place('mainland'));
    await check(hosted.host, 5, place('outside'));
    expect((await findings(hosted.id))[1]).toMatchObject({ state: 'unassigned', verdict: 'unmet' });
  });
});

describe('platforms upon platforms', () => {
  const place = (code: string) => [verdictOf('site-place', code, 'zh')];

  it('settle what those below could not determine: the nearest that could, whether one between was ever checked', async () => {
    const cloud = await site({ isPlatform: true });
    const city = await site({ isPlatform: true, hostId: cloud.id });
    const unchecked = await site({ isPlatform: true, hostId: city.id });
    const bureau = await site({ hostId: unchecked.id });
    await check(bureau.host, 1, place('blocked'));
    const settling = await check(cloud.host, 2, place('mainland'));
    expect(await only(bureau.id)).toMatchObject({ state: 'closed', settled_by: settling });
    // What a nearer one could not determine either is left to the one above it.
    await check(city.host, 3, place('blocked'));
    expect(await only(bureau.id)).toMatchObject({ state: 'closed', settled_by: settling });
    expect(await findings(city.id)).toEqual([]);
    await check(city.host, 4, place('outside'));
    expect(await only(bureau.id)).toMatchObject({ state: 'unassigned', inherited: true });
    expect(await history(bureau.id)).toEqual(['found', 'settled', 'reopened']);
    const nearer = await check(city.host, 5, place('mainland'));
    expect(await only(bureau.id)).toMatchObject({ state: 'closed', settled_by: nearer });
    await check(bureau.host, 6, place('blocked'));
    expect(await only(bureau.id)).toMatchObject({ state: 'closed', settled_by: nearer });
  });

  it('are followed to a bound, also in a circle that no form lets anybody register', async () => {
    const above = await site({ isPlatform: true });
    const below = await site({ isPlatform: true, hostId: above.id });
    await withinScope(database.db, EVERYTHING, (trx) =>
      sql`UPDATE registry_application SET host_id = ${below.id} WHERE id = ${above.id}`.execute(trx),
    );
    await check(above.host, 1, place('blocked'));
    await check(below.host, 2, place('mainland'));
    expect(await only(above.id)).toMatchObject({ state: 'closed' });
  });
});

describe('an application that is closed', () => {
  it('takes its findings off the list without closing them, and brings them back when it runs again', async () => {
    const { id, host, become } = await site();
    await check(host, 1, 'unmet');
    await become('closed');
    expect((await only(id)).retired_at).not.toBeNull();
    await check(host, 2, 'met');
    expect(await only(id)).toMatchObject({ state: 'unassigned' });
    await become('running');
    expect(await only(id)).toMatchObject({ state: 'unassigned', retired_at: null });
    expect(await history(id)).toEqual(['found', 'retired', 'revived']);
  });
});

describe('the database', () => {
  it('lets nobody close a finding, nor open one, without a check that says so', async () => {
    const { id, host } = await site();
    const first = await check(host, 1, 'unmet');
    const finding = await only(id);
    const set = (columns: object) =>
      withinScope(database.db, EVERYTHING, (trx) =>
        trx.updateTable('supervision_finding').set(columns).where('id', '=', finding.id).execute(),
      );
    const now = new Date();
    await expect(set({ state: 'closed', closed_at: now })).rejects.toThrow(/check/);
    await expect(set({ state: 'closed', closed_at: now, settled_by: first })).rejects.toMatchObject({
      constraint: 'finding_closed_by_check',
    });
    const second = await check(host, 2, 'met');
    await expect(
      set({ state: 'mending', closed_at: null, settled_by: null, check_id: second }),
    ).rejects.toMatchObject({ constraint: 'finding_opened_by_check' });
  });

  it('lets nobody change or remove a line of a history', async () => {
    const change = withinScope(database.db, EVERYTHING, (trx) =>
      trx.updateTable('supervision_finding_act').set({ ground: 'x' }).execute(),
    );
    await expect(change).rejects.toThrow(/permission denied/);
    const remove = withinScope(database.db, EVERYTHING, (trx) =>
      trx.deleteFrom('supervision_finding_act').execute(),
    );
    await expect(remove).rejects.toThrow(/permission denied/);
  });
});

describe('a closed application', () => {
  const answers = [verdictOf('service-off', 'still-answers', 'zh')];
  const silent = [verdictOf('service-off', 'silent', 'zh')];

  it('has a finding while it still answers, which ends when it is silent or in use again', async () => {
    const { id, host, become } = await site();
    await check(host, 1, 'unmet');
    await become('closed');
    // A look at a site in use says nothing of one that is closed.
    await check(host, 2, 'unknown');
    const open = async () =>
      (await findings(id))
        .filter((finding) => finding.retired_at === null && finding.state !== 'closed')
        .map(({ rule, obligation, verdict }) => [rule, obligation, verdict]);
    expect(await open()).toEqual([]);
    const abandoned = ['service-off', 'A12.2-service-off', 'unmet'];
    await check(host, 3, answers, { closed: true });
    expect(await open()).toEqual([abandoned]);
    await become('running');
    expect(await open()).toEqual([['site-code', 'A4.1-opening-review', 'unmet']]);
    await check(host, 4, answers, { closed: true });
    expect(await open()).toEqual([['site-code', 'A4.1-opening-review', 'unmet']]);
    await become('closed');
    expect(await open()).toEqual([abandoned]);
    await check(host, 5, silent, { closed: true, pagesOpened: 0 });
    expect(await open()).toEqual([]);
  });
});
