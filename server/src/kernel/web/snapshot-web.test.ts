import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { header, openSnapshotWeb, type WebAnswer } from './index.ts';

interface Folder extends AsyncDisposable {
  readonly path: string;
}

/** A folder with these files, in a folder beside which lies something that is nobody's business. */
async function folderWith(files: Readonly<Record<string, string | Buffer>>): Promise<Folder> {
  const outside = await mkdtemp(join(tmpdir(), 'zhengdun-snapshot-'));
  await writeFile(join(outside, 'secret.txt'), 'secret');
  const path = join(outside, 'saved');
  for (const [name, body] of Object.entries({ ...files })) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), body);
  }
  return { path, [Symbol.asyncDispose]: () => rm(outside, { recursive: true, force: true }) };
}

const HOME = 'https://www.a.gov.cn/';

async function ask(folder: Folder, url: string, asUrl = HOME, maxBytes?: number): Promise<WebAnswer> {
  const web = await openSnapshotWeb(folder.path, asUrl);
  return web.fetch({ url, ...(maxBytes !== undefined && { maxBytes }) });
}

function textOf(answer: WebAnswer): string {
  return answer.ok ? Buffer.from(answer.body).toString() : answer.code;
}

describe('the start page of a saved site', () => {
  it.each([
    [{ 'index.html': 'home', 'other.html': 'other' }, 'index.html'],
    [{ 'index.htm': 'home', 'a.html': '', 'b.html': '' }, 'index.htm'],
    [{ '某某县人民政府.html': 'home', '某某县人民政府_files/a.css': '' }, '某某县人民政府.html'],
    [{ 'page.SHTML': 'home', 'notes.txt': '' }, 'page.SHTML'],
  ])('is index.html or the only page: %o', async (files, expected) => {
    await using folder = await folderWith(files);
    const web = await openSnapshotWeb(folder.path, HOME);
    expect(web.startPage).toBe(expected);
    expect(textOf(await web.fetch({ url: HOME }))).toBe('home');
  });

  it.each<Record<string, string>>([{ 'a.html': '', 'b.html': '' }, { 'a.css': '' }])(
    'is missing from %o, which is said',
    async (files) => {
      await using folder = await folderWith(files);
      await expect(openSnapshotWeb(folder.path, HOME)).rejects.toThrow(RangeError);
    },
  );

  it('answers at the address that it had, whatever that is', async () => {
    await using folder = await folderWith({ 'index.html': 'home', 'css/a.css': 'css' });
    const asUrl = 'https://www.a.gov.cn/zwgk/%E6%9C%BA%E6%9E%84/page.jsp?id=3';
    expect(textOf(await ask(folder, asUrl, asUrl))).toBe('home');
    expect(textOf(await ask(folder, 'https://www.a.gov.cn/zwgk/%E6%9C%BA%E6%9E%84/css/a.css', asUrl))).toBe(
      'css',
    );
    expect(textOf(await ask(folder, 'https://www.a.gov.cn/css/a.css', asUrl))).toBe('css');
    expect(textOf(await ask(folder, 'https://www.b.gov.cn/', asUrl))).toBe('not-in-snapshot');
  });
});

