import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { STRICT_POLICY } from '../../kernel/egress/index.ts';
import { type Actor, EVERYTHING, scopesOf } from '../../kernel/tenancy/index.ts';
import { openArchive } from '../archive.ts';
import { folderStore } from '../backup/store.ts';
import type { BackupPlan } from '../care/backup-plan.ts';
import { backupTask, drillTask } from '../care/backup-tasks.ts';
import { noteCheckpoint } from '../care/note-checkpoint.ts';
import { readArchive, readEntry } from '../care/read-archive.ts';
import { openSealed } from '../care/sealed.ts';
import { stampPlan } from '../care/stamp-plan.ts';
import { verifyTask } from '../care/verify-task.ts';
import { logKeys } from '../keys.ts';
import { placesOf } from '../manifest.ts';
import { openSearchThread } from '../search/search-thread.ts';
import { listVerified } from './collector.repo.ts';
import { openSharedShelf } from './shared-shelf.ts';
import { makeRoom, openShipper } from './ship-entries.ts';

const database = useTestDatabase();
const root = mkdtempSync(join(tmpdir(), 'zhengdun-common-'));
const data = join(root, 'data');
const keys = logKeys(data);
const copy = join(root, 'store');
const common = { name: copy, open: async () => folderStore(copy) };
const backups = join(root, 'backup');
const backup: BackupPlan = { place: backups, hour: 3, drillDays: 30, open: async () => folderStore(backups) };
const START = Date.parse('2026-11-20T01:00:00Z');
const stamps = stampPlan({ authority: undefined, rootsFile: undefined }, STRICT_POLICY);
const tools = () => ({ db: database.db, data, backup, stamps, common, now: () => new Date() });
const run = { signal: new AbortController().signal, told: () => undefined };
afterAll(() => rmSync(root, { recursive: true }));

async function add(name: string, folder: string, segments: number): Promise<void> {
  const archive = await openArchive({ folder, keys });
  for (let segment = 0; segment < segments; segment += 1) {
    const lines = ['一', '二', '三'].map((word) => ({
      raw: Buffer.from(`${name} ${word} 公积金`),
      ...{ receivedAt: START + segment * 60_000, source: name, kind: undefined },
    }));
    await archive.append(lines);
    await archive.seal({ all: true });
  }
  const shipper = openShipper(archive, { db: database.db, store: folderStore(copy), name, keys });
  await shipper.ship({ now: new Date() });
  await makeRoom(archive, { registered: shipper.registered ?? 0, mostBytes: 0 });
  await archive.close();
}

/** One collector is of this machine, the other is not; neither has a file of rows on its own disk. */
beforeAll(async () => {
  await add('dmz-1', join(data, 'logs'), 2);
  await noteCheckpoint(tools());
  await add('dmz-2', join(root, 'elsewhere'), 3);
});

const object = (name: string) => join(copy, 'collectors', name);

/** Changes something in the store for as long as that takes. */
async function changed<T>(change: () => void, work: () => Promise<T>): Promise<T> {
  const whole = join(root, 'whole');
  cpSync(copy, whole, { recursive: true });
  change();
  try {
    return await work();
  } finally {
    rmSync(copy, { recursive: true });
    cpSync(whole, copy, { recursive: true });
    rmSync(whole, { recursive: true });
  }
}

