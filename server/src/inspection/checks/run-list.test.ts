import type { CheckResult } from '@zhengdun/contract';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { inspectedPage, inspectorThat, memoryEvidence } from '../../../test/inspections.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { beyondScope } from '../../kernel/tenancy/index.ts';
import { findCheck } from './check.repo.ts';
import type { ListedSite } from './read-list.ts';
import { type ListEvents, type ListRun, type ListTools, runList } from './run-list.ts';

const database = useTestDatabase();

let lists = 0;
/** A list of its own for each test. */
function listOf(count: number): ListedSite[] {
  lists += 1;
  return Array.from({ length: count }, (_, index) => {
    const address = `www.s${index + 1}.list${lists}.gov.cn`;
    return { line: index + 1, address, url: new URL(`https://${address}/`) };
  });
}

const runOf = (sites: readonly ListedSite[], some: Partial<ListRun> = {}): ListRun => ({
  sites,
  order: { by: 'command', pages: 20, browser: false, basis: { kind: 'own-site' }, lang: 'zh' },
  conditions: undefined,
  concurrency: 1,
  anew: false,
  ...some,
});

type Inspect = Parameters<typeof inspectorThat>[0];

/** Runs a list, and tells what was asked for and what was told. */
async function run(
  list: ListRun,
  some: Partial<ListEvents> & { inspect?: Inspect; signal?: AbortSignal } = {},
) {
  const inspector = inspectorThat(some.inspect);
  const tools: ListTools = {
    db: database.db,
    evidence: memoryEvidence(),
    inspector,
    readings: {},
    signal: some.signal ?? new AbortController().signal,
  };
  const told: string[] = [];
  const events: ListEvents = {
    resumed: (done) => void told.push(`resumed ${done}`),
    steps() {},
    checked: async (site) => void told.push(`checked ${site.line}`),
    failed: (site) => void told.push(`failed ${site.line}`),
    ...some,
  };
  const error: unknown = await runList(tools, list, events).catch((caught: unknown) => caught);
  return { told, error, asked: inspector.asked.map(({ url }) => Number(/^www\.s(\d+)/.exec(url.host)?.[1])) };
}

/** Runs until the given site is asked for: there the program is stopped. */
async function runUntil(list: ListRun, line: number) {
  const stop = new AbortController();
  const reason = new Error('stopped');
  const done = await run(list, {
    signal: stop.signal,
    inspect: ({ url, signal }) => {
      if (url.host.startsWith(`www.s${line}.`)) stop.abort(reason);
      signal?.throwIfAborted();
      return inspectedPage(url.href);
    },
  });
  expect(done.error).toBe(reason);
  return done;
}

async function checksOf(host: string): Promise<CheckResult[]> {
  const rows = await beyondScope(database.db, (trx) =>
    trx.selectFrom('inspection_check').select('result').where('host', '=', host).execute(),
  );
  return rows.flatMap(({ result }) => (result ? [result] : []));
}

