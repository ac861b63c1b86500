import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { S3_KEYS, s3Server } from '../../../test/s3.ts';
import { DAY_MS } from '../../kernel/durations.ts';
import { STRICT_POLICY } from '../../kernel/egress/index.ts';
import { openArchive } from '../archive.ts';
import { compactDays } from '../compact/compact-days.ts';
import { logKeys } from '../keys.ts';
import { placesOf } from '../manifest.ts';
import { pruneLogs } from '../retention/prune.ts';
import { setDays } from '../retention/settings.ts';
import { readKept } from '../verify/kept.ts';
import { verifyArchive } from '../verify/verify-archive.ts';
import { backupArchive } from './backup-archive.ts';
import { restoreDrill } from './restore-drill.ts';
import { type BackupStore, bucketStore, folderStore } from './store.ts';

const root = mkdtempSync(join(tmpdir(), 'zhengdun-backup-'));
const keys = logKeys(join(root, 'data'));
const signal = new AbortController().signal;
let server: Awaited<ReturnType<typeof s3Server>>;
beforeAll(async () => {
  server = await s3Server('logs-backup');
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

let folders = 0;
function fresh(): string {
  folders += 1;
  return join(root, String(folders));
}

/** Adds segments of ten lines, received so many days ago. */
async function add(folder: string, ...days: readonly number[]): Promise<void> {
  const archive = await openArchive({ folder, keys });
  for (const [index, day] of days.entries()) {
    const receivedAt = Date.now() - day * DAY_MS;
    await archive.append(
      Array.from({ length: 10 }, (_, line) => ({
        raw: Buffer.from(
          `10.0.0.${line % 3} - - [28/Nov/2026:09:12:0${line} +0800] "GET /${day}-${index} HTTP/1.1" 200 ${line}`,
        ),
        receivedAt,
        source: 'web',
        kind: undefined,
      })),
    );
    await archive.seal({ all: true });
  }
  await archive.close();
}

const held = (folder: string) => {
  const kept = readKept('', readFileSync(placesOf(folder).note, 'utf8')) ?? expect.unreachable();
  return keys.signersOf(kept.origin).map(({ verifier }) => verifier);
};
const back = (folder: string, store: BackupStore) =>
  backupArchive(folder, store, { keys: held(folder), signal });
/** The verifier that lies in a backup, with nothing but what lies there. */
const outside = (copy: string, ...others: readonly string[]) =>
  spawnSync(process.execPath, [join(copy, 'verify/verify-logs.mjs'), copy, ...others], {
    encoding: 'utf8',
    cwd: copy,
    timeout: 60_000,
  });

describe('a backup', () => {
  it('brings over what is new, through compaction and deletion, and is verified where it lies', async () => {
    const folder = fresh();
    await add(folder, 900, 900, 500, 500, 0);
    const copy = fresh();
    const first = await back(folder, folderStore(copy));
    expect(first).toMatchObject({ entries: 5, events: 50, kept: 0, removed: 0 });
    await add(folder, 0);
    expect(await back(folder, folderStore(copy))).toMatchObject({ files: 3, events: 60, removed: 0 });
    const archive = await openArchive({ folder, keys });
    await compactDays(archive, { now: Date.now(), signal });
    expect(await back(folder, folderStore(copy))).toMatchObject({ removed: 4, events: 60 });
    await setDays(folder, 'access', 600);
    expect(await pruneLogs(archive, { now: Date.now() })).toMatchObject({ events: 20 });
    await archive.close();
    expect(await back(folder, folderStore(copy))).toMatchObject({ removed: 1, events: 60 });
    expect(await verifyArchive({ folder: copy, keys: held(folder), kept: [], signal })).toMatchObject({
      removed: 20,
    });
    expect(outside(copy, placesOf(folder).keys)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^60 events in 6 segments, 20 of them deleted/),
    });
    expect(readdirSync(join(copy, 'segments')).filter((name) => name.endsWith('.parquet'))).toHaveLength(3);
  });

  it('is restored from object storage, verified, and noted with what it took', async () => {
    const folder = fresh();
    await add(folder, 1, 1, 0);
    const policy = { ...STRICT_POLICY, allowNetworks: ['127.0.0.0/8'] };
    const bucket = { endpoint: server.url, region: 'cn', bucket: 'logs-backup', ...S3_KEYS };
    await using store = bucketStore(policy, bucket, 'oa/2026/');
    await back(folder, store);
    expect(await back(folder, store)).toMatchObject({ files: 1, kept: expect.any(Number) });
    const into = fresh();
    const drill = await restoreDrill({
      store,
      into,
      keys: held(folder),
      kept: [],
      archive: folder,
      now: Date.now,
      signal,
    });
    expect(drill.report).toMatchObject({ events: 30, ownKeys: false });
    expect(drill.report.fault).toBeUndefined();
    expect(drill.lostMs).toBeLessThan(600_000);
    expect(outside(into).status).toBe(0);
    const notes = readFileSync(placesOf(folder).drills, 'utf8').trim().split('\n');
    expect(notes.map((line) => JSON.parse(line))).toMatchObject([
      { type: 'backup', events: 30 },
      { type: 'backup', events: 30 },
      { type: 'drill', events: 30, tookMs: expect.any(Number), from: 's3://logs-backup/oa/2026/' },
    ]);
    // What was restored is gone on with.
    await add(into, 0);
    expect(await verifyArchive({ folder: into, kept: [], signal })).toMatchObject({ events: 40 });
    await expect(
      restoreDrill({ store, into, keys: [], kept: [], now: Date.now, signal }),
    ).rejects.toMatchObject({ code: 'logs-folder-not-empty' });
    await store.remove('segments/00000002-access.parquet');
    const again = await restoreDrill({
      store,
      into: fresh(),
      keys: held(folder),
      kept: [],
      now: Date.now,
      signal,
    });
    expect(again.report.fault).toMatchObject({ code: 'segment-missing', segment: 2 });
    expect(await back(folder, store)).toMatchObject({ files: 2 });
  });

  it('is not written over by a history that was written anew or cut off', async () => {
    const folder = fresh();
    await add(folder, 0, 0);
    const copy = fresh();
    await back(folder, folderStore(copy));
    const other = fresh();
    await add(other, 0, 0, 0);
    const before = readFileSync(join(copy, 'head.note'));
    await expect(back(other, folderStore(copy))).rejects.toMatchObject({ code: 'logs-backup-foreign' });
    const cut = fresh();
    cpSync(folder, cut, { recursive: true });
    await add(folder, 0);
    await back(folder, folderStore(copy));
    await expect(back(cut, folderStore(copy))).rejects.toMatchObject({ code: 'logs-backup-foreign' });
    expect(readFileSync(join(copy, 'head.note'))).not.toEqual(before);
  });

  it('takes no file that is not what was sealed', async () => {
    const folder = fresh();
    await add(folder, 0, 0);
    const { segment } = placesOf(folder);
    cpSync(segment(1, 'access'), segment(2, 'access'));
    const copy = fresh();
    await expect(back(folder, folderStore(copy))).rejects.toMatchObject({ code: 'logs-backup-broken' });
    expect(existsSync(join(copy, 'head.note'))).toBe(false);
  });
});

