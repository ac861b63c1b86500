/** What a file is, told by its bytes: names lie. */
export type Format =
  | 'text'
  | 'html'
  | 'zip'
  | 'pdf'
  | 'compound'
  | 'rar'
  | 'seven-zip'
  | 'tar'
  | 'picture'
  | 'gzip'
  | 'rtf';

const MAGIC: readonly (readonly [string, Format])[] = [
  ['PK\x03\x04', 'zip'],
  ['PK\x05\x06', 'zip'],
  ['%PDF-', 'pdf'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'compound'],
  ['Rar!\x1a\x07', 'rar'],
  ['7z\xbc\xaf\x27\x1c', 'seven-zip'],
  ['\xff\xd8\xff', 'picture'],
  ['\x89PNG\r\n\x1a\n', 'picture'],
  ['GIF8', 'picture'],
  ['BM', 'picture'],
  ['II*\x00', 'picture'],
  ['MM\x00*', 'picture'],
  ['\x00\x00\x00\x0cJXL ', 'picture'],
  ['\x1f\x8b', 'gzip'],
  ['BZh', 'tar'],
  ['\xfd7zXZ\x00', 'tar'],
  ['{\\rtf', 'rtf'],
];
const HTML =
  /^\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|div|table|p|meta|script|style|span|h[1-6]|ul|section|article)[\s>/]/i;

export function formatOf(bytes: Uint8Array): Format {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4096));
  const latin = head.toString('latin1');
  for (const [magic, format] of MAGIC) {
    // Two letters begin texts as well: a bitmap says how long it is.
    if (
      format === 'picture' &&
      magic === 'BM' &&
      !(latin.startsWith('BM') && head.length > 14 && head.readUInt32LE(6) === 0)
    )
      continue;
    if (latin.startsWith(magic)) return format;
  }
  if (latin.slice(257, 262) === 'ustar') return 'tar';
  if (latin.startsWith('RIFF') && latin.slice(8, 12) === 'WEBP') return 'picture';
  if (/^ftyp(?:avif|heic|heix|mif1|msf1)/.test(latin.slice(4, 12))) return 'picture';
  // PDF allows some bytes before its head.
  if (latin.slice(0, 1024).includes('%PDF-')) return 'pdf';
  const text = latin.replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '').replaceAll('\0', '');
  return HTML.test(text) ? 'html' : 'text';
}
