import { hash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR_MS } from '../kernel/durations.ts';
import { openArchive } from './archive.ts';
import { LOG_KINDS, type LogKind, type Received } from './event.ts';
import { LONGEST_LINE } from './frame.ts';
import { logKeys } from './keys.ts';
import { readLine } from './lines/read-line.ts';
import { manifestSchema, placesOf, readExactly } from './manifest.ts';
import { writeTable } from './parquet/write-table.ts';
import { readRows } from './rows/read-rows.ts';
import { growTable } from './rows/table.ts';
import { takeLines } from './take-lines.ts';
import { readKept } from './verify/kept.ts';
import { verifyArchive } from './verify/verify-archive.ts';

const root = mkdtempSync(join(tmpdir(), 'zhengdun-logs-'));
afterAll(() => rmSync(root, { recursive: true }));

/** Small enough that a few lines make several segments. */
const LIMITS = { events: 50, bytes: 1 << 30, ms: 60_000_000 };
const signal = new AbortController().signal;
const keys = logKeys(join(root, 'data'));
let folders = 0;

function freshFolder(): string {
  folders += 1;
  return join(root, String(folders));
}

function linesOf(from: number, count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => {
    const line = `10.0.0.${(from + index) % 250} - - [28/Nov/2026:09:12:05 +0800] "GET /${from + index} HTTP/1.1" 200 5`;
    return Buffer.from(line);
  });
}

const event = (raw: Buffer) => ({ raw, receivedAt: 1_795_828_325_000, source: '样例-01', kind: undefined });

/** 170 events: three whole segments and one of twenty. */
async function fill(folder: string): Promise<void> {
  const archive = await openArchive({ folder, keys, limits: LIMITS });
  for (let at = 0; at < 170; at += 10) await archive.append(linesOf(at, 10).map(event));
  await archive.seal({ all: true });
  await archive.close();
}

const keptOf = (folder: string, file = placesOf(folder).note) =>
  readKept(file, readFileSync(file, 'utf8')) ?? expect.unreachable();

const verify = (folder: string, kept: Parameters<typeof verifyArchive>[0]['kept'] = []) =>
  verifyArchive({ folder, kept, signal });

async function rowsOf(folder: string, number: number, kind: LogKind = 'access'): Promise<Received[]> {
  const rows: Received[] = [];
  for await (const lot of readRows(placesOf(folder).segment(number, kind), kind)) rows.push(...lot);
  return rows;
}

/** The bytes that a leaf is the hash of, as docs/logs.md tells them. */
function leafOf({ sequence, receivedAt, source, kind, raw }: Received): Buffer {
  const fixed = Buffer.alloc(15);
  fixed.writeUIntBE(sequence, 1, 6);
  fixed.writeUIntBE(receivedAt, 7, 6);
  fixed[13] = kind === undefined ? 0 : LOG_KINDS.indexOf(kind) + 1;
  fixed[14] = Buffer.byteLength(source);
  return Buffer.concat([fixed, Buffer.from(source), raw]);
}

/** RFC 6962, 2.1, word for word. */
function rootOf(algorithm: string, rows: readonly Received[]): Buffer {
  const [only] = rows;
  if (only && rows.length === 1) return hash(algorithm, leafOf(only), 'buffer');
  let half = 1;
  while (half * 2 < rows.length) half *= 2;
  const parts = [rootOf(algorithm, rows.slice(0, half)), rootOf(algorithm, rows.slice(half))];
  return hash(algorithm, Buffer.concat([Buffer.from([1]), ...parts]), 'buffer');
}

