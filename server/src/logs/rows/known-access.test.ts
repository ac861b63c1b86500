import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Received } from '../event.ts';
import { readLine } from '../lines/read-line.ts';
import { readGroups } from '../parquet/read-groups.ts';
import { writeTable } from '../parquet/write-table.ts';
import { columnsOf } from './columns.ts';
import { readRows } from './read-rows.ts';
import { growTable } from './table.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhengdun-known-'));
afterAll(() => rmSync(folder, { recursive: true }));

const RECEIVED = Date.parse('2026-11-28T01:12:10Z');
const HEADER = '<190>Nov 28 09:12:05 web nginx: ';
const line = (about: { request?: string; user?: string; end?: string; time?: string } = {}) =>
  `203.0.113.7 - ${about.user ?? '-'} [${about.time ?? '28/Nov/2026:09:12:05 +0800'}] "${about.request ?? 'GET /zwgk/a.html?q=公积金 HTTP/1.1'}" ${about.end ?? '200 5120 "https://www.example.gov.cn/" "curl/8.5.0"'}`;

const ODD = [
  '',
  'no line of a web server',
  line(),
  `${line()} `,
  `${line()} "-"`,
  `${line()} "10.0.0.1"`,
  `${line()}\r`,
  line({ user: 'admin' }),
  line({ user: '张三' }),
  line({ request: '-' }),
  line({ request: 'GET /' }),
  line({ request: 'GET / a HTTP/1.1' }),
  line({ request: 'GET  / HTTP/1.1' }),
  line({ request: 'GET - HTTP/1.1' }),
  line({ request: 'GET / -' }),
  line({ request: 'get / HTTP/1.1' }),
  line({ request: 'G / HTTP/1.1' }),
  line({ request: '\\x16\\x03\\x01' }),
  line({ request: 'GET /a\\"b HTTP/1.1' }),
  line({ request: 'GET /{client} HTTP/1.1' }),
  line({ end: '200 - "-" "-"' }),
  line({ end: '304 0 "-" "a"' }),
  line({ end: '304 00 "-" "a"' }),
  line({ end: '099 7 "-" "a"' }),
  line({ end: '2000 7 "-" "a"' }),
  line({ end: '200 1234567890123456 "-" "a"' }),
  line({ end: '200 5 "" "a"' }),
  line({ end: '200 5 "a" ""' }),
  line({ end: '200 5 "a\\"b" "c"' }),
  line({ end: '200 5 "a" "b' }),
  line({ end: '200 5' }),
  line({ time: '28/Nov/2026:09:12:60 +0800' }),
  line({ time: '28/Nov/2026:24:12:05 +0800' }),
  line({ time: '28/Nov/2026:09:12:05 +0000' }),
  line({ time: '31/Feb/2026:09:12:05 +0800' }),
  line({ time: '29/Feb/2024:09:12:05 +0800' }),
  line({ time: '28/Nov/2026:09:12:06 +0800' }),
  line({ time: '08/Nov/2026:09:12:06 +0800' }),
  line().replace('203.0.113.7', '2001:db8::7'),
  line().replace('203.0.113.7', '2026-11-28T09:12:05Z'),
  line().replace('203.0.113.7 -', '203.0.113.7 x'),
];
const WITH_HEADERS = ODD.flatMap((each) => [
  each,
  HEADER + each,
  `<190>Nov 28 09:12:06 web nginx: ${each}`,
  `<190>Nov  8 09:12:06 web nginx: ${each}`,
  `<190>Feb 29 09:12:05 web nginx: ${each}`,
  `Nov 28 09:12:05 web2 nginx[17]: ${each}`,
  `<190>2026-11-28T09:12:05.123456+08:00 web nginx: ${each}`,
  `<190>1 2026-11-28T09:12:05+08:00 web nginx - - - ${each}`,
]);

/** A generator of numbers in [0, 1): mulberry32. */
function openChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A line with a byte of it changed, taken away or put in twice. */
function spoilt(text: string, chance: () => number): Buffer {
  const bytes = Buffer.from(text);
  const at = Math.floor(chance() * bytes.length);
  const how = chance();
  if (how < 0.3) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
  if (how < 0.4) return Buffer.concat([bytes.subarray(0, at + 1), bytes.subarray(at)]);
  const kinds = [32, 34, 45, 92, 48, 57, 65, 91, 93, 10, 13, 0, 0xe5, 0xff];
  bytes[at] = how < 0.8 ? (kinds[Math.floor(chance() * kinds.length)] ?? 0) : Math.floor(chance() * 256);
  return bytes;
}

/** What stands in each column, and the lines again; by the bytes where that is asked for and possible. */
async function kept(lines: readonly Buffer[], byBytes: boolean) {
  const table = growTable('access');
  let known = 0;
  const times: (number | undefined)[] = [];
  lines.forEach((raw, index) => {
    const event: Received = { sequence: index + 1, receivedAt: RECEIVED, source: 'web', kind: 'access', raw };
    const at = byBytes ? table.addKnown(event) : undefined;
    if (at !== undefined) known += 1;
    const read = readLine(event);
    if (at === undefined) table.add(event, read);
    times.push(at ?? read.at);
  });
  const path = join(folder, `${byBytes}.parquet`);
  writeFileSync(path, Buffer.concat(writeTable(table.table())));
  const rows: unknown[][] = [];
  const columns = columnsOf('access').filter(({ name }) => name !== 'shape');
  for await (const group of readGroups(path))
    for (let row = 0; row < group.rows; row += 1)
      rows.push(columns.map(({ name }) => String(group.column(name)?.[row] ?? '(nothing)')));
  const raws: string[] = [];
  for await (const lot of readRows(path, 'access'))
    raws.push(...lot.map(({ raw }) => raw.toString('latin1')));
  return { rows, raws, known, times };
}

describe('lines of an access log that look like one before', () => {
  it('stand in their columns as if each had been read as text, and give the very line back', async () => {
    const chance = openChance(11);
    const lines = Array.from({ length: 12 }, () => WITH_HEADERS)
      .flat()
      .flatMap((each) => [Buffer.from(each), ...(each === '' ? [] : [spoilt(each, chance)])]);
    const byBytes = await kept(lines, true);
    const asText = await kept(lines, false);
    for (const [index, row] of asText.rows.entries())
      expect(byBytes.rows[index], lines[index]?.toString()).toEqual(row);
    expect(byBytes.times).toEqual(asText.times);
    expect(byBytes.raws).toEqual(lines.map((each) => each.toString('latin1')));
    expect(byBytes.known).toBeGreaterThan(300);
  });

  it('are known with other times, addresses, pages and numbers, and after a byte that is no UTF-8 they are not', async () => {
    const of = (second: number, path: string) =>
      Buffer.from(
        `<190>Nov 28 09:12:0${second} web nginx: 10.0.0.${second} - - [28/Nov/2026:09:12:0${second} +0800] "GET /${path} HTTP/1.1" 20${second} ${second}7 "-" "a${second}"`,
      );
    const lines = [
      of(1, 'a'),
      of(2, '公积金'),
      of(3, 'c'),
      Buffer.from(of(4, 'ÿ').toString('latin1'), 'latin1'),
    ];
    const broken = Buffer.from(of(5, 'x').map((byte) => (byte === 120 ? 0xff : byte)));
    expect((await kept([...lines, broken], true)).known).toBe(3);
  });
});
