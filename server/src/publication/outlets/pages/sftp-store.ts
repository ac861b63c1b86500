import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { posix } from 'node:path';
import type { OutletFault } from '@zhengdun/contract';
import type { Client, SFTPWrapper } from 'ssh2';
import { createResolver, dial, type EgressPolicy } from '../../../kernel/egress/index.ts';
import { SiteFault, type SiteStore } from './site-store.ts';

const CONNECT_MS = 20_000;
/** A file is 20 MB at most. */
const WORK_MS = 120_000;
/** Read by the web server. */
const FILE_MODE = 0o644;
const FOLDER_MODE = 0o755;
/** SFTP, version 3: what a server answers. */
const NO_SUCH_FILE = 2;
const PERMISSION_DENIED = 3;

/** A folder on another machine. */
export interface SftpSite {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** absolute, and there already */
  readonly folder: string;
  /** of its host key, as `ssh-keygen -lf` prints it: SHA256:… */
  readonly hostKey: string;
  /** one of both */
  readonly password?: string | undefined;
  readonly privateKey?: string | undefined;
}

/**
 * Pages in a folder of another machine, by SFTP. The host key is the one that was entered, or nothing is sent, not even the
 * password. A file is written beside, flushed where the server can (fsync@openssh.com), and renamed over what stood there.
 */
export function sftpStore(policy: EgressPolicy, site: SftpSite): SiteStore {
  return {
    put: (path, { bytes }) =>
      inSession(policy, site, async (sftp) => {
        const target = await placed(sftp, site.folder, path);
        const coming = `${target}.${randomUUID()}.part`;
        try {
          await write(sftp, coming, bytes);
          await rename(sftp, coming, target);
        } catch (error) {
          await done((end) => sftp.unlink(coming, end)).catch(() => undefined);
          throw error;
        }
      }),
    remove: (path) =>
      inSession(policy, site, async (sftp) => {
        const target = await placed(sftp, site.folder, path);
        await done((end) => sftp.unlink(target, end)).catch((error: unknown) => {
          if (codeOf(error) !== NO_SUCH_FILE) throw error;
        });
      }),
  };
}

/** One connection for one file: they are few, and what hangs holds nothing else up. */
async function inSession(
  policy: EgressPolicy,
  site: SftpSite,
  work: (sftp: SFTPWrapper) => Promise<void>,
): Promise<void> {
  // Loaded when a page goes out this way: few units send one, and every start would wait for it.
  const { Client } = await import('ssh2');
  using resolver = createResolver({ servers: policy.resolvers });
  const { host, port } = site;
  const dialled = await dial({ policy, resolver, host, port, ports: 'any', connectTimeoutMs: CONNECT_MS });
  if (!dialled.ok)
    throw new SiteFault(dialled.code === 'address-refused' ? 'address-refused' : 'not-reached', false);
  const client = new Client();
  const late = setTimeout(() => client.destroy(), WORK_MS);
  try {
    await told('not-reached', signIn(client, dialled.socket, site));
    const sftp = await told(
      'refused',
      result<SFTPWrapper>((end) => client.sftp(end)),
    );
    const broken = new Promise<never>((_, reject) => {
      client.once('close', () => reject(new SiteFault('no-answer', false)));
      client.once('error', (cause) => reject(new SiteFault('no-answer', false, { cause })));
    });
    await told('refused', Promise.race([work(sftp), broken]));
  } finally {
    clearTimeout(late);
    client.on('error', () => {});
    client.end();
    dialled.socket.destroySoon();
  }
}

