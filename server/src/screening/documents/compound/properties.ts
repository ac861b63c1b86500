import iconv from 'iconv-lite';
import type { DocumentPart } from '../reading.ts';

const NARROW = 30;
const WIDE = 31;
const CODE_PAGE = 1;
const MOST = 200;

/** Title, author and what else is written about a document (MS-OLEPS): the texts of its first section. */
export function readProperties(stream: Buffer): DocumentPart[] {
  if (stream.length < 48) return [];
  const section = stream.readUInt32LE(44);
  if (section + 8 > stream.length) return [];
  const raw = stream.subarray(section);
  const texts: string[] = [];
  let charset = 'gb18030';
  for (let n = 0, count = Math.min(raw.readUInt32LE(4), MOST); n < count; n++) {
    const place = 8 + n * 8;
    if (place + 8 > raw.length) break;
    const at = raw.readUInt32LE(place + 4);
    if (at + 8 > raw.length) continue;
    const type = raw.readUInt32LE(at);
    const length = raw.readUInt32LE(at + 4);
    if (raw.readUInt32LE(place) === CODE_PAGE && (length & 0xffff) === 65001) charset = 'utf8';
    if (type === NARROW) texts.push(iconv.decode(raw.subarray(at + 8, at + 8 + length), charset));
    else if (type === WIDE) texts.push(raw.subarray(at + 8, at + 8 + length * 2).toString('utf16le'));
  }
  const text = texts
    .map((each) => each.replaceAll('\0', '').trim())
    .filter(Boolean)
    .join('\n');
  return text === '' ? [] : [{ part: 'properties', text }];
}
