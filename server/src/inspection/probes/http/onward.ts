/** Bytes of a page in which what sends everybody on is looked for: such pages are short, or do it at their head. */
const HEAD_BYTES = 30_000;
const REFRESH =
  /<meta\b[^<>]{0,80}\bhttp-equiv\s*=\s*["']?refresh["']?[^<>]{0,80}\burl\s*=\s*['"]?\s*(https:\/\/[^\s'"<>]{1,400})/i;
const ASSIGNED =
  /\blocation(?:\.href)?\s*=\s*["'](https:\/\/[^\s'"<>]{1,400})["']|\blocation\.(?:replace|assign)\(\s*["'](https:\/\/[^\s'"<>]{1,400})["']/;
/** `if (location.protocol != 'https:') location.href = 'https://' + …`, and the many like it. */
const ASKS_SCHEME =
  /\blocation\.protocol\s*[!=]==?\s*["']https?:?["']|["']https?:["']\s*[!=]==?\s*(?:\w+\.)*location\.protocol/;
const CHANGES_SCHEME =
  /\blocation\.protocol\s*=\s*["']https:?["']|\blocation(?:\.href)?\s*=(?!=)[^;\n]{0,120}https:|\blocation\.(?:replace|assign)\([^;\n]{0,120}https:/;

/**
 * Where a plain page sends a browser on by itself, without a redirect of the server: the encrypted address, or undefined
 * where it does not. Scripts that only run on a click are not looked at: an address in a handler sends nobody.
 *
 * @param plainUrl the address of the page, `http://…`
 */
export function onwardFrom(body: Uint8Array, plainUrl: string): string | undefined {
  const text = Buffer.from(body.subarray(0, HEAD_BYTES))
    .toString('latin1')
    .replace(/<!--[\s\S]*?-->/g, '');
  const refresh = REFRESH.exec(text)?.[1];
  if (refresh !== undefined) return refresh;
  for (const [, script = ''] of text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script/gi)) {
    if (ASKS_SCHEME.test(script) && CHANGES_SCHEME.test(script)) return plainUrl.replace(/^http:/, 'https:');
    // A function is called by somebody, or by nobody.
    const assigned = /\bfunction\b/.test(script) ? null : ASSIGNED.exec(script);
    if (assigned) return assigned[1] ?? assigned[2];
  }
  return undefined;
}