describe('the verifier that lies in a backup', () => {
  const copy = fresh();
  let olderNote = '';
  beforeAll(async () => {
    const folder = fresh();
    await add(folder, 2, 2, 0);
    olderNote = join(root, 'older.note');
    cpSync(placesOf(folder).note, olderNote);
    await add(folder, 0);
    const archive = await openArchive({ folder, keys });
    await compactDays(archive, { now: Date.now(), signal });
    await archive.close();
    await back(folder, folderStore(copy));
  });

  const rewrite = (path: string, change: (text: string) => string) =>
    writeFileSync(path, change(readFileSync(path, 'utf8')));

  it.each<[string, (places: ReturnType<typeof placesOf>) => void, string]>([
    [
      'a flipped bit',
      ({ segment }) => {
        const bytes = readFileSync(segment(3, 'access'));
        bytes.writeUInt8(bytes.readUInt8(300) ^ 1, 300);
        writeFileSync(segment(3, 'access'), bytes);
      },
      'segment 3',
    ],
    ['a removed segment', ({ segment }) => rmSync(segment(4, 'access')), 'segment 4'],
    ['an added file', ({ segment }) => cpSync(segment(4, 'access'), segment(9, 'access')), 'was added'],
    [
      'two swapped segments',
      ({ segment }) => {
        renameSync(segment(3, 'access'), segment(9, 'access'));
        renameSync(segment(4, 'access'), segment(3, 'access'));
        renameSync(segment(9, 'access'), segment(4, 'access'));
      },
      'segment 3',
    ],
    [
      'a truncated tail',
      ({ manifest, segment }) => {
        rmSync(segment(5, 'access'));
        rmSync(manifest(5));
      },
      'manifest 5 is missing',
    ],
    [
      'a forged manifest',
      ({ manifest }) => rewrite(manifest(2), (text) => text.replace('"web"', '"wed"')),
      'manifest 2',
    ],
    [
      'a forged last manifest',
      ({ manifest }) => rewrite(manifest(5), (text) => text.replace('"web"', '"wed"')),
      'signed',
    ],
    [
      'a forged head',
      ({ note }) => rewrite(note, (text) => text.replace(/\ntime 2/, '\ntime 3')),
      'not signed by',
    ],
    [
      'a signature that is missing',
      ({ note }) => rewrite(note, (text) => `${text.split('\n').slice(0, -2).join('\n')}\n`),
      'not signed by',
    ],
  ])('shows %s', (name, tamper, said) => {
    const folder = join(root, name.replaceAll(' ', '-'));
    cpSync(copy, folder, { recursive: true });
    tamper(placesOf(folder));
    expect(outside(folder)).toMatchObject({ status: 1, stderr: expect.stringContaining(said) });
  });

  it('believes the whole one, and names one that does not continue what somebody has kept', async () => {
    expect(outside(copy, join(copy, 'keys/verifiers.txt'), olderNote)).toMatchObject({
      status: 0,
      stderr: '',
    });
    const other = fresh();
    await add(other, 0, 0, 0, 0);
    const otherCopy = fresh();
    await back(other, folderStore(otherCopy));
    expect(outside(otherCopy, join(otherCopy, 'keys/verifiers.txt'), olderNote)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('written anew'),
    });
    expect(outside(otherCopy, join(copy, 'keys/verifiers.txt')).status).toBe(1);
    const turned = fresh();
    await add(turned, 0, 3);
    const turnedCopy = fresh();
    await back(turned, folderStore(turnedCopy));
    expect(outside(turnedCopy)).toMatchObject({
      status: 0,
      stderr: 'segment 2: the clock was turned back\n',
    });
  });
});