describe('a store that receivers share', () => {
  it('is verified where it lies, all of it, though nothing of it is on this machine', async () => {
    const rows = readdirSync(placesOf(join(data, 'logs')).segments);
    expect(rows.filter((name) => name.endsWith('.parquet'))).toEqual([]);
    expect(await verifyTask(tools(), run)).toMatchObject({
      outcome: 'whole',
      numbers: { events: 15, segments: 5, collectors: 2, elsewhere: 2 },
    });
    expect(existsSync(join(data, 'logs-verify'))).toBe(false);
  });

  it('is read by parts each day once all of it was verified, and seen to be there whole', async () => {
    const daily = () => verifyTask(tools(), { ...run, isDaily: true });
    await verifyTask(tools(), run);
    // A thirtieth of five is one.
    expect(await daily()).toMatchObject({ outcome: 'whole', numbers: { events: 15, earlier: 4 } });
    const turns = await sql<{
      files: number;
    }>`SELECT count(DISTINCT verified_at)::int AS files FROM logs_file`.execute(database.db);
    expect(turns.rows[0]?.files).toBe(2);
    const [next] = await listVerified(database.db);
    const newest = (await listVerified(database.db)).at(-1);
    const path = (file: typeof next) =>
      object(`${file?.collector}/segments/0000000${file?.entry}-${file?.kind}.parquet`);
    const spoilt = (file: typeof next) => () => {
      const bytes = readFileSync(path(file));
      bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
      writeFileSync(path(file), bytes);
    };
    // What was read longest ago has its turn; what was read a moment ago waits for its own, unless somebody asks.
    expect(await changed(spoilt(next), daily)).toMatchObject({ outcome: 'broken' });
    expect(await changed(spoilt(newest), daily)).toMatchObject({ outcome: 'whole' });
    expect(await changed(spoilt(newest), () => verifyTask(tools(), run))).toMatchObject({
      outcome: 'broken',
    });
    expect(await changed(() => rmSync(path(newest)), daily)).toMatchObject({ outcome: 'broken' });
  });

  it.each([
    {
      what: 'rows of another receiver that were changed',
      change() {
        const file = object('dmz-2/segments/00000002-device.parquet');
        const bytes = readFileSync(file);
        bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
        writeFileSync(file, bytes);
      },
      zh: '第 2 段',
      where: 'collectors/dmz-2/segments/00000002-device.parquet',
    },
    {
      what: 'an object that was removed',
      change: () => rmSync(object('dmz-1/segments/00000001-device.parquet')),
      zh: '第 1 段缺失',
      where: 'collectors/dmz-1/segments/00000001-device.parquet',
    },
    {
      what: 'a file that was put there',
      change: () => writeFileSync(object('dmz-2/segments/00000002-mail.parquet'), 'x'),
      zh: '后来放入',
      where: '00000002-mail.parquet',
    },
    {
      what: 'all of a receiver that is gone',
      change: () => rmSync(object('dmz-2'), { recursive: true }),
      zh: '缺少一个接收程序',
      where: 'collectors/dmz-2',
    },
    {
      what: 'a note for outsiders that is none of ours',
      change: () => writeFileSync(join(copy, 'heads.note'), 'x'),
      zh: '不是由这些公钥签名',
      where: 'heads.note',
    },
  ])('has its faults named: $what', async ({ change, zh, where }) => {
    const { outcome, told } = await changed(change, () => verifyTask(tools(), run));
    expect(outcome).toBe('broken');
    expect(told?.zh).toContain(zh);
    expect(told?.zh).toContain(where);
    expect(told?.zh).toContain(copy);
  });

  it('names a history that ends before what is registered, though its signatures are right', async () => {
    const before = join(root, 'before');
    cpSync(copy, before, { recursive: true });
    await add('dmz-2', join(root, 'elsewhere'), 1);
    const cutOff = () => {
      rmSync(copy, { recursive: true });
      cpSync(before, copy, { recursive: true });
    };
    const { outcome, told } = await changed(cutOff, () => verifyTask(tools(), run));
    expect([outcome, told?.zh]).toEqual(['broken', expect.stringContaining('末尾被截断')]);
    expect(await verifyTask(tools(), run)).toMatchObject({ outcome: 'whole', numbers: { events: 18 } });
  });

  it('is searched in a thread of its own, and an object that was changed comes back as that', async () => {
    await using thread = openSearchThread(() => openSharedShelf(database.db, { place: common, data }));
    const question = { words: ['公积金'] };
    expect(await thread.search(question, 4)).toMatchObject({ count: 18, scanned: { events: 18 } });
    const [one, other] = await Promise.all([
      thread.search({ sources: ['dmz-1'] }, 10),
      thread.search({ sources: ['dmz-2'] }, 100),
    ]);
    expect([one.count, other.lines.length]).toEqual([6, 12]);
    rmSync(join(data, 'logs-cache/1'), { recursive: true });
    await thread[Symbol.asyncDispose]();
    await using again = openSearchThread(() => openSharedShelf(database.db, { place: common, data }));
    const change = () => writeFileSync(object('dmz-1/segments/00000001-device.parquet'), 'x');
    await expect(changed(change, () => again.search(question, 4))).rejects.toMatchObject({
      code: 'logs-object-changed',
      facts: { object: expect.stringContaining('dmz-1/segments/00000001-device.parquet') },
    });
    const remove = () => rmSync(object('dmz-1/segments/00000001-device.parquet'));
    await expect(changed(remove, () => again.search(question, 4))).rejects.toMatchObject({
      code: 'logs-object-missing',
    });
  });

  it('is shown as one archive, with what each receiver has put there', async () => {
    const page = { kind: 'all', page: 1, size: 20 } as const;
    const scopes = scopesOf([{ role: 'audit-admin', scope: EVERYTHING }]);
    const actor: Actor = { id: '', kind: 'person', unitId: undefined, stage: 'full', scopes };
    const { sealed, rows, total, checkpoints } = await readArchive(
      { ...tools(), sealed: openSealed(tools()) },
      actor,
      page,
    );
    expect(sealed).toMatchObject({
      ...{ events: 18, files: 6, store: copy, signatures: { ed25519: true, sm2: true } },
      collectors: [
        { name: 'dmz-1', events: 6, entries: 2 },
        { name: 'dmz-2', events: 12, entries: 4 },
      ],
    });
    expect([rows.length, total]).toEqual([6, 6]);
    expect(new Set(rows.map(({ collector }) => collector))).toEqual(new Set(['dmz-1', 'dmz-2']));
    expect(checkpoints.total).toBe(4);
    expect(await readEntry(tools(), { entry: 4, collector: 'dmz-2' })).toContain('"number":4');
  });

  it('is backed up whole, is restored, and an outsider verifies the backup', async () => {
    const first = await backupTask(tools(), run);
    expect(first).toMatchObject({ outcome: 'whole', numbers: { events: 18, entries: 6, kept: 0 } });
    await add('dmz-2', join(root, 'elsewhere'), 1);
    const second = await backupTask(tools(), run);
    expect(second).toMatchObject({ outcome: 'whole', numbers: { events: 21, kept: expect.any(Number) } });
    expect(second.numbers.kept).toBeGreaterThan(10);
    expect(await drillTask(tools(), run)).toMatchObject({ outcome: 'whole', numbers: { events: 21 } });
    const verifier = join(backups, 'verify/verify-logs.mjs');
    const outside = () =>
      spawnSync(process.execPath, [verifier, backups, join(copy, 'keys/verifiers.txt')], {
        encoding: 'utf8',
      });
    expect(outside()).toMatchObject({ status: 0, stdout: expect.stringContaining('2 collectors') });
    const file = join(backups, 'collectors/dmz-2/segments/00000001-device.parquet');
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
    writeFileSync(file, bytes);
    expect(outside().status).toBe(1);
    expect(await drillTask(tools(), run)).toMatchObject({ outcome: 'broken' });
  });

  it('does not take the place of the backup of something else', async () => {
    const foreign = join(root, 'foreign');
    const plan = { ...backup, open: async () => folderStore(foreign) };
    await folderStore(foreign).write('head.note', Buffer.from('x'));
    expect(await backupTask({ ...tools(), backup: plan }, run)).toMatchObject({
      outcome: 'broken',
      told: { zh: expect.stringContaining(foreign) },
    });
  });
});
