/** Elements whose content nobody reads. */
const UNSEEN = /<(script|style|noscript|head)[\s/>]/y;
const MAX_TAG = 2_000;

/**
 * Text of a page without its markup, blanks folded: a quick look for pages of which only a few words matter. Reads
 * in one pass: the time grows with the length of the markup and with nothing else, whatever stands open in it.
 */
export function visibleText(markup: string): string {
  const lower = markup.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const find = openSearch(lower);
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    const opens = lower.indexOf('<', at);
    if (opens === -1) break;
    parts.push(markup.slice(at, opens));
    at = endOfMarkup(lower, opens, find);
    parts.push(at === opens + 1 ? '<' : ' ');
  }
  parts.push(markup.slice(at));
  return parts.join('').replaceAll('&nbsp;', ' ').replace(/\s+/g, ' ').trim();
}

/** Where what begins with this `<` ends; right behind it when nothing does. */
function endOfMarkup(lower: string, opens: number, find: Search): number {
  if (lower.startsWith('<!--', opens)) {
    const ends = find('-->', opens + 4);
    if (ends !== -1) return ends + 3;
  }
  UNSEEN.lastIndex = opens;
  const name = UNSEEN.exec(lower)?.[1];
  const closing = name === undefined ? -1 : find(`</${name}`, opens);
  const closed = find('>', closing === -1 ? opens : closing);
  if (closed === -1 || (closing === -1 && closed - opens > MAX_TAG)) return opens + 1;
  return closed + 1;
}

type Search = (words: string, from: number) => number;

/** Finds as `indexOf` does, and remembers: what lies ahead, or nowhere, is not searched for again. */
function openSearch(text: string): Search {
  const ahead = new Map<string, number>();
  return (words, from) => {
    const known = ahead.get(words);
    if (known !== undefined && (known === -1 || known >= from)) return known;
    const found = text.indexOf(words, from);
    ahead.set(words, found);
    return found;
  };
}
