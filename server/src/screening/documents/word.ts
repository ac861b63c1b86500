import type { ScreenPart } from '@zhengdun/contract';
import type { DocumentPart } from './reading.ts';
import { readXml } from './xml.ts';

/** Words of one part of a DOCX: what is seen, what is hidden, and what a tracked change has deleted. */
export function readWordPart(bytes: Buffer, part: ScreenPart, name?: string): DocumentPart[] {
  const seen: string[] = [];
  const hidden: string[] = [];
  const deleted: string[] = [];
  let isHidden = false;
  let cells = 0;
  readXml(bytes, {
    open(tag, attributes) {
      if (tag === 'w:r') isHidden = false;
      else if (tag === 'w:vanish') isHidden = attributes['w:val'] !== '0' && attributes['w:val'] !== 'false';
      else if (tag === 'w:tab') seen.push('\t');
      else if (tag === 'w:br' || tag === 'w:cr') seen.push('\n');
      else if (tag === 'w:tc') cells += 1;
    },
    text(text, within) {
      if (within === 'w:t') (isHidden ? hidden : seen).push(text);
      else if (within === 'w:delText') deleted.push(text);
    },
    close(tag) {
      if (tag === 'w:p') {
        // A cell is a place of a line; a row is a line.
        seen.push(cells > 0 ? ' ' : '\n');
        if (hidden.length > 0 && hidden.at(-1) !== '\n') hidden.push('\n');
        if (deleted.length > 0 && deleted.at(-1) !== '\n') deleted.push('\n');
      } else if (tag === 'w:tc') {
        cells -= 1;
        seen.push('\t');
      } else if (tag === 'w:tr') seen.push('\n');
    },
  });
  return [
    { part, name, text: seen.join('') },
    { part: 'hidden-text', name, text: hidden.join('') },
    { part: 'deleted-text', name, text: deleted.join('') },
  ];
}

/** The mere text of an XML part, a line for each element that holds some: properties, comments of sheets and slides. */
export function readPlainPart(bytes: Buffer, part: ScreenPart, name?: string): DocumentPart {
  const lines: string[] = [];
  readXml(bytes, { text: (text) => void (text.trim() !== '' && lines.push(text.trim())) });
  return { part, name, text: lines.join('\n') };
}

/** Words of a slide: a line for each paragraph. */
export function readSlide(bytes: Buffer, part: ScreenPart, name: string): DocumentPart {
  const words: string[] = [];
  let isHidden = false;
  readXml(bytes, {
    open: (tag, attributes) => {
      if (tag === 'p:sld' && attributes.show === '0') isHidden = true;
      if (tag === 'a:br') words.push('\n');
    },
    text: (text, within) => void (within === 'a:t' && words.push(text)),
    close: (tag) => void ((tag === 'a:p' && words.push('\n')) || (tag === 'a:tc' && words.push('\t'))),
  });
  return { part: isHidden ? 'hidden-text' : part, name, text: words.join('') };
}
