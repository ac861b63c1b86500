import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { startProgram, until } from '../../../test/program.ts';
import { parseEntry } from './entry.ts';
import { ledgerKeys, openTileFolder, sealLedger } from './index.ts';
import { readCheckpoint } from './key-periods.ts';
import { readLeaves } from './ledger.repo.ts';
import { leafHash } from './tree/merkle.ts';
import { openTreeFiles } from './tree/tree-files.ts';

const PROGRAM = fileURLToPath(new URL('../../../test/sealing-program.ts', import.meta.url));
const database = useTestDatabase();
const data = mkdtempSync(join(tmpdir(), 'zhengdun-ledger-'));
afterAll(() => rmSync(data, { recursive: true }));

it('a ledger whose programs are killed again and again loses no act, doubles none, and is whole', async () => {
  const folder = join(data, 'ledger');
  const task = JSON.stringify({ connection: database.server.connection('app'), data, folder });
  const told: string[] = [];
  for (let round = 0; round < 6; round += 1) {
    // Two at a time: one takes over in the middle of what the other one has left.
    const programs = [0, 1].map(() => startProgram([process.execPath, PROGRAM, task], { env: process.env }));
    const acts = (): string[] =>
      programs.flatMap((each) => each.stdout().toString().split('\n').slice(0, -1));
    await until('some acts', () => acts().length >= 4);
    // Each round at another moment of the sealing.
    await pause(round * 7);
    for (const { child } of programs) child.kill('SIGKILL');
    await Promise.all(programs.map(({ ended }) => ended));
    told.push(...acts());
  }
  const keys = ledgerKeys(data);
  const store = openTileFolder(folder);
  await until('the killed programs gone from the database', async () => {
    const outcome = await sealLedger({ db: database.db, store, keys });
    return outcome.kind !== 'busy';
  });
  const rows = await readLeaves(database.db, 0, 1_000_000);
  expect(rows.map(({ position }) => position)).toEqual(rows.map((_, index) => index));
  const subjects = rows.map(({ entry }) => parseEntry(entry)?.subject);
  expect(new Set(subjects).size).toBe(rows.length);
  for (const act of told) expect(subjects).toContain(`check/${act}-39`);
  const note = Buffer.from((await store.read('checkpoint')) ?? []).toString('utf8');
  const read = readCheckpoint(
    note,
    keys.signers.map(({ verifier }) => verifier),
  );
  if (!read.ok) throw new Error(read.why);
  expect(read.checkpoint.size).toBe(rows.length);
  const files = openTreeFiles(store, rows.length);
  expect(await files.root()).toEqual(read.checkpoint.root);
  for (let index = 0; index * 256 < rows.length; index += 1) {
    const inRows = rows.slice(index * 256, (index + 1) * 256).map(({ entry }) => Buffer.from(entry));
    expect(await files.bundle(index)).toEqual(inRows);
    expect(await files.tile(0, index)).toEqual(inRows.map(leafHash));
  }
});
