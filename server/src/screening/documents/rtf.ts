import iconv from 'iconv-lite';
import { formatOf } from './format.ts';
import type { Reading } from './reading.ts';

/** Groups whose text is no text of the document. */
const ASIDE =
  /^(?:fonttbl|colortbl|stylesheet|listtable|listoverridetable|rsidtbl|themedata|datastore|latentstyles|colorschememapping|xmlnstbl|generator|nonshppict)$/;
const OBJECT = /^(?:object|objdata)$/;
const BREAK = /^(?:par|line|sect|page|row|softline)$/;
const DEEPEST = 2_000;

interface RtfReading extends Reading {
  readonly embedded: readonly { readonly name: string; readonly bytes: Buffer }[];
}

/**
 * The words of an RTF document, and its pictures; characters outside of ASCII in code page 936 or as numbers. Drawings and what
 * other programs have put in are told as unread.
 */
export function readRtf(bytes: Uint8Array): RtfReading {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const out: string[] = [];
  let narrow: number[] = [];
  const flush = (): void => {
    if (narrow.length > 0) out.push(iconv.decode(Buffer.from(narrow), 'gb18030'));
    narrow = [];
  };
  const put = (text: string): void => {
    flush();
    out.push(text);
  };
  let isAside = false;
  let hasOthers = false;
  const pictures: Buffer[] = [];
  let picture: { readonly depth: number; hex: string } | undefined;
  const closePicture = (): void => {
    const content = Buffer.from(picture?.hex ?? '', 'hex');
    picture = undefined;
    if (formatOf(content) === 'picture') pictures.push(content);
    else hasOthers = true;
  };
  let skip = 0;
  let replacements = 1;
  const groups: { readonly isAside: boolean; readonly replacements: number }[] = [];
  const token = /\\([a-z]+)(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z'])|([{}])|([^\\{}]+)|\\/gi;
  for (const [, word, number, hex, sign, brace, text] of source.matchAll(token)) {
    if (brace === '{') {
      if (groups.length < DEEPEST) groups.push({ isAside, replacements });
    } else if (brace === '}') {
      if (picture?.depth === groups.length) closePicture();
      ({ isAside, replacements } = groups.pop() ?? { isAside: false, replacements: 1 });
      flush();
    } else if (word !== undefined) {
      if (ASIDE.test(word)) isAside = true;
      if (OBJECT.test(word)) {
        isAside = true;
        hasOthers = true;
      } else if (word === 'pict' && !isAside) {
        isAside = true;
        picture = { depth: groups.length, hex: '' };
      }
      if (isAside) continue;
      if (word === 'uc') replacements = Math.min(Number(number), 8);
      else if (word === 'u') {
        put(String.fromCharCode(Number(number) & 0xffff));
        skip = replacements;
      } else if (word === 'tab' || word === 'cell') put('\t');
      else if (BREAK.test(word)) put('\n');
    } else if (isAside) {
      if (picture?.depth === groups.length && text !== undefined) picture.hex += text.replaceAll(/\s/g, '');
    } else if (hex !== undefined) {
      if (skip > 0) skip -= 1;
      else narrow.push(Number.parseInt(hex, 16));
    } else if (sign !== undefined) {
      if (sign === '~' || sign === '_') put(sign === '~' ? ' ' : '-');
      else if (sign === '\\' || sign === '{' || sign === '}') put(sign);
    } else if (text !== undefined) {
      const rest = text.replaceAll(/[\r\n]/g, '').slice(skip);
      skip = Math.max(0, skip - text.length);
      // Characters of two bytes may be written as they are.
      for (let at = 0; at < rest.length; at++) narrow.push(rest.charCodeAt(at));
    }
  }
  if (picture) closePicture();
  flush();
  return {
    parts: [{ part: 'body', text: out.join('') }],
    obstacles: hasOthers ? [{ what: 'picture' }] : [],
    embedded: pictures.map((content, at) => ({ name: `media/${at + 1}`, bytes: content })),
  };
}
