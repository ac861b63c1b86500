import type { DocumentKind } from '@zhengdun/contract';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const JPEG = Buffer.from('ffd8ff', 'hex');

/**
 * What a file is, by its bytes; its name is not asked. Undefined for what is not handed in: other kinds, and Office
 * files that carry macros or an embedded program.
 */
export function documentKindOf(bytes: Buffer): DocumentKind | undefined {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return 'pdf';
  if (bytes.subarray(0, PNG.length).equals(PNG)) return 'png';
  if (bytes.subarray(0, JPEG.length).equals(JPEG)) return 'jpeg';
  const names = zipNames(bytes);
  if (names.includes('OFD.xml')) return 'ofd';
  const isWord = names.includes('[Content_Types].xml') && names.includes('word/document.xml');
  return isWord && !names.some((name) => /vbaProject|\.(bin|exe|js|vbs)$/i.test(name)) ? 'docx' : undefined;
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
