import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../test/database.ts';
import type { Dying } from '../../test/dying-program.ts';
import { until } from '../../test/program.ts';
import { DAY_MS } from '../kernel/durations.ts';
import { openGate } from '../kernel/gate.ts';
import { openArchive } from './archive.ts';
import { folderStore } from './backup/store.ts';
import { compactDays } from './compact/compact-days.ts';
import { logKeys } from './keys.ts';
import { placesOf } from './manifest.ts';
import { readRows } from './rows/read-rows.ts';
import { listFiles } from './shared/collector.repo.ts';
import { openShipper } from './shared/ship-entries.ts';
import { verifyShared } from './shared/verify-shared.ts';
import { verifyArchive } from './verify/verify-archive.ts';

const PROGRAM = fileURLToPath(new URL('../../test/dying-program.ts', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'zhengdun-killed-'));
const data = join(root, 'data');
const keys = logKeys(data);
const signal = new AbortController().signal;
const START = Date.parse('2026-11-20T01:00:00Z');
const NOW = START + 5 * DAY_MS;
/** Programs that run at the same time. */
const gate = openGate(2);
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Ended {
  readonly steps: readonly string[];
  readonly acknowledged: readonly number[];
  readonly killed: boolean;
}

async function run(dying: Dying): Promise<Ended> {
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(dying)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [code, by]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  expect([code, by]).toEqual(dying.dieAt > 0 ? [null, 'SIGKILL'] : [0, null]);
  const said = (word: string) =>
    output.split('\n').flatMap((line) => (line.startsWith(word) ? [line.slice(word.length)] : []));
  return { steps: said('step '), acknowledged: said('acknowledged ').map(Number), killed: by !== null };
}

/**
 * Lets a program live once to know its steps, then kills one behind each that is of another kind: the last of it, for what came
 * before is the same with less behind it. A program that is killed leaves the same whether or not its files were flushed.
 *
 * @param fresh what a program of that number works on
 * @param look whether everything is well
 */
async function killBehindEach(
  fresh: (number: number) => Promise<Omit<Dying, 'dieAt'>>,
  look: (dying: Omit<Dying, 'dieAt'>, ended: Ended, step: string) => Promise<void>,
): Promise<string[]> {
  const { steps } = await run({ ...(await fresh(0)), dieAt: 0 });
  const kinds = steps.map((step) => step.replaceAll(/\d+/g, 'N'));
  const numbers = kinds.flatMap((kind, index) =>
    kinds.lastIndexOf(kind) === index && !/^(?:sync|datasync|mkdir|writeFile) /.test(kind) ? [index + 1] : [],
  );
  await Promise.all(
    numbers.map((dieAt) =>
      gate(async () => {
        const dying = await fresh(dieAt);
        const ended = await run({ ...dying, dieAt });
        await look(dying, ended, `killed behind step ${dieAt}: ${ended.steps.at(-1)}`);
      }),
    ),
  );
  return [...new Set(kinds)];
}

async function linesOf(folder: string, files: Awaited<ReturnType<typeof listFiles>>): Promise<string[]>;
async function linesOf(folder: string): Promise<string[]>;
async function linesOf(folder: string, files?: Awaited<ReturnType<typeof listFiles>>): Promise<string[]> {
  const held = files ?? (await holdingsOf(folder));
  const lines: string[] = [];
  for (const { entry, kind } of held)
    for await (const rows of readRows(placesOf(folder).segment(entry, kind), kind))
      lines.push(...rows.map(({ raw }) => String(raw)));
  return lines.sort();
}

async function holdingsOf(folder: string) {
  const archive = await openArchive({ folder, keys });
  const held = archive.holdings();
  await archive.close();
  return held;
}

const batch = (number: number) =>
  Array.from({ length: 20 }, (_, line) => `${number} ${line} ${'公积金'.repeat(line % 4)}`);

/** Four segments of two days. */
async function fill(folder: string): Promise<string[]> {
  const archive = await openArchive({ folder, keys });
  const lines: string[] = [];
  for (let number = 0; number < 4; number += 1) {
    const raws = batch(number);
    const receivedAt = START + Math.floor(number / 2) * DAY_MS;
    await archive.append(
      raws.map((raw) => ({ raw: Buffer.from(raw), receivedAt, source: 'web', kind: undefined })),
    );
    await archive.seal({ all: true });
    lines.push(...raws);
  }
  await archive.close();
  return lines.sort();
}

