import { deflateRawSync } from 'node:zlib';
import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  DeletedTextRun,
  Document,
  Header,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { compoundFile } from '../../../test/screening/compound-file.ts';
import { pdfFile } from '../../../test/screening/pdf-file.ts';
import { readDocument } from './index.ts';
import { readPacked } from './read-packed.ts';

interface Packed {
  readonly name: string;
  readonly content: Buffer;
  /** what the directory says of the method: 0 stored, 8 deflated */
  readonly method?: 0 | 8;
  readonly encrypted?: boolean;
}

/** A ZIP archive as a program would write it, with what a hostile one would change. */
function zip(...files: readonly Packed[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const { name, content, method = 8, encrypted = false } of files) {
    const packed = method === 8 ? deflateRawSync(content) : content;
    const raw = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(method, 8);
    head.writeUInt16LE(raw.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(0x0800 | (encrypted ? 1 : 0), 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(content.length, 24);
    entry.writeUInt16LE(raw.length, 28);
    entry.writeUInt32LE(at, 42);
    local.push(head, raw, packed);
    central.push(entry, raw);
    at += 30 + raw.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, directory, end]);
}

const text = (words: string): Buffer => Buffer.from(words);

/** A PDF of one page with these words in a Latin font. */
function pdf(words: string): Buffer {
  return pdfFile(`BT /F1 12 Tf 20 100 Td (${words}) Tj ET`);
}

/** A PDF with Latin words, and below them words in a Chinese font that does not lie in the file. */
function pdfWithoutFont(encoding: string, ordering: string, words: Buffer): Buffer {
  const stream = `BT /F1 12 Tf 20 100 Td (Contact) Tj /F2 12 Tf 0 -20 Td <${words.toString('hex')}> Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>',
    `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    `<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/${encoding}/DescendantFonts[7 0 R]>>`,
    `<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 8 0 R/CIDSystemInfo<</Registry(Adobe)/Ordering(${ordering})/Supplement 2>>>>`,
    '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>',
  ];
  const body = objects.map((object, index) => `${index + 1} 0 obj${object}endobj\n`).join('');
  return Buffer.from(`%PDF-1.4\n${body}trailer<</Root 1 0 R/Size 9>>\n%%EOF`);
}

describe('a page', () => {
  it('is read as it is seen, and what is not seen apart from it', async () => {
    const { parts } = await readPacked(
      text(
        '<!doctype html><html><head><title>通知</title><meta name="description" content="摘要"></head><body><p>机<b>密</b>★<span style="font-size:12pt">10年</span></p><table><tr><td>甲</td><td>乙</td></tr></table><div style="display:none">藏起来的<br>两行</div><!-- 批注 --><img alt="图中文字"><script>var key="abc";</script></body></html>',
      ),
    );
    expect(parts).toEqual([
      { part: 'body', text: '通知\n机密★10年\n甲\t乙' },
      { part: 'hidden-text', text: '藏起来的\n两行\nvar key="abc";' },
      { part: 'comment', text: ' 批注 ' },
      { part: 'attribute', text: '摘要\n图中文字' },
    ]);
  });

  it('is read to its end however deep it is nested and however broken it is', async () => {
    const { parts } = await readPacked(text(`<html>${'<div>'.repeat(50_000)}末尾</p></b><td`));
    expect(parts[0]?.text).toContain('末尾');
  });
});