describe('a list run', () => {
  it('checks each site once and tells each', async () => {
    const { asked, told, error } = await run(runOf(listOf(5), { concurrency: 3 }));
    expect(error).toBeUndefined();
    expect(asked.toSorted()).toEqual([1, 2, 3, 4, 5]);
    expect(told.toSorted()).toEqual([1, 2, 3, 4, 5].map((line) => `checked ${line}`));
  });

  it('has a result in the database before it tells it', async () => {
    const states: unknown[] = [];
    await run(runOf(listOf(2)), {
      async checked(_, { id }) {
        states.push((await beyondScope(database.db, (trx) => findCheck(trx, id)))?.state);
      },
    });
    expect(states).toEqual(['done', 'done']);
  });

  it('goes on where it was stopped: nothing is checked twice, nothing is lost', async () => {
    const list = runOf(listOf(4));
    const first = await runUntil(list, 3);
    expect(first).toMatchObject({ asked: [1, 2, 3], told: ['checked 1', 'checked 2'] });
    const second = await run(list);
    expect(second.asked).toEqual([3, 4]);
    expect(second.told).toEqual(['resumed 2', 'checked 1', 'checked 2', 'checked 3', 'checked 4']);
    for (const { url } of list.sites) expect(await checksOf(url.hostname)).toHaveLength(1);
  });

  it('commits a result and its line together, so that no kill can come between', async () => {
    const sites = listOf(1);
    const { told } = await run(runOf(sites), {
      // Without its run the line cannot be written: then the result must not be there either.
      async inspect({ url }) {
        await database.db.deleteFrom('inspection_list_run').execute();
        return inspectedPage(url.href);
      },
    });
    expect(told).toEqual(['failed 1']);
    expect(await checksOf(sites[0]?.url.hostname ?? '')).toEqual([]);
  });

  it('begins anew after it has come to its end', async () => {
    const list = runOf(listOf(2));
    await run(list);
    expect((await run(list)).asked).toEqual([1, 2]);
  });

  it('begins anew when that is asked for, and after a week', async () => {
    const list = runOf(listOf(3));
    await runUntil(list, 2);
    expect((await run({ ...list, anew: true })).asked).toEqual([1, 2, 3]);
    await runUntil(list, 2);
    await sql`UPDATE inspection_list_run SET started_at = started_at - interval '8 days'`.execute(
      database.db,
    );
    expect(await run(list)).toMatchObject({
      asked: [1, 2, 3],
      told: expect.not.arrayContaining(['resumed 1']),
    });
  });

  it('is another run under other conditions', async () => {
    const list = runOf(listOf(2));
    await runUntil(list, 2);
    expect((await run({ ...list, conditions: ['another'] })).asked).toEqual([1, 2]);
    expect((await run({ ...list, order: { ...list.order, pages: 3 } })).asked).toEqual([1, 2]);
    expect((await run(list)).asked).toEqual([2]);
  });

  it('goes on past a site on which the program fails, and tries that one again next time', async () => {
    const list = runOf(listOf(3));
    const failing: Inspect = ({ url }) => {
      if (url.host.startsWith('www.s2.')) throw new TypeError('planned');
      return inspectedPage(url.href);
    };
    const first = await run(list, { inspect: failing });
    expect(first).toMatchObject({ error: undefined, told: ['checked 1', 'failed 2', 'checked 3'] });
    expect((await run(list)).asked).toEqual([2]);
  });

  it('ends when its results cannot be taken, and goes on from there', async () => {
    const list = runOf(listOf(3), { concurrency: 2 });
    const full = new HouseError('report-not-written', { file: 'a.html', detail: 'ENOSPC' });
    const first = await run(list, {
      async checked() {
        throw full;
      },
    });
    expect(first.error).toBe(full);
    const second = await run(list);
    expect(second.error).toBeUndefined();
    expect(second.told).toEqual(expect.arrayContaining(['checked 1', 'checked 2', 'checked 3']));
    for (const { url } of list.sites) expect(await checksOf(url.hostname)).toHaveLength(1);
  });

  it('takes the unit of a row before that of the command', async () => {
    const [site] = listOf(1);
    if (!site) throw new Error('no site');
    const inspector = inspectorThat();
    const { db } = database;
    const list = runOf([{ ...site, unitKind: 'institution' }], {
      order: { ...runOf([]).order, unitKind: 'organ', unitName: '样例县教育局' },
    });
    const tools = {
      db,
      evidence: memoryEvidence(),
      inspector,
      readings: {},
      signal: AbortSignal.timeout(60_000),
    };
    await runList(tools, list, { resumed() {}, steps() {}, checked: async () => {}, failed() {} });
    expect(inspector.asked[0]?.unit).toMatchObject({ kind: 'institution', name: '样例县教育局' });
  });
});

describe('the same list run twice at once', () => {
  it('is refused the second time without a site being asked, and free again afterwards', async () => {
    const list = runOf(listOf(2));
    let second: Awaited<ReturnType<typeof run>> | undefined;
    const first = await run(list, {
      async inspect({ url }) {
        second ??= await run({ ...list, anew: true });
        return inspectedPage(url.href);
      },
    });
    expect(second).toMatchObject({ asked: [], told: [], error: { code: 'list-run-elsewhere' } });
    expect(first).toMatchObject({ error: undefined, asked: [1, 2] });
    expect((await run(list)).error).toBeUndefined();
  });

  it('goes on to its end when the connection that holds the claim is lost', async () => {
    const list = runOf(listOf(2));
    const { error, asked, told } = await run(list, {
      async inspect({ url }) {
        await sql`SELECT pg_terminate_backend(pid) FROM pg_locks
          WHERE locktype = 'advisory' AND pid <> pg_backend_pid()
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`.execute(
          database.db,
        );
        return inspectedPage(url.href);
      },
    });
    expect({ error, asked, told }).toEqual({
      error: undefined,
      asked: [1, 2],
      told: ['checked 1', 'checked 2'],
    });
    expect((await run(list)).error).toBeUndefined();
  });

  it('does not keep another list from being run', async () => {
    let other: unknown;
    await run(runOf(listOf(1)), {
      async inspect({ url }) {
        other = (await run(runOf(listOf(1)))).error;
        return inspectedPage(url.href);
      },
    });
    expect(other).toBeUndefined();
  });
});
