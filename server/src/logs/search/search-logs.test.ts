import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../kernel/durations.ts';
import { openArchive } from '../archive.ts';
import { compactDays } from '../compact/compact-days.ts';
import { logKeys } from '../keys.ts';
import { placesOf } from '../manifest.ts';
import type { LogQuestion } from './conditions.ts';
import { openLogSearch, searchLogs } from './search-logs.ts';
import { archiveShelf } from './shelf.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhengdun-search-'));
afterAll(() => rmSync(folder, { recursive: true }));

const signal = new AbortController().signal;
const search = (question: LogQuestion, limit?: number) =>
  searchLogs({ folder, question, signal, ...(limit !== undefined && { limit }) });
const DAY = Date.parse('2026-11-28T00:00:00+08:00');
const two = (value: number) => String(value).padStart(2, '0');

/** One a minute, from ten o'clock; every tenth went wrong. */
const access = Array.from({ length: 120 }, (_, index) => {
  const time = `28/Nov/2026:${two(10 + Math.floor(index / 60))}:${two(index % 60)}:00 +0800`;
  const path = index % 4 === 0 ? `/search?q=${encodeURIComponent('公积金')}` : `/zwgk/${index}`;
  return `10.${index % 3}.${index % 40}.7 - - [${time}] "GET ${path} HTTP/1.1" ${index % 10 ? 200 : 502} 5 "-" "Curl/8"`;
});
const others = [
  'Nov 28 12:00:00 web1 sshd[811]: 登录失败 from 10.1.5.7',
  'Nov 28 12:00:01 fw CEF:0|v|p|1|100|name|5|src=10.1.5.7 dst=192.0.2.1 act=拦截',
  '没有格式的一行 公积金',
  '{"remote_addr":"2001:db8::7","request_uri":"/a","status":"200","trace":"T-1"}',
];

describe('searching sealed logs', () => {
  beforeAll(async () => {
    const archive = await openArchive({
      folder,
      keys: logKeys(join(folder, 'data')),
      limits: { events: 50, bytes: 1 << 30, ms: 60_000_000 },
    });
    const event = (line: string, source: string) => ({
      raw: Buffer.from(line),
      receivedAt: DAY + 20 * HOUR_MS,
      source,
      kind: undefined,
    });
    for (let at = 0; at < access.length; at += 10)
      await archive.append(access.slice(at, at + 10).map((line) => event(line, 'nginx-01')));
    await archive.append(others.map((line) => event(line, '边界-1')));
    await archive.append([event('\xff', '边界-1')]);
    await archive.seal({ all: true });
    await archive.close();
  });

  it('gives the lines as they came, the newest first, and says what it looked through', async () => {
    const answer = await search({});
    expect(answer).toMatchObject({ count: 125, scanned: { events: 125, segments: 3 } });
    expect(answer.lines.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 125 }, (_, n) => 125 - n),
    );
    expect(answer.lines.slice(5).map(({ line }) => line)).toEqual([...access].reverse());
    expect(answer.scanned.bytes).toBeGreaterThan(1_000);
  });

  it('counts lines that say no time by that of their receiving', async () => {
    const answer = await search({});
    expect(answer.histogram.at(-1)).toEqual({ from: DAY + 20 * HOUR_MS, count: 3 });
    expect(answer.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(125);
    const last = await search({ words: ['没有格式'] });
    expect(last).toMatchObject({ count: 1, histogram: [{ from: DAY + 20 * HOUR_MS, count: 1 }] });
  });

  it('finds a span of time and shows how many there were when', async () => {
    const from = DAY + 10.5 * HOUR_MS;
    const answer = await search({ from, to: from + HOUR_MS });
    expect(answer.count).toBe(60);
    expect(answer.part).toBe(30_000);
    expect(answer.histogram).toHaveLength(60);
    expect(answer.histogram[0]).toEqual({ from, count: 1 });
    expect(answer.lines.at(-1)?.at).toBe(from);
    expect(await search({ to: DAY })).toMatchObject({ count: 0, scanned: { segments: 0 } });
  });

  it.each<[string, LogQuestion, number]>([
    ['an address', { address: '10.1.1.7' }, access.filter((line) => line.startsWith('10.1.1.7 ')).length],
    ['an address of a firewall', { address: '10.1.5.7', kinds: ['device'] }, 1],
    ['an IPv6 address', { address: '2001:db8::7' }, 1],
    ['a network of 16 bits', { address: '10.1.0.0/16' }, 41],
    [
      'a network of 20 bits',
      { address: '10.1.0.0/20' },
      41 - access.filter((line) => /^10\.1\.(1[6-9]|[23]\d)\./.test(line)).length,
    ],
    [
      'a network of 30 bits',
      { address: '10.1.1.4/30' },
      access.filter((line) => line.startsWith('10.1.1.7 ')).length,
    ],
    ['a source', { sources: ['边界-1'] }, 5],
    ['a field', { fields: [['status', '502']] }, 12],
    ['a class of status', { fields: [['status', '5xx']] }, 12],
    ['a field by its other name', { fields: [['remote_addr', '2001:db8::7']] }, 1],
    ['a field without a column', { fields: [['trace', 'T-1']] }, 1],
    ['a field that is not so', { fields: [['trace', 'T-']] }, 0],
    ['a word in upper or lower case', { words: ['curl'] }, 120],
    ['a Chinese word, also as it stands in an address', { words: ['公积金'] }, 31],
    ['all of several words', { words: ['公积金', 'GET'] }, 30],
    ['a word with a quotation mark', { words: ["o'clock"] }, 0],
    ['a word that SQL would take for a pattern', { words: ['%'] }, 30],
    ['a kind', { kinds: ['device'] }, 4],
    ['all of it together', { address: '10.0.0.0/8', fields: [['status', '5xx']], words: ['公积金'] }, 6],
  ])('finds %s', async (_, question, count) => {
    const answer = await search(question);
    expect(answer.count).toBe(count);
    expect(answer.lines).toHaveLength(count);
  });

  it('leaves files alone whose lines happened at another time, whenever they were received', async () => {
    const [ten, noon] = [DAY + 10 * HOUR_MS, DAY + 14 * HOUR_MS];
    expect(await search({ from: ten, to: ten + HOUR_MS / 4 })).toMatchObject({
      count: 15,
      scanned: { segments: 1 },
    });
    expect(await search({ from: noon, to: noon + HOUR_MS })).toMatchObject({
      count: 0,
      scanned: { segments: 0 },
    });
  });

  it('counts all and gives as many as were asked for', async () => {
    const answer = await search({}, 7);
    expect(answer.count).toBe(125);
    expect(answer.lines.map(({ sequence }) => sequence)).toEqual([125, 124, 123, 122, 121, 120, 119]);
    expect((await search({}, 0)).lines).toEqual([]);
  });

  it.each(['10.1.0.0/0', '10.1.0.0/33', '300.1.1.1', 'example', "1' or '1'='1", '2001:db8::/129'])(
    'refuses %s as an address',
    async (address) => {
      await expect(search({ address })).rejects.toMatchObject({ code: 'logs-address-unknown' });
    },
  );

  it('finds nothing where nothing is sealed, and says where the archive is broken', async () => {
    const empty = mkdtempSync(join(folder, 'empty-'));
    expect(await searchLogs({ folder: empty, question: {}, signal })).toMatchObject({ count: 0 });
    rmSync(placesOf(folder).manifest(2));
    expect(await search({})).toMatchObject({ broken: expect.stringContaining('00000002.json') });
  });
});

