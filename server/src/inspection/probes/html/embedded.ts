import type { Element } from 'domhandler';
import { plainText } from '../../../kernel/plain-text.ts';
import { allElements, attribute, lineage, type ParsedPage, rawText } from './dom.ts';
import { absolute, baseOf } from './links.ts';
import type { EmbeddedFact } from './page-facts.ts';

const LIMIT = 600;

/** Programs and controls without which a script does not do its work; others are only asked for to see what the browser has. */
const NEEDED_PROGIDS =
  /^((word|excel|powerpoint|wps|kwps|et|ket|wpp)\.application|capicom\.|certenroll\.|safeengine|ntko\.|weboffice|sharepoint\.|adodb\.|wscript\.|pdf\.)/i;

/** What a page pulls in: scripts, styles, pictures, frames, media, plug-in objects. One entry an address. */
export function readEmbedded(page: ParsedPage, pageUrl: string): EmbeddedFact[] {
  const base = baseOf(page, pageUrl);
  const found = new Map<string, EmbeddedFact>();
  for (const element of page.elements) {
    if (found.size >= LIMIT) break;
    for (const fact of embeddedIn(element, base)) {
      const key = `${fact.kind} ${fact.url ?? ''} ${fact.type ?? ''}`;
      if (!found.has(key)) found.set(key, { ...fact, line: page.lineAt(element.startIndex ?? 0) });
    }
  }
  return [...found.values()];
}

type Fact = Omit<EmbeddedFact, 'line'>;

function embeddedIn(element: Element, base: string): Fact[] {
  const from = (name: string): { url?: string } => {
    const url = absolute(attribute(element, name), base);
    return url ? { url } : {};
  };
  switch (element.name) {
    case 'script':
      return [{ kind: 'script', ...from('src') }, ...activeObjects(rawText(element))];
    case 'link':
      return /stylesheet/i.test(attribute(element, 'rel')) ? [{ kind: 'style', ...from('href') }] : [];
    case 'img':
      return [{ kind: 'image', ...from('src') }];
    case 'iframe':
    case 'frame':
      return [{ kind: 'frame', ...from('src') }];
    case 'video':
    case 'audio':
    case 'source':
      return [{ kind: 'media', ...from('src') }];
    case 'object':
      return isFallback(element) ? [] : [{ kind: 'object', ...from('data'), type: objectType(element) }];
    case 'embed':
      return isFallback(element) ? [] : [{ kind: 'object', ...from('src'), type: objectType(element) }];
    case 'applet':
      return [{ kind: 'applet', type: plainText(attribute(element, 'code') || 'applet', 80) }];
    default:
      return [];
  }
}

function objectType(element: Element): string {
  const movie = [...allElements(element)].find(
    ({ name, attribs }) => name === 'param' && /^(movie|src)$/i.test(attribs.name ?? ''),
  );
  const parts = [
    attribute(element, 'classid'),
    attribute(element, 'type'),
    attribute(element, 'data') || attribute(element, 'src') || (movie ? attribute(movie, 'value') : ''),
  ];
  return plainText(parts.filter((part) => part !== '').join(' '), 160);
}

function activeObjects(script: string): Fact[] {
  const created = script.matchAll(/new\s+ActiveXObject\s*\(\s*['"]([\w.]{1,80})['"]/g);
  const needed = Array.from(created, (match) => match[1] ?? '')
    .filter((name) => NEEDED_PROGIDS.test(name))
    .map((name): Fact => ({ kind: 'object', type: `ActiveX ${name}` }));
  return [...needed, ...flashIn(script)];
}

/** Flash that the two usual scripts put into the page, unless the browser's own player stands beside. */
function flashIn(script: string): Fact[] {
  if (/html5|<video|\.mp4/i.test(script)) return [];
  const found = /\bAC_FL_RunContent\s*\(|\bswfobject\s*\.\s*embedSWF\s*\(/i.exec(script);
  return found ? [{ kind: 'object', type: 'application/x-shockwave-flash' }] : [];
}

/** What stands in a video is for browsers that cannot play it. */
function isFallback(element: Element): boolean {
  for (const { name } of lineage(element)) if (name === 'video' || name === 'audio') return true;
  return false;
}
