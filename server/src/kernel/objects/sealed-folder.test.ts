import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestsOf } from '../digests.ts';
import { openObjectFolder, openSealedFolder } from './index.ts';

const PICTURE = Buffer.from('what a page looked like, which nobody reads on the disk');
const { sha256 } = digestsOf(PICTURE);
const master = randomBytes(32);
let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sealed-'));
});
afterEach(() => rm(root, { recursive: true }));

const store = () => openSealedFolder(root, () => master);
const path = () => join(root, sha256.slice(0, 2), sha256.slice(2));
const never = new AbortController().signal;

describe('sealed objects', () => {
  it('bear the digests of what was kept, and do not lie on the disk as it was', async () => {
    expect(await store().keep(PICTURE)).toEqual({ ...digestsOf(PICTURE), bytes: PICTURE.length });
    expect((await readFile(path())).includes('page looked')).toBe(false);
    expect(await store().read(sha256)).toEqual(PICTURE);
    expect(await store().look(sha256)).toBe('whole');
  });

  it('have a key each: equal bytes in two folders lie there differently', async () => {
    await store().keep(PICTURE);
    const first = await readFile(path());
    await rm(path());
    await store().keep(PICTURE);
    const second = await readFile(path());
    expect(second.subarray(8, 68)).not.toEqual(first.subarray(8, 68));
    expect(second.subarray(96)).not.toEqual(first.subarray(96));
  });

  it('are kept once', async () => {
    await store().keep(PICTURE);
    const first = await readFile(path());
    await store().keep(PICTURE);
    expect(await readFile(path())).toEqual(first);
  });

  it.each([8, 30, 70, 100, -1])('are not read when byte %i was changed', async (at) => {
    await store().keep(PICTURE);
    const bytes = await readFile(path());
    const place = at < 0 ? bytes.length + at : at;
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    await writeFile(path(), bytes);
    expect(await store().read(sha256)).toBeUndefined();
    expect(await store().look(sha256)).toBe('changed');
  });

  it('are not read with the secret of another installation', async () => {
    await store().keep(PICTURE);
    expect(await openSealedFolder(root, () => randomBytes(32)).read(sha256)).toBeUndefined();
  });

  it('are gone for good when destroyed, also when the same bytes come again', async () => {
    await store().keep(PICTURE);
    await store().destroy(sha256);
    expect(await readFile(path(), 'utf8')).toBe('ZDSEAL1\n');
    expect(await store().look(sha256)).toBe('destroyed');
    await store().keep(PICTURE);
    expect(await store().read(sha256)).toBeUndefined();
    await store().destroy(sha256);
  });

  it('are not looked for under what is no digest', async () => {
    expect(await store().read('../../etc/passwd')).toBeUndefined();
    expect(await store().read('0'.repeat(64))).toBeUndefined();
    expect(await store().look('0'.repeat(64))).toBe('missing');
  });
});

describe('objects that an older version has kept as they were', () => {
  it('are read, and lie encrypted once they were gone through', async () => {
    await openObjectFolder(root).keep(PICTURE);
    expect(await store().read(sha256)).toEqual(PICTURE);
    expect(await store().sealOld(never)).toBe(1);
    expect((await readFile(path())).includes('page looked')).toBe(false);
    expect(await store().read(sha256)).toEqual(PICTURE);
    expect(await store().sealOld(never)).toBe(0);
  });

  it('stay as they are where they are not what they are named', async () => {
    await openObjectFolder(root).keep(PICTURE);
    await writeFile(path(), 'another page');
    expect(await store().sealOld(never)).toBe(0);
    expect(await readFile(path(), 'utf8')).toBe('another page');
  });

  it('are destroyed like others', async () => {
    await openObjectFolder(root).keep(PICTURE);
    await store().destroy(sha256);
    await store().sealOld(never);
    expect(await readFile(path(), 'utf8')).toBe('ZDSEAL1\n');
  });
});