describe('an archive of logs', () => {
  const whole = freshFolder();
  beforeAll(() => fill(whole));

  it('keeps every line in its order, in segments that say what they are', async () => {
    expect(await verify(whole)).toMatchObject({ segments: 4, events: 170, waiting: 0, clockTurnedBack: [] });
    expect((await verify(whole)).fault).toBeUndefined();
    const read = (await Promise.all([1, 2, 3, 4].map((number) => rowsOf(whole, number)))).flat();
    expect(read.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 170 }, (_, index) => index + 1),
    );
    expect(read.map(({ raw }) => String(raw))).toEqual(linesOf(0, 170).map(String));
    const manifest = readExactly(manifestSchema, readFileSync(placesOf(whole).manifest(4), 'utf8'));
    const own = await rowsOf(whole, 4);
    expect(manifest).toMatchObject({
      first: 151,
      last: 170,
      count: 20,
      sources: { '样例-01': 20 },
      happened: { from: Date.parse('2026-11-28T01:12:05Z') },
      files: [
        {
          kind: 'access',
          count: 20,
          rows: { sha256: rootOf('sha256', own).toString('hex'), sm3: rootOf('sm3', own).toString('hex') },
        },
      ],
    });
    expect(readdirSync(placesOf(whole).spool)).toEqual([]);
  });

  const bytesOf = (folder: string, number: number) =>
    readFileSync(placesOf(folder).segment(number, 'access'));
  /** Segment 2 written anew with other rows; `plain` keeps the same rows in another way. */
  const rewriteRows = async (folder: string, change: (rows: Received[]) => Received[], plain = false) => {
    const table = growTable('access');
    for (const row of change(await rowsOf(folder, 2)))
      table.add(row, plain ? { format: 'raw', kind: 'access', fields: [] } : readLine(row));
    writeFileSync(placesOf(folder).segment(2, 'access'), Buffer.concat(writeTable(table.table())));
  };
  const swap = (one: string, other: string) => {
    renameSync(one, `${one}.x`);
    renameSync(other, one);
    renameSync(`${one}.x`, other);
  };
  const editManifest = (folder: string, number: number, change: (text: string) => string) => {
    const path = placesOf(folder).manifest(number);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  };

  it.each<[string, (folder: string) => void | Promise<void>, object]>([
    [
      'a flipped bit',
      (folder) => {
        const bytes = bytesOf(folder, 2);
        const middle = bytes.length >> 1;
        bytes.writeUInt8(bytes.readUInt8(middle) ^ 4, middle);
        writeFileSync(placesOf(folder).segment(2, 'access'), bytes);
      },
      { segment: 2 },
    ],
    [
      'a changed row',
      (folder) =>
        rewriteRows(folder, (rows) =>
          rows.map((row, index) =>
            index === 6 ? { ...row, raw: Buffer.from(String(row.raw).replace('GET', 'PUT')) } : row,
          ),
        ),
      { code: 'rows-changed', segment: 2, sequence: 51, last: 100 },
    ],
    [
      'a removed row',
      (folder) => rewriteRows(folder, (rows) => rows.toSpliced(6, 1)),
      { code: 'row-missing', segment: 2, sequence: 57 },
    ],
    [
      'a removed last row',
      (folder) => rewriteRows(folder, (rows) => rows.slice(0, -1)),
      { code: 'row-missing', segment: 2, sequence: 100 },
    ],
    [
      'an added row',
      (folder) => rewriteRows(folder, (rows) => rows.toSpliced(6, 0, ...rows.slice(5, 6))),
      { code: 'row-misplaced', segment: 2, sequence: 57 },
    ],
    [
      'two swapped rows',
      (folder) =>
        rewriteRows(folder, (rows) => rows.with(6, rows[9] as Received).with(9, rows[6] as Received)),
      { code: 'row-misplaced', segment: 2, sequence: 57 },
    ],
    [
      'the same rows in another file',
      (folder) => rewriteRows(folder, (rows) => rows, true),
      { code: 'file-changed', segment: 2 },
    ],
    [
      'a removed file',
      (folder) => rmSync(placesOf(folder).segment(2, 'access')),
      { code: 'segment-missing', segment: 2, sequence: 51 },
    ],
    [
      'a removed segment',
      (folder) => {
        rmSync(placesOf(folder).segment(2, 'access'));
        rmSync(placesOf(folder).manifest(2));
      },
      { code: 'segment-missing', segment: 2, sequence: 51 },
    ],
    [
      'a removed manifest',
      (folder) => rmSync(placesOf(folder).manifest(1)),
      { code: 'manifest-missing', segment: 1 },
    ],
    [
      'two swapped files',
      (folder) => swap(placesOf(folder).segment(1, 'access'), placesOf(folder).segment(2, 'access')),
      { code: 'row-misplaced', segment: 1, sequence: 1 },
    ],
    [
      'two swapped segments',
      (folder) => {
        swap(placesOf(folder).segment(1, 'access'), placesOf(folder).segment(2, 'access'));
        swap(placesOf(folder).manifest(1), placesOf(folder).manifest(2));
      },
      { code: 'manifest-changed', segment: 2 },
    ],
    [
      'an added segment',
      (folder) => {
        cpSync(placesOf(folder).segment(4, 'access'), placesOf(folder).segment(5, 'access'));
        cpSync(placesOf(folder).manifest(4), placesOf(folder).manifest(5));
      },
      { code: 'segment-added', where: '00000005-access.parquet' },
    ],
    [
      'a truncated tail',
      (folder) => {
        rmSync(placesOf(folder).segment(4, 'access'));
        rmSync(placesOf(folder).manifest(4));
      },
      { code: 'segment-missing', segment: 4, sequence: 151 },
    ],
    [
      'a truncated file',
      (folder) => writeFileSync(placesOf(folder).segment(4, 'access'), bytesOf(folder, 4).subarray(0, -30)),
      { segment: 4 },
    ],
    [
      'bytes behind a file',
      (folder) => appendFileSync(placesOf(folder).segment(4, 'access'), 'PAR1'),
      { segment: 4 },
    ],
    [
      'a forged manifest',
      (folder) => editManifest(folder, 2, (text) => text.replace('样例-01', '样例-02')),
      { code: 'manifest-changed', segment: 2 },
    ],
    [
      'a blank in the last manifest',
      (folder) => editManifest(folder, 4, (text) => ` ${text}`),
      { code: 'manifest-changed', segment: 4 },
    ],
    ['a removed head', (folder) => rmSync(placesOf(folder).head), { code: 'head-missing' }],
    [
      'a forged head',
      (folder) =>
        writeFileSync(
          placesOf(folder).head,
          readFileSync(placesOf(folder).head, 'utf8').replace('170', '160'),
        ),
      { code: 'head-changed' },
    ],
    ['a removed note', (folder) => rmSync(placesOf(folder).note), { code: 'note-missing' }],
    [
      'a forged note',
      (folder) =>
        writeFileSync(
          placesOf(folder).note,
          readFileSync(placesOf(folder).note, 'utf8').replace('last 170', 'last 160'),
        ),
      { code: 'note-forged' },
    ],
    [
      'a note without one of its signatures',
      (folder) => {
        const lines = readFileSync(placesOf(folder).note, 'utf8').split('\n');
        writeFileSync(placesOf(folder).note, lines.toSpliced(-2, 1).join('\n'));
      },
      { code: 'note-forged' },
    ],
  ])('shows %s', async (_, tamper, fault) => {
    const folder = freshFolder();
    cpSync(whole, folder, { recursive: true });
    await tamper(folder);
    expect((await verify(folder)).fault).toMatchObject(fault);
  });

  it('shows by a head kept elsewhere that its end was cut off, or that all was written anew', async () => {
    const folder = freshFolder();
    const shorter = freshFolder();
    const archive = await openArchive({ folder, keys, limits: LIMITS });
    await archive.append(linesOf(0, 50).map(event));
    await archive.seal({ all: true });
    const first = [keptOf(folder)];
    cpSync(folder, shorter, { recursive: true });
    for (let at = 50; at < 170; at += 10) await archive.append(linesOf(at, 10).map(event));
    await archive.seal({ all: true });
    await archive.close();
    const kept = [keptOf(folder), keptOf(folder, placesOf(folder).head)];
    expect((await verify(shorter, kept)).fault).toMatchObject({ code: 'cut-off', last: 170, sequence: 50 });
    expect((await verify(folder, [...first, ...kept])).fault).toBeUndefined();
    const other = await openArchive({ folder: shorter, keys, limits: LIMITS });
    for (let at = 50; at < 170; at += 10) await other.append(linesOf(at + 1, 10).map(event));
    await other.seal({ all: true });
    await other.close();
    expect((await verify(shorter, first)).fault).toBeUndefined();
    expect((await verify(shorter, kept)).fault).toMatchObject({ code: 'rewritten', segment: 4 });
    // Another archive, whole in itself, is none of those either.
    expect((await verify(whole, kept)).fault).toMatchObject({ code: 'rewritten' });
  });

  it('is signed with two keys, and shows whoever has others', async () => {
    const own = keys.signersOf(keptOf(whole).origin).map(({ verifier }) => verifier);
    const by = (folder: string, held = own) => verifyArchive({ folder, keys: held, kept: [], signal });
    expect(await by(whole)).toMatchObject({ ownKeys: false, segments: 4 });
    expect((await by(whole)).fault).toBeUndefined();
    expect(await verify(whole)).toMatchObject({ ownKeys: true });
    const forged = freshFolder();
    cpSync(whole, forged, { recursive: true });
    // Somebody without the keys writes all of it anew under its name, with keys of his own beside it.
    const { origin } = keptOf(whole);
    const strange = { ...logKeys(join(root, 'stranger')), newOrigin: () => origin };
    for (const name of readdirSync(forged)) rmSync(join(forged, name), { recursive: true });
    const archive = await openArchive({ folder: forged, keys: strange, limits: LIMITS });
    await archive.append(linesOf(1, 50).map(event));
    await archive.seal({ all: true });
    await archive.close();
    expect((await verify(forged)).fault).toBeUndefined();
    expect((await by(forged)).fault).toMatchObject({ code: 'note-forged' });
    await expect(openArchive({ folder: forged, keys })).rejects.toMatchObject({ code: 'logs-foreign-keys' });
    for (const key of own) expect((await by(forged, [key])).fault).toMatchObject({ code: 'note-forged' });
  });

  it('shows that the clock was turned back', async () => {
    const folder = freshFolder();
    const archive = await openArchive({ folder, keys, limits: LIMITS });
    for (const hour of [0, 2, 1]) {
      const receivedAt = 1_795_828_325_000 + hour * HOUR_MS;
      await archive.append(linesOf(0, 5).map((raw) => ({ ...event(raw), receivedAt })));
      await archive.seal({ all: true });
    }
    await archive.close();
    expect(await verify(folder)).toMatchObject({ segments: 3, clockTurnedBack: [3] });
  });

  it('is not written on where its head is older than what it is the head of', async () => {
    const folder = freshFolder();
    const archive = await openArchive({ folder, keys, limits: LIMITS });
    await archive.append(linesOf(0, 10).map(event));
    await archive.seal({ all: true });
    const { head, note } = placesOf(folder);
    const old = [readFileSync(head), readFileSync(note)] as const;
    for (const at of [10, 20]) {
      await archive.append(linesOf(at, 10).map(event));
      await archive.seal({ all: true });
    }
    await archive.close();
    writeFileSync(head, old[0]);
    writeFileSync(note, old[1]);
    await expect(openArchive({ folder, keys })).rejects.toMatchObject({ code: 'logs-head-damaged' });
    expect((await verify(folder)).fault).toMatchObject({ code: 'segment-added' });
    expect(existsSync(placesOf(folder).segment(3, 'access'))).toBe(true);
  });

  it('lets one program write at a time', async () => {
    const folder = freshFolder();
    const archive = await openArchive({ folder, keys });
    await expect(openArchive({ folder, keys })).rejects.toMatchObject({ code: 'logs-busy' });
    await archive.close();
    await (await openArchive({ folder, keys })).close();
  });
});

