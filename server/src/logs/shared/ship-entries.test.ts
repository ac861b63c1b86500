import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts';
import { S3_KEYS, s3Server } from '../../../test/s3.ts';
import { DAY_MS } from '../../kernel/durations.ts';
import { STRICT_POLICY } from '../../kernel/egress/index.ts';
import { openArchive } from '../archive.ts';
import { type BackupStore, bucketStore, folderStore } from '../backup/store.ts';
import { compactDays } from '../compact/compact-days.ts';
import { logKeys } from '../keys.ts';
import { placesOf } from '../manifest.ts';
import { readRows } from '../rows/read-rows.ts';
import { verifyArchive } from '../verify/verify-archive.ts';
import { findHeads, listFiles } from './collector.repo.ts';
import { readHeads } from './heads-note.ts';
import { makeRoom, openShipper } from './ship-entries.ts';

let database: TestDatabase;
const root = mkdtempSync(join(tmpdir(), 'zhengdun-shared-'));
const keys = logKeys(join(root, 'data'));
const signal = new AbortController().signal;
const START = Date.parse('2026-11-20T01:00:00Z');
const NOW = new Date(START + 10 * DAY_MS);
afterAll(() => rmSync(root, { recursive: true }));

let folders = 0;
let copy: string;
let store: BackupStore;
function fresh(): string {
  folders += 1;
  return join(root, String(folders));
}

beforeEach(async () => {
  database = await openTestDatabase();
  copy = fresh();
  store = folderStore(copy);
});
afterEach(() => database.close());

const line = (name: string, number: number) =>
  Buffer.from(
    `10.0.0.${number % 5} - - [20/Nov/2026:09:00:00 +0800] "GET /${name}/${number} HTTP/1.1" 200 5`,
  );

/** A collector of its own, with so many segments of ten lines, a day each. */
async function collector(name: string, segments: number) {
  const folder = join(fresh(), 'logs');
  const archive = await openArchive({ folder, keys });
  let next = 0;
  const seal = async (count: number) => {
    for (let index = 0; index < count; index += 1) {
      const receivedAt = START + Math.floor(next / 20) * DAY_MS + next;
      const events = Array.from({ length: 10 }, (_, at) => ({
        raw: line(name, next + at),
        ...{ receivedAt, source: name, kind: undefined },
      }));
      next += 10;
      await archive.append(events);
      await archive.seal({ all: true });
    }
  };
  await seal(segments);
  const shipper = () => openShipper(archive, { db: database.db, store, name, keys });
  return { folder, archive, seal, shipper };
}

/** Every line of every collector that the register says is held, read from the store. */
async function linesThere(): Promise<string[]> {
  const lines: string[] = [];
  for (const { collector: name, entry, kind } of await listFiles(database.db, {})) {
    const path = placesOf(join(copy, 'collectors', name)).segment(entry, kind);
    for await (const rows of readRows(path, kind)) lines.push(...rows.map(({ raw }) => String(raw)));
  }
  return lines.sort();
}

const expected = (name: string, count: number) =>
  Array.from({ length: count }, (_, number) => String(line(name, number)));

async function expectWhole(name: string, events: number): Promise<void> {
  const report = await verifyArchive({ folder: join(copy, 'collectors', name), kept: [], signal });
  expect({ events: report.events, fault: report.fault }).toEqual({ events, fault: undefined });
}