it('shows days from midnight to midnight in Beijing', async () => {
  const own = join(folder, 'days');
  const archive = await openArchive({ folder: own, keys: logKeys(join(folder, 'data')) });
  const said = ['20/Oct/2026:00:00:00', '20/Oct/2026:23:59:59', '28/Nov/2026:12:00:00'];
  await archive.append(
    said.map((time) => ({
      raw: Buffer.from(`10.0.0.1 - - [${time} +0800] "GET / HTTP/1.1" 200 5`),
      ...{ receivedAt: DAY + 20 * HOUR_MS, source: 'web', kind: undefined },
    })),
  );
  await archive.seal({ all: true });
  await archive.close();
  const from = Date.parse('2026-07-01T00:00:00+08:00');
  const { histogram, part } = await searchLogs({ folder: own, question: { from }, signal });
  const day = Date.parse('2026-10-20T00:00:00+08:00');
  expect(part).toBe(43_200_000);
  expect(histogram).toEqual([
    { from: day, count: 1 },
    { from: day + part, count: 1 },
    { from: DAY + part, count: 1 },
  ]);
});

it('goes on with the files that there are, where days are compacted while it looks', async () => {
  const own = mkdtempSync(join(tmpdir(), 'zhengdun-search-compacted-'));
  const archive = await openArchive({ folder: own, keys: logKeys(join(own, 'data')) });
  for (const line of ['one', 'two']) {
    const raw = Buffer.from(line);
    await archive.append([{ raw, receivedAt: DAY, source: 'web', kind: 'device' }]);
    await archive.seal({ all: true });
  }
  const shelf = archiveShelf(own);
  const now = DAY + 5 * DAY_MS;
  let compacted = 0;
  await using searching = openLogSearch({
    ...shelf,
    async held(question) {
      const held = await shelf.held(question);
      compacted += (await compactDays(archive, { now, signal })).made;
      return held;
    },
  });
  expect((await searching.search({ question: {} })).count).toBe(2);
  expect(compacted).toBe(1);
  await archive.close();
  rmSync(own, { recursive: true });
});

