import { describe, expect, it } from 'vitest';
import { compoundFile, docStreams, record, u16, u32 } from '../../../../test/screening/compound-file.ts';
import type { Picture, PictureReader } from '../pictures/picture.ts';
import { readPacked } from '../read-packed.ts';

const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** A workbook of two sheets, the second hidden; a shared string goes on in another record, where its characters widen. */
function workbook(): Buffer {
  const begin = record(0x809, u16(0x600, 5, 0, 0), u32(0), u32(0));
  const sheetHead = (name: string, state: number, at: number): Buffer =>
    record(0x85, u32(at), [state, 0, name.length, 1], wide(name));
  const strings = Buffer.concat([
    record(0xfc, u32(2), u32(2), u16(2), [1], wide('姓名'), u16(9), [0], Buffer.from('Pass')),
    record(0x3c, [1], wide('：口令甲乙')),
  ]);
  const first = Buffer.concat([
    record(0x809, u16(0x600, 0x10, 0, 0), u32(0), u32(0)),
    record(0xfd, u16(0, 0, 0), u32(0)),
    record(0xfd, u16(0, 1, 0), u32(1)),
    record(0x27e, u16(2, 0, 0), u32((13_800_001 << 2) | 2)),
    record(
      0x203,
      u16(2, 1, 0),
      (() => {
        const number = Buffer.alloc(8);
        number.writeDoubleLE(13_800_001_234);
        return number;
      })(),
    ),
  ]);
  const second = Buffer.concat([
    record(0x809, u16(0x600, 0x10, 0, 0), u32(0), u32(0)),
    record(0x204, u16(0, 0, 0), u16(4), [1], wide('藏起来的')),
  ]);
  const build = (one: number, two: number): Buffer =>
    Buffer.concat([begin, sheetHead('名单', 0, one), sheetHead('底稿', 2, two), strings]);
  const length = build(0, 0).length;
  return Buffer.concat([build(length, length + first.length), first, second]);
}

describe('an office document of the old kind', () => {
  it('DOC is read with its comments', async () => {
    const { parts, obstacles } = await readPacked(
      compoundFile(docStreams({ body: '机密★10年\r姓名\x07张某\x07\x07\r', comment: '批注文字\r' })),
    );
    expect(obstacles).toEqual([]);
    expect(parts).toEqual([
      { part: 'body', text: '机密★10年\n姓名\t张某\t\t\n', name: undefined },
      { part: 'comment', text: '批注文字\n', name: undefined },
    ]);
  });

  it('XLS is read sheet by sheet, hidden ones too, numbers in full', async () => {
    const { parts, obstacles } = await readPacked(compoundFile({ Workbook: workbook() }));
    expect(obstacles).toEqual([]);
    expect(parts).toEqual([
      { part: 'sheet', name: '名单', text: '姓名\tPass：口令甲乙\t\n\n13800001\t13800001234\t' },
      { part: 'hidden-sheet', name: '底稿', text: '藏起来的\t' },
    ]);
  });

  it('PPT is read with its notes', async () => {
    const atom = (type: number, data: Buffer): Buffer =>
      Buffer.concat([u16(0, type), u32(data.length), data]);
    const container = (type: number, inner: Buffer): Buffer =>
      Buffer.concat([u16(15, type), u32(inner.length), inner]);
    const document = Buffer.concat([
      container(0x3ee, container(0xf00d, atom(0xfa0, wide('第一页')))),
      container(0x3f0, atom(0xfa0, wide('讲稿'))),
    ]);
    const { parts } = await readPacked(compoundFile({ 'PowerPoint Document': document }));
    expect(parts.map(({ part, text }) => [part, text])).toEqual([
      ['slide', '第一页'],
      ['note', '讲稿'],
    ]);
  });

  it('with a password says so', async () => {
    expect((await readPacked(compoundFile(docStreams({ body: 'x', flags: 0x0300 })))).obstacles).toEqual([
      { what: 'encrypted' },
    ]);
    expect((await readPacked(compoundFile({ EncryptedPackage: Buffer.alloc(9) }))).obstacles).toEqual([
      { what: 'encrypted' },
    ]);
    const locked = Buffer.concat([record(0x809, u16(0x600, 5)), record(0x2f, u16(1, 1))]);
    expect((await readPacked(compoundFile({ Workbook: locked }))).obstacles).toEqual([{ what: 'encrypted' }]);
  });

  it('that holds none of these says that it is not read', async () => {
    expect((await readPacked(compoundFile({ 'Some Drawing': Buffer.alloc(9) }))).obstacles).toEqual([
      { what: 'old-format' },
    ]);
  });

  it('whose chains run in a circle, or that is cut off anywhere, comes to an end', async () => {
    const whole = compoundFile(docStreams({ body: '样'.repeat(3000) }));
    const circle = Buffer.from(whole);
    for (let at = 512; at < 1024; at += 4) circle.writeUInt32LE(3, at);
    // The directory points at itself as well.
    for (let at = 1024 + 68; at < 1536; at += 128) circle.writeUInt32LE(1, at);
    const { parts, obstacles } = await readPacked(circle);
    expect(parts.length + obstacles.length).toBeGreaterThan(0);
    for (let length = 512; length < whole.length - 512; length += 509) {
      const cut = await readPacked(whole.subarray(0, length));
      expect(cut.obstacles, `cut off at ${length}`).not.toEqual([]);
    }
  });
});

describe('RTF', () => {
  it('is read with characters of two bytes and of Unicode, and without its tables', async () => {
    const { parts } = await readPacked(
      Buffer.from(
        "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0 SimSun;}}\\uc1\\u26426?\\u23494?\\'a1\\'ef10\\'c4\\'ea\\par a\\{b\\tab c}",
        'latin1',
      ),
    );
    expect(parts).toEqual([{ part: 'body', text: '机密★10年\na{b\tc' }]);
  });

  it('with a picture says that nobody has read it', async () => {
    const { obstacles } = await readPacked(Buffer.from('{\\rtf1 text{\\pict\\pngblip 89504e47}}', 'latin1'));
    expect(obstacles).toEqual([{ what: 'picture' }]);
  });

  it('has its pictures read as those of other documents, each once', async () => {
    const png = '89504e470d0a1a0a\n0000000d49484452';
    const picture = `{\\*\\shppict{\\pict\\picw9\\pngblip\n${png}}}{\\nonshppict{\\pict\\wmetafile8 0100}}`;
    const seen: string[] = [];
    const reader = {
      async read(picture: Picture) {
        seen.push('bytes' in picture ? Buffer.from(picture.bytes).toString('hex') : '');
        return { pages: 1, lines: [{ text: '图中的字', box: { left: 0, top: 0, width: 9, height: 9 } }] };
      },
    };
    const whole = Buffer.from(`{\\rtf1 text${picture}}`, 'latin1');
    const { parts, obstacles } = await readPacked(whole, reader as unknown as PictureReader);
    expect([seen, obstacles]).toEqual([[png.replace('\n', '')], []]);
    expect(parts.map(({ text }) => text)).toEqual(['text', '图中的字']);
  });
});
