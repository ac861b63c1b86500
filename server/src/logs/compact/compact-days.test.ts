import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../kernel/durations.ts';
import { openArchive } from '../archive.ts';
import { logKeys } from '../keys.ts';
import { placesOf } from '../manifest.ts';
import { readGroups } from '../parquet/read-groups.ts';
import { readRows } from '../rows/read-rows.ts';
import { searchLogs } from '../search/search-logs.ts';
import { verifyArchive } from '../verify/verify-archive.ts';
import { compactDays } from './compact-days.ts';

const root = mkdtempSync(join(tmpdir(), 'zhengdun-compact-'));
afterAll(() => rmSync(root, { recursive: true }));

const data = join(root, 'data');
const keys = logKeys(data);
const signal = new AbortController().signal;
const VERIFIER = join(import.meta.dirname, '../outside/verify-logs.mjs');
const HOUR = HOUR_MS;
const DAY = Date.parse('2026-11-27T00:00:00+08:00');
/** In the afternoon of the third day. */
const NOW = DAY + 63 * HOUR;

const access = (at: number, number: number) =>
  `10.0.${number % 7}.${number % 5} - - [${new Date(at + 8 * HOUR).toISOString().slice(8, 10)}/Nov/2026:${new Date(at + 8 * HOUR).toISOString().slice(11, 19)} +0800] "GET /a/${number} HTTP/1.1" 200 5`;

/** Three days of segments, the third not over: access logs, some of hosts, and one line that is no text. */
async function fill(folder: string): Promise<string[]> {
  const archive = await openArchive({ folder, keys });
  const lines: string[] = [];
  for (let number = 0; number < 15; number += 1) {
    const at = DAY + number * 4 * HOUR;
    const raws = Array.from({ length: 40 }, (_, line) =>
      line % 10 === 9
        ? Buffer.from(`Nov 28 09:12:05 web${line % 3} sshd[${number}]: 登录 ${line}`)
        : Buffer.from(access(at + line * 1_000, number * 40 + line)),
    );
    if (number === 4) raws.push(Buffer.from([0xff, 0xfe, 0]));
    await archive.append(
      raws.map((raw, line) => ({ raw, receivedAt: at + line, source: `门户-${line % 2}`, kind: undefined })),
    );
    await archive.seal({ all: true });
    lines.push(...raws.map((raw) => raw.toString('latin1')));
  }
  await archive.close();
  return lines;
}

async function compact(folder: string) {
  const archive = await openArchive({ folder, keys });
  try {
    return await compactDays(archive, { now: NOW, signal });
  } finally {
    await archive.close();
  }
}

const verify = (folder: string) => verifyArchive({ folder, kept: [], signal });
const outside = (folder: string) =>
  spawnSync(process.execPath, [VERIFIER, folder, placesOf(folder).keys], {
    encoding: 'utf8',
    timeout: 60_000,
  });

/** Every line that the archive holds, in the order of the sequence. */
async function linesOf(folder: string): Promise<string[]> {
  const archive = await openArchive({ folder, keys });
  const found = new Map<number, string>();
  let rows = 0;
  for (const { entry, kind } of archive.holdings())
    for await (const events of readRows(placesOf(folder).segment(entry, kind), kind))
      for (const { sequence, raw } of events) {
        found.set(sequence, raw.toString('latin1'));
        rows += 1;
      }
  await archive.close();
  expect(found.size).toBe(rows);
  return [...found].sort(([one], [other]) => one - other).map(([, line]) => line);
}