it('finds addresses and networks of IPv6 however they are written, and IPv4 also within IPv6', async () => {
  const own = mkdtempSync(join(folder, 'ipv6-'));
  const archive = await openArchive({ folder: own, keys: logKeys(join(folder, 'data')) });
  const addresses = [
    ...['2001:db8::7', '2001:0db8:0000:0000:0000:0000:0000:0007', '2001:DB8:0:0::7', '2001:db8::1:7'],
    ...['2001:db9::7', '2001:db8:1::', '2408:8207:78c0::1', 'fe80::1%eth0', '64:ff9b::a01:507', '::1', '-'],
    ...[
      '10.1.5.7',
      '::ffff:10.1.5.7',
      '::FFFF:a01:506',
      '0:0:0:0:0:ffff:10.1.5.7',
      '10.2.5.7',
      'a:b',
      '::x.1',
    ],
    ...['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7.0.0.8', '1:2:3:4:5:6:7'],
  ];
  await archive.append(
    addresses.map((address) => ({
      raw: Buffer.from(JSON.stringify({ remote_addr: address, request_uri: '/a', status: '200' })),
      ...{ receivedAt: DAY, source: 'web', kind: 'access' as const },
    })),
  );
  await archive.seal({ all: true });
  await archive.close();
  await using logs = openLogSearch(own);
  const seven = addresses.slice(0, 3);
  const mapped = addresses.slice(11, 13);
  for (const [address, expected] of [
    ['2001:db8::7', seven],
    ['2001:0DB8:0:0:0:0:0:7/128', seven],
    ['2001:db8::/64', [...seven, '2001:db8::1:7']],
    ['2001:db8::/32', [...seven, '2001:db8::1:7', '2001:db8:1::']],
    ['2001:db8:ffff::/31', addresses.slice(0, 6)],
    ['2000::/3', addresses.slice(0, 7)],
    ['fe80::/10', ['fe80::1%eth0']],
    ['64:ff9b::/96', ['64:ff9b::a01:507']],
    ['::1', ['::1']],
    ['10.1.5.7', mapped],
    ['10.1.4.0/22', mapped],
    ['10.1.0.0/16', mapped],
    ['::ffff:10.1.5.7', mapped],
    ['::ffff:10.0.0.0/104', [...mapped, '10.2.5.7']],
    ['::ffff:0:0/96', addresses.slice(12, 15)],
    ['1:2:3:4:5:6:7:8', ['1:2:3:4:5:6:7:8']],
    ['1:2:3:4:5:6:700:8', ['1:2:3:4:5:6:7.0.0.8']],
  ] as const) {
    const { lines } = await logs.search({ question: { address } });
    const found = lines.map(({ line }) => JSON.parse(line).remote_addr).reverse();
    expect({ address, found }).toEqual({ address, found: expected });
  }
});

it('finds a word however its letters are written, whatever else is written in capitals, as a look at each line would', async () => {
  const own = mkdtempSync(join(folder, 'letters-'));
  const archive = await openArchive({ folder: own, keys: logKeys(join(folder, 'data')) });
  const paths = [
    ...['/phpmyadmin/', '/phpMyAdmin/', '/PHPMYADMIN', '/php-my-admin', '/%E5%85%AC', '/kelvin/273\u212a'],
    ...['/a/PHPmy', '/admin/', '/x.php?my=admin', '/公积金/phpmyadmiN'],
  ];
  const words = [
    'phpmyadmin',
    'PhpMyAdmin',
    'admin',
    'php',
    'k',
    '273k',
    'y',
    '-my-',
    '公积金',
    'ADMIN/',
    '%e5',
  ];
  const lines = paths.map((path) => `10.0.0.1 - - [28/Nov/2026:10:00:00 +0800] "GET ${path} HTTP/1.1" 200 5`);
  for (const [at, line] of lines.entries()) {
    const event = { raw: Buffer.from(line), receivedAt: DAY + at, source: 'web', kind: 'access' as const };
    await archive.append([event]);
    // Some files have no capitals, and some have others.
    if (at % 3 === 2) await archive.seal({ all: true });
  }
  await archive.seal({ all: true });
  const found = async () => {
    await using logs = openLogSearch(own);
    const answers: string[][] = [];
    for (const word of words) {
      const answer = await logs.search({ question: { words: [word] } });
      answers.push(answer.lines.map(({ line }) => line).reverse());
    }
    return answers;
  };
  // Each path as it stands, and what is escaped in it.
  const holds = (line: string, word: string) =>
    [word, encodeURIComponent(word)].some((form) => line.toLowerCase().includes(form.toLowerCase()));
  const looked = words.map((word) =>
    lines.filter((line) => holds(line.replace(/^\S+ - - \[.*?\]/, ''), word)),
  );
  expect(await found()).toEqual(looked);
  await compactDays(archive, { now: DAY + 2 * DAY_MS, signal });
  expect(await found()).toEqual(looked);
  await archive.close();
});
