import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fetchOcrSet } from '../../src/screening/documents/pictures/ocr-set.ts';

interface Context {
  fillStyle: string;
  font: string;
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
}
interface Drawing {
  createCanvas(
    width: number,
    height: number,
  ): { getContext(kind: '2d'): Context; toBuffer(type: string, quality?: number): Buffer };
  readonly GlobalFonts: { registerFromPath(path: string, name: string): unknown };
}

const FONT = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
);

/** The folder of what reads pictures, fetched as the program fetches it. @throws Error where it cannot be had */
export async function pictureReader(): Promise<string> {
  const folder = await fetchOcrSet();
  if (!folder) throw new Error('what reads pictures could not be fetched');
  return folder;
}

/**
 * A picture of lines of text, black on white, as a scanner would make it.
 *
 * @param folder where the packages that read pictures lie: one of them draws, too
 * @param about.type besides what the drawing package writes: `image/bmp` and `image/tiff`
 */
export function drawLines(
  folder: string,
  lines: readonly string[],
  { type = 'image/png', size = 28, width = 720 }: { type?: string; size?: number; width?: number } = {},
): Buffer {
  const { createCanvas, GlobalFonts } = createRequire(join(folder, 'package.json'))(
    '@napi-rs/canvas',
  ) as Drawing;
  GlobalFonts.registerFromPath(FONT, 'Noto Sans SC');
  const canvas = createCanvas(width, (lines.length + 1) * size * 2);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, (lines.length + 1) * size * 2);
  context.fillStyle = '#111111';
  context.font = `${size}px "Noto Sans SC"`;
  for (const [at, line] of lines.entries()) context.fillText(line, size, (at + 1) * size * 2);
  const form = type === 'image/bmp' ? bitmap : type === 'image/tiff' ? tiff : undefined;
  if (!form) return canvas.toBuffer(type, 85);
  const height = (lines.length + 1) * size * 2;
  const { data } = context.getImageData(0, 0, width, height);
  return form(Buffer.from(data.filter((_, at) => at % 4 !== 3)), width, height);
}

/** A TIFF without compression, in one strip. @param rgb from the top */
function tiff(rgb: Buffer, width: number, height: number): Buffer {
  // Tag, type (3: two bytes, 4: four), count, value.
  const entries = [
    [256, 4, 1, width],
    [257, 4, 1, height],
    [258, 3, 1, 8],
    [259, 3, 1, 1],
    [262, 3, 1, 2],
    [273, 4, 1, 8],
    [277, 3, 1, 3],
    [278, 4, 1, height],
    [279, 4, 1, rgb.length],
  ] as const;
  const head = Buffer.alloc(8);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(8 + rgb.length, 4);
  const directory = Buffer.alloc(2 + entries.length * 12 + 4);
  directory.writeUInt16LE(entries.length, 0);
  for (const [at, [tag, kind, count, value]] of entries.entries()) {
    directory.writeUInt16LE(tag, 2 + at * 12);
    directory.writeUInt16LE(kind, 4 + at * 12);
    directory.writeUInt32LE(count, 6 + at * 12);
    directory.writeUInt32LE(value, 10 + at * 12);
  }
  return Buffer.concat([head, rgb, directory]);
}

/** A PDF of one page that is a JPEG and nothing else, as a scanner writes it. */
export function scannedPdf(jpeg: Buffer, { width, height }: { width: number; height: number }): Buffer {
  const paint = `q ${width} 0 0 ${height} 0 0 cm /I Do Q`;
  const objects: readonly Buffer[] = [
    Buffer.from('<</Type/Catalog/Pages 2 0 R>>'),
    Buffer.from('<</Type/Pages/Kids[3 0 R]/Count 1>>'),
    Buffer.from(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>`,
    ),
    Buffer.from(`<</Length ${paint.length}>>stream\n${paint}\nendstream`),
    Buffer.concat([
      Buffer.from(
        `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length ${jpeg.length}>>stream\n`,
      ),
      jpeg,
      Buffer.from('\nendstream'),
    ]),
  ];
  const pieces = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let at = pieces[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    const piece = Buffer.concat([Buffer.from(`${index + 1} 0 obj`), object, Buffer.from('endobj\n')]);
    offsets.push(at);
    pieces.push(piece);
    at += piece.length;
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const end = `xref\n0 6\n0000000000 65535 f \n${entries}trailer<</Root 1 0 R/Size 6>>\nstartxref\n${at}\n%%EOF`;
  return Buffer.concat([...pieces, Buffer.from(end)]);
}

/** A Windows bitmap of 24 bits a point. @param rgb from the top */
export function bitmap(rgb: Buffer, width: number, height: number): Buffer {
  const row = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + row * height);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = ((height - 1 - y) * width + x) * 3;
      const to = 54 + y * row + x * 3;
      file[to] = rgb[from + 2] ?? 0;
      file[to + 1] = rgb[from + 1] ?? 0;
      file[to + 2] = rgb[from] ?? 0;
    }
  }
  return file;
}
