/** Code points that XML 1.0 allows (§2.2). */
const FOREIGN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const TOKEN = /<\?[^>]*\?>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;

/**
 * Whether a text is a well-formed XML document of the plain kind that office files hold: elements, attributes, text.
 * Gives the first fault, or undefined.
 */
export function xmlFault(text: string): string | undefined {
  if (FOREIGN.test(text)) return 'a character that XML does not allow';
  const open: string[] = [];
  let end = 0;
  for (const [whole, closes, name = '', attributes = '', empty, words = ''] of text.matchAll(TOKEN)) {
    end += whole.length;
    if (/&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(words + attributes))
      return `a bare & near ${whole}`;
    if (name === '' || empty === '/') continue;
    if (closes !== '/') open.push(name);
    else if (open.pop() !== name) return `</${name}> closes what is not open`;
  }
  if (end !== text.length) return `no markup at ${text.slice(end, end + 60)}`;
  return open.length > 0 ? `<${open.at(-1)}> is not closed` : undefined;
}