function signIn(
  client: Client,
  sock: NonNullable<Parameters<Client['connect']>[0]['sock']>,
  { user, hostKey, password, privateKey }: SftpSite,
): Promise<void> {
  let isKnown = false;
  return new Promise((resolve, reject) => {
    client.once('ready', resolve);
    client.once('close', () => reject(new SiteFault('not-reached', false)));
    client.once('error', (cause: Error & { level?: string }) => {
      if (cause.level === 'client-authentication') reject(new SiteFault('sign-in-refused', false, { cause }));
      else reject(new SiteFault(isKnown ? 'not-reached' : 'host-key-differs', false, { cause }));
    });
    try {
      client.connect({
        sock,
        username: user,
        ...(privateKey === undefined ? { password: password ?? '' } : { privateKey }),
        tryKeyboard: false,
        readyTimeout: CONNECT_MS,
        hostVerifier: (key: Buffer) => {
          isKnown = isSameKey(key, hostKey);
          return isKnown;
        },
      });
    } catch (cause) {
      // What was entered as a key is none.
      reject(new SiteFault('key-unreadable', true, { cause }));
    }
  });
}

function isSameKey(key: Buffer, fingerprint: string): boolean {
  const seen = Buffer.from(createHash('sha256').update(key).digest('base64').replace(/=+$/, ''));
  const pinned = Buffer.from(fingerprint.replace(/^SHA256:/, '').replace(/=+$/, ''));
  return seen.length === pinned.length && timingSafeEqual(seen, pinned);
}

/** Where a file goes; folders on the way are made. A link that leads out of the folder is not followed. */
async function placed(sftp: SFTPWrapper, folder: string, path: string): Promise<string> {
  const real = (place: string) => result<string>((end) => sftp.realpath(place, end));
  const top = await told(
    'remote-folder-missing',
    stat(sftp, folder).then(() => real(folder)),
  );
  const target = posix.join(top, path);
  const parent = posix.dirname(target);
  if (parent !== top) {
    const steps = posix.relative(top, parent).split('/');
    for (let depth = 1; depth <= steps.length; depth++) {
      const step = posix.join(top, ...steps.slice(0, depth));
      const isThere = await stat(sftp, step).then(
        () => true,
        () => false,
      );
      if (!isThere) await done((end) => sftp.mkdir(step, { mode: FOLDER_MODE }, end));
    }
  }
  if (!`${await real(parent)}/`.startsWith(`${top}/`)) throw new SiteFault('folder-refused', true);
  return target;
}

function stat(sftp: SFTPWrapper, path: string): Promise<unknown> {
  return result<unknown>((end) => sftp.stat(path, end));
}

async function write(sftp: SFTPWrapper, path: string, bytes: Uint8Array): Promise<void> {
  const handle = await result<Buffer>((end) => sftp.open(path, 'wx', FILE_MODE, end));
  try {
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (content.length > 0)
      await done((end) => sftp.write(handle, content, 0, content.length, 0, (error) => end(error)));
    await optional((end) => sftp.ext_openssh_fsync(handle, end));
  } finally {
    await done((end) => sftp.close(handle, end));
  }
}

/** Over what stands there: SFTP's own rename refuses that on most servers. */
async function rename(sftp: SFTPWrapper, from: string, to: string): Promise<void> {
  const isDone = await optional((end) => sftp.ext_openssh_rename(from, to, end));
  if (isDone) return;
  await told(
    'rename-refused',
    done((end) => sftp.rename(from, to, end)),
  );
}

type End<Value> = (error: Error | null | undefined, value: Value) => void;

function result<Value>(ask: (end: End<Value>) => unknown): Promise<Value> {
  return new Promise((resolve, reject) => {
    ask((error, value) => (error ? reject(error) : resolve(value)));
  });
}

async function done(ask: (end: (error?: Error | null) => void) => unknown): Promise<void> {
  await result<undefined>((end) => ask((error) => end(error, undefined)));
}

/** What a server need not offer. @returns false where it does not */
async function optional(ask: (end: (error?: Error | null) => void) => unknown): Promise<boolean> {
  try {
    await done(ask);
    return true;
  } catch (error) {
    if (error instanceof Error && /does not support this extended request/.test(error.message)) return false;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return (error as { readonly code?: unknown }).code;
}

/** What the other side has not done becomes a fault that says so. */
async function told<Value>(fault: OutletFault, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof SiteFault) throw cause;
    throw new SiteFault(codeOf(cause) === PERMISSION_DENIED ? 'remote-folder-refused' : fault, false, {
      cause,
    });
  }
}
