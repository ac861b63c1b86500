import { constants } from 'node:fs';
import { open, readdir, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { decodePage } from '../decode.ts';
import type { Web, WebAnswer, WebRequest } from './web.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.htm': 'text/html',
  '.shtml': 'text/html',
  '.xhtml': 'application/xhtml+xml',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.bmp': 'image/bmp',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.svg': 'image/svg+xml',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain',
  '.xml': 'text/xml',
};
const START_PAGES = ['index.html', 'index.htm', 'index.shtml', 'default.html', 'default.htm'];
const DEFAULT_MAX_BYTES = 20_000_000;

/**
 * A saved page served under the address that it had (`--snapshot DIR --as URL`). The start page answers at that
 * address, the folder's files at addresses beside it, also where wget put the query into a file's name. Nothing
 * outside the folder is read, links out of it neither.
 *
 * @throws RangeError when the folder holds no page
 */
export async function openSnapshotWeb(
  folder: string,
  asUrl: string,
): Promise<Web & { readonly startPage: string }> {
  const root = await realpath(folder);
  const startPage = await findStartPage(root);
  const page = new URL(asUrl);
  return {
    startPage,
    async fetch(request: WebRequest): Promise<WebAnswer> {
      request.signal?.throwIfAborted();
      const url = URL.parse(request.url);
      const asked = url && url.host === page.host && (request.method ?? 'GET') === 'GET';
      for (const name of asked ? namesOf(url, page, startPage) : []) {
        const found = await readInside(root, name, request.maxBytes ?? DEFAULT_MAX_BYTES);
        if (!found) continue;
        return {
          ok: true,
          url: request.url,
          status: 200,
          headers: [['content-type', typeOf(name, url?.pathname ?? '', found.body)]],
          ...found,
          address: '',
          headMs: 0,
          ms: 0,
        };
      }
      return { ok: false, url: request.url, code: 'not-in-snapshot' };
    },
  };
}

async function findStartPage(root: string): Promise<string> {
  const names = await readdir(root);
  const named = START_PAGES.find((name) => names.includes(name));
  const pages = names.filter((name) => /\.s?html?$/i.test(name));
  const found = named ?? (pages.length === 1 ? pages[0] : undefined);
  if (!found) throw new RangeError(`no start page in ${root}`);
  return found;
}

/** Names, from the folder, under which what stands at an address may have been saved; the likeliest first. */
function namesOf(url: URL, page: URL, startPage: string): string[] {
  if (url.pathname === page.pathname) return [startPage];
  const query = url.search.slice(1);
  const spellings = [
    { path: decoded(url.pathname), base: folderOf(decoded(page.pathname)) },
    { path: url.pathname, base: folderOf(page.pathname) },
  ];
  return spellings.flatMap(({ path, base }) => {
    const relative = path.startsWith(base) ? path.slice(base.length) : path.slice(1);
    if (relative === '' || relative.endsWith('/')) return START_PAGES.map((name) => relative + name);
    // wget keeps the query in the name, with @ for ? where file systems do not know it.
    const queried = query === '' ? [] : [query, decoded(query)].flatMap((each) => [`?${each}`, `@${each}`]);
    return [...queried.map((ending) => relative + ending), relative, `${relative}/index.html`];
  });
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // Escapes that are no UTF-8: the file was saved under the name as it is written.
    return path;
  }
}

/** The type by the address, by the file's name, or because the bytes begin as a page does. */
function typeOf(name: string, path: string, body: Uint8Array): string {
  const known = TYPES[extname(path).toLowerCase()] ?? TYPES[extname(name).toLowerCase()];
  if (known) return known === 'text/html' ? pageType(body) : known;
  const start = Buffer.from(body.subarray(0, 300)).toString('latin1');
  return /^\W{0,4}\s*<(!doctype html|html|head)/i.test(start) ? pageType(body) : 'application/octet-stream';
}

/**
 * What a page does not say of its own encoding its server said when it was saved: a browser would have to guess. Whoever
 * saves a page writes it in UTF-8 and leaves its old declaration as it was: then the bytes tell.
 */
function pageType(body: Uint8Array): string {
  const { used, meta, agrees } = decodePage(body, undefined).encoding;
  return meta === undefined || !agrees ? `text/html; charset=${used}` : 'text/html';
}

async function readInside(
  root: string,
  relative: string,
  maxBytes: number,
): Promise<{ body: Uint8Array; cut: boolean; fault?: 'too-large' } | undefined> {
  if (relative.includes('\0')) return undefined;
  try {
    const path = await realpath(join(root, relative));
    if (!path.startsWith(root.endsWith(sep) ? root : root + sep)) return undefined;
    // Without NONBLOCK, opening a pipe waits for somebody to write.
    await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = await file.stat();
    if (!stat.isFile()) return undefined;
    const body = new Uint8Array(Math.min(stat.size, maxBytes));
    const { bytesRead } = await file.read(body, 0, body.length, 0);
    const cut = stat.size > maxBytes;
    return { body: body.subarray(0, bytesRead), cut, ...(cut && { fault: 'too-large' as const }) };
  } catch (error) {
    if (ABSENT.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** Ways of not being there: no such name, a link to nowhere or to itself, a name too long, not ours to read. */
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EISDIR', 'EACCES', 'EPERM', 'ENXIO']);
