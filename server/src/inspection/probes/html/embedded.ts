import type { Element } from 'domhandler';
import { plainText } from '../../../kernel/plain-text.ts';
import { allElements, attribute, type ParsedPage, rawText } from './dom.ts';
import { absolute, baseOf } from './links.ts';
import type { EmbeddedFact } from './page-facts.ts';

const LIMIT = 600;

/** Names that old scripts ask for only to find out what the browser can do: no plug-in is demanded by them. */
const HARMLESS_PROGIDS = /^(microsoft\.xml|msxml|shockwaveflash\.|scripting\.|htmlfile$)/i;

/** What a page pulls in: scripts, styles, pictures, frames, media, plug-in objects. One entry an address. */
export function readEmbedded(page: ParsedPage, pageUrl: string): EmbeddedFact[] {
  const base = baseOf(page, pageUrl);
  const found = new Map<string, EmbeddedFact>();
  for (const element of allElements(page.root)) {
    if (found.size >= LIMIT) break;
    const line = page.lineAt(element.startIndex ?? 0);
    for (const fact of embeddedIn(element, base)) {
      const key = `${fact.kind} ${fact.url ?? ''} ${fact.type ?? ''}`;
      if (!found.has(key)) found.set(key, { ...fact, line });
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
      return [{ kind: 'object', ...from('data'), type: objectType(element) }];
    case 'embed':
      return [{ kind: 'object', ...from('src'), type: objectType(element) }];
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
  return Array.from(
    script.matchAll(/new\s+ActiveXObject\s*\(\s*['"]([\w.]{1,80})['"]/g),
    (match) => match[1] ?? '',
  )
    .filter((name) => !HARMLESS_PROGIDS.test(name))
    .map((name) => ({ kind: 'object', type: `ActiveX ${name}` }));
}
