import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../kernel/durations.ts';
import { openArchive } from '../archive.ts';
import { compactDays } from '../compact/compact-days.ts';
import type { LogKind } from '../event.ts';
import { logKeys } from '../keys.ts';
import { placesOf } from '../manifest.ts';
import { searchLogs } from '../search/search-logs.ts';
import { verifyArchive } from '../verify/verify-archive.ts';
import { pruneLogs } from './prune.ts';
import { addHold, readRetention, releaseHold, setDays } from './settings.ts';

const root = mkdtempSync(join(tmpdir(), 'zhengdun-retention-'));
afterAll(() => rmSync(root, { recursive: true }));

const keys = logKeys(join(root, 'data'));
const signal = new AbortController().signal;
const VERIFIER = join(import.meta.dirname, '../outside/verify-logs.mjs');
const NOW = Date.now();
let folders = 0;

/** An archive of segments, each of ten lines that were received so many days ago. */
async function archiveOf(segments: readonly (readonly [days: number, source: string, kind: LogKind])[]) {
  folders += 1;
  const folder = join(root, String(folders));
  const archive = await openArchive({ folder, keys });
  for (const [days, source, kind] of segments) {
    const receivedAt = NOW - days * DAY_MS;
    await archive.append(
      Array.from({ length: 10 }, (_, line) => ({
        raw: Buffer.from(`line ${line}`),
        receivedAt,
        source,
        kind,
      })),
    );
    await archive.seal({ all: true });
  }
  return { folder, archive, [Symbol.asyncDispose]: () => archive.close() };
}

const verify = (folder: string) => verifyArchive({ folder, kept: [], signal });
const outside = (folder: string) =>
  spawnSync(process.execPath, [VERIFIER, folder, placesOf(folder).keys], {
    encoding: 'utf8',
    timeout: 60_000,
  });

describe('how long logs are kept', () => {
  it('is never less than a year', async () => {
    await using house = await archiveOf([[1, 'a', 'access']]);
    await expect(setDays(house.folder, 'access', 364)).rejects.toMatchObject({
      code: 'logs-retention-short',
    });
    expect((await readRetention(house.folder)).days).toEqual({});
    await setDays(house.folder, 'access', 365);
    await setDays(house.folder, 'device', 730);
    await setDays(house.folder, 'access', undefined);
    expect((await readRetention(house.folder)).days).toEqual({ device: 730 });
    writeFileSync(placesOf(house.folder).retention, '{"version":1,"days":{"access":30},"holds":[]}');
    await expect(pruneLogs(house.archive, { now: NOW })).rejects.toMatchObject({
      code: 'logs-retention-damaged',
    });
  });

  it('ends by kind, with an entry that both verifiers understand', async () => {
    await using house = await archiveOf([
      [800, 'a', 'access'],
      [800, 'fw', 'device'],
      [401, 'a', 'access'],
      [400, 'a', 'access'],
      [10, 'a', 'access'],
    ]);
    const { folder, archive } = house;
    await compactDays(archive, { now: NOW, signal });
    expect(await pruneLogs(archive, { now: Date.now() })).toMatchObject({ files: 0 });
    await setDays(folder, 'access', 365);
    expect(await pruneLogs(archive, { now: Date.now(), isTrial: true })).toMatchObject({
      files: 3,
      events: 30,
    });
    expect((await verify(folder)).removed).toBe(0);
    expect(await pruneLogs(archive, { now: Date.now() })).toMatchObject({ files: 3, events: 30, held: 0 });
    expect(await pruneLogs(archive, { now: Date.now() })).toMatchObject({ files: 0 });
    expect(readdirSync(placesOf(folder).segments).filter((name) => name.endsWith('.parquet'))).toHaveLength(
      2,
    );
    expect(await verify(folder)).toMatchObject({ events: 50, removed: 30, segments: 5 });
    expect((await verify(folder)).fault).toBeUndefined();
    expect(outside(folder)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('50 events in 5 segments, 30 of them deleted after their time'),
    });
    expect((await searchLogs({ folder, question: {}, signal })).count).toBe(20);
    // A file that was deleted without an entry is missing to both.
    const left = archive.holdings().find(({ kind }) => kind === 'device');
    rmSync(placesOf(folder).segment(left?.entry ?? 0, 'device'));
    expect((await verify(folder)).fault).toMatchObject({ code: 'compacted-missing' });
    expect(outside(folder).status).toBe(1);
  });

  it('is not shortened by an entry that deletes too early, whoever signs it', async () => {
    await using house = await archiveOf([[364, 'a', 'access']]);
    const { folder, archive } = house;
    const [file] = archive.holdings();
    const removed = [{ entry: 1, kind: 'access' as const, count: 10, to: file?.received.to ?? 0 }];
    await archive.enter({ type: 'tombstone', days: { access: 1 }, removed });
    rmSync(placesOf(folder).segment(1, 'access'));
    expect((await verify(folder)).fault).toMatchObject({ code: 'removed-early', segment: 2 });
    expect(outside(folder)).toMatchObject({ status: 1, stderr: expect.stringContaining('365 days') });
  });

  it('waits for an order that something be kept, until it is lifted', async () => {
    await using house = await archiveOf([
      [500, 'a', 'access'],
      [450, 'b', 'access'],
    ]);
    const { folder, archive } = house;
    await setDays(folder, 'access', 400);
    const since = NOW;
    const hold = await addHold(folder, {
      reason: '协查〔2026〕3号',
      since,
      sources: ['b'],
      kinds: ['access'],
    });
    await addHold(folder, { reason: 'another', since, sources: ['c'] });
    expect(await pruneLogs(archive, { now: Date.now() })).toMatchObject({ files: 1, held: 1 });
    await expect(releaseHold(folder, 'ffffffff')).rejects.toMatchObject({ code: 'logs-hold-unknown' });
    await releaseHold(folder, hold.id);
    expect(await pruneLogs(archive, { now: Date.now() })).toMatchObject({ files: 1, held: 0 });
    expect((await verify(folder)).fault).toBeUndefined();
  });

  it('does not end by a clock that is far from what the archive saw last', async () => {
    await using house = await archiveOf([[1, 'a', 'access']]);
    const { folder, archive } = house;
    await setDays(folder, 'access', 365);
    const wrong = NOW + 4_000 * DAY_MS;
    await expect(pruneLogs(archive, { now: wrong })).rejects.toMatchObject({ code: 'logs-clock-doubtful' });
    expect(existsSync(placesOf(folder).segment(1, 'access'))).toBe(true);
    expect(readFileSync(placesOf(folder).head, 'utf8')).toContain('"entries":1');
  });
});