describe('collectors that share a store', () => {
  it('bring what they seal there, each its own history, and one signed note binds them', async () => {
    const one = await collector('dmz-1', 2);
    const other = await collector('dmz-2', 1);
    const shippers = [one.shipper(), other.shipper()];
    await Promise.all(shippers.map((shipper) => shipper.ship({ now: NOW })));
    await one.seal(1);
    await Promise.all(shippers.map((shipper) => shipper.ship({ now: NOW })));
    expect(await linesThere()).toEqual([...expected('dmz-1', 30), ...expected('dmz-2', 10)].sort());
    await expectWhole('dmz-1', 30);
    await expectWhole('dmz-2', 10);
    const heads = readHeads(readFileSync(join(copy, 'heads.note'), 'utf8'));
    expect(heads).toMatchObject({
      number: 3,
      collectors: [
        { name: 'dmz-1', entries: 3, last: 30 },
        { name: 'dmz-2', entries: 1, last: 10 },
      ],
    });
    expect(await findHeads(database.db)).toBe(readFileSync(join(copy, 'heads.note'), 'utf8'));
    const sealed = await database.db.selectFrom('ledger_entry').select('entry').execute();
    expect(sealed.filter(({ entry }) => String(entry).includes('"logs-sealed"')).length).toBeGreaterThan(2);
    await Promise.all([one.archive.close(), other.archive.close()]);
  });

  it('write the note of all at the same moment, and the newest stays, whichever was written last', async () => {
    const [one, other] = [await collector('dmz-1', 1), await collector('dmz-2', 1)];
    const note = () => readFileSync(join(copy, 'heads.note'), 'utf8');
    const common = store;
    let meanwhile: (() => Promise<void>) | undefined;
    store = {
      ...common,
      async write(name, bytes) {
        await common.write(name, bytes);
        if (name !== 'heads.note') return;
        const work = meanwhile;
        meanwhile = undefined;
        await work?.();
      },
    };
    const first = one.shipper();
    store = common;
    const second = other.shipper();
    meanwhile = () => second.ship({ now: NOW });
    await first.ship({ now: NOW });
    expect(readHeads(note())).toMatchObject({ number: 2 });

    const older = note();
    await one.seal(1);
    meanwhile = () => common.write('heads.note', Buffer.from(older));
    await first.ship({ now: NOW });
    expect(readHeads(note())).toMatchObject({ number: 3 });
    await Promise.all([one.archive.close(), other.archive.close()]);
  });

  it('bring over what was compacted, and take away what it replaced an hour later', async () => {
    const one = await collector('dmz-1', 4);
    const shipper = one.shipper();
    await shipper.ship({ now: NOW });
    await compactDays(one.archive, { now: NOW.getTime(), signal });
    await shipper.ship({ now: NOW });
    const rows = () =>
      readdirSync(join(copy, 'collectors/dmz-1/segments')).filter((name) => name.endsWith('.parquet'));
    expect(rows()).toHaveLength(6);
    expect(await linesThere()).toEqual(expected('dmz-1', 40).sort());
    await shipper.ship({ now: new Date(NOW.getTime() + 3_700_000) });
    expect(rows()).toHaveLength(2);
    await expectWhole('dmz-1', 40);
    await one.archive.close();
  });

  it('do not fork: a second program of the same name, and an older state of it, are refused', async () => {
    const one = await collector('dmz-1', 1);
    await one.shipper().ship({ now: NOW });
    const stranger = await collector('dmz-1', 1);
    await expect(stranger.shipper().ship({ now: NOW })).rejects.toMatchObject({
      code: 'logs-collector-taken',
    });
    await one.archive.close();
    const twin = fresh();
    cpSync(one.folder, twin, { recursive: true });
    const old = fresh();
    cpSync(one.folder, old, { recursive: true });
    const again = await openArchive({ folder: one.folder, keys });
    const event = { raw: Buffer.from('one'), receivedAt: START, source: 'dmz-1', kind: undefined };
    await again.append([event]);
    await again.seal({ all: true });
    await openShipper(again, { db: database.db, store, name: 'dmz-1', keys }).ship({ now: NOW });
    const other = await openArchive({ folder: twin, keys });
    for (const word of ['other', 'more']) {
      await other.append([{ ...event, raw: Buffer.from(word) }]);
      await other.seal({ all: true });
    }
    const ship = (archive: typeof other) =>
      openShipper(archive, { db: database.db, store, name: 'dmz-1', keys }).ship({ now: NOW });
    await expect(ship(other)).rejects.toMatchObject({ code: 'logs-collector-forked' });
    // What is registered was not written over.
    await expectWhole('dmz-1', 11);
    const behind = await openArchive({ folder: old, keys });
    await expect(ship(behind)).rejects.toMatchObject({ code: 'logs-collector-behind' });
    await Promise.all(
      [stranger, again, other, behind].map((each) => ('archive' in each ? each.archive : each).close()),
    );
  });

  it('refuse a store that is not the one of the register, and keys that are not its own', async () => {
    const one = await collector('dmz-1', 1);
    await one.shipper().ship({ now: NOW });
    await one.seal(1);
    store = folderStore(fresh());
    await expect(one.shipper().ship({ now: NOW })).rejects.toMatchObject({ code: 'logs-store-foreign' });
    store = folderStore(copy);
    const folder = fresh();
    const foreign = logKeys(join(root, 'foreign'));
    const archive = await openArchive({ folder, keys: foreign });
    await archive.append([{ raw: Buffer.from('x'), receivedAt: START, source: 'a', kind: undefined }]);
    await archive.seal({ all: true });
    const shipper = openShipper(archive, { db: database.db, store, name: 'dmz-2', keys: foreign });
    await expect(shipper.ship({ now: NOW })).rejects.toMatchObject({ code: 'logs-store-keys' });
    await Promise.all([one.archive.close(), archive.close()]);
  });

  it('keep on the disk what is not registered, and as much of the rest as there is room for', async () => {
    const one = await collector('dmz-1', 3);
    const shipper = one.shipper();
    await shipper.ship({ now: NOW });
    await one.seal(1);
    expect(await makeRoom(one.archive, { registered: shipper.registered ?? 0, mostBytes: 0 })).toBe(3);
    expect(readdirSync(placesOf(one.folder).segments).filter((name) => name.endsWith('.parquet'))).toEqual([
      '00000004-access.parquet',
    ]);
    await shipper.ship({ now: NOW });
    await expectWhole('dmz-1', 40);
    await one.archive.close();
  });
});

describe('object storage', () => {
  const bucket = 'logs-shared';
  let server: Awaited<ReturnType<typeof s3Server>>;
  beforeAll(async () => {
    server = await s3Server(bucket);
  });
  afterAll(() => server.close());

  it('holds the same objects', async () => {
    const policy = { ...STRICT_POLICY, allowNetworks: ['127.0.0.0/8'] };
    await using own = bucketStore(policy, { endpoint: server.url, region: 'cn', bucket, ...S3_KEYS }, 'zw/');
    store = own;
    const one = await collector('dmz-1', 2);
    await one.shipper().ship({ now: NOW });
    const object = await own.read('collectors/dmz-1/segments/00000002-access.parquet');
    expect(object?.equals(readFileSync(placesOf(one.folder).segment(2, 'access')))).toBe(true);
    expect(readHeads(String(await own.read('heads.note')))).toMatchObject({ number: 1 });
    await one.archive.close();
  });
});
