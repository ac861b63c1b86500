import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { HOUR_MS } from '../../kernel/durations.ts';
import { openArchive } from '../archive.ts';
import { type BackupStore, folderStore } from '../backup/store.ts';
import { logKeys } from '../keys.ts';
import { openLogSearch } from '../search/search-logs.ts';
import { listFiles } from './collector.repo.ts';
import { openSegmentCache } from './segment-cache.ts';
import { sharedShelf } from './shared-shelf.ts';
import { openShipper } from './ship-entries.ts';

const database = useTestDatabase();
const root = mkdtempSync(join(tmpdir(), 'zhengdun-shelf-'));
const keys = logKeys(join(root, 'data'));
const copy = join(root, 'store');
const plain = folderStore(copy);
const START = Date.parse('2026-11-20T01:00:00Z');
const HOUR = HOUR_MS;
/** names of objects in the order in which they were asked for */
let fetched: string[] = [];
const store: BackupStore = {
  ...plain,
  read(name) {
    fetched.push(name);
    return plain.read(name);
  },
};
afterAll(() => rmSync(root, { recursive: true }));

/** Two collectors with three segments of five lines each, an hour apart, one half an hour behind the other. */
beforeAll(async () => {
  for (const [index, name] of ['dmz-1', 'dmz-2'].entries()) {
    const archive = await openArchive({ folder: join(root, name), keys });
    for (let hour = 0; hour < 3; hour += 1) {
      const receivedAt = START + hour * HOUR + index * (HOUR / 2);
      const events = Array.from({ length: 5 }, (_, number) => ({
        raw: Buffer.from(`${name} 第${hour}时 ${number} 公积金`),
        ...{ receivedAt, source: name === 'dmz-1' ? 'oa' : 'web', kind: undefined },
      }));
      await archive.append(events);
      await archive.seal({ all: true });
    }
    await openShipper(archive, { db: database.db, store: plain, name, keys }).ship({ now: new Date() });
    await archive.close();
  }
});

let folders = 0;
async function openShelf(mostBytes = 1 << 30) {
  folders += 1;
  fetched = [];
  const folder = join(root, `cache-${folders}`);
  const cache = await openSegmentCache({ folder, store, mostBytes });
  return { cache, search: openLogSearch(sharedShelf(database.db, cache)) };
}

describe('a search in a common store', () => {
  it('finds the lines of all collectors, the newest first, each once, though their sequences are the same', async () => {
    const { cache, search } = await openShelf();
    const answer = await search.search({ question: { words: ['公积金'] }, limit: 7 });
    expect(answer).toMatchObject({ count: 30, scanned: { events: 30 } });
    expect(answer.lines.map(({ line }) => line)).toEqual([
      ...[4, 3, 2, 1, 0].map((number) => `dmz-2 第2时 ${number} 公积金`),
      ...[4, 3].map((number) => `dmz-1 第2时 ${number} 公积金`),
    ]);
    expect(answer.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(30);
    expect(fetched).toHaveLength(6);
    // What is there is not fetched again.
    await search.search({ question: { words: ['第1时'] } });
    expect(fetched).toHaveLength(6);
    await search[Symbol.asyncDispose]();
    await cache[Symbol.asyncDispose]();
  });

  it('fetches only what may hold what is asked for', async () => {
    const { cache, search } = await openShelf();
    const question = { sources: ['web'], from: START + HOUR, to: START + 2 * HOUR };
    const answer = await search.search({ question });
    expect(answer.lines.map(({ source }) => source)).toEqual(Array(5).fill('web'));
    expect(fetched).toEqual(['collectors/dmz-2/segments/00000002-device.parquet']);
    await search[Symbol.asyncDispose]();
    await cache[Symbol.asyncDispose]();
  });

  it('keeps within its room on the disk: what was used longest ago goes', async () => {
    const [size = 0] = (await listFiles(database.db, {}))
      .map(({ bytes }) => bytes)
      .sort((one, other) => other - one);
    const { cache, search } = await openShelf(size * 3);
    expect(await search.search({ question: { words: ['公积金'] } })).toMatchObject({ count: 30 });
    const files = readdirSync(cache.folder);
    expect(files.length).toBeGreaterThan(0);
    const bytes = files.reduce((sum, name) => sum + statSync(join(cache.folder, name)).size, 0);
    expect(bytes).toBeLessThanOrEqual(size * 3);
    await search[Symbol.asyncDispose]();
    await cache[Symbol.asyncDispose]();
  });

  it('names an object that was changed, and gives nothing of it', async () => {
    const { cache, search } = await openShelf();
    const name = 'collectors/dmz-1/segments/00000003-device.parquet';
    const path = join(copy, name);
    const whole = readFileSync(path);
    const changed = Buffer.from(whole);
    changed.writeUInt8(changed.readUInt8(40) ^ 1, 40);
    writeFileSync(path, changed);
    await expect(search.search({ question: { words: ['公积金'] } })).rejects.toMatchObject({
      code: 'logs-object-changed',
      facts: { object: expect.stringContaining(name) },
    });
    expect(await search.search({ question: { sources: ['web'] } })).toMatchObject({ count: 15 });
    writeFileSync(path, whole);
    expect(await search.search({ question: {} })).toMatchObject({ count: 30 });
    await search[Symbol.asyncDispose]();
    await cache[Symbol.asyncDispose]();
  });

  it('has a folder of its own in each program', async () => {
    const folder = join(root, 'together');
    const [one, other] = [
      await openSegmentCache({ folder, store, mostBytes: 1 }),
      await openSegmentCache({ folder, store, mostBytes: 1 }),
    ];
    expect(one.folder).not.toBe(other.folder);
    await one[Symbol.asyncDispose]();
    const again = await openSegmentCache({ folder, store, mostBytes: 1 });
    expect(again.folder).toBe(one.folder);
    await Promise.all([again, other].map((each) => each[Symbol.asyncDispose]()));
  });
});
