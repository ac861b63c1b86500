import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../../test/database.ts';
import { memoryTiles } from '../../../../test/ledger.ts';
import { connectOnce } from '../../database/index.ts';
import { enterInLedger } from '../enter.ts';
import { ledgerKeys } from '../keys.ts';
import { readLeaves } from '../ledger.repo.ts';
import { checkpointText } from '../note/checkpoint.ts';
import { formatNote } from '../note/note.ts';
import { sealLedger } from '../seal.ts';
import { EMPTY_EDGE, growTree } from '../tree/growing-tree.ts';
import { readBundle, writeBundle } from '../tree/tiles.ts';
import { faultText } from './fault.ts';
import { type LedgerReport, verifyLedger } from './verify-ledger.ts';

const SIZES = [300, 512, 600];
const SIZE = 600;

const database = useTestDatabase();
const data = mkdtempSync(join(tmpdir(), 'zhengdun-ledger-'));
afterAll(() => rmSync(data, { recursive: true }));
const keys = ledgerKeys(data);
const store = memoryTiles();
let whole = new Map<string, Buffer>();

beforeAll(async () => {
  let entered = 0;
  for (const size of SIZES) {
    await database.db.transaction().execute(async (transaction) => {
      for (; entered < size; entered += 1) {
        await enterInLedger(transaction, {
          kind: 'check-result',
          subject: `check/${entered}`,
          digests: { result: `sha256:${'ab'.repeat(32)}` },
        });
      }
    });
    await sealLedger({ db: database.db, store, keys });
  }
  whole = new Map([...store.files].map(([path, bytes]) => [path, Buffer.from(bytes)]));
}, 60_000);

const undo: string[] = [];
afterEach(async () => {
  store.files.clear();
  for (const [path, bytes] of whole) store.files.set(path, Buffer.from(bytes));
  for (const statement of undo.splice(0)) await asOwner(statement);
});

/** What only the owner of the tables can do: the program itself may not. */
async function asOwner(statement: string): Promise<void> {
  const client = await connectOnce(database.server, 'migrator');
  await client.query(statement).finally(() => client.end());
}

/** Changes the database, and back after the test. */
async function change(statement: string, back: string): Promise<void> {
  undo.unshift(back);
  await asOwner(statement);
}

const verify = (some: Partial<Parameters<typeof verifyLedger>[0]> = {}): Promise<LedgerReport> =>
  verifyLedger({ store, db: database.db, keys: keys.periods, kept: [], ...some });
const withoutRows = { db: undefined };

/** A checkpoint as the holder of the keys would sign it over other entries. */
function signedOver(entries: readonly Uint8Array[]): string {
  const tree = growTree(EMPTY_EDGE);
  for (const { path, bytes } of [...tree.add(entries), ...tree.partials()]) store.files.set(path, bytes);
  const { origin } = keys.identity;
  const text = checkpointText({ origin, size: tree.size, root: tree.root() });
  return formatNote({ text, signatures: keys.signers.map((signer) => signer.sign(text)) });
}

const entriesNow = async (): Promise<Buffer[]> =>
  (await readLeaves(database.db, 0, SIZE)).map(({ entry }) => Buffer.from(entry));

describe('a ledger that nobody touched', () => {
  it('is whole, by its rows and files and by its files alone', async () => {
    expect(await verify()).toMatchObject({ size: SIZE, pending: 0, fault: undefined });
    // Each kept checkpoint, and the newest twice: in the database and published.
    expect((await verify()).checkpoints).toBe(SIZES.length + 2);
    expect(await verify(withoutRows)).toMatchObject({ size: SIZE, checkpoints: 1, fault: undefined });
  });

  it('is what a checkpoint says that somebody kept', async () => {
    const [first] = await database.db.selectFrom('ledger_checkpoint').selectAll().orderBy('size').execute();
    const kept = [{ name: 'kept', note: first?.note ?? '' }];
    expect(await verify({ kept })).toMatchObject({ checkpoints: SIZES.length + 3, fault: undefined });
    expect(await verify({ kept, ...withoutRows })).toMatchObject({ checkpoints: 2, fault: undefined });
  });

  it('is empty before anything was sealed', async () => {
    store.files.clear();
    expect(await verify(withoutRows)).toMatchObject({ size: 0, fault: undefined });
  });
});

describe('a changed row', () => {
  const forged = (place: number): [string, string] => {
    const of = (name: string): string => `
      UPDATE ledger_entry SET entry = replace(entry, 'check/${place}"', '${name}"')
       WHERE id = (SELECT entry_id FROM ledger_leaf WHERE position = ${place})`;
    return [
      of('check/x'),
      of(`check/${place}`).replace(`replace(entry, 'check/${place}"'`, `replace(entry, 'check/x"'`),
    ];
  };

  it.each([0, 255, 256, 299, 599])('is found and named (%i)', async (place) => {
    await change(...forged(place));
    const { fault } = await verify();
    expect(fault).toEqual({
      code: 'row-changed',
      entry: place,
      where: 'ledger_entry',
      subject: `check/${place}`,
    });
    expect(fault && faultText(fault, 'zh')).toBe(`第 ${place} 条在数据库中被改动：check/${place}`);
    expect((await verify(withoutRows)).fault).toBeUndefined();
  });

  it('is named first where several are', async () => {
    await change(...forged(400));
    await change(...forged(17));
    expect((await verify()).fault).toMatchObject({ code: 'row-changed', entry: 17 });
  });
});

