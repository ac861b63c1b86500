import { Document, ImageRun, Packer, Paragraph } from 'docx';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawLines, scannedPdf } from '../../../../test/screening/draw.ts';
import { buildScreen, screenByRules } from '../../index.ts';
import { screenReading } from '../../present.ts';
import { readApart } from '../read-apart.ts';
import type { Reading } from '../reading.ts';
import { fetchOcrSet } from './ocr-set.ts';

const NOTICE = ['样例工程例会纪要', '联系人：张某 13800001234', '初始密码：Abc@1234'];
let folder = '';

/** What reads pictures is fetched as the program fetches it. */
beforeAll(async () => {
  folder = (await fetchOcrSet()) ?? '';
  expect(folder, 'what reads pictures could not be fetched').not.toBe('');
});

function textOf({ parts }: Reading): string {
  return parts
    .filter(({ part }) => part === 'picture')
    .map(({ text }) => text)
    .join('\n');
}

describe('the text of pictures', () => {
  it('is recognised in each of five formats, line by line with its place', async () => {
    const types = ['image/png', 'image/jpeg', 'image/webp', 'image/bmp', 'image/tiff'];
    const pictures = types.map((type) => [`${type.slice(6)}.bin`, drawLines(folder, NOTICE, { type })]);
    const together = await readApart(Buffer.from(zipSync(Object.fromEntries(pictures), { level: 0 })), {
      folder,
    });
    expect(together.obstacles).toEqual([]);
    expect(together.parts.map(({ name }) => name)).toEqual(pictures.map(([name]) => name));
    for (const part of together.parts) {
      const reading: Reading = { parts: [part], obstacles: [] };
      expect(textOf(reading).replaceAll(' ', ''), part.name).toContain('13800001234');
      const { hits, recognised } = screenReading({ file: 'a', reading }, buildScreen({ lists: [] }), {
        lang: 'zh',
        excerpts: 'ends',
        salt: 'salt',
        at: new Date(),
      });
      expect(recognised).toBe(1);
      const mobile = hits.find(({ rule }) => rule === 'mobile');
      expect(mobile?.place).toMatchObject({ part: 'picture', line: 2 });
      // The number stands in the second of three lines, right of the middle of what is written.
      const { left = 0, top = 0, width = 0 } = mobile?.place.box ?? {};
      expect(left).toBeGreaterThan(18);
      expect(left + width).toBeLessThan(70);
      expect(top).toBeGreaterThan(30);
      expect(top).toBeLessThan(60);
      expect(hits.some(({ rule }) => rule === 'password')).toBe(true);
    }
  });

  it('is recognised in a document, on a scanned page, and in an archive', async () => {
    const data = drawLines(folder, NOTICE);
    const [width, height] = [720, 224];
    const jpeg = drawLines(folder, NOTICE, { type: 'image/jpeg' });
    const image = new ImageRun({ type: 'png', data, transformation: { width: 600, height: 187 } });
    const docx = await Packer.toBuffer(
      new Document({ sections: [{ children: [new Paragraph({ children: [image] })] }] }),
    );
    const archive = Buffer.from(
      zipSync({ '纪要.docx': docx, '扫描.pdf': scannedPdf(jpeg, { width, height }) }, { level: 0 }),
    );
    const reading = await readApart(archive, { folder });
    expect(reading.obstacles).toEqual([]);
    const pictures = reading.parts.filter(({ part }) => part === 'picture');
    expect(pictures.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^纪要\.docx word\/media\//),
      '扫描.pdf 1',
    ]);
    for (const { text, boxes } of pictures) {
      expect(text).toContain('13800001234');
      expect(boxes).toHaveLength(text.split('\n').length);
    }
  });

  it('that bears the mark of a state secret is stopped like a text: place and digest, no words', async () => {
    const reading = await readApart(drawLines(folder, ['机密★10年', '样例工程选址方案']), { folder });
    const result = screenReading({ file: 'a', sha256: 'x', reading }, buildScreen({ lists: [] }), {
      lang: 'zh',
      excerpts: 'ends',
      salt: 'salt',
      at: new Date(),
    });
    expect(result.hits[0]).toMatchObject({ rule: 'state-secret-mark', severity: 1 });
    expect(result.sha256).toBeUndefined();
    expect(JSON.stringify(result)).not.toMatch(/机密|选址|10年/);
    const { hits } = await screenByRules('salt').file(drawLines(folder, ['机密★10年', '样例工程选址方案']));
    expect(hits).toContainEqual(expect.objectContaining({ category: 'state-secret', severity: 1 }));
  });

  it('that is no picture at all, cut off, or claims to be vast is told as unread', async () => {
    const whole = drawLines(folder, NOTICE);
    const vast = Buffer.from(whole);
    vast.writeUInt32BE(60_000, 16);
    vast.writeUInt32BE(60_000, 20);
    const noPicture = Buffer.concat([whole.subarray(0, 8), Buffer.alloc(900, 7)]);
    const together = zipSync({ 'cut.png': whole.subarray(0, 60), 'vast.png': vast, 'none.png': noPicture });
    const { parts, obstacles } = await readApart(Buffer.from(together), { folder });
    expect(parts).toEqual([]);
    expect(obstacles).toEqual(
      ['cut.png', 'vast.png', 'none.png'].map((name) => ({ what: 'picture', part: name })),
    );
  });
});
