/**
 * An address without what stands behind `?` and `#`, where buttons for sharing put a page's title, and without a name or
 * password in it; empty for what is no http(s) address, since the whole of it may be such text.
 */
export function withoutQuery(address: string): string {
  const url = URL.parse(address);
  return url && /^https?:$/.test(url.protocol) ? url.origin + url.pathname : '';
}
