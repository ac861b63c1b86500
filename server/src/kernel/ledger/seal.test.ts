import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts';
import { memoryTiles } from '../../../test/ledger.ts';
import { parseEntry } from './entry.ts';
import { enterInLedger, type LedgerEntry, ledgerKeys, sealLedger, type TileStore } from './index.ts';
import { readCheckpoint } from './key-periods.ts';
import { countPending, listCheckpoints, readLeaves } from './ledger.repo.ts';
import { needsSealing } from './seal.ts';
import { openTreeFiles } from './tree/tree-files.ts';

const data = mkdtempSync(join(tmpdir(), 'zhengdun-ledger-'));
afterAll(() => rmSync(data, { recursive: true }));
const keys = ledgerKeys(data);

let database: TestDatabase;
let store: ReturnType<typeof memoryTiles>;
beforeEach(async () => {
  database = await openTestDatabase();
  store = memoryTiles();
});
afterEach(() => database.close());

const entry = (name: number | string): LedgerEntry => ({
  kind: 'check-result',
  subject: `check/${name}`,
  digests: { result: `sha256:${'ab'.repeat(32)}` },
});
const enter = (...names: (number | string)[]): Promise<void> =>
  database.db.transaction().execute(async (transaction) => {
    for (const name of names) await enterInLedger(transaction, entry(name));
  });
const seal = (through: TileStore = store) => sealLedger({ db: database.db, store: through, keys });
const subjects = async (): Promise<(string | undefined)[]> => {
  const rows = await readLeaves(database.db, 0, 100_000);
  return rows.map((row) => parseEntry(row.entry)?.subject);
};
const checkpoint = (from = store) => {
  const read = readCheckpoint(
    from.files.get('checkpoint')?.toString('utf8') ?? '',
    keys.signers.map(({ verifier }) => verifier),
  );
  if (!read.ok) throw new Error(read.why);
  return read.checkpoint;
};

