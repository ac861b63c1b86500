/** The nonce that the server put into this page. Browsers hide the attribute from style sheets, not from scripts. */
export function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
