import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { memoryTiles } from '../../../../test/ledger.ts';
import { EMPTY_EDGE, growTree } from './growing-tree.ts';
import { type Hash, leafHash, nodeHash } from './merkle.ts';
import { provesConsistency, provesInclusion } from './proof.ts';
import { lastTiles, readBundle, tilePath, widthOf, writeBundle } from './tiles.ts';
import { openTreeFiles } from './tree-files.ts';

/** RFC 6962, 2.1, word for word: slow, and read off the standard. */
function treeHash(entries: readonly Buffer[]): Buffer {
  const [only] = entries;
  if (!only) return createHash('sha256').digest();
  if (entries.length === 1)
    return createHash('sha256')
      .update(Buffer.concat([Buffer.from([0]), only]))
      .digest();
  let k = 1;
  while (k * 2 < entries.length) k *= 2;
  return createHash('sha256')
    .update(Buffer.concat([Buffer.from([1]), treeHash(entries.slice(0, k)), treeHash(entries.slice(k))]))
    .digest();
}

const entriesOf = (count: number): Buffer[] =>
  Array.from({ length: count }, (_, index) => Buffer.from(`entry ${index}`));

/** A tree with its files, grown in steps. */
async function grown(sizes: readonly number[]) {
  const store = memoryTiles();
  const size = sizes.at(-1) ?? 0;
  const entries = entriesOf(size);
  let tree = growTree(EMPTY_EDGE);
  for (const next of sizes) {
    const files = [...tree.add(entries.slice(tree.size, next)), ...tree.partials()];
    for (const { path, bytes } of files) await store.write(path, bytes);
    // As another program would go on.
    tree = growTree(await openTreeFiles(store, next).edge());
  }
  return { store, entries, tree, files: openTreeFiles(store, size) };
}

describe('a tree of entries', () => {
  it('has the roots of the test data of Certificate Transparency', () => {
    const inputs = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ];
    const roots = [
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ];
    const tree = growTree(EMPTY_EDGE);
    const seen = [tree.root().toString('hex')];
    for (const input of inputs) {
      tree.add([Buffer.from(input, 'hex')]);
      seen.push(tree.root().toString('hex'));
    }
    expect(seen).toEqual(roots);
  });

  it('has the root of the standard at every size, however it grew', async () => {
    for (const sizes of [[1], [255, 256, 257], [3, 300, 700], [256, 512, 513]]) {
      const { entries, tree, files } = await grown(sizes);
      expect(tree.root()).toEqual(treeHash(entries));
      expect(await files.root()).toEqual(treeHash(entries));
      for (const older of [0, 1, 2, 100, 255, 256].filter((each) => each <= entries.length))
        expect(await files.rootAt(older)).toEqual(treeHash(entries.slice(0, older)));
    }
  });

  it('has a second level from 256 entries on, and a third from 65 536', async () => {
    const { store, files, tree } = await grown([65_000, 70_000]);
    expect(tree.size).toBe(70_000);
    // The example of tlog-tiles: 273 full tiles and one of 112, one full tile and one of 17, and one of 1.
    expect(lastTiles(70_000)).toEqual([
      { level: 0, index: 273, width: 112 },
      { level: 1, index: 1, width: 17 },
      { level: 2, index: 0, width: 1 },
    ]);
    for (const path of ['tile/0/273.p/112', 'tile/1/000', 'tile/1/001.p/17', 'tile/2/000.p/1', 'tile/0/272'])
      expect(await store.read(path), path).toBeDefined();
    expect(await files.root()).toEqual(tree.root());
    const older = await files.rootAt(65_536);
    const proof = await files.consistency(65_536);
    const newer = { size: 70_000, root: tree.root() };
    expect(provesConsistency({ older: { size: 65_536, root: older }, newer, proof })).toBe(true);
  });
});

describe('a tile', () => {
  it('has the path that tlog-tiles gives it', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067');
    expect(tilePath({ level: 2, index: 5, width: 17 })).toBe('tile/2/005.p/17');
    expect(tilePath({ level: 'entries', index: 1000, width: 1 })).toBe('tile/entries/x001/000.p/1');
    expect([widthOf(0, 0, 300), widthOf(0, 1, 300), widthOf(0, 2, 300), widthOf(1, 0, 300)]).toEqual([
      256, 44, 0, 1,
    ]);
  });

  it('of entries is read only when it is whole', () => {
    const entries = [Buffer.from('一'), Buffer.alloc(0), Buffer.alloc(65_535, 7)];
    const bundle = writeBundle(entries);
    expect(bundle.subarray(0, 5).toString('hex')).toBe('0003e4b880');
    expect(readBundle(bundle)).toEqual({ items: entries, isWhole: true });
    expect(readBundle(bundle.subarray(0, -1))).toEqual({ items: entries.slice(0, 2), isWhole: false });
    expect(readBundle(Buffer.concat([bundle, Buffer.from([0])])).isWhole).toBe(false);
    expect(() => writeBundle([Buffer.alloc(65_536)])).toThrow(RangeError);
  });
});

describe('a proof', () => {
  it('leads from every entry to the root, and from no other', async () => {
    for (const size of [1, 2, 3, 7, 8, 9, 300]) {
      const { files, entries } = await grown([size]);
      const root = await files.root();
      for (let index = 0; index < size; index += size > 100 ? 37 : 1) {
        const proof = await files.inclusion(index);
        const claim = { leaf: leafHash(entries[index] ?? Buffer.alloc(0)), index, size, root, proof };
        expect(provesInclusion(claim)).toBe(true);
        expect(provesInclusion({ ...claim, leaf: leafHash(Buffer.from('other')) })).toBe(false);
        if (size > 1) expect(provesInclusion({ ...claim, index: (index + 1) % size })).toBe(false);
        expect(provesInclusion({ ...claim, proof: [...proof, root] })).toBe(false);
        if (proof.length > 0) expect(provesInclusion({ ...claim, proof: proof.slice(1) })).toBe(false);
      }
    }
  });

  it('is the one of RFC 6962, 2.1.3', async () => {
    const { files, entries } = await grown([7]);
    const [a, b, c, d, e, f, j] = entries.map(leafHash) as [Hash, Hash, Hash, Hash, Hash, Hash, Hash];
    const [g, h, i] = [nodeHash(a, b), nodeHash(c, d), nodeHash(e, f)];
    const [k, l] = [nodeHash(g, h), nodeHash(i, j)];
    expect(await files.inclusion(0)).toEqual([b, h, l]);
    expect(await files.inclusion(3)).toEqual([c, g, l]);
    expect(await files.inclusion(4)).toEqual([f, j, k]);
    expect(await files.inclusion(6)).toEqual([i, k]);
    expect(await files.consistency(3)).toEqual([c, d, g, l]);
    expect(await files.consistency(4)).toEqual([l]);
    expect(await files.consistency(6)).toEqual([i, j, k]);
  });

  it('shows that a tree begins with an older one, and only with that', async () => {
    for (const size of [1, 2, 7, 8, 13, 300]) {
      const { files } = await grown([size]);
      const newer = { size, root: await files.root() };
      for (let at = 0; at <= size; at += size > 100 ? 41 : 1) {
        const older = { size: at, root: await files.rootAt(at) };
        const proof = await files.consistency(at);
        expect(provesConsistency({ older, newer, proof }), `${at} of ${size}`).toBe(true);
        const other = { size: at, root: leafHash(Buffer.from('other')) };
        expect(provesConsistency({ older: other, newer, proof })).toBe(false);
        if (proof.length > 0)
          expect(provesConsistency({ older, newer: { size, root: other.root }, proof })).toBe(false);
      }
    }
  });
});
