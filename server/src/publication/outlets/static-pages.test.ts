import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import {
  type PublicationHouse,
  publicationHouse,
  publishingUnit,
  SAMPLE_REPOST,
  staffOf,
} from '../../../test/publication.ts';
import { S3_KEYS, s3Server } from '../../../test/s3.ts';
import { STRICT_POLICY } from '../../kernel/egress/index.ts';
import { type Actor, EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import type { PublicationTools } from '../tools.ts';
import { deliverNext } from './deliver.ts';

const database = useTestDatabase();
const FILE = Buffer.from('样例附件：办理时限为五个工作日。\n');
const SITE = {
  url: 'https://www.example.gov.cn/tzgg/',
  siteIdCode: '9901000001',
  columnName: '通知公告',
  columnType: '通知公告，政策文件',
};
let house: PublicationHouse;
let own: Awaited<ReturnType<typeof publishingUnit>>;
let manager: Actor;
let tools: PublicationTools;
let root: string;
let later = 0;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zhengdun-sites-'));
  house = await publicationHouse(database.db);
  own = await publishingUnit(database.db, house, { region: '990000/990800/' });
  manager = await staffOf(database.db, own.unit, { roles: ['liaison'] });
  tools = {
    ...house.tools,
    policy: { ...STRICT_POLICY, allowNetworks: ['127.0.0.0/8'] },
    sites: root,
    now: () => new Date(Date.now() + later),
  };
}, 120_000);
beforeEach(async () => {
  later = 0;
  await own.flow({ stages: 1 });
});
afterAll(async () => {
  await house.close();
  rmSync(root, { recursive: true, force: true });
});

const made: string[] = [];
afterEach(async () => {
  for (const id of made.splice(0)) await house.ask(manager, 'POST', `/publications/outlets/${id}/remove`);
});

async function outlet(more: object = {}): Promise<string> {
  const folder = `site-${randomUUID().slice(0, 8)}`;
  const about = { kind: 'folder', name: '样例网站', enabled: true, config: { ...SITE, folder }, ...more };
  const body = { applicationId: own.site, outlet: about };
  const answer = await house.ask(manager, 'POST', '/publications/outlets', body);
  expect(answer.message).toBe('');
  expect(answer.body.secret).toBeUndefined();
  made.push(answer.body.id);
  return join(root, folder);
}
const deliverAll = async () => {
  while (await deliverNext(tools));
};
const shown = async () => (await house.ask(manager, 'GET', '/publications/outlets')).body.rows[0];
const pageOf = (folder: string, id: string) => readFileSync(join(folder, `${id}.html`), 'utf8');
const listOf = (folder: string) => readFileSync(join(folder, 'list.html'), 'utf8');
const fileName = (bytes: Buffer) => `${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}.txt`;

async function withFile(more: object = {}): Promise<string> {
  const id = await own.begin(more);
  const { body } = await own.attach(id, FILE, '附件一.txt');
  await own.write(id, { attachments: [body.id] });
  return id;
}
async function approve(id: string): Promise<void> {
  expect((await own.submit(id)).message).toBe('');
  expect((await own.decide(own.first, id)).message).toBe('');
}

