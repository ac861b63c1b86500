import type { PageFacts, ScriptedFacts } from '../../inspection/index.ts';

/** A link that a reader of the page sees. */
export type PageLink = Pick<PageFacts['links'][number], 'url' | 'text'>;

/** Where an attachment may stand. */
export interface FileLinks {
  /** the page links something by the name of the attachment */
  readonly isNamed: boolean;
  /** addresses to look at, each once */
  readonly urls: readonly string[];
}

const CALLED_SO = /附\s*件|下\s*载|attachment|download/i;

/**
 * Links by which a page may give an attachment: those that bear its name, in their words or their address; where there are
 * none, those to a file of its kind and those that are called 附件, because content systems give files other names.
 */
export function linksTo(name: string, links: readonly PageLink[]): FileLinks {
  const [stem, kind] = partsOf(name);
  const plain = folded(stem);
  const named = links.filter(
    ({ url, text }) => plain !== '' && (folded(text).includes(plain) || fileAt(url)[0] === plain),
  );
  const likely = links.filter(
    ({ url, text }) => (kind !== '' && fileAt(url)[1] === kind) || CALLED_SO.test(text),
  );
  const chosen = named.length > 0 ? named : likely;
  return { isNamed: named.length > 0, urls: [...new Set(chosen.map(({ url }) => url))] };
}

/**
 * Whether a script may give an attachment: one that a click runs under its name or as 附件, one that knows its name, or one
 * that fills an empty box for attachments. What it gives, the source does not tell.
 */
export function isScripted(name: string, { clicked, empty, scripts }: ScriptedFacts): boolean {
  const plain = folded(partsOf(name)[0]);
  if (plain === '') return false;
  return (
    clicked.some((words) => folded(words).includes(plain) || CALLED_SO.test(words)) ||
    empty.some((box) => BOX_OF_FILES.test(box)) ||
    folded(scripts).includes(plain)
  );
}

const BOX_OF_FILES = /attach|annex|appendix|fujian|fj_?list|file_?list|download/i;

/** The last part of an address, as name and kind. */
function fileAt(url: string): readonly [string, string] {
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  const [stem, kind] = partsOf(decoded(last));
  return [folded(stem), kind];
}

function partsOf(name: string): readonly [string, string] {
  const dot = name.lastIndexOf('.');
  return dot < 1 ? [name, ''] : [name.slice(0, dot), name.slice(dot + 1).toLowerCase()];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function folded(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}
