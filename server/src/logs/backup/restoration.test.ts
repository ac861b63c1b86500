import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { DAY_MS } from '../../kernel/durations.ts';
import { STRICT_POLICY } from '../../kernel/egress/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { openArchive } from '../archive.ts';
import { keptHeads } from '../care/kept-heads.ts';
import { noteCheckpoint } from '../care/note-checkpoint.ts';
import { stampPlan } from '../care/stamp-plan.ts';
import { verifyTask } from '../care/verify-task.ts';
import { logKeys } from '../keys.ts';
import { placesOf } from '../manifest.ts';
import { pruneLogs } from '../retention/prune.ts';
import { setDays } from '../retention/settings.ts';
import { type KeptHead, readKept } from '../verify/kept.ts';
import { restorationText } from '../verify/restored.ts';
import { verifyArchive } from '../verify/verify-archive.ts';
import { auditRestoration, recordRestoration } from './record-restoration.ts';

const database = useTestDatabase();
const root = mkdtempSync(join(tmpdir(), 'zhengdun-restored-'));
const data = join(root, 'data');
const keys = logKeys(data);
const folder = join(data, 'logs');
const backup = join(root, 'backup');
const signal = new AbortController().signal;
const START = Date.parse('2026-11-20T01:00:00Z');
const VERIFIER = join(import.meta.dirname, '../outside/verify-logs.mjs');
const WHO = { by: '张三', reason: '磁盘损坏' };
let days = 0;
const tools = () => ({
  ...{ db: database.db, data, now: () => new Date() },
  stamps: stampPlan({ authority: undefined, rootsFile: undefined }, STRICT_POLICY),
  backup: { place: undefined, hour: 3, drillDays: 30, open: () => Promise.reject(new Error('none')) },
});
const run = { signal, told: () => undefined };
afterAll(() => rmSync(root, { recursive: true }));

/** Adds so many segments of ten lines each, and keeps the head. */
async function add(segments: number): Promise<KeptHead> {
  const archive = await openArchive({ folder, keys });
  for (let segment = 0; segment < segments; segment += 1) {
    days += 1;
    const receivedAt = START + days * DAY_MS;
    await archive.append(
      Array.from({ length: 10 }, (_, line) => ({
        raw: Buffer.from(`${days} ${line}`),
        ...{ receivedAt, source: 'web', kind: undefined },
      })),
    );
    await archive.seal({ all: true });
  }
  await archive.close();
  await noteCheckpoint(tools());
  return headOf(folder);
}

const headOf = (own: string) =>
  readKept('head.note', readFileSync(placesOf(own).note, 'utf8')) ?? expect.unreachable();
const verify = (...kept: KeptHead[]) => verifyArchive({ folder, kept, signal });
const outside = (head: string) =>
  spawnSync(process.execPath, [VERIFIER, folder, placesOf(folder).keys, head], { encoding: 'utf8' });
const putBack = (from: string) => {
  rmSync(folder, { recursive: true });
  cpSync(from, folder, { recursive: true });
};