describe('an approved item', () => {
  it('becomes a page with its attachments and the tags filled in, and is entered as published by the program', async () => {
    const folder = await outlet();
    const id = await withFile({ title: '关于样例补贴的通知', text: '各科室：\n补贴标准为320元。' });
    await deliverAll();
    expect(readdirSync(root)).toEqual([]);
    await approve(id);
    await deliverAll();
    const page = pageOf(folder, id);
    for (const [name, content] of [
      ['SiteDomain', 'www.example.gov.cn'],
      ['SiteIDCode', '9901000001'],
      ['ColumnName', '通知公告'],
      ['ColumnType', '通知公告，政策文件'],
      ['ArticleTitle', '关于样例补贴的通知'],
      ['Url', `${SITE.url}${id}.html`],
    ])
      expect(page).toContain(`<meta name="${name}" content="${content}">`);
    expect(page).toMatch(/<meta name="PubDate" content="\d{4}-\d\d-\d\d \d\d:\d\d">/);
    expect(page).toMatch(/<meta name="ContentSource" content="样例局[^"]+">/);
    expect(page).toContain('<p>补贴标准为320元。</p>');
    expect(page).toContain(`<a href="${id}/${fileName(FILE)}" download="附件一.txt">`);
    expect(readFileSync(join(folder, id, fileName(FILE))).equals(FILE)).toBe(true);
    expect(listOf(folder)).toContain(`<a href="${SITE.url}${id}.html">关于样例补贴的通知</a>`);
    const view = await own.view(id);
    expect(view).toMatchObject({
      state: 'published',
      published: { url: `${SITE.url}${id}.html`, version: 2 },
    });
    expect(view.history.at(-1)).toMatchObject({ event: 'published' });
    expect(view.history.at(-1)?.by).toBeUndefined();
    const archive = await house.ask(own.writer, 'GET', `/publications/${id}/archive.zip`);
    expect(archive.status).toBe(200);
  });

  it('is put there not before its time', async () => {
    const folder = await outlet();
    const publishAt = new Date(Date.now() + 1_500).toISOString();
    const id = await own.begin({ publishAt });
    await approve(id);
    if (Date.now() < Date.parse(publishAt)) {
      await deliverAll();
      expect(await own.view(id)).toMatchObject({ state: 'approved', marks: ['embargoed', 'unscreened'] });
    }
    // The database has a clock of its own.
    await expect
      .poll(
        async () => {
          await deliverAll();
          return (await own.view(id)).state;
        },
        { timeout: 20_000, interval: 200 },
      )
      .toBe('published');
    expect(pageOf(folder, id)).toContain('样例工作');
    expect(Date.parse((await own.view(id)).published?.at ?? '')).toBeGreaterThanOrEqual(
      Date.parse(publishAt),
    );
  });

  it('that is changed before its page is put is not put', async () => {
    const folder = await outlet();
    const id = await own.begin();
    await approve(id);
    await own.write(id, { text: '改后。' });
    await deliverAll();
    expect(() => pageOf(folder, id)).toThrow('ENOENT');
    expect(await own.view(id)).toMatchObject({ state: 'draft' });
  });

  it('takes the place of what was public when it is a correction, and its page is gone when it is withdrawn', async () => {
    const folder = await outlet();
    const id = await withFile({ text: '标准为320元。' });
    await approve(id);
    await deliverAll();
    await own.act(own.writer, id, 'correct', { ground: '数字有误。' });
    await own.write(id, { text: '标准为230元。', attachments: [] });
    await deliverAll();
    expect(pageOf(folder, id)).toContain('320');
    await approve(id);
    expect(pageOf(folder, id)).toContain('320');
    await deliverAll();
    expect(pageOf(folder, id)).toContain('230');
    expect(readdirSync(join(folder, id))).toEqual([]);
    expect(readdirSync(folder).filter((name) => !/^[0-9a-f-]{36}(\.html)?$|^list\.html$/.test(name))).toEqual(
      [],
    );
    await own.act(own.writer, id, 'withdraw', { ground: '过期。' });
    await deliverAll();
    expect(() => pageOf(folder, id)).toThrow('ENOENT');
    expect(listOf(folder)).not.toContain(id);
  });

  it('of hostile words runs and fetches nothing', async () => {
    const folder = await outlet();
    const hostile =
      '"><script>alert(1)</script><img src=x onerror=alert(1)>\n</main><a href="javascript:alert(1)">x</a>';
    const id = await own.begin({ title: '</title><script>alert(1)</script>', text: hostile });
    await approve(id);
    await deliverAll();
    const page = pageOf(folder, id);
    expect(page).not.toMatch(/<script|<img|<a href="javascript/);
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(page).toContain("default-src 'none'");
    expect(listOf(folder)).not.toContain('<script');
  });
});

describe('what was approved', () => {
  it('is all that goes out: bytes that were changed in the database stay where they are', async () => {
    const folder = await outlet();
    const id = await withFile();
    await approve(id);
    const manifest = JSON.parse((await own.view(id)).current.manifest);
    manifest.text.sha256 = '0'.repeat(64);
    const changed = JSON.stringify(manifest);
    const intruder = new pg.Client(database.server.connection('migrator'));
    await intruder.connect();
    await intruder.query(`SELECT set_config('zhengdun.regions', '{""}', false)`);
    await intruder.query(
      `UPDATE publication_version SET manifest = $1, manifest_sha256 = encode(sha256(convert_to($1, 'UTF8')), 'hex')
        WHERE item_id = $2 AND version = 2`,
      [changed, id],
    );
    await intruder.end();
    await deliverAll();
    expect(() => pageOf(folder, id)).toThrow('ENOENT');
    expect((await shown()).deliveries[0]).toMatchObject({ state: 'failed', fault: 'not-as-approved' });
    expect(await own.view(id)).toMatchObject({ state: 'approved' });
  });
});

describe('the page of a repost', () => {
  it('asks before it is left for its source, and runs nothing else', async () => {
    const folder = await outlet();
    const own1 = await own.begin();
    await approve(own1);
    const repost = await own.begin({ kind: 'repost', repost: SAMPLE_REPOST });
    await approve(repost);
    await deliverAll();
    expect(pageOf(folder, own1)).not.toContain('<script');
    const page = pageOf(folder, repost);
    expect(page.match(/<script[^>]*>/g)).toEqual([
      expect.stringMatching(/^<script src="exit-prompt\.js" data-site-name="[^"]+">$/),
    ]);
    expect(page).toContain("script-src 'self'");
    expect(readFileSync(join(folder, 'exit-prompt.js'), 'utf8')).toContain('currentScript');
  });
});

describe('a folder', () => {
  it('that leads out of the one set aside is not written to, and a missing one is named', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'zhengdun-outside-'));
    const folder = await outlet();
    symlinkSync(outside, folder);
    const id = await own.begin();
    await approve(id);
    await deliverAll();
    expect(readdirSync(outside)).toEqual([]);
    expect((await shown()).deliveries[0]).toMatchObject({ state: 'failed', fault: 'folder-refused' });
    rmSync(folder);
    mkdirSync(folder);
    const again = (await shown()).deliveries[0].id;
    await house.ask(manager, 'POST', `/publications/deliveries/${again}/again`);
    await deliverNext({ ...tools, sites: join(root, 'nowhere') });
    expect((await shown()).lastFault.fault).toBe('folder-missing');
    later = 120_000;
    await deliverAll();
    expect(pageOf(folder, id)).toContain('样例工作');
    rmSync(outside, { recursive: true });
  });
});

