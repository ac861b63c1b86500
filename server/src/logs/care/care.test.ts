import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogArchive, LogRetention } from '@zhengdun/contract';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import {
  type IdentityHouse,
  identityHouse,
  makeUnit,
  signedIn,
  type TestBrowser,
} from '../../../test/identity-house.ts';
import { lackOfAuthority, timeStampAuthority } from '../../../test/time-stamp-authority.ts';
import { DAY_MS, HOUR_MS } from '../../kernel/durations.ts';
import { STRICT_POLICY } from '../../kernel/egress/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { parseVerifier, verifyNote } from '../../kernel/ledger/index.ts';
import { silentLog } from '../../kernel/log.ts';
import { type Actor, EVERYTHING, scopesOf, withinScope } from '../../kernel/tenancy/index.ts';
import { type Archive, openArchive } from '../archive.ts';
import { readHeadNote } from '../chain/head-note.ts';
import type { LogKind } from '../event.ts';
import { logKeys } from '../keys.ts';
import { placesOf } from '../manifest.ts';
import { pruneLogs } from '../retention/prune.ts';
import { readRetention, setDays } from '../retention/settings.ts';
import { type BackupPlan, backupPlan } from './backup-plan.ts';
import { doTasks } from './keep-tasks.ts';
import { LOG_CHECKPOINT_SUBJECTS, noteCheckpoint } from './note-checkpoint.ts';
import { addArchiveRoutes } from './routes.ts';
import { type StampPlan, stampPlan } from './stamp-plan.ts';
import { archiveItems } from './task-items.ts';

const database = useTestDatabase();
const root = mkdtempSync(join(tmpdir(), 'zhengdun-care-'));
const data = join(root, 'data');
const folder = join(data, 'logs');
// Behind the grants of those who are told.
const START = Date.now() + 300_000;
let now: Date;
let archive: Archive;
let house: IdentityHouse;
let auditor: { readonly browser: TestBrowser; readonly id: string };
let admin: { readonly browser: TestBrowser; readonly id: string };
let unitAdmin: TestBrowser;
let clerk: TestBrowser;
let backupTo: { readonly folder: string } | undefined;
const lack = lackOfAuthority();
let stampBy: { readonly authority: string; readonly rootsFile: string | undefined } | undefined;
let confirmed: string[];

const planned = () =>
  backupPlan({ place: backupTo, s3File: undefined, hour: 3, drillDays: 30 }, STRICT_POLICY);
const backup: BackupPlan = {
  get place() {
    return planned().place;
  },
  ...{ hour: 3, drillDays: 30, open: () => planned().open() },
};
const stamps: StampPlan = {
  get place() {
    return stampsPlanned().place;
  },
  roots: () => stampsPlanned().roots(),
  stamp: (...asked) => stampsPlanned().stamp(...asked),
};
const stampsPlanned = () =>
  stampPlan(stampBy ?? { authority: undefined, rootsFile: undefined }, {
    ...STRICT_POLICY,
    allowNetworks: ['127.0.0.0/8'],
  });
const tools = () => ({ ...{ db: database.db, data, backup, stamps }, now: () => now });
const program = () => ({ ...tools(), log: silentLog(), signal: new AbortController().signal });

beforeAll(async () => {
  const { db } = database;
  house = await identityHouse(db, (http) =>
    addArchiveRoutes(http, {
      ...tools(),
      async confirm(_, code) {
        if (code !== '123456') throw new HouseError('code-refused', {});
        confirmed.push(code);
      },
    }),
  );
  const unitId = await makeUnit(db, { name: '样例县政府', region: '990000/990100/' });
  const everywhere = { area: 'region', place: '' } as const;
  auditor = await signedIn(house, { unitId, grants: [{ role: 'audit-admin', ...everywhere }] });
  admin = await signedIn(house, { unitId, grants: [{ role: 'system-admin', ...everywhere }] });
  ({ browser: unitAdmin } = await signedIn(house, { unitId, grants: [{ role: 'system-admin' }] }));
  ({ browser: clerk } = await signedIn(house, { unitId, grants: [{ role: 'handler' }] }));
});
afterAll(async () => {
  await house.http.close();
  rmSync(root, { recursive: true });
});
// An installation has one archive, and nobody forgets its heads: each test begins without any.
beforeEach(async () => {
  now = new Date(START);
  backupTo = undefined;
  stampBy = undefined;
  confirmed = [];
  rmSync(folder, { recursive: true, force: true });
  const owner = new pg.Client(database.server.connection('migrator'));
  await owner.connect();
  await owner.query(
    'TRUNCATE logs_checkpoint, logs_tombstone, logs_task, message_once, message_matter CASCADE',
  );
  await owner.end();
  archive = await openArchive({ folder, keys: logKeys(data) });
});
afterEach(() => archive.close());

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
    expect(Date.parse(first.next ?? '')).toBeGreaterThan(START);
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
    expect((await told()).map(({ person_id }) => person_id).sort()).toEqual([auditor.id, admin.id].sort());
    await auditor.browser.post('/api/logs/archive/verify');
    await doTasks(program());
    expect(await told()).toHaveLength(2);
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

