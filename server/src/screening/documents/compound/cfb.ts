/** A stream of a compound file, and the storage that it lies in (`''` for the root). */
export interface Stream {
  readonly storage: string;
  readonly name: string;
  /** @throws RangeError it is cut off */
  read(): Buffer;
}

const FREE = 0xfffffffa;
const NONE = 0xffffffff;
const ENTRY_BYTES = 128;
const MOST_ENTRIES = 20_000;
const STORAGE = 1;
const STREAM = 2;
const ROOT = 5;

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

/**
 * Streams of a compound file (MS-CFB), the container of old office documents. Chains that run in a circle end, and none is
 * longer than the file.
 *
 * @returns undefined: it is none, or its directory cannot be read
 */
export function readCompound(file: Uint8Array): Stream[] | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.length < 1536) return undefined;
  const shift = bytes.readUInt16LE(30);
  const miniShift = bytes.readUInt16LE(32);
  if ((shift !== 9 && shift !== 12) || miniShift !== 6) return undefined;
  const sector = 1 << shift;
  const most = Math.ceil(bytes.length / sector);
  const at = (number: number): Buffer =>
    bytes.subarray(Math.min(bytes.length, (number + 1) * sector), (number + 2) * sector);
  const fat = tableOf(fatSectors(bytes, { sector, most }).map(at));
  const follow = (start: number, table: Uint32Array, limit: number): number[] => {
    const chain: number[] = [];
    for (let next = start; next < FREE && chain.length < limit; next = table[next] ?? NONE) chain.push(next);
    return chain;
  };
  const joined = (start: number): Buffer => Buffer.concat(follow(start, fat, most).map(at));
  const entries = entriesOf(joined(bytes.readUInt32LE(48)));
  const [root] = entries;
  if (root?.type !== ROOT) return undefined;
  const cutoff = bytes.readUInt32LE(56);
  let mini: { readonly stream: Buffer; readonly fat: Uint32Array } | undefined;
  const content = ({ start, size }: Entry): Buffer => {
    if (size >= cutoff) return joined(start).subarray(0, size);
    mini ??= { stream: joined(root.start), fat: tableOf([joined(bytes.readUInt32LE(60))]) };
    const { stream, fat: miniFat } = mini;
    const pieces = follow(start, miniFat, Math.ceil(size / 64)).map((n) =>
      stream.subarray(n * 64, n * 64 + 64),
    );
    return Buffer.concat(pieces).subarray(0, size);
  };
  return walk(entries).map(({ entry, storage }) => ({
    storage,
    name: entry.name,
    read: () => {
      const whole = content(entry);
      if (whole.length < entry.size) throw new RangeError('a stream is cut off');
      return whole;
    },
  }));
}

/** Sectors that hold the table of chains: 109 are named in the head, the others in a chain of their own. */
function fatSectors(bytes: Buffer, { sector, most }: { sector: number; most: number }): number[] {
  const sectors: number[] = [];
  for (let n = 0; n < 109; n++) sectors.push(bytes.readUInt32LE(76 + n * 4));
  let next = bytes.readUInt32LE(68);
  for (let n = 0; n < most && next < FREE; n++) {
    const from = (next + 1) * sector;
    if (from + sector > bytes.length) break;
    for (let place = 0; place < sector - 4; place += 4) sectors.push(bytes.readUInt32LE(from + place));
    next = bytes.readUInt32LE(from + sector - 4);
  }
  return sectors.filter((number) => number < most).slice(0, most);
}

function tableOf(sectors: readonly Buffer[]): Uint32Array {
  const whole = Buffer.concat(sectors);
  const table = new Uint32Array(whole.length >> 2);
  for (let n = 0; n < table.length; n++) table[n] = whole.readUInt32LE(n * 4);
  return table;
}

function entriesOf(directory: Buffer): Entry[] {
  const count = Math.min(Math.floor(directory.length / ENTRY_BYTES), MOST_ENTRIES);
  return Array.from({ length: count }, (_, index) => {
    const raw = directory.subarray(index * ENTRY_BYTES, (index + 1) * ENTRY_BYTES);
    const letters = Math.min(raw.readUInt16LE(64), 64);
    return {
      name: raw.toString('utf16le', 0, Math.max(0, letters - 2)),
      type: raw[66] ?? 0,
      left: raw.readUInt32LE(68),
      right: raw.readUInt32LE(72),
      child: raw.readUInt32LE(76),
      start: raw.readUInt32LE(116),
      size: raw.readUInt32LE(120),
    };
  });
}

/** Every stream once, with the path of its storage, whatever the pointers say. */
function walk(entries: readonly Entry[]): { readonly entry: Entry; readonly storage: string }[] {
  const found: { entry: Entry; storage: string }[] = [];
  const seen = new Set<number>([0]);
  const open: { index: number; storage: string }[] = [{ index: entries[0]?.child ?? NONE, storage: '' }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { index, storage } = next;
    const entry = entries[index];
    if (!entry || seen.has(index)) continue;
    seen.add(index);
    open.push({ index: entry.left, storage }, { index: entry.right, storage });
    if (entry.type === STREAM) found.push({ entry, storage });
    else if (entry.type === STORAGE)
      open.push({ index: entry.child, storage: storage === '' ? entry.name : `${storage}/${entry.name}` });
  }
  // Streams that no pointer leads to are read as well: they are in the file.
  entries.forEach((entry, index) => {
    if (entry.type === STREAM && !seen.has(index)) found.push({ entry, storage: `?${index}` });
  });
  return found;
}
