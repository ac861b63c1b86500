import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import type { LogLine, LogSearchAnswer } from '@zhengdun/contract';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import {
  type IdentityHouse,
  identityHouse,
  makeUnit,
  signedIn,
  type TestBrowser,
} from '../../../test/identity-house.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { openArchive } from '../archive.ts';
import { addSearchRoutes, addSourceRoutes, openSearchThread } from '../index.ts';
import { logKeys } from '../keys.ts';
import { maskedLine } from './mask.ts';

const database = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'zhengdun-ask-'));
const DAY = Date.parse('2026-11-28T00:00:00+08:00');
let house: IdentityHouse;
let operator: TestBrowser;
let auditor: TestBrowser;
let stranger: TestBrowser;
let own: string;

const LINES = [
  ['门户', '203.0.113.7 - zhangsan [28/Nov/2026:09:00:00 +0800] "GET /zwgk/1 HTTP/1.1" 200 5 "-" "curl/8"'],
  [
    '门户',
    '203.0.113.8 - - [28/Nov/2026:09:01:00 +0800] "GET /bsfw?tel=13800138000 HTTP/1.1" 502 5 "-" "=cmd"',
  ],
  ['办公', 'Nov 28 09:02:00 oa app[8]: 用户登录失败 from 203.0.113.7 user=lisi'],
  ['别家', '203.0.113.7 - - [28/Nov/2026:09:03:00 +0800] "GET /secret HTTP/1.1" 200 5 "-" "curl/8"'],
  ['10.0.0.5', '203.0.113.7 - - [28/Nov/2026:09:04:00 +0800] "GET /nobody HTTP/1.1" 200 5 "-" "curl/8"'],
] as const;

beforeAll(async () => {
  const { db } = database;
  const thread = openSearchThread(folder);
  const now = () => new Date();
  house = await identityHouse(db, (http) => {
    addSourceRoutes(http, { db, now, places: [] });
    addSearchRoutes(http, { db, now, thread });
    http.addHook('onClose', () => thread[Symbol.asyncDispose]());
  });
  own = await makeUnit(db, { name: '样例县政府', region: '990000/990100/' });
  const foreign = await makeUnit(db, { name: '另一市政府', region: '990000/990200/' });
  const roles = [{ role: 'operator' }] as const;
  operator = (await signedIn(house, { unitId: own, grants: [...roles] })).browser;
  auditor = (await signedIn(house, { unitId: own, grants: [{ role: 'audit-admin' }] })).browser;
  stranger = (await signedIn(house, { unitId: foreign, grants: [...roles] })).browser;
  for (const [unit, name] of [
    [own, '门户'],
    [own, '办公'],
    [foreign, '别家'],
  ] as const) {
    const { browser } = await signedIn(house, { unitId: unit, grants: [{ role: 'system-admin' }] });
    const made = await browser.post('/api/log-sources', { unit, name, way: 'file', silence: 0 });
    expect(made.status).toBe(201);
  }
  const archive = await openArchive({ folder, keys: logKeys(join(folder, 'data')) });
  for (const [source, line] of LINES)
    await archive.append([{ raw: Buffer.from(line), receivedAt: DAY + 40_000_000, source, kind: undefined }]);
  await archive.seal({ all: true });
  await archive.close();
});
afterAll(async () => {
  await house.http.close();
  rmSync(folder, { recursive: true });
});

const search = async (who: TestBrowser, query: Record<string, string> = {}) =>
  who.get(`/api/logs/search?${new URLSearchParams(query)}`);
const linesOf = (answer: { body: LogSearchAnswer }) => answer.body.lines.map(({ line }: LogLine) => line);

