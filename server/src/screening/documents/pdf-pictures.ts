import { type getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import type { CanvasModule, Picture } from './pictures/picture.ts';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
export type PdfPage = Awaited<ReturnType<Pdf['getPage']>>;

/** Smaller pictures are ornaments: no sentence can be read in them. */
const LEAST_SIDES = { width: 80, height: 24 };
const MOST_PICTURES = 40;
/** Points of a drawn page: A4 with some 150 an inch. */
const DRAWN_POINTS = 2_400_000;
const MOST_SCALE = 3;

/** Pictures on a page that words may stand in. `unreadable`: one that could not be unpacked. */
export async function picturesOf(page: PdfPage): Promise<(Picture | 'unreadable')[]> {
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList();
  const pictures: (Picture | 'unreadable')[] = [];
  const seen = new Set<unknown>();
  for (const [at, operator] of fnArray.entries()) {
    const [key, width, height] = argsArray[at] ?? [];
    if (operator === OPS.paintInlineImageXObject) {
      const inline = pictureOf(key);
      if (inline) pictures.push(inline);
    } else if (operator === OPS.paintImageXObject) {
      const isSmall = width < LEAST_SIDES.width || height < LEAST_SIDES.height;
      if (isSmall || seen.has(key)) continue;
      seen.add(key);
      const objects = String(key).startsWith('g_') ? page.commonObjs : page.objs;
      const picture = pictureOf(await new Promise((resolve) => objects.get(key, resolve)));
      if (picture) pictures.push(picture);
    }
    if (pictures.length > MOST_PICTURES) return [...pictures.slice(0, MOST_PICTURES), 'unreadable'];
  }
  return pictures;
}

interface Unpacked {
  readonly data?: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

function pictureOf(image: unknown): Picture | 'unreadable' | undefined {
  const { data, width, height } = (image ?? {}) as Partial<Unpacked>;
  if (!data || !width || !height) return 'unreadable';
  if (width < LEAST_SIDES.width || height < LEAST_SIDES.height) return undefined;
  const channels = data.length / (width * height);
  if (channels === 1 || channels === 3 || channels === 4)
    return { points: new Uint8Array(data), width, height, channels };
  const isBlackAndWhite = data.length === Math.ceil(width / 8) * height;
  return isBlackAndWhite
    ? { points: unpackBits(data, width, height), width, height, channels: 1 }
    : 'unreadable';
}

/** A byte for each point of a picture that has a bit for each. */
function unpackBits(data: Uint8Array | Uint8ClampedArray, width: number, height: number): Uint8Array {
  const row = Math.ceil(width / 8);
  const points = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      points[y * width + x] = ((data[y * row + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1 ? 255 : 0;
  }
  return points;
}

/** PDF.js finds what it draws with among the globals of a browser. @returns the options of a document that is drawn */
export function drawingWith(canvas: CanvasModule): { readonly CanvasFactory: unknown } {
  const { DOMMatrix, ImageData, Path2D } = canvas;
  Object.assign(globalThis, { DOMMatrix, ImageData, Path2D });
  type Sheet = ReturnType<CanvasModule['createCanvas']>;
  return {
    CanvasFactory: class {
      create(width: number, height: number): { canvas: Sheet; context: unknown } {
        const sheet = canvas.createCanvas(Math.ceil(width), Math.ceil(height));
        return { canvas: sheet, context: sheet.getContext('2d') };
      }

      reset({ canvas: sheet }: { canvas: Sheet }, width: number, height: number): void {
        sheet.width = Math.ceil(width);
        sheet.height = Math.ceil(height);
      }

      destroy({ canvas: sheet }: { canvas: Sheet }): void {
        sheet.width = 0;
        sheet.height = 0;
      }
    },
  };
}

/**
 * A page as it is seen. `nothing`: nothing is painted on it; `unreadable`: something is, and yet it came out of one
 * colour, so what it holds could not be drawn.
 */
export async function drawnPage(
  page: PdfPage,
  canvas: CanvasModule,
): Promise<Picture | 'nothing' | 'unreadable'> {
  const { fnArray } = await page.getOperatorList();
  if (fnArray.length === 0) return 'nothing';
  const { width, height } = page.getViewport({ scale: 1 });
  const scale = Math.min(MOST_SCALE, Math.sqrt(DRAWN_POINTS / (width * height)));
  const viewport = page.getViewport({ scale });
  const sheet = canvas.createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  const canvasContext = sheet.getContext('2d');
  const task = page.render({ canvas: sheet, canvasContext, viewport } as unknown as Parameters<
    PdfPage['render']
  >[0]);
  await task.promise;
  const { data } = canvasContext.getImageData(0, 0, sheet.width, sheet.height);
  const points = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (isOfOneColour(points)) return paints(fnArray.length) ? 'unreadable' : 'nothing';
  return { points, width: sheet.width, height: sheet.height, channels: 4 };
}

/** A page that only sets up its coordinates has a few operators. */
function paints(operators: number): boolean {
  return operators > 4;
}

function isOfOneColour(points: Uint8Array): boolean {
  for (let at = 4; at < points.length; at++) if (points[at] !== points[at & 3]) return false;
  return true;
}
