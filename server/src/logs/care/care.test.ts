import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogArchive } from '@zhengdun/contract';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts';
import {
  type IdentityHouse,
  identityHouse,
  makeUnit,
  signedIn,
  type TestBrowser,
} from '../../../test/identity-house.ts';
import { parseVerifier, verifyNote } from '../../kernel/ledger/index.ts';
import { silentLog } from '../../kernel/log.ts';
import { type Actor, EVERYTHING, scopesOf, withinScope } from '../../kernel/tenancy/index.ts';
import { type Archive, openArchive } from '../archive.ts';
import { readHeadNote } from '../chain/head-note.ts';
import type { LogKind } from '../event.ts';
import { logKeys } from '../keys.ts';
import { placesOf } from '../manifest.ts';
import { pruneLogs } from '../retention/prune.ts';
import { setDays } from '../retention/settings.ts';
import { doTasks } from './keep-tasks.ts';
import { LOG_CHECKPOINT_SUBJECTS, noteCheckpoint } from './note-checkpoint.ts';
import { addArchiveRoutes } from './routes.ts';
import { archiveItems } from './task-items.ts';

const root = mkdtempSync(join(tmpdir(), 'zhengdun-care-'));
const DAY_MS = 86_400_000;
// Behind the grants of those who are told.
const START = Date.now() + 300_000;
let now: Date;
let database: TestDatabase;
let data: string;
let folder: string;
let archive: Archive;
let house: IdentityHouse;
let auditor: { readonly browser: TestBrowser; readonly id: string };
let clerk: TestBrowser;

const tools = () => ({ db: database.db, data, now: () => now });
const program = () => ({ ...tools(), log: silentLog(), signal: new AbortController().signal });

afterAll(() => rmSync(root, { recursive: true }));
// One archive an installation: each test has its own.
beforeEach(async () => {
  now = new Date(START);
  data = mkdtempSync(join(root, 'data-'));
  folder = join(data, 'logs');
  archive = await openArchive({ folder, keys: logKeys(data) });
  database = await openTestDatabase();
  const { db } = database;
  house = await identityHouse(db, (http) => addArchiveRoutes(http, tools()));
  const unit = await makeUnit(db, { name: '样例县政府', region: '990000/990100/' });
  const everywhere = { role: 'audit-admin', area: 'region', place: '' } as const;
  auditor = await signedIn(house, { unitId: unit, grants: [everywhere] });
  ({ browser: clerk } = await signedIn(house, { unitId: unit, grants: [{ role: 'handler' }] }));
}, 60_000);
afterEach(async () => {
  await archive.close();
  await house.http.close();
  await database.close();
});

async function seal(lines: number, kind: LogKind = 'access', receivedAt = START): Promise<void> {
  const events = Array.from({ length: lines }, (_, line) => ({
    ...{ raw: Buffer.from(`line ${line}`), source: 'web', kind, receivedAt },
  }));
  await archive.append(events);
  await archive.seal({ all: true });
}

const view = async (query = ''): Promise<LogArchive> =>
  (await auditor.browser.get(`/api/logs/archive${query}`)).body;
const textAt = async (url: string) => (await auditor.browser.get(url)).bytes.toString('utf8');
const everything = <T>(work: Parameters<typeof withinScope<T>>[2]) =>
  withinScope(database.db, EVERYTHING, work);
const entered = () =>
  everything((trx) => trx.selectFrom('ledger_entry').selectAll().execute()).then(
    (rows) => rows.filter((row) => JSON.stringify(row).includes('log-checkpoint')).length,
  );

describe('the signed head of the archive', () => {
  it('is kept in the database and entered in the ledger, once', async () => {
    expect(await noteCheckpoint(tools())).toBe(false);
    await seal(3);
    const before = await entered();
    expect(await noteCheckpoint(tools())).toBe(true);
    expect(await noteCheckpoint(tools())).toBe(false);
    expect(await entered()).toBe(before + 1);
    const { checkpoints } = await view();
    const [newest] = checkpoints.rows;
    expect(newest).toMatchObject({ entries: 1, last: 3 });
    const subject = `log-checkpoint/${newest?.id}`;
    const read = await LOG_CHECKPOINT_SUBJECTS.read(database.db, [subject]);
    expect(read.get(subject)).toMatchObject({ note: `sha256:${newest?.id}` });
  });

  it('is downloaded with the keys that verify it', async () => {
    await seal(3);
    await noteCheckpoint(tools());
    const { checkpoints, sealed } = await view();
    expect(sealed?.signatures).toEqual({ ed25519: true, sm2: true });
    const note = await textAt(`/api/logs/archive/checkpoints/${checkpoints.rows[0]?.id}.note`);
    const keys = await textAt('/api/logs/archive/verifiers.txt');
    const head = readHeadNote(note);
    expect(head).toMatchObject({ entries: 1, last: 3 });
    const verifiers = keys.trim().split('\n').map(parseVerifier);
    expect(verifiers).toHaveLength(2);
    for (const key of verifiers) expect(head && key && verifyNote(head.note, key)).toBe('right');
    const entry = await textAt('/api/logs/archive/entries/1.json');
    expect(entry).toBe(readFileSync(placesOf(folder).manifest(1), 'utf8'));
    const nobody = await auditor.browser.get(`/api/logs/archive/checkpoints/${'0'.repeat(64)}.note`);
    expect(nobody.code).toBe('logs-checkpoint-unknown');
  });

  it('that others have signed is not entered', async () => {
    await seal(3);
    const before = await entered();
    const elsewhere = mkdtempSync(join(root, 'other-'));
    const foreign = await openArchive({ folder: join(elsewhere, 'logs'), keys: logKeys(elsewhere) });
    await foreign.append([{ raw: Buffer.from('x'), source: 'web', kind: 'access', receivedAt: START }]);
    await foreign.seal({ all: true });
    await foreign.close();
    cpSync(placesOf(join(elsewhere, 'logs')).note, placesOf(folder).note);
    expect(await noteCheckpoint(tools())).toBe(false);
    expect(await entered()).toBe(before);
  });
});

