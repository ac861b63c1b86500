import { isUtf8 } from 'node:buffer';
import { DOCUMENT_KINDS, type DocumentKind } from '@zhengdun/contract';
import { decodePage } from '../kernel/decode.ts';
import { isProgramName, readCompound } from '../screening/index.ts';

/** What a file is by its bytes, and whether it has the end that its kind has: one that was cut off on its way has not. */
export interface FileLook {
  /** undefined for what is never handed in: other kinds, and archives and Office files that carry macros or a program */
  readonly kind: DocumentKind | undefined;
  readonly isWhole: boolean;
}

/** Looks at a file once; its name is not asked. What lies within packed archives is for the screening to read. */
export function lookAtFile(bytes: Buffer): FileLook {
  if (startsWith(bytes, COMPOUND)) return lookAtCompound(bytes);
  const found = BEGINNINGS.find(([, begin]) => begin.some((each) => startsWith(bytes, each)));
  if (found) return { kind: found[0], isWhole: found[2](bytes) };
  if (isBitmap(bytes)) return { kind: 'bmp', isWhole: bytes.readUInt32LE(2) <= bytes.length };
  // The directory of an archive, which these are told by, is at its end.
  return { kind: kindByDirectory(bytes), isWhole: true };
}

export function documentKindOf(bytes: Buffer): DocumentKind | undefined {
  return lookAtFile(bytes).kind;
}

function startsWith(bytes: Buffer, beginning: Buffer): boolean {
  return bytes.subarray(0, beginning.length).equals(beginning);
}

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

const BEGINNINGS: readonly (readonly [
  kind: DocumentKind,
  beginnings: readonly Buffer[],
  isWhole: (bytes: Buffer) => boolean,
])[] = [
  ['pdf', [Buffer.from('%PDF-')], (bytes) => bytes.subarray(-2048).includes('%%EOF')],
  ['png', [hex('89504e470d0a1a0a')], (bytes) => bytes.subarray(-64).includes('IEND')],
  // Some cameras append data of their own behind the end of the picture.
  ['jpeg', [hex('ffd8ff')], (bytes) => bytes.subarray(2).includes(hex('ffd9'))],
  ['tiff', [hex('49492a00'), hex('4d4d002a')], (bytes) => hasTiffDirectory(bytes)],
  ['rtf', [Buffer.from('{\\rtf')], (bytes) => /\}[\s\0]*$/.test(bytes.subarray(-64).toString('latin1'))],
  // Whether all of it unpacks, the screening finds out.
  ['rar', [Buffer.from('Rar!\x1a\x07', 'latin1')], () => true],
  ['7z', [hex('377abcaf271c')], (bytes) => has7zDirectory(bytes)],
];

/** TIFF 6.0: the directory of the first picture lies anywhere in the file, often last. */
function hasTiffDirectory(bytes: Buffer): boolean {
  if (bytes.length < 8) return false;
  const at = bytes[0] === 0x49 ? bytes.readUInt32LE(4) : bytes.readUInt32BE(4);
  return at >= 8 && at + 2 <= bytes.length;
}

/** The head says where the directory lies, behind everything else. */
function has7zDirectory(bytes: Buffer): boolean {
  if (bytes.length < 32) return false;
  return 32n + bytes.readBigUInt64LE(12) + bytes.readBigUInt64LE(20) <= BigInt(bytes.length);
}

/** A Windows bitmap says how long it is, and two unused numbers are nought: two letters begin texts as well. */
function isBitmap(bytes: Buffer): boolean {
  return bytes.length > 14 && bytes.toString('latin1', 0, 2) === 'BM' && bytes.readUInt32LE(6) === 0;
}

function kindByDirectory(bytes: Buffer): DocumentKind | undefined {
  const names = zipNames(bytes);
  if (names.includes('OFD.xml')) return 'ofd';
  if (names.some((name) => isProgramName(name) || OFFICE_PROGRAMS.test(name))) return undefined;
  if (names.includes('[Content_Types].xml')) return OFFICE_KINDS.find(([main]) => names.includes(main))?.[1];
  if (names.length > 0) return 'zip';
  return isText(bytes) ? 'txt' : undefined;
}

