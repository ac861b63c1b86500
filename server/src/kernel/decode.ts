import { isUtf8 as isWholeUtf8 } from 'node:buffer';

/** How the bytes of a page were turned into text. */
export interface EncodingFacts {
  /** the encoding that fits the bytes, as a WHATWG label: `utf-8`, `gb18030`, `big5`, `utf-16le` … */
  readonly used: string;
  /** label in the Content-Type header */
  readonly header?: string;
  /** label in the page's own meta tag */
  readonly meta?: string;
  /** false when a declaration names another encoding than the one that fits */
  readonly agrees: boolean;
}

interface Decoded {
  readonly text: string;
  readonly encoding: EncodingFacts;
}

const PRESCAN_BYTES = 4096;
/** More damaged characters than this, of a hundred, and the encoding does not fit. */
const DAMAGE_LIMIT = 0.5;

/**
 * Decodes a page as a patient browser would: a byte order mark decides, then the declared encodings if the bytes
 * bear them out, then what fits. Pages whose meta says gb2312 while the bytes are UTF-16 exist and are read.
 */
export function decodePage(bytes: Uint8Array, contentType: string | undefined): Decoded {
  const header = whatwgLabel(/charset\s*=\s*["']?([\w:.-]{1,40})/i.exec(contentType ?? '')?.[1]);
  const meta = declaredInMeta(bytes);
  const used = byteOrderMark(bytes) ?? wideWithoutMark(bytes) ?? fittingEncoding(bytes, [header, meta]);
  const text = new TextDecoder(used).decode(bytes);
  const agrees = [header, meta].every((label) => label === undefined || covers(used, label));
  return { text, encoding: { used, ...(header && { header }), ...(meta && { meta }), agrees } };
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 without a mark: markup in it has a NUL in every second byte. */
function wideWithoutMark(bytes: Uint8Array): string | undefined {
  const length = Math.min(bytes.length, PRESCAN_BYTES) & ~1;
  if (length < 64) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const half = length / 2;
  if (odd > half * 0.3 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.3 && odd < half * 0.05) return 'utf-16be';
  return undefined;
}

function declaredInMeta(bytes: Uint8Array): string | undefined {
  const ascii = Buffer.from(bytes.subarray(0, PRESCAN_BYTES)).toString('latin1').replaceAll('\0', '');
  return whatwgLabel(/<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w:.-]{1,40})/i.exec(ascii)?.[1]);
}

function whatwgLabel(label: string | undefined): string | undefined {
  if (!label) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

/** gb18030 contains gbk, and gb2312 is read as gbk. */
function covers(used: string, declared: string): boolean {
  return used === declared || (used === 'gb18030' && declared === 'gbk');
}

function fittingEncoding(bytes: Uint8Array, declared: readonly (string | undefined)[]): string {
  const candidates = declared.filter((label) => label !== undefined).map(widest);
  if (isUtf8(bytes)) return 'utf-8';
  const fitting = candidates.find(
    (label) => !label.startsWith('utf-') && damage(bytes, label) <= DAMAGE_LIMIT,
  );
  if (fitting) return fitting;
  const [best = 'utf-8'] = ['utf-8', 'gb18030', 'big5']
    .map((label) => ({ label, damage: damage(bytes, label), common: commonShare(bytes, label) }))
    .sort((a, b) => a.damage - a.common - (b.damage - b.common))
    .map(({ label }) => label);
  return best;
}

function widest(label: string): string {
  return label === 'gbk' ? 'gb18030' : label;
}

/** Valid UTF-8; a character cut at the very end does not count (the body may have been cut by our own limit). */
function isUtf8(bytes: Uint8Array): boolean {
  if (isWholeUtf8(bytes)) return true;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    decoder.decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Damaged characters per hundred characters outside ASCII. */
function damage(bytes: Uint8Array, label: string): number {
  const text = new TextDecoder(label).decode(bytes);
  const foreign = text.match(/[^\u0000-\u007f]/g)?.length ?? 0;
  const broken = text.match(/[\ufffd\ue000-\uf8ff]/g)?.length ?? 0;
  return foreign === 0 ? 0 : (broken / foreign) * 100;
}

/** Share, per hundred, of the commonest characters of Chinese prose, simplified and traditional. */
function commonShare(bytes: Uint8Array, label: string): number {
  const text = new TextDecoder(label).decode(bytes);
  const foreign = text.match(/[^\u0000-\u007f]/g)?.length ?? 0;
  const common =
    text.match(
      /[的一是不了在人有我他这這中大来來上国國和地到以说說时時要就出会會可也你对對生能而子那得于於]/g,
    )?.length ?? 0;
  return foreign === 0 ? 0 : (common / foreign) * 100;
}