describe('the page of the archive', () => {
  it('tells what is sealed, by kind and file', async () => {
    expect((await view()).sealed).toBeUndefined();
    await seal(5, 'access', START - 3 * DAY_MS);
    await seal(2, 'database');
    const all = await view();
    expect(all.sealed).toMatchObject({ entries: 2, events: 7, removed: 0, files: 2, days: 2 });
    expect(all.counts).toMatchObject({ all: 2, access: 1, database: 1, mail: 0 });
    expect(all.rows.map(({ kind, events }) => [kind, events])).toEqual([
      ['database', 2],
      ['access', 5],
    ]);
    const one = await view('?kind=access');
    expect(one.rows).toHaveLength(1);
    expect(one.total).toBe(1);
  });

  it('counts what was deleted after its time, by the history', async () => {
    await seal(5, 'access', START - 500 * DAY_MS);
    await seal(2);
    await setDays(folder, 'access', 400);
    await noteCheckpoint(tools());
    await pruneLogs(archive, { now: START });
    await noteCheckpoint(tools());
    expect((await view()).sealed).toMatchObject({ events: 7, removed: 5, files: 1 });
  });

  it('is for those who may verify', async () => {
    expect((await clerk.get('/api/logs/archive')).status).toBe(403);
    expect((await clerk.post('/api/logs/archive/verify')).status).toBe(403);
  });
});

describe('verifying', () => {
  it('is done when it is asked for, and recorded', async () => {
    await seal(4);
    await doTasks(program());
    expect((await view()).verify.last).toMatchObject({ scheduled: true, outcome: 'whole' });
    const asked = await auditor.browser.post('/api/logs/archive/verify');
    expect(asked.status).toBe(202);
    expect((await auditor.browser.post('/api/logs/archive/verify')).status).toBe(202);
    expect((await view()).verify.running).toMatchObject({ work: 'verify', scheduled: false });
    now = new Date(START + 1_000);
    await doTasks(program());
    const { verify } = await view();
    expect(verify.running).toBeUndefined();
    expect(verify.last).toMatchObject({ outcome: 'whole', scheduled: false });
    expect(verify.last?.numbers).toMatchObject({ events: 4, segments: 1 });
    expect(verify.last?.numbers.compared).toBeGreaterThan(0);
  });

  it('is done once a day by itself', async () => {
    await seal(4);
    await doTasks(program());
    const first = (await view()).verify;
    await doTasks(program());
    expect((await view()).verify.last?.endedAt).toBe(first.last?.endedAt);
    expect(Date.parse(first.next ?? '')).toBeGreaterThan(START + DAY_MS / 2);
    now = new Date(Date.parse(first.next ?? ''));
    await doTasks(program());
    expect((await view()).verify.last?.endedAt).toBe(now.toISOString());
  });

  it('names what was changed, without telling where the archive lies, and tells people of it once', async () => {
    await seal(40);
    const [file] = archive.holdings();
    appendFileSync(placesOf(folder).segment(file?.entry ?? 0, 'access'), 'x');
    await doTasks(program());
    const { last } = (await view()).verify;
    expect(last).toMatchObject({ outcome: 'broken', told: { zh: expect.stringContaining('第 1 段') } });
    expect(last?.told?.zh).toContain('segments/00000001-access.parquet');
    expect(last?.told?.zh).not.toContain(data);
    const told = () =>
      everything((trx) =>
        trx.selectFrom('message_matter').select('person_id').where('matter', '=', 'log-archive').execute(),
      );
    expect((await told()).map(({ person_id }) => person_id)).toEqual([auditor.id]);
    await auditor.browser.post('/api/logs/archive/verify');
    await doTasks(program());
    expect(await told()).toHaveLength(1);
    const scopes = scopesOf([{ role: 'audit-admin', scope: EVERYTHING }]);
    const actor: Actor = { id: auditor.id, kind: 'person', unitId: undefined, stage: 'full', scopes };
    const [item] = await archiveItems(database.db, { actor, lang: 'zh' });
    expect(item).toMatchObject({ title: '日志存档有误', link: '/logs/archive' });
  });

  it('finds by the kept heads that the end was cut off', async () => {
    await seal(4);
    const old = mkdtempSync(join(root, 'old-'));
    cpSync(folder, old, { recursive: true });
    await seal(6);
    await noteCheckpoint(tools());
    await archive.close();
    rmSync(folder, { recursive: true });
    cpSync(old, folder, { recursive: true });
    await doTasks(program());
    expect((await view()).verify.last).toMatchObject({
      outcome: 'broken',
      told: { zh: expect.stringContaining('末尾被截断') },
    });
    archive = await openArchive({ folder: mkdtempSync(join(root, 'none-')), keys: logKeys(data) });
  });

  it('finds that all of it is gone', async () => {
    await seal(4);
    await noteCheckpoint(tools());
    await archive.close();
    rmSync(folder, { recursive: true });
    await doTasks(program());
    expect((await view()).verify.last).toMatchObject({ outcome: 'broken' });
    archive = await openArchive({ folder: mkdtempSync(join(root, 'none-')), keys: logKeys(data) });
  });
});