describe('rows that were taken away or moved', () => {
  it('are found where one is missing', async () => {
    const [{ entry_id: id } = { entry_id: 0 }] = await database.db
      .selectFrom('ledger_leaf')
      .select('entry_id')
      .where('position', '=', 300)
      .execute();
    await change(
      'DELETE FROM ledger_leaf WHERE position = 300',
      `ALTER TABLE ledger_leaf DISABLE TRIGGER USER; INSERT INTO ledger_leaf VALUES (300, ${id}); ALTER TABLE ledger_leaf ENABLE TRIGGER USER`,
    );
    expect((await verify()).fault).toMatchObject({ code: 'row-missing', entry: 300, subject: 'check/300' });
  });

  it('are found where the last ones are cut off, with their checkpoints', async () => {
    await change(
      `CREATE TABLE cut AS SELECT * FROM ledger_leaf WHERE position >= 512;
       CREATE TABLE cut_note AS SELECT * FROM ledger_checkpoint WHERE size > 512;
       DELETE FROM ledger_leaf WHERE position >= 512; DELETE FROM ledger_checkpoint WHERE size > 512`,
      `ALTER TABLE ledger_leaf DISABLE TRIGGER USER; INSERT INTO ledger_leaf SELECT * FROM cut;
       ALTER TABLE ledger_leaf ENABLE TRIGGER USER; INSERT INTO ledger_checkpoint SELECT * FROM cut_note;
       DROP TABLE cut; DROP TABLE cut_note`,
    );
    expect((await verify()).fault).toMatchObject({ code: 'row-missing', entry: 512 });
  });

  it('are found where two changed places', async () => {
    const swap = `UPDATE ledger_leaf SET position = CASE position WHEN 20 THEN 1400 ELSE 20 END WHERE position IN (20, 400);
                  UPDATE ledger_leaf SET position = 400 WHERE position = 1400`;
    await change(swap, swap);
    expect((await verify()).fault).toMatchObject({
      code: 'row-moved',
      entry: 20,
      found: 400,
      subject: 'check/20',
    });
  });

  it('are found where an entry lost its place before it was sealed', async () => {
    await database.db.transaction().execute((transaction) =>
      enterInLedger(transaction, {
        kind: 'check-result',
        subject: 'check/lost',
        digests: { result: `sha256:${'ab'.repeat(32)}` },
      }),
    );
    await change('DELETE FROM ledger_pending', `DELETE FROM ledger_entry WHERE subject = 'check/lost'`);
    expect((await verify()).fault).toMatchObject({ code: 'row-unplaced', subject: 'check/lost' });
  });
});

describe('changed files', () => {
  const bundleOf = (path: string): Buffer[] => readBundle(store.files.get(path) ?? Buffer.alloc(0)).items;

  it('are found in a bundle, with its entry', async () => {
    const entries = bundleOf('tile/entries/001');
    entries[44] = Buffer.from(String(entries[44]).replace('check/300', 'check/999'));
    store.files.set('tile/entries/001', writeBundle(entries));
    const found = { code: 'file-changed', entry: 300, where: 'tile/entries/001' };
    expect((await verify()).fault).toMatchObject({ ...found, subject: 'check/300' });
    expect((await verify(withoutRows)).fault).toMatchObject({ code: 'entry-changed', entry: 300 });
  });

  it('are found where entries of a bundle changed places, or its bytes are no entries any more', async () => {
    const entries = bundleOf('tile/entries/002.p/88');
    store.files.set(
      'tile/entries/002.p/88',
      writeBundle([...entries.slice(0, 3), ...entries.slice(3).reverse()]),
    );
    expect((await verify()).fault).toMatchObject({ code: 'file-changed', entry: 515 });
    const cut = writeBundle(entries).subarray(0, -5);
    store.files.set('tile/entries/002.p/88', cut);
    expect((await verify()).fault).toMatchObject({ code: 'file-changed', entry: 599 });
  });

  it.each([
    ['tile/0/000', 40, 1],
    ['tile/0/001', 0, 256],
    ['tile/0/002.p/88', 87 * 32 + 31, 599],
    ['tile/1/000.p/2', 33, 256],
  ])('are found in the tree (%s)', async (path, at, entry) => {
    const tile = store.files.get(path);
    tile?.writeUInt8(tile.readUInt8(at) ^ 1, at);
    expect((await verify()).fault).toMatchObject({ code: 'file-changed', entry, where: path });
    expect((await verify(withoutRows)).fault).toMatchObject({ code: 'file-changed', entry, where: path });
  });

  it.each([
    ['tile/entries/000', 0],
    ['tile/0/001', 256],
    ['tile/1/000.p/2', 0],
  ])('are found missing (%s)', async (path, entry) => {
    store.files.delete(path);
    expect((await verify()).fault).toEqual({ code: 'file-missing', entry, where: path });
  });

  it('are found together with the row: nothing is left of what was entered', async () => {
    await change(
      `UPDATE ledger_entry SET entry = replace(entry, 'check/300"', 'check/x"') WHERE subject = 'check/300'`,
      `UPDATE ledger_entry SET entry = replace(entry, 'check/x"', 'check/300"') WHERE subject = 'check/x'`,
    );
    store.files.set('tile/entries/001', writeBundle((await entriesNow()).slice(256, 512)));
    expect((await verify()).fault).toMatchObject({ code: 'entry-changed', entry: 300 });
  });
});