describe('an entry', () => {
  it('is there when the act is, and not when the act was undone', async () => {
    await enter('one');
    await expect(
      database.db.transaction().execute(async (transaction) => {
        await enterInLedger(transaction, entry('undone'));
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    await enter('two');
    await seal();
    expect(await subjects()).toEqual(['check/one', 'check/two']);
  });

  it('cannot be changed, removed or put elsewhere by the program', async () => {
    await enter('one', 'two');
    await seal();
    await enter('three');
    for (const statement of [
      `UPDATE ledger_entry SET entry = '{}'`,
      'DELETE FROM ledger_entry',
      'TRUNCATE ledger_entry CASCADE',
      'UPDATE ledger_leaf SET position = position + 10',
      'DELETE FROM ledger_leaf',
      'UPDATE ledger_checkpoint SET size = 1',
      'DELETE FROM ledger_checkpoint',
      `UPDATE ledger_log SET origin = 'mine'`,
      'DELETE FROM ledger_log',
      'DELETE FROM ledger_pending',
      'INSERT INTO ledger_pending SELECT id FROM ledger_entry LIMIT 1',
    ])
      await expect(sql.raw(statement).execute(database.db), statement).rejects.toThrow(/permission denied/);
    const place = (position: number) =>
      sql`INSERT INTO ledger_leaf SELECT ${position}, entry_id FROM ledger_pending`.execute(database.db);
    await expect(place(7)).rejects.toThrow(/without gaps/);
    await expect(place(1)).rejects.toThrow(/duplicate key/);
    await expect(
      sql`INSERT INTO ledger_leaf SELECT 2, entry_id FROM ledger_leaf WHERE position = 0`.execute(
        database.db,
      ),
    ).rejects.toThrow(/duplicate key/);
    await place(2);
    expect(await subjects()).toEqual(['check/one', 'check/two', 'check/three']);
  });
});

describe('sealing', () => {
  it('puts the entries into the tree, in the order of their numbers, and signs it', async () => {
    expect(await seal()).toEqual({ kind: 'nothing' });
    await enter(0, 1, 2);
    expect(await needsSealing(database.db)).toBe(true);
    expect(await seal()).toEqual({ kind: 'sealed', added: 3, size: 3 });
    expect(await needsSealing(database.db)).toBe(false);
    expect(await seal()).toEqual({ kind: 'nothing' });
    const { size, root, origin } = checkpoint();
    expect(size).toBe(3);
    expect(origin).toMatch(/^zhengdun\.internal\/[0-9a-f]{16}$/);
    const files = openTreeFiles(store, 3);
    expect(await files.root()).toEqual(root);
    expect((await files.bundle(0)).map((bytes) => parseEntry(bytes.toString('utf8'))?.subject)).toEqual([
      'check/0',
      'check/1',
      'check/2',
    ]);
    expect([...store.files.keys()].sort()).toEqual([
      'checkpoint',
      'keys/ed25519.pem',
      'keys/sm2.pem',
      'keys/verifiers.txt',
      'tile/0/000.p/3',
      'tile/entries/000.p/3',
    ]);
  });

  it('grows over tiles, keeps every checkpoint, and drops partial tiles that became full', async () => {
    const many = (from: number, to: number): number[] =>
      Array.from({ length: to - from }, (_, index) => from + index);
    for (const [from, to] of [
      [0, 200],
      [200, 256],
      [256, 300],
      [300, 5000],
    ] as const) {
      await enter(...many(from, to));
      expect(await seal()).toMatchObject({ kind: 'sealed', size: to });
    }
    expect(await subjects()).toEqual(many(0, 5000).map((name) => `check/${name}`));
    const sizes = (await listCheckpoints(database.db, { limit: 100 })).map(({ size }) => size);
    expect(sizes).toEqual([200, 256, 300, 300 + 4096, 5000]);
    expect(await openTreeFiles(store, 5000).root()).toEqual(checkpoint().root);
    expect([...store.files.keys()].filter((path) => path.startsWith('tile/0/000'))).toEqual(['tile/0/000']);
  });

  it('goes on after a file could not be written, whichever it was', async () => {
    await enter(...Array.from({ length: 300 }, (_, index) => index));
    let writes = 0;
    for (let failing = 0; ; failing += 1) {
      writes = 0;
      const broken: TileStore = {
        ...store,
        async write(path, bytes) {
          if (writes === failing) throw new Error('the disk is full');
          writes += 1;
          await store.write(path, bytes);
        },
      };
      const outcome = await seal(broken).catch((error: Error) => error.message);
      if (outcome !== 'the disk is full') break;
      await enter(`after-${failing}`);
      if (failing % 3 === 0) store.files.delete('checkpoint');
    }
    expect(writes).toBeGreaterThan(5);
    await seal();
    const rows = await readLeaves(database.db, 0, 1000);
    expect(rows.map(({ position }) => position)).toEqual(rows.map((_, index) => index));
    expect(checkpoint().size).toBe(rows.length);
    expect(await openTreeFiles(store, rows.length).root()).toEqual(checkpoint().root);
    expect(await countPending(database.db)).toBe(0);
  });

  it('is done by one program at a time', async () => {
    await enter(1, 2, 3);
    const outcomes = await Promise.all([seal(), seal(), seal(), seal()]);
    expect(outcomes.filter(({ kind }) => kind === 'sealed')).toEqual([{ kind: 'sealed', added: 3, size: 3 }]);
    expect(await subjects()).toEqual(['check/1', 'check/2', 'check/3']);
  });

  it('is left to the installation that has the keys', async () => {
    await enter(1);
    await seal();
    await enter(2);
    const other = mkdtempSync(join(tmpdir(), 'zhengdun-ledger-'));
    const outcome = await sealLedger({ db: database.db, store, keys: ledgerKeys(other) });
    rmSync(other, { recursive: true });
    expect(outcome).toEqual({ kind: 'elsewhere' });
    expect(checkpoint().size).toBe(1);
  });

  it('signs nothing that contradicts what was signed, when the database came from a backup', async () => {
    await enter(1);
    await seal();
    const older = new Map(store.files);
    await enter(2);
    await seal();
    const backup = await openTestDatabase();
    await expect(sealLedger({ db: backup.db, store, keys })).rejects.toMatchObject({ code: 'ledger-behind' });
    await backup.close();
    // The other way round, lost files of the tree: nothing is made up for them.
    store.files.clear();
    for (const [path, bytes] of older) store.files.set(path, bytes);
    await enter(3);
    await expect(seal()).rejects.toMatchObject({ code: 'ledger-damaged' });
  });

  it('signs nothing on top of changed files', async () => {
    await enter(1, 2);
    await seal();
    await enter(3);
    store.files.get('tile/0/000.p/2')?.fill(0, 40);
    await expect(seal()).rejects.toMatchObject({ code: 'ledger-damaged' });
  });

  it('puts no changed row into the bundle that it goes on with', async () => {
    await enter(1);
    await seal();
    const before = Buffer.from(store.files.get('tile/entries/000.p/1') ?? []);
    await enter(2);
    await seal();
    const after = store.files.get('tile/entries/000.p/2');
    expect(after?.subarray(0, before.length)).toEqual(before);
  });
});

describe('the keys', () => {
  it('are made once, for the owner only, and are not the same elsewhere', () => {
    expect(ledgerKeys(data).identity).toEqual(keys.identity);
    for (const name of ['ledger-ed25519', 'ledger-sm2'])
      expect(statSync(join(data, 'secrets', name)).mode & 0o777).toBe(0o600);
  });
});
