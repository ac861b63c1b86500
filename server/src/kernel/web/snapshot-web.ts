import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Web, WebAnswer, WebRequest } from './web.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.htm': 'text/html',
  '.shtml': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain',
  '.xml': 'text/xml',
};
const START_PAGES = ['index.html', 'index.htm', 'index.shtml', 'default.html', 'default.htm'];

/**
 * A saved page served under the address that it had (`--snapshot DIR --as URL`). The start page answers at that
 * address, the folder's files at addresses beside it. Nothing outside the folder is read, links out of it neither.
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
  const base = page.pathname.slice(0, page.pathname.lastIndexOf('/') + 1);
  const fileFor = (url: URL): string | undefined => {
    if (url.host !== page.host) return undefined;
    if (url.pathname === page.pathname) return startPage;
    const path = decoded(url.pathname);
    if (path === undefined) return undefined;
    return path.startsWith(base) ? path.slice(base.length) : path.slice(1);
  };
  return {
    startPage,
    async fetch(request: WebRequest): Promise<WebAnswer> {
      request.signal?.throwIfAborted();
      const url = URL.parse(request.url);
      const relative = url && (request.method ?? 'GET') === 'GET' ? fileFor(url) : undefined;
      const body =
        relative === undefined ? undefined : await readInside(root, relative, request.maxBytes ?? 20_000_000);
      if (!body) return { ok: false, url: request.url, code: 'not-in-snapshot' };
      const type = TYPES[extname(relative ?? '').toLowerCase()] ?? 'application/octet-stream';
      return {
        ok: true,
        url: request.url,
        status: 200,
        headers: [['content-type', type]],
        body,
        cut: false,
        address: '',
        headMs: 0,
        ms: 0,
      };
    },
  };
}

async function findStartPage(root: string): Promise<string> {
  const names = await readdir(root);
  const named = START_PAGES.find((name) => names.includes(name));
  const pages = names.filter((name) => /\.s?html?$/i.test(name)).sort();
  const found = named ?? (pages.length === 1 ? pages[0] : undefined);
  if (!found) throw new RangeError(`no start page in ${root}`);
  return found;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

async function readInside(root: string, relative: string, maxBytes: number): Promise<Uint8Array | undefined> {
  if (relative.includes('\0')) return undefined;
  try {
    const path = await realpath(join(root, relative));
    if (path !== root && !path.startsWith(root + sep)) return undefined;
    const { size } = await stat(path);
    return size > maxBytes ? undefined : await readFile(path);
  } catch {
    return undefined;
  }
}
