import { isUtf8 } from 'node:buffer';
import type { DocumentKind } from '@zhengdun/contract';
import { readCompound } from '../screening/index.ts';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const JPEG = Buffer.from('ffd8ff', 'hex');

/**
 * What a file is, by its bytes; its name is not asked. Undefined for what is never handed in: other kinds, and archives
 * and Office files that carry macros or a program.
 */
export function documentKindOf(bytes: Buffer): DocumentKind | undefined {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return 'pdf';
  if (bytes.subarray(0, PNG.length).equals(PNG)) return 'png';
  if (bytes.subarray(0, JPEG.length).equals(JPEG)) return 'jpeg';
  if (isCompound(bytes)) return compoundKind(bytes);
  const names = zipNames(bytes);
  if (names.includes('OFD.xml')) return 'ofd';
  if (names.some((name) => PROGRAMS.test(name))) return undefined;
  if (names.includes('[Content_Types].xml')) return OFFICE_KINDS.find(([main]) => names.includes(main))?.[1];
  if (names.length > 0) return 'zip';
  return isText(bytes) ? 'txt' : undefined;
}

const PROGRAMS = /vbaProject|\.(bin|exe|dll|js|vbs|bat|cmd|ps1|scr|msi|jar)$/i;
const OFFICE_KINDS = [
  ['word/document.xml', 'docx'],
  ['xl/workbook.xml', 'xlsx'],
  ['ppt/presentation.xml', 'pptx'],
] as const satisfies readonly (readonly [string, DocumentKind])[];

const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const OLD_KINDS = [
  ['WordDocument', 'doc'],
  ['Workbook', 'xls'],
  ['Book', 'xls'],
  ['PowerPoint Document', 'ppt'],
] as const satisfies readonly (readonly [string, DocumentKind])[];
const MACROS = /(?:^|\/)(?:VBA|Macros|_VBA_PROJECT_CUR)(?:\/|$)/i;

function isCompound(bytes: Buffer): boolean {
  return bytes.subarray(0, COMPOUND.length).equals(COMPOUND);
}

/** An Office file of the time before 2007, by the stream at its root; one with macros is none that is handed in. */
function compoundKind(bytes: Buffer): DocumentKind | undefined {
  const streams = streamsOf(bytes) ?? [];
  if (streams.some(({ storage, name }) => MACROS.test(storage) || name === '_VBA_PROJECT')) return undefined;
  const root = new Set(streams.filter(({ storage }) => storage === '').map(({ name }) => name));
  return OLD_KINDS.find(([main]) => root.has(main))?.[1];
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

/** UTF-8 without control characters, and no markup: what begins with a tag is a page. */
function isText(bytes: Buffer): boolean {
  if (bytes.length === 0 || !isUtf8(bytes)) return false;
  const text = bytes.toString('utf8');
  return !/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text) && !/^\ufeff?\s*</.test(text);
}

/** Whether a file has the end that its kind has: one that was cut off on its way has not. */
export function isWholeFile(bytes: Buffer): boolean {
  if (isCompound(bytes)) return streamsOf(bytes) !== undefined;
  switch (documentKindOf(bytes)) {
    case 'pdf':
      return bytes.subarray(-2048).includes('%%EOF');
    case 'png':
      return bytes.subarray(-64).includes('IEND');
    case 'jpeg':
      // Some cameras append data of their own behind the end of the picture.
      return bytes.subarray(2).includes(Buffer.from('ffd9', 'hex'));
    default:
      // The directory of an archive, which every other kind is told by, is at its end.
      return true;
  }
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