describe('searching logs in the console', () => {
  it("finds a unit's own sources and nothing else: neither another unit's nor nobody's", async () => {
    const all = await search(auditor);
    expect(all.body).toMatchObject({ count: 3, masked: false, scanned: { events: 5 } });
    expect(linesOf(all)).toEqual([LINES[2][1], LINES[1][1], LINES[0][1]]);
    expect((await search(stranger)).body.count).toBe(1);
    const { sources } = (await stranger.get('/api/logs/searches')).body;
    expect((await search(auditor, { source: sources[0].id })).code).toBe('log-source-unknown');
    expect((await search(auditor, { words: 'secret' })).body.count).toBe(0);
  });

  it('covers personal data for whoever may not see it, in parsed and in free lines', async () => {
    const { body } = await search(operator);
    expect(body.masked).toBe(true);
    const text = linesOf({ body }).join('\n');
    expect(text).not.toMatch(/203\.0\.113|zhangsan|13800138000/);
    expect(text).toContain('203.0.*.* - z*** [28/Nov/2026:09:00:00 +0800] "GET /zwgk/1 HTTP/1.1" 200');
    expect(text).toContain('用户登录失败 from 203.0.*.*');
  });

  it.each([
    ['an address', { address: '203.0.113.7' }],
    ['an address among the words', { words: '203.0.113.7' }],
    ['part of an address', { words: '203.0.113' }],
    ['a telephone', { words: '13800138000' }],
    ['a user', { field: 'user=zhangsan' }],
    ['a user by another name', { field: 'remote_user=zhangsan' }],
  ])('lets nobody find out by %s what they may not see', async (_, query) => {
    expect((await search(operator, query)).code).toBe('logs-search-personal');
    expect((await search(auditor, query)).body.count).toBeGreaterThan(0);
  });

  it('does not look for words in what is covered', async () => {
    expect((await search(operator, { words: 'zhangsan' })).body.count).toBe(0);
    expect((await search(auditor, { words: 'zhangsan' })).body.count).toBe(1);
  });

  it('takes time, kind, field and words together, and says what is wrong with them', async () => {
    const query = { from: '2026-11-28T09:00:30+08:00', to: '2026-11-28T09:02:00+08:00' };
    expect((await search(operator, query)).body.count).toBe(1);
    expect((await search(operator, { field: 'status=5xx', kind: 'access' })).body.count).toBe(1);
    expect((await search(operator, { words: '登录 失败' })).body.count).toBe(1);
    expect((await search(operator, { field: 'status' })).code).toBe('logs-field-form');
    expect((await search(auditor, { address: '10.0.0.0/99' })).code).toBe('logs-address-unknown');
  });

  it('enters each search in the audit log, with what it found and without its words', async () => {
    await search(auditor, { words: '独一无二的词' });
    const { rows } = (await auditor.get('/api/logs/searches')).body;
    expect(rows).toEqual([]);
    const records = await withinScope(database.db, EVERYTHING, (trx) =>
      trx
        .selectFrom('audit_record' as never)
        .selectAll()
        .where('act' as never, '=', 'log-searched' as never)
        .execute(),
    );
    const texts = records.map((record) => JSON.stringify(record));
    expect(texts.filter((text) => text.includes('"by":["words"]') && text.includes('"found":0'))).not.toEqual(
      [],
    );
    expect(texts.join()).not.toContain('独一无二');
  });

  it('exports what it finds as CSV and as Parquet, covered alike', async () => {
    const csv = await operator.get('/api/logs/export.csv?words=bsfw');
    const text = csv.bytes.toString('utf8');
    expect(text.split('\r\n')[1]).toMatch(/^2,2026-11-28 09:01:00,门户,access,combined,"203\.0\.\*\.\*/);
    const parquet = await auditor.get('/api/logs/export.parquet');
    const file = new Uint8Array(parquet.bytes).buffer;
    const compressors = { ZSTD: (packed: Uint8Array) => zstdDecompressSync(packed) };
    const rows = await parquetReadObjects({ file, compressors });
    expect(rows.map(({ source, line }) => [source, line])).toEqual(LINES.slice(0, 3).toReversed());
  });

  it('keeps searches for the person who saved them', async () => {
    const saved = { name: '出错访问', question: { field: 'status=5xx' } };
    expect((await operator.post('/api/logs/searches', saved)).status).toBe(200);
    const { rows } = (await operator.get('/api/logs/searches')).body;
    expect(rows).toMatchObject([saved]);
    expect((await auditor.get('/api/logs/searches')).body.rows).toEqual([]);
    const forget = `/api/logs/searches/${rows[0].id}/forget`;
    expect((await auditor.post(forget)).code).toBe('log-search-unknown');
    expect((await operator.post(forget)).status).toBe(200);
  });
});

describe('covering personal data', () => {
  it.each([
    ['a 10.20.30.40:8080 b', [], 'a 10.20.*.*:8080 b'],
    ['v 1.2.3 at 09:12:05 and 12:30:00', [], 'v 1.2.3 at 09:12:05 and 12:30:00'],
    ['to 2001:db8::7 from ::1', [], 'to 2001:db8:* from ::*'],
    ['user wangwu, wangwu2', ['wangwu'], 'user w***, w***2'],
    ['身份证 11010519491231002X 结束', [], '身份证 ****************** 结束'],
    ['a "-" is nobody', [], 'a "-" is nobody'],
  ] as const)('makes of “%s” %s “%s”', (line, values, covered) => {
    expect(maskedLine(line, values)).toBe(covered);
  });
});