describe('a ledger that was written anew', () => {
  const forge = async (): Promise<Buffer[]> => {
    await change(
      `UPDATE ledger_entry SET entry = replace(entry, 'check/400"', 'check/x"') WHERE subject = 'check/400'`,
      `UPDATE ledger_entry SET entry = replace(entry, 'check/x"', 'check/400"') WHERE subject = 'check/x'`,
    );
    return entriesNow();
  };

  it('without the keys is found by its checkpoints, which tell between which entries', async () => {
    signedOver(await forge());
    expect((await verify()).fault).toMatchObject({ code: 'rewritten', entry: 300, last: 511 });
  });

  it('with the keys, too, is found by the checkpoints of before', async () => {
    store.files.set('checkpoint', Buffer.from(signedOver(await forge())));
    const { fault } = await verify();
    expect(fault).toMatchObject({ code: 'rewritten', entry: 300, last: 511 });
  });

  it('with the keys and all that we keep is found by the checkpoint that somebody else has kept', async () => {
    const kept = [{ name: 'kept.txt', note: whole.get('checkpoint')?.toString('utf8') ?? '' }];
    const note = signedOver(await forge());
    store.files.set('checkpoint', Buffer.from(note));
    await change(
      `CREATE TABLE true_note AS SELECT * FROM ledger_checkpoint; DELETE FROM ledger_checkpoint`,
      `DELETE FROM ledger_checkpoint; INSERT INTO ledger_checkpoint SELECT * FROM true_note; DROP TABLE true_note`,
    );
    await asOwner(`INSERT INTO ledger_checkpoint (size, note) VALUES (${SIZE}, '${note}')`);
    expect((await verify()).fault).toBeUndefined();
    expect((await verify({ kept })).fault).toEqual({
      code: 'rewritten',
      entry: 0,
      last: SIZE - 1,
      where: 'kept.txt',
    });
  });

  it('and cut off everywhere is found by the checkpoint that somebody else has kept', async () => {
    const kept = [{ name: 'kept.txt', note: whole.get('checkpoint')?.toString('utf8') ?? '' }];
    store.files.clear();
    const shorter = (await entriesNow()).slice(0, 512);
    store.files.set('checkpoint', Buffer.from(signedOver(shorter)));
    expect((await verify(withoutRows)).fault).toBeUndefined();
    expect((await verify({ kept, ...withoutRows })).fault).toEqual({
      code: 'truncated',
      entry: 512,
      last: SIZE - 1,
      where: 'kept.txt',
    });
  });
});

describe('checkpoints', () => {
  it('are found missing, and found forged', async () => {
    const note = store.files.get('checkpoint')?.toString('utf8') ?? '';
    store.files.delete('checkpoint');
    expect((await verify()).fault).toMatchObject({ code: 'checkpoint-missing' });
    store.files.set('checkpoint', Buffer.from(note.replace('\n600\n', '\n601\n')));
    expect((await verify()).fault).toMatchObject({ code: 'checkpoint-forged', where: 'checkpoint' });
    store.files.set('checkpoint', Buffer.from('nothing'));
    expect((await verify()).fault).toMatchObject({ code: 'checkpoint-forged', where: 'checkpoint' });
  });

  it('are found forged among those of before', async () => {
    await change(
      `UPDATE ledger_checkpoint SET note = replace(note, E'\n512\n', E'\n513\n') WHERE size = 512`,
      `UPDATE ledger_checkpoint SET note = replace(note, E'\n513\n', E'\n512\n') WHERE size = 512`,
    );
    expect((await verify()).fault).toMatchObject({
      code: 'checkpoint-forged',
      where: 'ledger_checkpoint 512',
    });
  });

  it('of another log are no checkpoints to compare with', async () => {
    const other = mkdtempSync(join(tmpdir(), 'zhengdun-ledger-'));
    const strange = ledgerKeys(other);
    rmSync(other, { recursive: true });
    const text = checkpointText({ origin: strange.identity.origin, size: 1, root: Buffer.alloc(32) });
    const note = formatNote({ text, signatures: strange.signers.map((signer) => signer.sign(text)) });
    await expect(verify({ kept: [{ name: 'strange.txt', note }] })).rejects.toMatchObject({
      code: 'ledger-foreign-checkpoint',
    });
  });
});