describe('a file of a saved site', () => {
  it.each([
    ['saved by a browser', '首页_files/a b.css', '/%E9%A6%96%E9%A1%B5_files/a%20b.css'],
    ['saved by wget with its query', 'style.css?v=1', '/style.css?v=1'],
    ['saved by wget for Windows', 'style.css@v=1', '/style.css?v=1'],
    ['saved with a query of Chinese letters', 'list?k=公开', '/list?k=%E5%85%AC%E5%BC%80'],
    ['saved by curl without its query', 'style.css', '/style.css?v=1'],
    ['saved with its escapes', '%E9%A6%96.css', '/%E9%A6%96.css'],
    ['with escapes of GBK in its name', '%CA%D7.css', '/%CA%D7.css'],
    ['that was a folder', 'zwgk/index.html', '/zwgk/'],
    ['that was a folder asked for without slash', 'zwgk/index.html', '/zwgk'],
  ])('%s is found', async (_how, name, path) => {
    await using folder = await folderWith({ 'index.html': 'home', [name]: 'found' });
    expect(textOf(await ask(folder, `https://www.a.gov.cn${path}`))).toBe('found');
  });

  it.each([
    ['a.css', 'text/css'],
    ['a.JS', 'text/javascript'],
    ['a.png', 'image/png'],
    ['a.css?v=1.png', 'text/css'],
    ['a.bin', 'application/octet-stream'],
  ])('%s is sent as %s', async (name, type) => {
    await using folder = await folderWith({ 'index.html': 'home', [name]: 'x' });
    const answer = await ask(folder, `https://www.a.gov.cn/${name}`);
    expect(answer.ok && header(answer, 'content-type')).toBe(type);
  });

  it('that begins as a page is sent as one, in the encoding that fits it', async () => {
    await using folder = await folderWith({ 'index.html': '', 'list.jsp?p=2': '\ufeff<!DOCTYPE html><p>二' });
    const answer = await ask(folder, 'https://www.a.gov.cn/list.jsp?p=2');
    expect(answer.ok && header(answer, 'content-type')).toBe('text/html; charset=utf-8');
  });

  it('that is larger than wanted is cut and says so', async () => {
    await using folder = await folderWith({ 'index.html': Buffer.alloc(5_000, 'x') });
    const answer = await ask(folder, HOME, HOME, 1_000);
    expect(answer).toMatchObject({ ok: true, cut: true, fault: 'too-large' });
    expect(answer.ok && answer.body.length).toBe(1_000);
  });

  it.each([['HEAD'], ['POST']])('is given for GET, not for %s', async (method) => {
    await using folder = await folderWith({ 'index.html': 'home' });
    const web = await openSnapshotWeb(folder.path, HOME);
    expect(await web.fetch({ url: HOME, method })).toMatchObject({ code: 'not-in-snapshot' });
  });
});

describe('what lies outside the folder', () => {
  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/a/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '//etc/passwd',
    '/%2fetc%2fpasswd',
    '/x?/../../secret.txt',
    '/secret.txt%00.html',
    '/%00',
    '/link/secret.txt',
    '/link.txt',
    '/loop',
    '/nowhere',
    `/${'a'.repeat(5_000)}`,
  ])('is not read by way of %s', async (path) => {
    await using folder = await folderWith({ 'index.html': 'home', 'a/b.txt': 'b' });
    await symlink('..', join(folder.path, 'link'));
    await symlink('../secret.txt', join(folder.path, 'link.txt'));
    await symlink('loop', join(folder.path, 'loop'));
    await symlink('/nowhere/at/all', join(folder.path, 'nowhere'));
    expect(textOf(await ask(folder, `https://www.a.gov.cn${path}`))).toBe('not-in-snapshot');
  });

  it('is not read because its name begins like the folder’s', async () => {
    await using folder = await folderWith({ 'index.html': 'home', '../saved-too/a.txt': 'beside' });
    expect(textOf(await ask(folder, 'https://www.a.gov.cn/..%2fsaved-too%2fa.txt'))).toBe('not-in-snapshot');
  });

  it('is no reason to refuse a folder that is itself a link', async () => {
    await using folder = await folderWith({ 'index.html': 'home', 'a.txt': 'inside' });
    const link = join(dirname(folder.path), 'link-to-it');
    await symlink(folder.path, link);
    const web = await openSnapshotWeb(link, HOME);
    expect(textOf(await web.fetch({ url: `${HOME}a.txt` }))).toBe('inside');
  });

  it('does not make a pipe or a folder of that name hang the reading', async () => {
    await using folder = await folderWith({ 'index.html': 'home', 'folder/a.txt': '' });
    execFileSync('mkfifo', [join(folder.path, 'pipe')]);
    expect(textOf(await ask(folder, `${HOME}pipe`))).toBe('not-in-snapshot');
    expect(textOf(await ask(folder, `${HOME}folder`))).toBe('not-in-snapshot');
  });
});

describe('the encoding of a saved page', () => {
  it.each([
    ['<html><head><title>某某市</title>', 'text/html; charset=utf-8'],
    ['<html><head><meta charset="utf-8"><title>某某市</title>', 'text/html'],
    ['<html><head><meta charset="gb2312"><title>某某市人民政府门户网站</title>', 'text/html; charset=utf-8'],
  ])('is told to the browser where the page does not say it, or says another: %s', async (body, type) => {
    await using folder = await folderWith({ 'index.html': body });
    const answer = await ask(folder, HOME);
    expect(answer.ok && header(answer, 'content-type')).toBe(type);
  });
});
