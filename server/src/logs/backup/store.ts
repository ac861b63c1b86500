import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { makeFolderDurably, writeDurably } from '../../kernel/durable-file.ts';
import { createResolver, type EgressPolicy } from '../../kernel/egress/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { askBucket, type Bucket, openNetworkWeb, type WebAnswer } from '../../kernel/web/index.ts';

/** Where copies of an archive lie: files with names like `segments/00000001.json`. */
export interface BackupStore extends AsyncDisposable {
  /** as it is shown to people and noted down */
  readonly name: string;
  /**
   * Names and bytes of what is there.
   *
   * @param under the beginning of the names that are wanted: `collectors/dmz-1/`
   */
  list(under?: string): Promise<ReadonlyMap<string, number>>;
  /** Undefined where it is not there. @throws HouseError `logs-store-fails` */
  read(name: string): Promise<Buffer | undefined>;
  /** Returns when it is kept. @throws HouseError `logs-store-fails` */
  write(name: string, bytes: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
}

/** Names that a backup has; whatever else lies there is not touched and not read. */
const BACKUP_NAME =
  /^(?:heads\.note|(?:collectors\/[a-z0-9-]{1,40}\/)?(?:head\.note|head\.json|retention\.json|(?:segments|keys|stamps|cosigned|verify)(?:\/[\w-]+)*\/[\w.-]{1,100}))$/;

/** A second disk, or a network drive that is mounted. */
export function folderStore(folder: string): BackupStore {
  return {
    name: folder,
    async list(under = '') {
      const found = new Map<string, number>();
      const below = join(folder, under);
      const entries = await readdir(below, { recursive: true, withFileTypes: true }).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return [];
          throw fails(folder, error.code ?? '');
        },
      );
      for (const entry of entries) {
        const path = join(entry.parentPath, entry.name);
        const name = relative(folder, path).split(sep).join('/');
        if (entry.isFile() && BACKUP_NAME.test(name)) found.set(name, (await stat(path)).size);
      }
      return found;
    },
    read: (name) =>
      readFile(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw fails(folder, error.code ?? '');
      }),
    async write(name, bytes) {
      const path = join(folder, name);
      try {
        await makeFolderDurably(dirname(path));
        await writeDurably(path, bytes);
      } catch (error) {
        throw fails(folder, (error as NodeJS.ErrnoException).code ?? '');
      }
    },
    remove: (name) => rm(join(folder, name), { force: true }),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** What lies in a store below a name that ends with /, as a store of its own. It is closed with the other. */
export function storeBelow(store: BackupStore, under: string): BackupStore {
  return {
    name: `${store.name.replace(/\/?$/, '/')}${under}`,
    async list(more = '') {
      const all = await store.list(under + more);
      return new Map([...all].map(([name, bytes]) => [name.slice(under.length), bytes]));
    },
    read: (name) => store.read(under + name),
    write: (name, bytes) => store.write(under + name, bytes),
    remove: (name) => store.remove(under + name),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** A file of rows is 256 MB at most (`compact/plan.ts`). */
const LARGEST_OBJECT = 512 * 1024 * 1024;
/** Of a listing, a thousand names each: what a hundred receivers seal in two years. */
const MOST_PAGES = 20_000;
const LIST_BYTES = 8 * 1024 * 1024;
const TIMEOUT_MS = 30 * 60_000;
/** A service from which nothing comes for so long hangs. */
const IDLE_MS = 2 * 60_000;
/** Bytes a millisecond at which an object is sent at the slowest. */
const SLOWEST = 256;

/**
 * A bucket of object storage.
 *
 * @param prefix '' or a name that ends with /
 * @param idleMs after which a service that hangs is given up
 */
export function bucketStore(
  policy: EgressPolicy,
  bucket: Bucket,
  prefix: string,
  idleMs = IDLE_MS,
): BackupStore {
  const resolver = createResolver({ servers: policy.resolvers });
  const web = openNetworkWeb({ policy, resolver }, { verified: true });
  const name = `s3://${bucket.bucket}/${prefix}`;

  async function ask(
    request: Pick<Parameters<typeof askBucket>[2], 'method' | 'key' | 'query' | 'body'>,
    maxBytes: number,
  ): Promise<WebAnswer & { readonly ok: true }> {
    const sending = Math.ceil((request.body?.length ?? 0) / SLOWEST);
    const waits = { timeoutMs: TIMEOUT_MS, idleMs: idleMs + sending };
    const answer = await askBucket(web, bucket, { ...request, ...waits, maxBytes });
    if (!answer.ok) throw fails(name, answer.code);
    if (answer.cut) throw fails(name, answer.fault ?? 'cut');
    return answer;
  }

  return {
    name,
    async list(under = '') {
      const found = new Map<string, number>();
      let token: string | undefined;
      const seen = new Set<string>();
      do {
        const query = {
          'list-type': '2',
          prefix: prefix + under,
          ...(token !== undefined && { 'continuation-token': token }),
        };
        const { status, body } = await ask({ method: 'GET', key: '', query }, LIST_BYTES);
        if (status !== 200) throw fails(name, `HTTP ${status}`);
        const text = Buffer.from(body).toString('utf8');
        for (const [, part = ''] of text.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
          const key = plain(/<Key>([^<]*)<\/Key>/.exec(part)?.[1] ?? '');
          const own = key.startsWith(prefix) ? key.slice(prefix.length) : '';
          if (BACKUP_NAME.test(own)) found.set(own, Number(/<Size>(\d+)<\/Size>/.exec(part)?.[1] ?? -1));
        }
        const next = /<NextContinuationToken>([^<]+)<\/NextContinuationToken>/.exec(text)?.[1];
        token = /<IsTruncated>true</.test(text) && next !== undefined ? plain(next) : undefined;
        // A service that gives pages without an end, or the same ones in turn, would be listed for ever.
        if (token !== undefined && (seen.has(token) || seen.size >= MOST_PAGES))
          throw fails(name, `${seen.size + 1} pages and no end`);
        if (token !== undefined) seen.add(token);
      } while (token !== undefined);
      return found;
    },
    async read(own) {
      const { status, body } = await ask({ method: 'GET', key: prefix + own }, LARGEST_OBJECT);
      if (status === 404) return undefined;
      if (status !== 200) throw fails(name, `HTTP ${status}`);
      return Buffer.from(body.buffer, body.byteOffset, body.length);
    },
    async write(own, bytes) {
      const { status } = await ask({ method: 'PUT', key: prefix + own, body: bytes }, LIST_BYTES);
      if (status < 200 || status > 299) throw fails(name, `HTTP ${status}`);
    },
    async remove(own) {
      const { status } = await ask({ method: 'DELETE', key: prefix + own }, LIST_BYTES);
      if ((status < 200 || status > 299) && status !== 404) throw fails(name, `HTTP ${status}`);
    },
    async [Symbol.asyncDispose]() {
      resolver[Symbol.dispose]();
      await web[Symbol.asyncDispose]();
    },
  };
}

function plain(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

function fails(store: string, detail: string): HouseError {
  return new HouseError('logs-store-fails', { store, detail });
}