describe('a program that is killed behind any step', () => {
  it('of taking in and sealing loses nothing that it acknowledged, and doubles nothing', async () => {
    const kinds = await killBehindEach(
      async (number) => ({ work: 'seal', folder: join(root, `seal-${number}`), data, now: START }),
      async ({ folder }, { acknowledged }, step) => {
        const again = await openArchive({ folder, keys });
        const raw = Buffer.from('behind');
        await again.append([{ raw, receivedAt: START + 1, source: 'web', kind: undefined }]);
        await again.seal({ all: true });
        await again.close();
        const lines = await linesOf(folder);
        // A batch that was on the disk when the program died, before it could say so, is kept whole.
        const batches = Math.max(0, (lines.length - 1) / 20);
        expect([acknowledged.length, acknowledged.length + 1], step).toContain(batches);
        const kept = Array.from({ length: batches }, (_, index) => batch(index + 1)).flat();
        expect(lines, step).toEqual([...kept, 'behind'].sort());
        expect(await verifyArchive({ folder, kept: [], signal }), step).toMatchObject({
          ...{ events: lines.length, waiting: 0, clockTurnedBack: [] },
        });
        const { fault } = await verifyArchive({ folder, kept: [], signal });
        expect(fault, step).toBeUndefined();
      },
    );
    for (const kind of [
      'half of appendFile seal-N/spool/N.spool',
      'datasync seal-N/spool/N.spool',
      'written seal-N/segments/N-device.parquet',
      'rename seal-N/segments/N.json',
      'half of writeFile seal-N/head.note.*',
      'rename seal-N/head.note',
      'rename seal-N/head.json',
      'rm seal-N/spool/N.spool',
    ])
      expect(kinds).toContain(kind);
  });

  it('of compacting keeps every row once', async () => {
    const sealed = join(root, 'sealed');
    const lines = await fill(sealed);
    const kinds = await killBehindEach(
      async (number) => {
        const folder = join(root, `compact-${number}`);
        cpSync(sealed, folder, { recursive: true });
        return { work: 'compact', folder, data, now: NOW };
      },
      async ({ folder }, _, step) => {
        expect((await verifyArchive({ folder, kept: [], signal })).fault, step).toBeUndefined();
        expect(await linesOf(folder), step).toEqual(lines);
        const again = await openArchive({ folder, keys });
        await compactDays(again, { now: NOW, signal });
        await again.close();
        expect(await linesOf(folder), step).toEqual(lines);
        const report = await verifyArchive({ folder, kept: [], signal });
        expect(report, step).toMatchObject({ segments: 4, compacted: 2, events: 80, waiting: 0 });
        expect(report.fault, step).toBeUndefined();
        expect(readdirSync(folder), step).not.toContain('compacting');
        const there = readdirSync(placesOf(folder).segments);
        expect(
          there.filter((name) => name.endsWith('.parquet')),
          step,
        ).toHaveLength(2);
      },
    );
    for (const kind of [
      'sync compact-N/compacting/device.parquet',
      'rename compact-N/segments/N-device.parquet',
      'rename compact-N/segments/N.json',
      'rename compact-N/head.note',
      'rm compact-N/segments/N-device.parquet',
    ])
      expect(kinds).toContain(kind);
  });

  describe('of bringing over to a common store', () => {
    const databases: TestDatabase[] = [];
    const sealed = join(root, 'shipped');
    let lines: string[];
    beforeAll(async () => {
      lines = await fill(sealed);
      const archive = await openArchive({ folder: sealed, keys });
      await compactDays(archive, { now: START + 1.9 * DAY_MS, signal });
      await archive.close();
    });
    afterAll(() => Promise.all(databases.map((each) => each.close())));

    it('loses and doubles nothing, and the register and the store agree', async () => {
      const opened = new Map<string, TestDatabase>();
      const kinds = await killBehindEach(
        async (number) => {
          const folder = join(root, `ship-${number}`);
          cpSync(sealed, folder, { recursive: true });
          const database = await openTestDatabase();
          databases.push(database);
          opened.set(folder, database);
          const store = join(root, `store-${number}`);
          return {
            work: 'ship',
            folder,
            data,
            now: NOW,
            store,
            connection: database.server.connection('app'),
          };
        },
        async ({ folder, store = '' }, _, step) => {
          const { db } = opened.get(folder) ?? expect.unreachable();
          const again = await openArchive({ folder, keys });
          const raw = Buffer.from('behind');
          await again.append([{ raw, receivedAt: NOW, source: 'web', kind: undefined }]);
          await again.seal({ all: true });
          // The database gives up the lock of who was killed as soon as it sees that the connection is gone.
          await until('no lock of the dead', async () => {
            const { rows } = await sql<{ held: boolean }>`SELECT EXISTS (SELECT FROM pg_locks l
              JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
              WHERE l.locktype = 'advisory') AS held`.execute(db);
            return rows[0]?.held === false;
          });
          await openShipper(again, { db, store: folderStore(store), name: 'dmz-1', keys }).ship({
            now: new Date(NOW),
          });
          await again.close();
          const files = await listFiles(db, {});
          const there = await linesOf(join(store, 'collectors/dmz-1'), files);
          expect(there, step).toEqual([...lines, 'behind'].sort());
          const report = await verifyShared({ folder: store, keys: [], heads: [], kept: [], signal });
          expect(report.fault, step).toBeUndefined();
          expect(
            report.collectors.map((each) => each.report.events),
            step,
          ).toEqual([81]);
          const heads = readFileSync(join(store, 'heads.note'), 'utf8');
          const registered = await db.selectFrom('logs_heads').select('note').executeTakeFirstOrThrow();
          expect(heads, step).toBe(registered.note);
        },
      );
      for (const kind of [
        'rename store-N/collectors/dmz-N/segments/N-device.parquet',
        'rename store-N/collectors/dmz-N/segments/N.json',
        'rename store-N/collectors/dmz-N/head.note',
        'commit the database',
        'half of writeFile store-N/heads.note.*',
        'rename store-N/heads.note',
      ])
        expect(kinds).toContain(kind);
    });
  });
});