describe('an archive of which an older backup was put back', () => {
  let before: KeptHead;
  let lost: KeptHead;
  const lostFile = join(root, 'lost.note');

  beforeAll(async () => {
    before = await add(3);
    cpSync(folder, backup, { recursive: true });
    lost = await add(2);
    cpSync(placesOf(folder).note, lostFile);
  });

  it('has nothing to enter while nothing is lost', async () => {
    const archive = await openArchive({ folder, keys });
    const recorded = recordRestoration(archive, { ...WHO, kept: [before, lost] });
    await expect(recorded).rejects.toMatchObject({ code: 'logs-restored-nothing' });
    await archive.close();
  });

  it('is broken until somebody answers for it, and then told with its gap each time', async () => {
    putBack(backup);
    await add(1);
    expect((await verify(before, lost)).fault?.code).toBe('cut-off');
    expect(await verifyTask(tools(), run)).toMatchObject({ outcome: 'broken' });
    const archive = await openArchive({ folder, keys });
    const gap = await recordRestoration(archive, { ...WHO, kept: await keptHeads(database.db) });
    await archive.close();
    await auditRestoration(database.db, gap);
    const records = await withinScope(database.db, EVERYTHING, (trx) =>
      sql<{
        act: string;
        detail: object;
      }>`SELECT act, detail FROM audit_record WHERE act = 'log-restored'`.execute(trx),
    );
    expect(records.rows).toMatchObject([{ detail: { entry: 5, lostFrom: 4, lostTo: 5 } }]);
    // The backup went up to the third; the fourth is another since.
    expect(gap).toMatchObject({
      ...WHO,
      entry: 5,
      entries: { from: 4, to: 5 },
      events: { from: 31, to: 50 },
    });
    const { fault, restored } = await verify(before, lost);
    expect(fault).toBeUndefined();
    expect(restored).toMatchObject([{ by: '张三', entries: gap.entries }]);
    const task = await verifyTask(tools(), run);
    expect(task).toMatchObject({ outcome: 'whole', numbers: { restored: 1 } });
    expect(task.told?.zh).toContain('由较早的备份恢复');
    expect(task.told?.zh).toContain('张三：磁盘损坏');
    expect(restorationText(gap, 'en')).toMatch(/to 50 are lost/);
    const told = outside(lostFile);
    expect([told.status, told.stdout]).toEqual([0, expect.stringContaining('events in')]);
    expect(told.stderr).toMatch(
      /entry 5: an older backup was put back \(.*张三: 磁盘损坏\); .* to 50 are lost/,
    );
    expect(told.stderr).toContain('is of what is lost');
  });

  it('goes on, and what is written anew or cut off since is found as before', async () => {
    const after = await add(1);
    const next = await add(2);
    expect((await verify(before, lost, after, next)).fault).toBeUndefined();
    expect(await verifyTask(tools(), run)).toMatchObject({ outcome: 'whole', numbers: { restored: 1 } });
    const note = join(root, 'after.note');
    writeFileSync(note, readFileSync(placesOf(folder).note));
    expect(outside(note).status).toBe(0);
    const whole = join(root, 'whole');
    cpSync(folder, whole, { recursive: true });
    putBack(backup);
    await add(1);
    const archive = await openArchive({ folder, keys });
    // Only what had been lost before is answered for: not what was signed behind it.
    await recordRestoration(archive, { ...WHO, kept: [lost] });
    await archive.close();
    expect((await verify(before, lost)).fault).toBeUndefined();
    expect((await verify(before, lost, next)).fault?.code).toMatch(/cut-off|rewritten/);
    expect(outside(note).status).toBe(1);
    putBack(whole);
  });
});

it('takes back what was deleted since the backup, deletes it again, and stays whole for both verifiers', async () => {
  const own = join(root, 'pruned');
  const copy = join(root, 'pruned-backup');
  const note = join(root, 'pruned.note');
  const now = Date.now();
  const old = [1_000, 600, 1].map((ago) => now - ago * DAY_MS);
  const [, older = 0, recent = 0] = old;
  const work = async <T>(does: (archive: Awaited<ReturnType<typeof openArchive>>) => Promise<T>) => {
    const archive = await openArchive({ folder: own, keys });
    const done = await does(archive);
    await archive.close();
    return done;
  };
  const seal = (receivedAt: number) =>
    work(async (archive) => {
      await archive.append([{ raw: Buffer.from('x'), receivedAt, source: 'web', kind: 'access' }]);
      await archive.seal({ all: true });
    });
  const prune = (at: number) => work((archive) => pruneLogs(archive, { now: at, isClockRight: true }));
  const check = (...kept: KeptHead[]) => verifyArchive({ folder: own, kept, signal });
  for (const receivedAt of old) await seal(receivedAt);
  await setDays(own, 'access', 365);
  expect(await prune(older + DAY_MS)).toMatchObject({ files: 1 });
  cpSync(own, copy, { recursive: true });
  expect(await prune(now)).toMatchObject({ files: 1 });
  await seal(recent);
  const lost = headOf(own);
  cpSync(placesOf(own).note, note);
  expect(await check(lost)).toMatchObject({ removed: 2, events: 4 });

  rmSync(own, { recursive: true });
  cpSync(copy, own, { recursive: true });
  expect((await check(lost)).fault).toMatchObject({ code: 'cut-off' });
  const gap = await work((archive) => recordRestoration(archive, { ...WHO, kept: [headOf(copy), lost] }));
  // The deletion and the event behind it are lost; the file that was deleted is there again.
  expect(gap).toMatchObject({ entries: { from: 5, to: 6 }, events: { from: 4, to: 4 } });
  const restored = await check(lost);
  expect([restored.fault, restored.removed, restored.events]).toEqual([undefined, 1, 3]);
  expect(await prune(now)).toMatchObject({ files: 1 });
  await seal(recent);
  const again = await check(lost, headOf(own));
  expect([again.fault, again.removed, again.restored.length]).toEqual([undefined, 2, 1]);
  const told = spawnSync(process.execPath, [VERIFIER, own, placesOf(own).keys, note], { encoding: 'utf8' });
  expect([told.status, told.stderr]).toEqual([0, expect.stringContaining('is of what is lost')]);
});
