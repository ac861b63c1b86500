import { Parser } from 'htmlparser2';
import { decodePage } from '../../kernel/decode.ts';
import type { DocumentPart, Reading } from './reading.ts';

const BLOCK =
  /^(?:address|article|aside|blockquote|br|dd|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|option|p|pre|section|table|tbody|thead|title|tr|ul)$/;
const CELL = /^t[dh]$/;
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
const UNSHOWN = /^(?:script|style|template|noscript)$/;
const HIDDEN_STYLE =
  /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])/i;
const SPOKEN = ['title', 'alt', 'placeholder', 'value', 'content', 'aria-label', 'data-title'];
/** What sits deeper is read as if it sat here. */
const DEEPEST = 2_000;

/** A page as a reader sees it, and apart from it: what is hidden, comments, scripts, and texts in attributes. */
export function readHtml(bytes: Uint8Array): Reading {
  const seen: string[] = [];
  const hidden: string[] = [];
  const comments: string[] = [];
  const attributes: string[] = [];
  const path: { readonly name: string; readonly hides: boolean }[] = [];
  let hiding = 0;
  const parser = new Parser(
    {
      onopentag(name, given) {
        for (const key of SPOKEN) if (given[key]?.trim()) attributes.push(given[key]);
        if (BLOCK.test(name)) (hiding > 0 ? hidden : seen).push('\n');
        if (VOID.test(name) || path.length >= DEEPEST) return;
        const hides =
          'hidden' in given ||
          UNSHOWN.test(name) ||
          HIDDEN_STYLE.test(given.style ?? '') ||
          (name === 'input' && given.type === 'hidden');
        path.push({ name, hides });
        if (hides) hiding += 1;
      },
      ontext(text) {
        (hiding > 0 ? hidden : seen).push(text.replaceAll(/[ \t\r\n\f]+/g, ' '));
      },
      oncomment(text) {
        comments.push(text);
      },
      onclosetag(name) {
        if (BLOCK.test(name)) (hiding > 0 ? hidden : seen).push('\n');
        else if (CELL.test(name)) (hiding > 0 ? hidden : seen).push('\t');
        const at = path.findLastIndex((each) => each.name === name);
        if (at < 0) return;
        for (const { hides } of path.splice(at)) if (hides) hiding -= 1;
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(decodePage(bytes, undefined).text);
  const parts: DocumentPart[] = [
    { part: 'body', text: lines(seen) },
    { part: 'hidden-text', text: lines(hidden) },
    { part: 'comment', text: comments.join('\n') },
    { part: 'attribute', text: attributes.join('\n') },
  ];
  return { parts: parts.filter(({ text }) => text.trim() !== ''), obstacles: [] };
}

function lines(pieces: readonly string[]): string {
  return pieces
    .join('')
    .replaceAll(/ *\n[ \n]*/g, '\n')
    .trim();
}