describe('object storage that hangs', () => {
  it.each([
    ['never answers', ''],
    ['stops within an object', 'HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nhalf'],
  ])('is given up when it %s', async (_, answer) => {
    const sockets = new Set<Socket>();
    const hanging = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('data', () => socket.write(answer));
    });
    await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
    const { port } = hanging.address() as AddressInfo;
    const policy = { ...STRICT_POLICY, allowNetworks: ['127.0.0.0/8'] };
    const bucket = { endpoint: `http://127.0.0.1:${port}`, region: 'cn', bucket: 'logs-hangs', ...S3_KEYS };
    await using store = bucketStore(policy, bucket, '', 200);
    await expect(store.read('head.note')).rejects.toMatchObject({ code: 'logs-store-fails' });
    if (answer === '')
      await expect(store.write('head.note', Buffer.alloc(100))).rejects.toMatchObject({
        code: 'logs-store-fails',
        facts: { detail: 'response-timeout' },
      });
    for (const socket of sockets) socket.destroy();
    hanging.close();
  });

  it('is not listed for ever where it gives the same page again and again', async () => {
    const page =
      '<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>a</NextContinuationToken></ListBucketResult>';
    const hostile = createHttpServer((_, answer) => answer.end(page));
    await new Promise<void>((resolve) => hostile.listen(0, '127.0.0.1', resolve));
    const { port } = hostile.address() as AddressInfo;
    const bucket = { endpoint: `http://127.0.0.1:${port}`, region: 'cn', bucket: 'x', ...S3_KEYS };
    await using store = bucketStore({ ...STRICT_POLICY, allowNetworks: ['127.0.0.0/8'] }, bucket, '');
    await expect(store.list()).rejects.toMatchObject({ code: 'logs-store-fails' });
    hostile.close();
  });
});
