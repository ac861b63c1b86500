import fs from 'node:fs';
import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { basename, relative } from 'node:path';
import pg from 'pg';

/**
 * Takes logs in and seals them, compacts them, or brings them to a common store, and kills itself behind the step of that number:
 * `node dying-program.ts <what as JSON>`. A step is whatever it does to the disk or commits to the database; of what it writes, the
 * first half is one as well. Each is printed. The programs themselves know nothing of it: what they call is wrapped here.
 */
export interface Dying {
  readonly work: 'seal' | 'compact' | 'ship';
  readonly folder: string;
  readonly data: string;
  /** number of the step; 0: it lives */
  readonly dieAt: number;
  readonly now: number;
  /** of a common store */
  readonly store?: string;
  readonly connection?: pg.ClientConfig;
}

const told = JSON.parse(process.argv[2] ?? '{}') as Dying;
const paths = new WeakMap<object, string>();
let steps = 0;

function say(text: string): void {
  fs.writeSync(1, `${text}\n`);
}

function step(what: string, path: unknown): void {
  const name = nameOf(String(path));
  if (name === undefined) return;
  steps += 1;
  say(`step ${what} ${name}`);
  if (steps === told.dieAt) process.kill(process.pid, 'SIGKILL');
}

/** Within the archive or the store, and the same in every run; undefined for what lies elsewhere. */
function nameOf(path: string): string | undefined {
  const top = [told.folder, told.store].find((each) => each !== undefined && path.startsWith(each));
  if (top === undefined) return path === 'the database' ? path : undefined;
  return `${basename(top)}/${relative(top, path)}`.replace(/\.[0-9a-f]{8}-[0-9a-f-]{27}$/, '.*');
}

type Works = Record<string, (...args: unknown[]) => Promise<unknown>>;

/** The step comes behind what was called. */
function wrap(target: object, name: string, pathOf: (own: object, args: unknown[]) => unknown): void {
  const works = target as Works;
  const work = works[name];
  if (!work) throw new Error(`${name} is not there`);
  works[name] = async function (this: object, ...args: unknown[]) {
    const result = await work.apply(this, args);
    step(name, pathOf(this, args));
    return result;
  };
}

/** Half of it, and all of it. */
function wrapWriting(target: object, name: string): void {
  const works = target as Works;
  const work = works[name];
  if (!work) throw new Error(`${name} is not there`);
  works[name] = async function (this: object, bytes: unknown, ...more: unknown[]) {
    const whole = Buffer.from(bytes as Uint8Array | string);
    const half = Math.floor(whole.length / 2);
    await work.call(this, whole.subarray(0, half), ...more);
    step(`half of ${name}`, paths.get(this));
    await work.call(this, whole.subarray(half), ...more);
    step(name, paths.get(this));
  };
}

const own = await files.open(import.meta.filename);
const handles = Object.getPrototypeOf(own) as object;
await own.close();
for (const name of ['writeFile', 'appendFile']) wrapWriting(handles, name);
for (const name of ['sync', 'datasync', 'truncate']) wrap(handles, name, (handle) => paths.get(handle));
for (const name of ['rm', 'mkdir']) wrap(files, name, (_, [path]) => path);
wrap(files, 'rename', (_, [, path]) => path);
const { open } = files;
files.open = async (...args) => {
  const handle = await open(...args);
  paths.set(handle, String(args[0]));
  return handle;
};
const { createWriteStream } = fs;
fs.createWriteStream = (path, options) =>
  createWriteStream(path, options).on('close', () => step('written', path));
syncBuiltinESMExports();
const { query } = pg.Client.prototype;
pg.Client.prototype.query = async function (this: pg.Client, ...args: unknown[]) {
  const result = await Reflect.apply(query, this, args);
  if (/^commit/i.test(String(args[0]))) step('commit', 'the database');
  return result;
} as typeof query;

// Behind the wrapping: what they import is then wrapped.
const { openArchive } = await import('../src/logs/archive.ts');
const { logKeys } = await import('../src/logs/keys.ts');
const keys = logKeys(told.data);
const archive = await openArchive({ folder: told.folder, keys });

async function seal(): Promise<void> {
  for (const batch of [1, 2, 3]) {
    const lines = Array.from({ length: 20 }, (_, line) => `${batch} ${line} ${'公积金'.repeat(line % 4)}`);
    await archive.append(
      lines.map((raw) => ({ raw: Buffer.from(raw), receivedAt: told.now, source: 'web', kind: undefined })),
    );
    say(`acknowledged ${batch}`);
    if (batch > 1) await archive.seal({ all: true });
  }
}

async function compact(): Promise<void> {
  const { compactDays } = await import('../src/logs/compact/compact-days.ts');
  await compactDays(archive, { now: told.now, signal: new AbortController().signal });
}

async function ship(): Promise<void> {
  const { openPool } = await import('../src/kernel/database/index.ts');
  const { silentLog } = await import('../src/kernel/log.ts');
  const { folderStore } = await import('../src/logs/backup/store.ts');
  const { openShipper } = await import('../src/logs/shared/ship-entries.ts');
  const { connection = {}, store = '' } = told;
  const server = { kind: 'embedded', canMigrate: false, connection: () => connection, release() {} } as const;
  const pool = await openPool(server, silentLog());
  const shipper = openShipper(archive, { db: pool.db, store: folderStore(store), name: 'dmz-1', keys });
  await shipper.ship({ now: new Date(told.now) });
  // What was replaced goes an hour later.
  await shipper.ship({ now: new Date(told.now + 3_700_000) });
  await pool.close();
}

await { seal, compact, ship }[told.work]();
await archive.close();