describe('compaction of days that are over', () => {
  const sealed = join(root, 'sealed');
  const whole = join(root, 'whole');
  let lines: string[] = [];
  beforeAll(async () => {
    lines = await fill(sealed);
    cpSync(sealed, whole, { recursive: true });
    expect(await compact(whole)).toMatchObject({ made: 4, replaced: 24, rows: 481 });
  });

  it('puts the rows of a day together by kind, and leaves the day that is not over', async () => {
    const files = readdirSync(placesOf(whole).segments).filter((name) => name.endsWith('.parquet'));
    expect(files.filter((name) => Number(name.slice(0, 8)) > 15)).toHaveLength(4);
    expect(files).toHaveLength(4 + 6);
    expect(await linesOf(whole)).toEqual(lines);
  });

  it('is proved by both verifiers, and found by a search', async () => {
    expect(await verify(whole)).toMatchObject({ segments: 15, compacted: 4, events: 601, entries: 19 });
    expect((await verify(whole)).fault).toBeUndefined();
    expect(outside(whole)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^601 events in 15 segments/),
    });
    const asked = { address: '10.0.3.3', from: DAY, to: DAY + 24 * HOUR };
    const [before, after] = await Promise.all(
      [sealed, whole].map((folder) => searchLogs({ folder, question: asked, signal })),
    );
    expect(before?.count).toBeGreaterThan(3);
    expect(after).toMatchObject({ count: before?.count, lines: before?.lines });
    expect(after?.scanned.events).toBeLessThan(300);
  });

  it('has errors of a server in groups that hold nothing else, where there are many rows', async () => {
    const folder = join(root, 'errors');
    const archive = await openArchive({ folder, keys });
    const raws = Array.from({ length: 33_000 }, (_, line) =>
      Buffer.from(access(DAY + line, line).replace('" 200', line % 100 === 7 ? '" 502' : '" 200')),
    );
    await archive.append(
      raws.map((raw) => ({ raw, receivedAt: DAY, source: '门户', kind: 'access' as const })),
    );
    await archive.seal({ all: true });
    await compactDays(archive, { now: NOW, signal });
    await archive.close();
    const errors: boolean[][] = [];
    for await (const group of readGroups(placesOf(folder).segment(2, 'access'), ['status'])) {
      const statuses = Array.from(group.column('status') ?? [], Number);
      errors.push([...new Set(statuses.map((status) => status >= 500))]);
    }
    expect(errors).toEqual([[false], [true]]);
    const found = await searchLogs({ folder, question: { fields: [['status', '5xx']] }, limit: 1, signal });
    expect(found).toMatchObject({ count: 330, lines: [{ sequence: 32_908 }] });
    expect((await verify(folder)).fault).toBeUndefined();
  });

  it('does nothing the second time, and takes the next day when it is over', async () => {
    const folder = join(root, 'again');
    cpSync(whole, folder, { recursive: true });
    expect(await compact(folder)).toMatchObject({ made: 0 });
    expect(readFileSync(placesOf(folder).head)).toEqual(readFileSync(placesOf(whole).head));
    const archive = await openArchive({ folder, keys });
    await compactDays(archive, { now: NOW + 24 * HOUR, signal });
    await archive.close();
    expect(await verify(folder)).toMatchObject({ compacted: 6, entries: 21 });
    expect(await linesOf(folder)).toEqual(lines);
  });

  it('refuses rows that are not those that were sealed, and leaves everything as it was', async () => {
    const folder = join(root, 'changed');
    cpSync(sealed, folder, { recursive: true });
    const { segment } = placesOf(folder);
    cpSync(segment(2, 'device'), segment(3, 'device'));
    await expect(compact(folder)).rejects.toMatchObject({ code: 'logs-compaction-differs' });
    expect(readdirSync(placesOf(folder).segments)).toEqual(readdirSync(placesOf(sealed).segments));
    expect((await verify(folder)).fault).toMatchObject({ segment: 3 });
  });

  it.each<[string, (folder: string) => void, object, string]>([
    [
      'a flipped bit',
      (folder) => {
        const path = placesOf(folder).segment(17, 'access');
        const bytes = readFileSync(path);
        bytes.writeUInt8(bytes.readUInt8(900) ^ 4, 900);
        writeFileSync(path, bytes);
      },
      {},
      'was changed',
    ],
    [
      'a removed file',
      (folder) => rmSync(placesOf(folder).segment(18, 'device')),
      { code: 'compacted-missing' },
      'is missing',
    ],
    [
      'the file of another day',
      (folder) => cpSync(placesOf(folder).segment(19, 'access'), placesOf(folder).segment(17, 'access')),
      { code: 'compacted-rows' },
      'was changed',
    ],
    [
      'a removed compaction',
      (folder) => rmSync(placesOf(folder).manifest(19)),
      { code: 'manifest-missing', segment: 19 },
      'manifest 19 is missing',
    ],
    [
      'a manifest that names other segments',
      (folder) => {
        const path = placesOf(folder).manifest(16);
        writeFileSync(path, readFileSync(path, 'utf8').replace('"replaces":[1,', '"replaces":['));
      },
      { code: 'manifest-changed', segment: 16 },
      'manifest 16 was changed',
    ],
  ])('shows %s to both verifiers', async (name, tamper, fault, said) => {
    const folder = join(root, name.replaceAll(' ', '-'));
    cpSync(whole, folder, { recursive: true });
    tamper(folder);
    expect((await verify(folder)).fault).toMatchObject(fault);
    expect((await verify(folder)).fault).toBeDefined();
    expect(outside(folder)).toMatchObject({ status: 1, stderr: expect.stringContaining(said) });
  });
});