describe('an archive whose program died', () => {
  /** What is on disk between taking in and sealing. */
  async function unsealed(): Promise<string> {
    const folder = freshFolder();
    const archive = await openArchive({ folder, keys, limits: LIMITS });
    await archive.append(linesOf(0, 50).map(event));
    await archive.append(linesOf(50, 20).map(event));
    await archive.close();
    return folder;
  }
  const newestSpool = (folder: string) => {
    const { spool } = placesOf(folder);
    return join(
      spool,
      readdirSync(spool)
        .filter((name) => name.endsWith('.spool'))
        .sort()
        .at(-1) ?? '',
    );
  };

  it('cuts off what is torn, tells it, and goes on from what was acknowledged', async () => {
    const folder = await unsealed();
    const file = newestSpool(folder);
    const acknowledged = readFileSync(file);
    appendFileSync(file, acknowledged.subarray(8, 60));
    expect(await verify(folder)).toMatchObject({ segments: 0, waiting: 70 });
    const archive = await openArchive({ folder, keys, limits: LIMITS });
    expect(archive.torn).toEqual({ path: file, bytes: 52 });
    expect(readFileSync(file).equals(acknowledged)).toBe(true);
    await archive.append(linesOf(70, 1).map(event));
    await archive.seal({ all: true });
    await archive.close();
    expect(await verify(folder)).toMatchObject({ segments: 3, events: 71, waiting: 0 });
  });

  it.skipIf(!existsSync('/dev/full'))('seals later what it had no room to seal', async () => {
    const folder = await unsealed();
    const { segments, segment } = placesOf(folder);
    const archive = await openArchive({ folder, keys, limits: LIMITS });
    mkdirSync(segments);
    symlinkSync('/dev/full', segment(1, 'access'));
    await expect(archive.seal({ all: true })).rejects.toMatchObject({ code: 'logs-no-room-to-seal' });
    expect(await verify(folder)).toMatchObject({ segments: 0, waiting: 70 });
    rmSync(segment(1, 'access'));
    await archive.seal({ all: true });
    await archive.close();
    expect(await verify(folder)).toMatchObject({ segments: 2, events: 70, waiting: 0 });
  });

  it('refuses to seal a file that is damaged in the middle, and keeps it', async () => {
    const folder = await unsealed();
    const { spool } = placesOf(folder);
    const file = join(spool, readdirSync(spool).sort()[0] ?? '');
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(400) ^ 1, 400);
    writeFileSync(file, bytes);
    expect((await verify(folder)).fault).toMatchObject({ code: 'spool-damaged' });
    const archive = await openArchive({ folder, keys, limits: LIMITS });
    await expect(archive.seal({ all: true })).rejects.toMatchObject({ code: 'logs-spool-damaged' });
    await archive.close();
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it.each(['the rows', 'the manifest', 'the note', 'the head'])(
    'after it wrote %s of a segment loses and doubles nothing',
    async (last) => {
      const folder = await unsealed();
      const done = freshFolder();
      cpSync(folder, done, { recursive: true });
      const { spool, note, head } = placesOf(done);
      const second =
        readdirSync(spool)
          .filter((name) => name.endsWith('.spool'))
          .sort()[1] ?? '';
      rmSync(join(spool, second));
      const sealed = await openArchive({ folder: done, keys, limits: LIMITS });
      await sealed.seal({ all: true });
      await sealed.close();
      const first = join(done, 'first.note');
      cpSync(note, first);
      cpSync(head, `${first}.json`);
      // One segment of two was begun; its spool file is still there.
      const [from, to] = [placesOf(done), placesOf(folder)];
      cpSync(from.segment(1, 'access'), to.segment(1, 'access'));
      if (last === 'the rows')
        writeFileSync(to.segment(1, 'access'), readFileSync(from.segment(1, 'access')).subarray(0, 40));
      if (last !== 'the rows') cpSync(from.manifest(1), to.manifest(1));
      if (last === 'the note' || last === 'the head') {
        cpSync(from.keys, to.keys);
        cpSync(first, to.note);
      }
      if (last === 'the head') cpSync(`${first}.json`, to.head);
      expect((await verify(folder)).fault).toBeUndefined();
      const archive = await openArchive({ folder, keys, limits: LIMITS });
      await archive.seal({ all: true });
      await archive.close();
      expect(await verify(folder)).toMatchObject({ segments: 2, events: 70, waiting: 0 });
      expect(readdirSync(to.spool)).toEqual([]);
    },
  );
});

describe('lines that are taken in', () => {
  it('keep their bytes, whatever they are and however the stream cuts them', async () => {
    const lines = [
      Buffer.from('a'),
      Buffer.alloc(0),
      Buffer.from([0xff, 0xfe, 0, 0xc3, 0x28]),
      Buffer.from('带回车\r'),
      Buffer.from('\0\0'),
      Buffer.alloc(LONGEST_LINE, 'x'),
      Buffer.alloc(LONGEST_LINE + 5, 'y'),
      Buffer.from('last'),
    ];
    const bytes = Buffer.concat(
      lines.flatMap((line, index) => (index === 7 ? [line] : [line, Buffer.from('\n')])),
    );
    async function* stream() {
      for (let at = 0; at < bytes.length; at += at < 30 ? 1 : 700_001)
        yield bytes.subarray(at, at + (at < 30 ? 1 : 700_001));
    }
    const folder = freshFolder();
    const archive = await openArchive({ folder, keys });
    const taken = { lines: 0, bytes: 0, cut: 0 };
    await takeLines({ archive, stream: stream(), source: 's', kind: 'audit', taken, signal });
    await archive.seal({ all: true });
    await archive.close();
    expect(taken).toEqual({ lines: 9, bytes: lines.reduce((sum, line) => sum + line.length, 0), cut: 1 });
    const kept = (await rowsOf(folder, 1, 'audit')).map(({ raw }) => raw);
    const [long, short] = [Buffer.alloc(LONGEST_LINE, 'y'), Buffer.from('yyyyy')];
    expect(kept).toEqual([...lines.slice(0, 6), long, short, lines[7]]);
    expect((await verify(folder)).fault).toBeUndefined();
  });
});
