const SECTOR = 512;
const END = 0xfffffffe;
const FREE = 0xffffffff;

/** A compound file with these streams below its root. Streams are padded to the size from which they have sectors of their own. */
export function compoundFile(streams: Readonly<Record<string, Buffer>>): Buffer {
  const names = Object.keys(streams);
  const directorySectors = Math.ceil((names.length + 1) / 4);
  const contents = names.map((name) => {
    const content = streams[name] ?? Buffer.alloc(0);
    const size = Math.max(content.length, 4096);
    const padded = Buffer.alloc(Math.ceil(size / SECTOR) * SECTOR);
    content.copy(padded);
    return { padded, size };
  });
  const table: number[] = [0xfffffffd];
  const put = (sectors: number): number => {
    const start = table.length;
    for (let n = 1; n <= sectors; n++) table.push(n === sectors ? END : start + n);
    return start;
  };
  const directoryAt = put(directorySectors);
  const starts = contents.map(({ padded }) => put(padded.length / SECTOR));
  if (table.length > 128) throw new RangeError('more than one sector of chains');
  const fat = Buffer.alloc(SECTOR, 0xff);
  for (const [at, next] of table.entries()) fat.writeUInt32LE(next, at * 4);
  const directory = Buffer.alloc(directorySectors * SECTOR);
  const entry = (
    index: number,
    name: string,
    fields: { type: number; right?: number; child?: number; start: number; size: number },
  ): void => {
    const at = index * 128;
    directory.write(name, at, 'utf16le');
    directory.writeUInt16LE((name.length + 1) * 2, at + 64);
    directory[at + 66] = fields.type;
    directory.writeUInt32LE(FREE, at + 68);
    directory.writeUInt32LE(fields.right ?? FREE, at + 72);
    directory.writeUInt32LE(fields.child ?? FREE, at + 76);
    directory.writeUInt32LE(fields.start, at + 116);
    directory.writeUInt32LE(fields.size, at + 120);
  };
  entry(0, 'Root Entry', { type: 5, child: names.length > 0 ? 1 : FREE, start: END, size: 0 });
  names.forEach((name, index) => {
    const right = index + 2 <= names.length ? index + 2 : FREE;
    entry(index + 1, name, { type: 2, right, start: starts[index] ?? 0, size: contents[index]?.size ?? 0 });
  });
  const head = Buffer.alloc(SECTOR);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(head);
  head.writeUInt16LE(0x3e, 24);
  head.writeUInt16LE(3, 26);
  head.writeUInt16LE(0xfffe, 28);
  head.writeUInt16LE(9, 30);
  head.writeUInt16LE(6, 32);
  head.writeUInt32LE(1, 44);
  head.writeUInt32LE(directoryAt, 48);
  head.writeUInt32LE(4096, 56);
  head.writeUInt32LE(END, 60);
  head.writeUInt32LE(END, 68);
  head.fill(0xff, 76);
  head.writeUInt32LE(0, 76);
  return Buffer.concat([head, fat, directory, ...contents.map(({ padded }) => padded)]);
}

/** Streams of a DOC: text of the body, then of a comment, in one piece of UTF-16. */
export function docStreams({
  body,
  comment = '',
  flags = 0x0200,
}: {
  body: string;
  comment?: string;
  flags?: number;
}): Record<string, Buffer> {
  const text = Buffer.from(body + comment, 'utf16le');
  const document = Buffer.alloc(0x800 + text.length);
  document.writeUInt16LE(0xa5ec, 0);
  document.writeUInt16LE(0xc1, 2);
  document.writeUInt16LE(flags, 0x0a);
  document.writeUInt32LE(body.length, 0x4c);
  document.writeUInt32LE(comment.length, 0x5c);
  document.writeUInt32LE(0, 0x1a2);
  document.writeUInt32LE(21, 0x1a6);
  text.copy(document, 0x800);
  const table = Buffer.alloc(21);
  table[0] = 2;
  table.writeUInt32LE(16, 1);
  table.writeUInt32LE(body.length + comment.length, 9);
  table.writeUInt32LE(0x800, 15);
  return { WordDocument: document, '1Table': table };
}

/** A record of a workbook. */
export function record(type: number, ...data: readonly (Buffer | readonly number[])[]): Buffer {
  const whole = Buffer.concat(data.map((piece) => Buffer.from(piece)));
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(whole.length, 2);
  return Buffer.concat([head, whole]);
}

export function u16(...values: readonly number[]): Buffer {
  return Buffer.from(values.flatMap((value) => [value & 255, value >> 8]));
}

export function u32(value: number): Buffer {
  return Buffer.from([value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24]);
}