/** Macros and controls; other binary parts of Office files, as of printers and of what is embedded, are no programs. */
const OFFICE_PROGRAMS = /vbaProject|(?:^|\/)activeX\//i;
const OFFICE_KINDS = [
  ['word/document.xml', 'docx'],
  ['xl/workbook.xml', 'xlsx'],
  ['ppt/presentation.xml', 'pptx'],
] as const satisfies readonly (readonly [string, DocumentKind])[];

const COMPOUND = hex('d0cf11e0a1b11ae1');
const OLD_KINDS = [
  ['WordDocument', 'doc'],
  ['Workbook', 'xls'],
  ['Book', 'xls'],
  ['PowerPoint Document', 'ppt'],
] as const satisfies readonly (readonly [string, DocumentKind])[];
const MACROS = /(?:^|\/)(?:VBA|Macros|_VBA_PROJECT_CUR)(?:\/|$)/i;

/** An Office file of the time before 2007, by the stream at its root; one with macros is none that is handed in. */
function lookAtCompound(bytes: Buffer): FileLook {
  const streams = streamsOf(bytes);
  if (!streams) return { kind: undefined, isWhole: false };
  const hasMacros = streams.some(({ storage, name }) => MACROS.test(storage) || name === '_VBA_PROJECT');
  const root = new Set(streams.filter(({ storage }) => storage === '').map(({ name }) => name));
  const kind = hasMacros ? undefined : OLD_KINDS.find(([main]) => root.has(main))?.[1];
  return { kind, isWhole: true };
}

function streamsOf(bytes: Buffer): ReturnType<typeof readCompound> {
  try {
    return readCompound(bytes);
  } catch (error) {
    // Its directory points beyond the file.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** In UTF-8, UTF-16, GB18030 or Big5 without controls and hardly damaged, and no markup: what begins with a tag is a page. */
function isText(bytes: Buffer): boolean {
  // What is none mostly shows it at once: the whole of it need not be tried in every encoding.
  if (bytes.length === 0 || CONTROLS.test(decodePage(bytes.subarray(0, HEAD), undefined).text)) return false;
  const { text, encoding } = decodePage(bytes, undefined);
  if (CONTROLS.test(text) || /^\ufeff?\s*</.test(text)) return false;
  const damaged = isUtf8(bytes) ? 0 : (text.match(/[\ufffd\ue000-\uf8ff]/g)?.length ?? 0);
  return encoding.used === 'utf-8' ? damaged === 0 : damaged <= text.length * MOST_DAMAGE;
}

const HEAD = 4096;
const CONTROLS = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/;
const MOST_DAMAGE = 0.005;

/** As it is told to whoever takes a file: a text is in the encoding that it came in. */
export function mediaTypeOf(kind: DocumentKind, bytes: Buffer): string {
  if (kind !== 'txt' || isUtf8(bytes)) return DOCUMENT_KINDS[kind].mediaType;
  return `text/plain; charset=${decodePage(bytes, undefined).encoding.used}`;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const MOST_ENTRIES = 5_000;

/** Names in the directory of a ZIP archive (APPNOTE 4.3.12); none for what is no archive, or a broken one. */
function zipNames(bytes: Buffer): string[] {
  if (bytes.length < 22 || bytes.readUInt32LE(0) !== 0x04034b50) return [];
  // The last record ends the file but for a comment of at most 64 KB.
  let end = bytes.length - 22;
  const first = Math.max(0, end - 0xffff);
  while (end >= first && bytes.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  if (end < first) return [];
  const names: string[] = [];
  let at = bytes.readUInt32LE(end + 16);
  while (at + 46 <= end && bytes.readUInt32LE(at) === DIRECTORY_ENTRY && names.length < MOST_ENTRIES) {
    const length = bytes.readUInt16LE(at + 28);
    names.push(bytes.subarray(at + 46, at + 46 + length).toString('utf8'));
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return names;
}
