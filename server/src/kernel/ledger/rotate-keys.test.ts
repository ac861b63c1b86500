import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts';
import { memoryTiles } from '../../../test/ledger.ts';
import { parseEntry } from './entry.ts';
import { enterInLedger, ledgerKeys, sealLedger, type TileStore, verifyLedger } from './index.ts';
import { keysWithSuccessor } from './keys.ts';
import { findCheckpoint, lastCheckpoint, listCheckpoints, listRotations, readLeaves } from './ledger.repo.ts';
import { checkpointText } from './note/checkpoint.ts';
import { formatNote } from './note/note.ts';
import type { NoteSigner } from './note/note-keys.ts';
import { rotateKeys } from './rotate-keys.ts';
import { EMPTY_EDGE, growTree } from './tree/growing-tree.ts';

let folder: string;
let database: TestDatabase;
let store: ReturnType<typeof memoryTiles>;
const folders: string[] = [];
async function begin(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'zhengdun-rotation-'));
  folders.push(folder);
  database = await openTestDatabase();
  store = memoryTiles();
}
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true });
});

const enter = (...names: string[]): Promise<void> =>
  database.db.transaction().execute(async (trx) => {
    for (const name of names)
      await enterInLedger(trx, {
        kind: 'check-result',
        subject: `check/${name}`,
        digests: { result: `sha256:${'ab'.repeat(32)}` },
      });
  });
const seal = () => sealLedger({ db: database.db, store, keys: ledgerKeys(folder) });
/** What the act leaves behind is an entry like any, that comes after the new keys were named. */
const rotate = (through: TileStore = store) =>
  rotateKeys({
    db: database.db,
    store: through,
    data: folder,
    record: (trx, { number }) =>
      enterInLedger(trx, {
        kind: 'audit-record',
        subject: `audit/rotation-${number}`,
        digests: { record: `sha256:${'cd'.repeat(32)}` },
      }),
  });
const verify = (kept: { name: string; note: string }[] = []) =>
  verifyLedger({ store, db: database.db, keys: ledgerKeys(folder).periods, kept });
const subjects = async () =>
  (await readLeaves(database.db, 0, 1000)).map(({ entry }) => parseEntry(entry)?.subject);
const published = () => store.files.get('checkpoint')?.toString('utf8') ?? '';
const secrets = () => readdirSync(join(folder, 'secrets')).sort();

/** A checkpoint over the first entries, by whatever keys. */
async function signedBy(signers: readonly NoteSigner[], size: number): Promise<string> {
  const tree = growTree(EMPTY_EDGE);
  tree.add((await readLeaves(database.db, 0, size)).map(({ entry }) => Buffer.from(entry)));
  const { origin } = ledgerKeys(folder).identity;
  const text = checkpointText({ origin, size, root: tree.root() });
  return formatNote({ text, signatures: signers.map((signer) => signer.sign(text)) });
}

describe('keys that are replaced', () => {
  beforeEach(begin);
  afterEach(() => database.close());

  it('are named by the last entry that the old ones sign, and sign everything after it', async () => {
    await enter('one', 'two');
    await seal();
    const before = ledgerKeys(folder);
    const old = published();
    await enter('three');
    expect(await rotate()).toMatchObject({ number: 1, lastSize: 4, wasBegun: false });
    await enter('four');
    await seal();
    expect(await subjects()).toEqual([
      'check/one',
      'check/two',
      'check/three',
      'ledger-keys/1',
      'audit/rotation-1',
      'check/four',
    ]);
    const now = ledgerKeys(folder);
    expect(now.identity.origin).toBe(before.identity.origin);
    expect(now.identity.ed25519).not.toBe(before.identity.ed25519);
    const entry = parseEntry((await readLeaves(database.db, 3, 4))[0]?.entry ?? '');
    expect(entry?.facts).toEqual({ ed25519: now.identity.ed25519, sm2: now.identity.sm2 });
    // Two signatures each, four where the keys change.
    const signatures = async (size: number) =>
      (await findCheckpoint(database.db, size))?.match(/^— /gm)?.length;
    expect([await signatures(2), await signatures(4), await signatures(6)]).toEqual([2, 4, 2]);
    expect(await verify([{ name: 'kept long ago', note: old }])).toMatchObject({ size: 6, fault: undefined });
  });

  it('leave no private key of before, and may be replaced again', async () => {
    await rotate();
    await enter('one');
    await rotate();
    expect(secrets()).toEqual(['ledger-ed25519.2', 'ledger-past', 'ledger-sm2.2']);
    expect([...store.files.keys()].filter((path) => path.startsWith('keys/')).sort()).toEqual([
      'keys/ed25519.pem',
      'keys/past/0/checkpoint',
      'keys/past/0/verifiers.txt',
      'keys/past/1/checkpoint',
      'keys/past/1/verifiers.txt',
      'keys/sm2.pem',
      'keys/verifiers.txt',
    ]);
    expect(await verify()).toMatchObject({ fault: undefined });
    expect(ledgerKeys(folder).periods.map(({ lastSize }) => lastSize)).toEqual([1, 4, undefined]);
  });

  it('are replaced once, however often a killed program begins', async () => {
    await enter('one');
    await seal();
    // Each file is in the way once.
    const tried = new Set<string>();
    const broken: TileStore = {
      ...store,
      async write(path, bytes) {
        if (!tried.has(path)) {
          tried.add(path);
          throw new Error('killed');
        }
        await store.write(path, bytes);
      },
    };
    while (ledgerKeys(folder).number === 0) {
      await rotate(broken).catch((error: Error) => expect(error.message).toBe('killed'));
      expect((await listRotations(database.db)).length).toBeLessThan(2);
      expect(await verify()).toMatchObject({ fault: undefined });
    }
    expect([...tried]).toEqual(
      expect.arrayContaining([
        'tile/entries/000.p/2',
        'checkpoint',
        'keys/past/0/checkpoint',
        'keys/past/0/verifiers.txt',
        'keys/verifiers.txt',
        'keys/ed25519.pem',
        'keys/sm2.pem',
      ]),
    );
    await enter('two');
    await seal();
    expect(ledgerKeys(folder).number).toBe(1);
    expect(secrets()).toEqual(['ledger-ed25519.1', 'ledger-past', 'ledger-sm2.1']);
    expect(await verify()).toMatchObject({ fault: undefined, pending: 0 });
  });

  it('are put in force by whoever seals next', async () => {
    await enter('one');
    await seal();
    // Made before a program was killed, and entered by the next one.
    const made = keysWithSuccessor(folder).successor?.identity;
    const dying: TileStore = { ...store, write: () => Promise.reject(new Error('killed')) };
    await expect(rotate(dying)).rejects.toThrow('killed');
    expect(ledgerKeys(folder).number).toBe(0);
    expect(await seal()).toMatchObject({ kind: 'sealed', added: 2 });
    expect(ledgerKeys(folder)).toMatchObject({ number: 1, identity: made });
    expect(await verify()).toMatchObject({ fault: undefined });
  });

  it('of before are destroyed where a killed program has left them', async () => {
    await enter('one');
    await seal();
    const before = ledgerKeys(folder);
    await rotate();
    // A program that has read the keys before does not seal with them.
    await enter('two');
    expect(await sealLedger({ db: database.db, store, keys: before })).toEqual({ kind: 'elsewhere' });
    const left = join(folder, 'secrets', 'ledger-ed25519');
    copyFileSync(join(folder, 'secrets', 'ledger-ed25519.1'), left);
    ledgerKeys(folder);
    expect(existsSync(left)).toBe(false);
  });
});