describe('how long logs are kept', () => {
  const change = (body: object, who = admin.browser) => who.post('/api/logs/archive/retention', body);
  const retention = async (who = admin.browser): Promise<LogRetention> =>
    (await who.get('/api/logs/archive/retention')).body;

  it('is set by whoever administers all units, with the second factor, and never below a year', async () => {
    await seal(3, 'access', START - 2 * DAY_MS);
    const short = await change({ kind: 'access', days: 364, code: '123456' });
    expect([short.status, short.code]).toEqual([400, 'logs-retention-short']);
    expect(short.body.error.message).toContain('第二十条');
    expect((await change({ kind: 'access', days: 400, code: '1' })).code).toBe('code-refused');
    expect((await change({ kind: 'access', days: 400, code: '123456' }, unitAdmin)).code).toBe(
      'logs-archive-beyond-reach',
    );
    expect((await change({ kind: 'access', days: 400, code: '123456' }, auditor.browser)).status).toBe(403);
    expect((await change({ kind: 'access', days: 400, code: '123456' })).status).toBe(200);
    const view = await retention();
    expect(view.kinds.find(({ kind }) => kind === 'access')).toMatchObject({ days: 400, events: 3 });
    expect(view.may).toBe(true);
    expect((await readRetention(folder)).days).toEqual({ access: 400 });
    await change({ kind: 'access', days: null, code: '123456' });
    expect((await readRetention(folder)).days).toEqual({});
    expect(confirmed).toHaveLength(2);
  });

  it('waits for orders, which those see who reach all units', async () => {
    const hold = { number: '协查〔2026〕3号', reason: '公安机关调取', approver: '王某' };
    const more = { from: '2026-03-01', to: '2026-03-31', sources: ['oa'], kinds: ['access'] };
    const post = (body: object) => admin.browser.post('/api/logs/archive/holds', body);
    expect((await post({ ...hold, from: '2026-03-02', to: '2026-03-01' })).code).toBe('logs-hold-range');
    expect((await post({ ...hold, ...more })).status).toBe(200);
    const { holds } = await retention(auditor.browser);
    expect(holds.rows).toMatchObject([
      { ...hold, from: '2026-02-28T16:00:00.000Z', to: '2026-03-31T16:00:00.000Z', sources: ['oa'] },
    ]);
    expect((await retention(unitAdmin)).holds).toEqual({ total: 1 });
    const lift = (code: string) =>
      admin.browser.post(`/api/logs/archive/holds/${holds.rows?.[0]?.id}/lift`, { code });
    expect((await lift('0')).code).toBe('code-refused');
    expect((await retention()).holds.total).toBe(1);
    expect((await lift('123456')).status).toBe(200);
    expect((await retention()).holds.total).toBe(0);
    expect((await lift('123456')).code).toBe('logs-hold-unknown');
  });

  it('shows what was deleted, and which signed head tells of it', async () => {
    await seal(5, 'access', START - 500 * DAY_MS);
    await seal(2);
    await setDays(folder, 'access', 400);
    await pruneLogs(archive, { now: START });
    await noteCheckpoint(tools());
    const { tombstones } = await retention();
    const { checkpoints } = await view();
    expect(tombstones).toMatchObject({
      total: 1,
      rows: [{ entry: 3, files: 1, events: 5, kinds: [{ kind: 'access', days: 400 }] }],
    });
    expect(tombstones.rows[0]?.checkpoint).toBe(checkpoints.rows[0]?.id);
  });

  it('is told to be unreadable where somebody has written less than a year into the file', async () => {
    writeFileSync(placesOf(folder).retention, '{"version":1,"days":{"access":30},"holds":[]}');
    expect((await retention()).damaged?.zh).toContain('没有删除任何日志');
  });
});

