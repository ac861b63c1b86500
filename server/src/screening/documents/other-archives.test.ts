import { crc32, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { SEVEN_ZIP } from '../../../test/screening/seven-zip.ts';
import { readPacked } from './read-packed.ts';

/** A head of a RAR archive (4.x) with its check sum. */
function head(type: number, flags: number, rest: Buffer): Buffer {
  const body = Buffer.alloc(5);
  body[0] = type;
  body.writeUInt16LE(flags, 1);
  body.writeUInt16LE(7 + rest.length, 3);
  const whole = Buffer.concat([body, rest]);
  const sum = Buffer.alloc(2);
  sum.writeUInt16LE(crc32(whole) & 0xffff);
  return Buffer.concat([sum, whole]);
}

/** A RAR archive whose files are stored as they are. @param says what its heads say of the sizes */
function rar(files: Readonly<Record<string, Buffer>>, says?: number): Buffer {
  const members = Object.entries(files).map(([name, content]) => {
    const rest = Buffer.alloc(25);
    rest.writeUInt32LE(content.length, 0);
    rest.writeUInt32LE(says ?? content.length, 4);
    rest[8] = 2;
    rest.writeUInt32LE(crc32(content), 9);
    rest[17] = 20;
    rest[18] = 0x30;
    rest.writeUInt16LE(Buffer.byteLength(name), 19);
    rest.writeUInt32LE(0x20, 21);
    return Buffer.concat([head(0x74, 0x8000, Buffer.concat([rest, Buffer.from(name)])), content]);
  });
  return Buffer.concat([
    Buffer.from('Rar!\x1a\x07\x00', 'latin1'),
    head(0x73, 0, Buffer.alloc(6)),
    ...members,
    head(0x7b, 0x4000, Buffer.alloc(0)),
  ]);
}

/**
 * Blanks as RAR 2.9 packs them: one, a match of 258 at distance one, and a bit for each time that this match comes again.
 *
 * @returns 259 + 258 × `again` of them
 */
function packedBlanks(again: number): Buffer {
  const bits: number[] = [];
  const put = (value: number, count: number): void => {
    for (let bit = count - 1; bit >= 0; bit--) bits.push((value >> bit) & 1);
  };
  // No PPM, tables of its own: lengths of codes for letters and lengths, distances, low distances, repeats.
  put(0, 2);
  const lengths = Array.from({ length: 299 + 60 + 17 + 28 }, () => 0);
  for (const [symbol, length] of [
    [0x20, 2],
    [256, 3],
    [258, 1],
    [298, 3],
    ...[299, 300, 359, 360, 376, 377].map((each) => [each, 1] as const),
  ] as const)
    lengths[symbol] = length;
  // The lengths themselves in codes of three bits: 0 to 3, and runs of zeros.
  const symbols = [0, 1, 2, 3, 16, 17, 18, 19];
  for (let symbol = 0; symbol < 20; symbol++) put(symbols.includes(symbol) ? 3 : 0, 4);
  const code = (symbol: number): void => put(symbols.indexOf(symbol), 3);
  for (let at = 0; at < lengths.length; ) {
    let zeros = 0;
    while (lengths[at + zeros] === 0 && zeros < 138) zeros += 1;
    if (zeros >= 11) {
      code(19);
      put(zeros - 11, 7);
    } else if (zeros >= 3) {
      code(18);
      put(zeros - 3, 3);
    } else code(lengths[at] ?? 0);
    at += zeros >= 3 ? zeros : 1;
  }
  put(0b10, 2);
  put(0b111, 3);
  put(31, 5);
  put(0, 1);
  for (let time = 0; time < again; time++) bits.push(0);
  put(0b110, 3);
  put(0, 2 + 16 * 8);
  const bytes = Buffer.alloc(Math.ceil(bits.length / 8));
  for (const [at, bit] of bits.entries()) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (bit << (7 - (at & 7)));
  return bytes;
}

/** A RAR archive of one file that RAR itself has packed. */
function packedRar(name: string, packed: Buffer, content: Buffer): Buffer {
  const rest = Buffer.alloc(25);
  rest.writeUInt32LE(packed.length, 0);
  rest.writeUInt32LE(content.length, 4);
  rest[8] = 2;
  rest.writeUInt32LE(crc32(content), 9);
  rest[17] = 29;
  rest[18] = 0x33;
  rest.writeUInt16LE(Buffer.byteLength(name), 19);
  rest.writeUInt32LE(0x20, 21);
  return Buffer.concat([
    Buffer.from('Rar!\x1a\x07\x00', 'latin1'),
    head(0x73, 0, Buffer.alloc(6)),
    head(0x74, 0x8000, Buffer.concat([rest, Buffer.from(name)])),
    packed,
    head(0x7b, 0x4000, Buffer.alloc(0)),
  ]);
}

/** A TAR archive of one file, or of what tells something about the next one. */
function tar(name: string | Buffer, content: Buffer, type = '0'): Buffer {
  const block = Buffer.alloc(512);
  Buffer.from(name).copy(block, 0, 0, 100);
  block.write('0000644\0', 100);
  block.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  block.write('        ', 148);
  block.write(type, 156);
  block.write('ustar\x0000', 257);
  let sum = 0;
  for (const byte of block) sum += byte;
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const padded = Buffer.alloc(Math.ceil(content.length / 512) * 512);
  content.copy(padded);
  return Buffer.concat([block, padded, ...(type === '0' ? [Buffer.alloc(1024)] : [])]);
}

describe('a RAR archive', () => {
  it('is read file by file, and each says where it lies', async () => {
    const { parts, obstacles } = await readPacked(
      rar({ 'a.txt': Buffer.from('机密★10年'), 'b/c.rar': rar({ 'd.txt': Buffer.from('内层') }) }),
    );
    expect(obstacles).toEqual([]);
    expect(parts).toEqual([
      { part: 'body', text: '机密★10年', name: 'a.txt' },
      { part: 'body', text: '内层', name: 'b/c.rar d.txt' },
    ]);
  });

  it('that holds a program says so', async () => {
    const named = rar({ 'a.txt': Buffer.from('外层'), 'b/setup.EXE': Buffer.from('echo') });
    expect((await readPacked(named)).obstacles).toEqual([{ what: 'program', part: 'b/setup.EXE' }]);
    // The name tells nothing, and cannot be told.
    const unnamed = rar({ 安装: Buffer.from('MZ\x90 echo') });
    expect((await readPacked(unnamed)).obstacles).toEqual([{ what: 'program', part: '#1' }]);
  });

  it('that unpacks without end is stopped, whatever it says of its sizes', async () => {
    const bomb = gzipSync(Buffer.alloc(220_000_000, 0x20));
    expect((await readPacked(rar({ 'a.gz': bomb }))).obstacles).toEqual([
      { what: 'too-much-inside', part: 'a.gz' },
    ]);
    const lying = await readPacked(rar({ 'a.txt': Buffer.from('外层') }, 0xf000_0000));
    expect(lying.obstacles.length + lying.parts.length).toBeGreaterThan(0);
    const many = Object.fromEntries(
      Array.from({ length: 5_002 }, (_, at) => [`${at}.txt`, Buffer.from('x')]),
    );
    expect((await readPacked(rar(many))).obstacles).toEqual([
      { what: 'too-much-inside', part: expect.stringMatching(/^\d+\.txt$/) },
    ]);
  });

  it('that RAR itself has packed is read, and one of 110 KB that is 232 MB is stopped', async () => {
    const blanks = (again: number): Buffer => Buffer.alloc(259 + 258 * again, ' ');
    const small = packedRar('a.txt', packedBlanks(1_000), blanks(1_000));
    expect(small.length).toBeLessThan(300);
    expect((await readPacked(small)).parts).toEqual([
      { part: 'body', name: 'a.txt', text: ' '.repeat(258_259) },
    ]);
    const bomb = packedRar('a.txt', packedBlanks(900_000), blanks(900_000));
    expect(bomb.length).toBeLessThan(120_000);
    expect((await readPacked(bomb)).obstacles).toEqual([{ what: 'too-much-inside', part: 'a.txt' }]);
  });

  it('that is cut off, or nested too deeply, says so', async () => {
    const whole = rar({ 'a.txt': Buffer.from('外层'.repeat(200)) });
    expect((await readPacked(whole.subarray(0, whole.length - 300))).obstacles).not.toEqual([]);
    let deep = rar({ 'a.txt': Buffer.from('底') });
    for (let layer = 0; layer < 5; layer++) deep = rar({ 'b.rar': deep });
    expect((await readPacked(deep)).obstacles).toEqual([
      { what: 'too-deep', part: expect.stringContaining('b.rar') },
    ]);
  });
});

describe('a 7z archive', () => {
  it('is read file by file', async () => {
    expect(await readPacked(SEVEN_ZIP.whole)).toEqual({
      parts: [{ part: 'body', text: '内部资料 注意保存', name: 'ok.txt' }],
      obstacles: [],
    });
  });

  it.each(['encrypted', 'hidden'] as const)('with a password says so (%s)', async (which) => {
    expect(await readPacked(SEVEN_ZIP[which])).toMatchObject({
      parts: [],
      obstacles: [{ what: 'encrypted' }],
    });
  });

  it('that unpacks without end is stopped', async () => {
    expect(SEVEN_ZIP.bomb.length).toBeLessThan(500);
    expect(await readPacked(SEVEN_ZIP.bomb)).toEqual({
      parts: [],
      obstacles: [{ what: 'too-much-inside', part: 'bomb.txt' }],
    });
  });

  it('that is damaged anywhere says so or is read, and does not go on for ever', async () => {
    for (let at = 6; at < SEVEN_ZIP.whole.length; at += 7) {
      const damaged = Buffer.from(SEVEN_ZIP.whole);
      damaged[at] = (damaged[at] ?? 0) ^ 0x55;
      const { parts, obstacles } = await readPacked(damaged);
      expect(parts.length + obstacles.length).toBeGreaterThan(0);
    }
  });
});

describe('TAR and GZIP', () => {
  it('are read', async () => {
    const { parts, obstacles } = await readPacked(gzipSync(tar('a.txt', Buffer.from('机密★10年'))));
    expect(obstacles).toEqual([]);
    expect(parts).toEqual([{ part: 'body', text: '机密★10年', name: 'a.txt' }]);
  });

  const words = Buffer.from('机密★10年');
  const long = `材料/${'长'.repeat(50)}.txt`;
  const record = ` path=${long}\n`;
  it.each([
    ['in UTF-8', '名单.txt', tar('名单.txt', words)],
    ['in GB18030', '名单.txt', tar(Buffer.from('c3fbb5a52e747874', 'hex'), words)],
    [
      'long ones of GNU',
      long,
      Buffer.concat([tar('././@LongLink', Buffer.from(`${long}\0`), 'L'), tar('材料/', words)]),
    ],
    [
      'long ones of pax',
      long,
      Buffer.concat([
        tar('PaxHeaders/1', Buffer.from(`${Buffer.byteLength(record) + 3}${record}`), 'x'),
        tar('1', words),
      ]),
    ],
  ])('have Chinese names, %s', async (_, name, archive) => {
    expect(await readPacked(gzipSync(archive))).toEqual({
      parts: [{ part: 'body', text: '机密★10年', name }],
      obstacles: [],
    });
  });

  it('that unpack without end are stopped', async () => {
    const bomb = gzipSync(Buffer.alloc(220_000_000, 0x20));
    expect((await readPacked(bomb)).obstacles).toEqual([{ what: 'too-much-inside' }]);
    const packed = gzipSync(tar('a.txt', Buffer.alloc(150_000_000, 0x20)));
    expect((await readPacked(packed)).obstacles).toEqual([{ what: 'too-much-inside', part: 'a.txt' }]);
  });
});