describe('a key that is not in force', () => {
  let before: ReturnType<typeof ledgerKeys>;
  let whole = new Map<string, Buffer>();
  beforeAll(async () => {
    await begin();
    await enter('one', 'two');
    await seal();
    before = ledgerKeys(folder);
    await rotate();
    await enter('three');
    await seal();
    whole = new Map(store.files);
  });
  beforeEach(() => {
    for (const [path, bytes] of whole) store.files.set(path, bytes);
  });
  afterAll(() => database.close());

  it('is named, whether it came too late or too early', async () => {
    // Somebody has the old private keys from a backup, and signs what comes after them.
    const late = await signedBy(before.signers, 5);
    expect((await verify([{ name: 'late.txt', note: late }])).fault).toEqual({
      code: 'key-not-in-force',
      where: 'late.txt',
    });
    const early = await signedBy(ledgerKeys(folder).signers, 2);
    expect((await verify([{ name: 'early.txt', note: early }])).fault?.code).toBe('key-not-in-force');
    store.files.set('checkpoint', Buffer.from(late));
    expect((await verify()).fault).toEqual({ code: 'key-not-in-force', where: 'checkpoint' });
  });

  it('is not taken for the successor without the old keys having said so', async () => {
    const keys = ledgerKeys(folder);
    const [first, second] = keys.periods;
    if (!first || !second) throw new Error('two periods');
    const stranger = mkdtempSync(join(tmpdir(), 'zhengdun-rotation-'));
    folders.push(stranger);
    const strange = { verifiers: ledgerKeys(stranger).periods[0]?.verifiers ?? [] };
    const fault = async (periods: Parameters<typeof verifyLedger>[0]['keys']) =>
      (await verifyLedger({ store, keys: periods, kept: [] })).fault?.code;
    expect(await fault([first, second])).toBeUndefined();
    expect(await fault([first, strange])).toBe('checkpoint-forged');
    // The handover names another number of entries than the keys know of.
    expect(await fault([{ ...first, lastSize: 2 }, second])).toBe('checkpoint-forged');
  });

  it('is told by the entry, too: one that names other keys is found', async () => {
    const note = await signedBy([...before.signers, ...ledgerKeys(folder).signers], 2);
    store.files.set('keys/past/0/checkpoint', Buffer.from(note));
    const [first, second] = ledgerKeys(folder).periods;
    if (!first || !second) throw new Error('two periods');
    const report = await verifyLedger({ store, keys: [{ ...first, lastSize: 2 }, second], kept: [] });
    expect(report.fault).toMatchObject({ code: 'handover-wrong', entry: 1 });
  });

  it('does not hide what was cut off before: the keys know how far they have signed', async () => {
    const first = (await listCheckpoints(database.db, { limit: 1 }))[0];
    store.files.set('checkpoint', Buffer.from(first?.note ?? ''));
    const { fault } = await verifyLedger({ store, keys: ledgerKeys(folder).periods, kept: [] });
    expect(fault).toMatchObject({ code: 'truncated', entry: 2, last: 2 });
    expect((await lastCheckpoint(database.db))?.size).toBe(5);
  });
});