describe('an office document', () => {
  it('DOCX is read with its header, its table, what is hidden, deleted or a comment, and its properties', async () => {
    const document = new Document({
      title: '样例标题',
      comments: { children: [{ id: 0, author: '甲', children: [new Paragraph('批注文字')] }] },
      sections: [
        {
          headers: { default: new Header({ children: [new Paragraph('页眉文字')] }) },
          children: [
            new Paragraph({ children: [new TextRun('机'), new TextRun({ text: '密★10年', bold: true })] }),
            new Paragraph({
              children: [
                new CommentRangeStart(0),
                new TextRun({ text: '看不见', vanish: true }),
                new CommentRangeEnd(0),
                new TextRun({ children: [new CommentReference(0)] }),
                new DeletedTextRun({ text: '删去的', id: 1, author: '甲', date: '2024-01-01T00:00:00Z' }),
              ],
            }),
            new Table({
              rows: [
                new TableRow({
                  children: ['姓名', '张某'].map(
                    (words) => new TableCell({ children: [new Paragraph(words)] }),
                  ),
                }),
              ],
            }),
          ],
        },
      ],
    });
    const { parts, obstacles } = await readPacked(await Packer.toBuffer(document));
    const of = (part: string): string =>
      parts
        .filter((each) => each.part === part)
        .map((each) => each.text.trim())
        .join('\n');
    expect(of('body')).toMatch(/^机密★10年\n+姓名 \t张某$/);
    expect(of('header-footer')).toContain('页眉文字');
    expect(of('hidden-text')).toBe('看不见');
    expect(of('deleted-text')).toBe('删去的');
    expect(of('comment')).toBe('批注文字');
    expect(of('properties')).toContain('样例标题');
    expect(obstacles).toEqual([]);
  });

  it('XLSX is read sheet by sheet, hidden ones too, a row a line, numbers in full', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('名单');
    sheet.getCell('A1').value = '手机';
    sheet.getCell('B4').value = 13_800_001_234;
    book.addWorksheet('底稿', { state: 'veryHidden' }).getCell('A1').value = '藏起来的表';
    const { parts } = await readPacked(Buffer.from(await book.xlsx.writeBuffer()));
    expect(parts.filter(({ part }) => part !== 'properties')).toEqual([
      { part: 'sheet', name: '名单', text: '手机\t\n\n\n13800001234\t' },
      { part: 'hidden-sheet', name: '底稿', text: '藏起来的表\t' },
    ]);
  });

  it('PPTX is read with its notes and the slides that are skipped', async () => {
    const slide = (words: string, show = ''): Buffer =>
      text(`<p:sld ${show}><a:p><a:r><a:t>${words}</a:t></a:r></a:p></p:sld>`);
    const { parts } = await readPacked(
      zip(
        { name: '[Content_Types].xml', content: text('<Types/>') },
        { name: 'ppt/slides/slide1.xml', content: slide('第一页') },
        { name: 'ppt/slides/slide2.xml', content: slide('跳过的', 'show="0"') },
        { name: 'ppt/notesSlides/notesSlide1.xml', content: slide('讲稿') },
        { name: 'ppt/media/image1.png', content: Buffer.alloc(20_000, 1) },
      ),
    );
    expect(parts).toEqual([
      { part: 'slide', name: '1', text: '第一页\n' },
      { part: 'hidden-text', name: '2', text: '跳过的\n' },
      { part: 'note', name: '1', text: '讲稿\n' },
    ]);
  });

  it('with pictures says that nobody has read them', async () => {
    const { obstacles } = await readPacked(
      zip(
        { name: '[Content_Types].xml', content: text('<Types/>') },
        { name: 'word/media/image1.png', content: Buffer.alloc(20_000, 1) },
      ),
    );
    expect(obstacles).toEqual([{ what: 'picture', part: 'word/media/image1.png' }]);
  });

  it('does not let its entities grow', async () => {
    const lol = '<!DOCTYPE l [<!ENTITY a "样例样例"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';
    const { parts } = await readPacked(
      zip(
        { name: '[Content_Types].xml', content: text('<Types/>') },
        {
          name: 'word/document.xml',
          content: text(`${lol}<w:document><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>`),
        },
      ),
    );
    expect(parts[0]?.text.length).toBeLessThan(20);
  });
});

describe('a PDF', () => {
  it('is read page by page', async () => {
    const { parts } = await readPacked(pdf('Contact 13800001234'));
    expect(parts).toEqual([{ part: 'page', name: '1', text: 'Contact 13800001234' }]);
  });

  it('without text says so: it may be a scan', async () => {
    expect((await readPacked(pdf(''))).obstacles).toEqual([{ what: 'no-text', part: '1', count: 1 }]);
  });

  const NOTICE = '内部资料 注意保存';
  it.each([
    ['GBK-EUC-H', 'GB1', iconv.encode(NOTICE, 'gbk'), NOTICE],
    ['GBKp-EUC-H', 'GB1', iconv.encode(NOTICE, 'gbk'), NOTICE],
    ['UniGB-UCS2-H', 'GB1', iconv.encode(NOTICE, 'utf-16be'), NOTICE],
    ['UniGB-UTF16-H', 'GB1', iconv.encode(NOTICE, 'utf-16be'), NOTICE],
    ['ETen-B5-H', 'CNS1', iconv.encode('內部資料', 'big5'), '內部資料'],
    // Numbers of signs in Adobe-GB1: as many Chinese programs write them.
    ['Identity-H', 'GB1', Buffer.from('0fa011940d3f', 'hex'), '姓阵狮'],
  ])('in a Chinese font that does not lie in it is read (%s)', async (encoding, ordering, words, said) => {
    const { parts, obstacles } = await readPacked(pdfWithoutFont(encoding, ordering, words));
    expect(parts.map((each) => each.text.replace(/\s+/g, ' '))).toEqual([expect.stringContaining('Contact')]);
    expect(parts[0]?.text.replaceAll('\n', '')).toContain(said);
    expect(obstacles).toEqual([]);
  });

  it.each([
    ['90ms-RKSJ-H', 'Japan1'],
    ['Unheard-Of-H', 'GB1'],
    ['Identity-H', 'Identity'],
  ])('says so where words beside those that are read cannot be told (%s)', async (encoding, ordering) => {
    const { obstacles } = await readPacked(
      pdfWithoutFont(encoding, ordering, Buffer.from('0fa01194', 'hex')),
    );
    expect(obstacles).toEqual([{ what: 'no-letters', part: '1' }]);
  });

  it('that is broken says so', async () => {
    expect((await readPacked(text('%PDF-1.7\nnothing'))).obstacles).toEqual([{ what: 'broken' }]);
  });
});