describe('object storage', () => {
  it('holds the pages of an approved item until it is withdrawn; keys are sealed and not shown', async () => {
    const s3 = await s3Server('sample-site');
    const config = { ...SITE, endpoint: s3.url, region: 'us-east-1', bucket: 'sample-site', prefix: 'tzgg/' };
    const input = { kind: 's3', config, secrets: S3_KEYS };
    const missing = { kind: 's3', name: '样例', enabled: true, config };
    const refused = await house.ask(manager, 'POST', '/publications/outlets', {
      applicationId: own.site,
      outlet: missing,
    });
    expect(refused.code).toBe('outlet-secret-missing');
    await outlet(input);
    expect(JSON.stringify(await shown())).not.toContain('"S3RVER"');
    const seen = async (path: string) => {
      const answer = await fetch(`${s3.url}/sample-site/tzgg/${path}`);
      return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
    };
    const id = await withFile({ text: '标准为320元。' });
    await approve(id);
    await deliverAll();
    expect((await shown()).deliveries.map(({ fault }: { fault?: string }) => fault)).toEqual([undefined]);
    expect(await seen(`${id}.html`)).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    expect((await seen(`${id}.html`)).text).toContain('320');
    expect((await seen(`${id}/${fileName(FILE)}`)).text).toBe(FILE.toString());
    await own.act(own.writer, id, 'withdraw', { ground: '过期。' });
    await deliverAll();
    expect((await seen(`${id}.html`)).status).toBe(404);
    expect((await seen(`${id}/${fileName(FILE)}`)).status).toBe(404);
    const { rows } = await withinScope(database.db, EVERYTHING, (trx) =>
      sql<{ row: string }>`SELECT o::text AS row FROM publication_outlet o`.execute(trx),
    );
    expect(rows.map(({ row }) => row).join()).not.toContain('S3RVER');
    await s3.close();
  });
});

describe('a folder on another machine', () => {
  it('is signed in to by a key or a password, never both; neither is shown, and one takes the place of the other', async () => {
    const hostKey = `SHA256:${'A'.repeat(43)}`;
    const config = { ...SITE, host: 'sftp.example.gov.cn', user: 'web', folder: '/var/www/tzgg', hostKey };
    const input = { kind: 'sftp', name: '样例', enabled: true, config };
    const set = (outlet: object) =>
      house.ask(manager, 'POST', '/publications/outlets', { applicationId: own.site, outlet });
    expect((await set(input)).code).toBe('outlet-key-missing');
    const both = { password: 'sample-password', privateKey: 'sample-key' };
    expect((await set({ ...input, secrets: both })).code).toBe('outlet-key-missing');
    for (const wrong of [{ folder: '/var/../etc' }, { folder: 'www' }, { hostKey: 'MD5:00' }, { port: 0 }])
      expect((await set({ ...input, config: { ...config, ...wrong }, secrets: {} })).status).toBe(400);
    await outlet({ kind: 'sftp', config, secrets: { password: 'sample-password' } });
    const there = await shown();
    expect(there).toMatchObject({ secrets: ['password'], config: { port: 22, hostKey } });
    const change = (secrets: object) =>
      house.ask(manager, 'POST', `/publications/outlets/${there.id}`, { ...input, secrets });
    expect((await change({})).status).toBe(200);
    expect((await shown()).secrets).toEqual(['password']);
    expect((await change({ privateKey: 'sample-key' })).status).toBe(200);
    expect(JSON.stringify(await shown())).not.toMatch(/sample-(?:key|password)/);
    expect((await shown()).secrets).toEqual(['privateKey']);
  });
});