describe('backing up', () => {
  const retention = async (): Promise<LogRetention> =>
    (await admin.browser.get('/api/logs/archive/retention')).body;

  it('needs a place', async () => {
    await seal(3);
    expect((await admin.browser.post('/api/logs/archive/backup')).code).toBe('logs-backup-unset');
    await doTasks(program());
    const { backup, drill, place } = await retention();
    expect([place, backup, drill]).toEqual([undefined, {}, {}]);
  });

  it('is done each day at its hour, and restored for trial with what would be lost and how long it takes', async () => {
    backupTo = { folder: mkdtempSync(join(root, 'backup-')) };
    await seal(3);
    now = new Date(START + 60_000);
    await doTasks(program());
    const first = await retention();
    expect(first.place).toBe(backupTo.folder);
    expect(first.backup.last).toMatchObject({ outcome: 'whole', scheduled: true, numbers: { events: 3 } });
    expect(first.drill.last).toMatchObject({ outcome: 'whole', numbers: { events: 3, lostMs: 60_000 } });
    expect(first.drill.last?.numbers.tookMs).toBeGreaterThanOrEqual(0);
    expect(existsSync(join(data, 'logs-drill'))).toBe(false);
    expect(new Date(first.backup.next ?? '').getUTCHours()).toBe(19);
    expect(Date.parse(first.drill.next ?? '') - START).toBeGreaterThan(28 * DAY_MS);
    await seal(2);
    now = new Date(first.backup.next ?? '');
    await doTasks(program());
    const second = await retention();
    expect(second.backup.last?.numbers).toMatchObject({ events: 5 });
    expect(second.drill.last?.endedAt).toBe(first.drill.last?.endedAt);
  });

  it('that fails is tried again within the hour, and people are told', async () => {
    await seal(3);
    // A file lies where the folder should be.
    const place = join(root, `file-${Date.now()}`);
    writeFileSync(place, '');
    backupTo = { folder: join(place, 'logs') };
    await doTasks(program());
    const { backup } = await retention();
    expect(backup.last).toMatchObject({
      outcome: 'failed',
      told: { zh: expect.stringContaining('不能读写') },
    });
    expect(Date.parse(backup.next ?? '')).toBe(START + HOUR_MS);
    backupTo = { folder: mkdtempSync(join(root, 'mended-')) };
    now = new Date(START + HOUR_MS);
    await doTasks(program());
    expect((await retention()).backup.last).toMatchObject({ outcome: 'whole' });
  });

  it('finds by a drill that the backup was changed', async () => {
    backupTo = { folder: mkdtempSync(join(root, 'spoilt-')) };
    await seal(40);
    await doTasks(program());
    appendFileSync(join(backupTo.folder, 'segments/00000001-access.parquet'), 'x');
    expect((await admin.browser.post('/api/logs/archive/drill')).status).toBe(202);
    now = new Date(START + 1_000);
    await doTasks(program());
    const { drill } = await retention();
    expect(drill.last).toMatchObject({ outcome: 'broken', told: { zh: expect.stringContaining('第 1 段') } });
    expect(existsSync(join(data, 'logs-drill'))).toBe(false);
  });
});

describe('time-stamping the signed head', () => {
  it('needs an authority', async () => {
    await seal(3);
    expect((await admin.browser.post('/api/logs/archive/stamp')).code).toBe('logs-tsa-unset');
    await doTasks(program());
    expect((await view()).stamps).toEqual({ tasks: {}, total: 0, rows: [], may: false });
  });

  it.skipIf(lack !== undefined)(
    'is done each day by itself, once a head, is seen by the verification, and goes along in the backup',
    async () => {
      await using authority = await timeStampAuthority();
      const rootsFile = join(root, 'tsa-roots.pem');
      writeFileSync(rootsFile, authority.roots);
      stampBy = { authority: authority.url, rootsFile };
      backupTo = { folder: mkdtempSync(join(root, 'stamped-')) };
      await seal(3);
      await doTasks(program());
      const { stamps: first, verify } = await view();
      expect(first).toMatchObject({
        place: new URL(authority.url).host,
        tasks: { last: { outcome: 'whole', scheduled: true, numbers: { entries: 1 } } },
        total: 1,
        rows: [{ entries: 1, authority: 'invented tsa', trusted: true }],
      });
      expect(verify.last?.numbers.stamps).toBe(1);
      expect(existsSync(join(backupTo.folder, 'stamps/00000001.tsr'))).toBe(true);
      const token = readFileSync(join(placesOf(folder).stamps, '00000001.tsr'));
      now = new Date(first.tasks.next ?? '');
      await doTasks(program());
      expect(readFileSync(join(placesOf(folder).stamps, '00000001.tsr'))).toEqual(token);
      await seal(2);
      expect((await admin.browser.post('/api/logs/archive/stamp')).status).toBe(202);
      await doTasks(program());
      expect((await view()).stamps.rows.map(({ entries }) => entries)).toEqual([2, 1]);
      expect((await unitAdmin.post('/api/logs/archive/stamp')).code).toBe('logs-archive-beyond-reach');
    },
  );

  it.skipIf(lack !== undefined)(
    'that is refused is tried again within the hour, stands on the desk, and nothing of it is kept',
    async () => {
      await using authority = await timeStampAuthority();
      authority.answer(Buffer.from('no token'));
      stampBy = { authority: authority.url, rootsFile: undefined };
      await seal(3);
      await doTasks(program());
      const { stamps: told } = await view();
      expect(told.tasks.last).toMatchObject({
        outcome: 'failed',
        told: { zh: expect.stringContaining('不是这份检查点的时间戳') },
      });
      expect(Date.parse(told.tasks.next ?? '')).toBe(START + 3_600_000);
      expect(told.total).toBe(0);
    },
  );
});