describe('an archive', () => {
  it('is read file by file, and each says where it lies', async () => {
    const inner = zip({ name: '名单.txt', content: text('内层') });
    const { parts } = await readPacked(
      zip({ name: '通知.txt', content: text('外层') }, { name: '附件/内层.zip', content: inner, method: 0 }),
    );
    expect(parts).toEqual([
      { part: 'body', text: '外层', name: '通知.txt' },
      { part: 'body', text: '内层', name: '附件/内层.zip 名单.txt' },
    ]);
  });

  it('with a password, too many layers, or damage says so and reads the rest', async () => {
    let deep = zip({ name: 'a.txt', content: text('底') });
    for (let layer = 0; layer < 5; layer++) deep = zip({ name: 'b.zip', content: deep });
    const { parts, obstacles } = await readPacked(
      zip(
        { name: '加密.txt', content: text('x'), encrypted: true },
        { name: '深.zip', content: deep },
        { name: '坏.bin', content: Buffer.alloc(500, 3), method: 0 },
        { name: '好.txt', content: text('读得到') },
      ),
    );
    expect(obstacles).toEqual([
      { what: 'encrypted', part: '加密.txt' },
      { what: 'too-deep', part: expect.stringContaining('深.zip') },
      { what: 'unknown-format', part: '坏.bin' },
    ]);
    expect(parts.at(-1)?.text).toBe('读得到');
  });

  it('that unpacks without end is stopped', async () => {
    const bomb = Buffer.alloc(120_000_000, 0x20);
    const { obstacles } = await readPacked(
      zip({ name: '1.txt', content: bomb }, { name: '2.txt', content: bomb }),
    );
    expect(obstacles).toContainEqual({ what: 'too-much-inside', part: '2.txt' });
  });

  it('that is cut off says that it is broken', async () => {
    const whole = zip({ name: '通知.txt', content: text('外层') });
    expect((await readPacked(whole.subarray(0, whole.length - 30))).obstacles).toEqual([{ what: 'broken' }]);
  });
});

/** A photo without a picture: a JPEG whose Exif block says where it was taken. */
function photo(order: 'II' | 'MM'): Buffer {
  const bytes = (value: number, count: number): Buffer => {
    const little = Array.from({ length: count }, (_, place) => value >> (place * 8));
    return Buffer.from(order === 'II' ? little : little.reverse());
  };
  const short = (value: number): Buffer => bytes(value, 2);
  const long = (value: number): Buffer => bytes(value, 4);
  const entry = (tag: number, type: number, count: number, value: Buffer): Buffer =>
    Buffer.concat([short(tag), short(type), long(count), value]);
  const degrees = (...parts: number[]): Buffer =>
    Buffer.concat(parts.flatMap((part) => [long(part), long(1)]));
  const tiff = Buffer.concat([
    Buffer.from(order),
    short(42),
    long(8),
    short(1),
    entry(0x8825, 4, 1, long(26)),
    long(0),
    short(4),
    entry(1, 2, 2, Buffer.from('N\0\0\0')),
    entry(2, 5, 3, long(80)),
    entry(3, 2, 2, Buffer.from('W\0\0\0')),
    entry(4, 5, 3, long(104)),
    long(0),
    degrees(30, 15, 36),
    degrees(120, 9, 0),
  ]);
  const block = Buffer.concat([Buffer.from('Exif\0\0'), tiff]);
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, (block.length + 2) >> 8, (block.length + 2) & 255]);
  return Buffer.concat([head, block, Buffer.from([0xff, 0xda])]);
}

describe('a photo', () => {
  it.each(['II', 'MM'] as const)(
    'says where it was taken, and that nobody has read what it shows (%s)',
    async (order) => {
      expect(await readPacked(photo(order))).toEqual({
        parts: [{ part: 'properties', text: 'GPSLatitude 30.26000 GPSLongitude -120.15000' }],
        obstacles: [{ what: 'picture' }],
      });
    },
  );

  it('that is cut off anywhere is still a photo', async () => {
    const whole = photo('II');
    for (let length = 4; length < whole.length; length++)
      expect((await readPacked(whole.subarray(0, length))).obstacles).toEqual([{ what: 'picture' }]);
  });
});

describe('what is read in a process of its own', () => {
  it('comes back whole', async () => {
    expect((await readDocument(text('<html><body><p>机密★10年</p></body></html>'))).parts).toEqual([
      { part: 'body', text: '机密★10年' },
    ]);
  });

  it('of an unknown kind, or behind a password, is told', async () => {
    expect((await readDocument(compoundFile({ 'Some Drawing': Buffer.alloc(9) }))).obstacles).toEqual([
      { what: 'old-format' },
    ]);
    expect((await readDocument(compoundFile({ EncryptedPackage: Buffer.alloc(9) }))).obstacles).toEqual([
      { what: 'encrypted' },
    ]);
  });
});
