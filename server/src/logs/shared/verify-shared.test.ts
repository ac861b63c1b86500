import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { type NoteVerifier, parseVerifier } from '../../kernel/ledger/index.ts';
import { openArchive } from '../archive.ts';
import { folderStore } from '../backup/store.ts';
import { logKeys } from '../keys.ts';
import { readHeads } from './heads-note.ts';
import { openShipper } from './ship-entries.ts';
import { verifyShared } from './verify-shared.ts';

const database = useTestDatabase();
const root = mkdtempSync(join(tmpdir(), 'zhengdun-verify-'));
const keys = logKeys(join(root, 'data'));
const whole = join(root, 'store');
const older = join(root, 'older.note');
const VERIFIER = join(import.meta.dirname, '../outside/verify-logs.mjs');
const signal = new AbortController().signal;
const NOW = new Date('2026-11-20T09:00:00Z');
afterAll(() => rmSync(root, { recursive: true }));

/** Two collectors with a segment each, then the note that somebody keeps, then one more of the second. */
beforeAll(async () => {
  const store = folderStore(whole);
  for (const [name, segments] of [
    ['dmz-1', 1],
    ['dmz-2', 2],
  ] as const) {
    const archive = await openArchive({ folder: join(root, name), keys });
    const shipper = openShipper(archive, { db: database.db, store, name, keys });
    for (let segment = 0; segment < segments; segment += 1) {
      const event = { raw: Buffer.from(`${name} ${segment}`), source: 'oa', kind: undefined };
      await archive.append([{ ...event, receivedAt: NOW.getTime() + segment }]);
      await archive.seal({ all: true });
      await shipper.ship({ now: NOW });
      if (segment > 0) continue;
      cpSync(join(whole, 'heads.note'), older);
      cpSync(join(whole, 'collectors', name), join(root, 'first', name), { recursive: true });
    }
    await archive.close();
  }
});

const heldKeys = (): NoteVerifier[] =>
  readFileSync(join(whole, 'keys/verifiers.txt'), 'utf8')
    .split('\n')
    .flatMap((line) => parseVerifier(line) ?? []);

let copies = 0;
function copy(change: (folder: string) => void = () => undefined): string {
  copies += 1;
  const folder = join(root, `copy-${copies}`);
  cpSync(whole, folder, { recursive: true });
  change(folder);
  return folder;
}

async function verify(folder: string) {
  const note = readHeads(readFileSync(older, 'utf8')) ?? expect.unreachable();
  const heads = [{ name: older, note }];
  return verifyShared({ folder, keys: heldKeys(), heads, kept: [], signal });
}

const outside = (folder: string) =>
  spawnSync(process.execPath, [VERIFIER, folder, join(whole, 'keys/verifiers.txt'), older], {
    encoding: 'utf8',
    timeout: 60_000,
  });

describe('a copy of a common store', () => {
  it('is verified by both verifiers, all collectors of it, by the keys of the note alone', async () => {
    const folder = copy((own) => {
      // Copied while a collector wrote: what lies behind the signed head is part of nothing.
      writeFileSync(join(own, 'collectors/dmz-2/segments/00000003.json'), '{');
    });
    const report = await verify(folder);
    expect(report.fault).toBeUndefined();
    expect(report.collectors.map(({ name, report: { events } }) => [name, events])).toEqual([
      ['dmz-1', 1],
      ['dmz-2', 2],
    ]);
    const told = outside(folder);
    expect(told.stderr).toBe('');
    expect(told).toMatchObject({ status: 0 });
    expect(told.stdout).toMatch(/^dmz-1: 1 events[\s\S]*dmz-2: 2 events[\s\S]*2 collectors, signed at/);
  });

  const file = (name: string) => (folder: string) => join(folder, 'collectors', name);
  it.each<[string, (folder: string) => void, string, RegExp]>([
    [
      'a collector that was taken away',
      (folder) => rmSync(file('dmz-1')(folder), { recursive: true }),
      'collector-missing',
      /all logs of the collector dmz-1 are missing/,
    ],
    [
      'a collector whose end was cut off',
      (folder) => {
        rmSync(file('dmz-2')(folder), { recursive: true });
        cpSync(join(root, 'first/dmz-2'), file('dmz-2')(folder), { recursive: true });
      },
      'cut-off',
      /^dmz-2: the end was cut off/,
    ],
    [
      'a history that is another collector’s',
      (folder) => {
        rmSync(file('dmz-2')(folder), { recursive: true });
        cpSync(file('dmz-1')(folder), file('dmz-2')(folder), { recursive: true });
      },
      'note-forged',
      /dmz-2: the head is not signed by/,
    ],
    [
      'a changed note',
      (folder) => {
        const path = join(folder, 'heads.note');
        writeFileSync(path, readFileSync(path, 'utf8').replace(/dmz-2 (\S+) 2 2/, 'dmz-2 $1 1 1'));
      },
      'note-forged',
      /the head is not signed by/,
    ],
    [
      'an object that was changed',
      (folder) => {
        const path = join(file('dmz-2')(folder), 'segments/00000002-device.parquet');
        const bytes = readFileSync(path);
        bytes.writeUInt8(bytes.readUInt8(30) ^ 1, 30);
        writeFileSync(path, bytes);
      },
      '',
      /^dmz-2: segment 2/,
    ],
  ])('tells %s', async (_, change, code, words) => {
    const folder = copy(change);
    const { fault } = await verify(folder);
    expect(fault).toBeDefined();
    if (code !== '') expect(fault?.code).toBe(code);
    expect(outside(folder)).toMatchObject({ status: 1, stderr: expect.stringMatching(words) });
  });

  it('tells an older state of the whole store, by the note that somebody has kept', async () => {
    const folder = copy((own) => cpSync(older, join(own, 'heads.note')));
    const newest = readHeads(readFileSync(join(whole, 'heads.note'), 'utf8')) ?? expect.unreachable();
    const heads = [{ name: 'kept.note', note: newest }];
    const { fault } = await verifyShared({ folder, keys: heldKeys(), heads, kept: [], signal });
    expect(fault).toMatchObject({ code: 'heads-older', where: 'kept.note' });
  });
});
