/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

export interface FoundExit {
  /** number given to the element, kept in an attribute of our own name */
  readonly number: number;
  readonly kind: 'a' | 'area' | 'option' | 'onclick';
  readonly url: string;
  readonly text: string;
  readonly visible: boolean;
}

/**
 * Runs inside the page: numbers the elements that lead to other sites. Only what a person can click: links, areas of
 * picture maps, choices of a list, and elements whose click opens an address.
 */
export function findExits(limit: number): FoundExit[] {
  const exits: FoundExit[] = [];
  const add = (element: Element, kind: FoundExit['kind'], url: string): void => {
    if (!/^https?:/.test(url) || exits.length >= limit) return;
    const number = exits.length + 1;
    element.setAttribute('data-zhengdun-exit', String(number));
    const shown = kind === 'option' ? (element.closest('select') ?? element) : element;
    const rect = shown.getBoundingClientRect();
    const style = getComputedStyle(shown);
    const visible =
      (rect.width > 1 && rect.height > 1 && style.visibility === 'visible' && style.display !== 'none') ||
      kind === 'area';
    const text =
      (element.textContent ?? '').trim() ||
      element.getAttribute('title') ||
      element.querySelector('img')?.alt ||
      '';
    exits.push({ number, kind, url, text: text.slice(0, 80), visible });
  };
  for (const link of document.querySelectorAll('a[href]')) {
    const opened = /open\(\s*['"](https?:[^'"]+)|location(?:\.href)?\s*=\s*['"](https?:[^'"]+)/.exec(
      link.getAttribute('href') ?? '',
    );
    if (opened) add(link, 'onclick', opened[1] ?? opened[2] ?? '');
    else add(link, 'a', (link as HTMLAnchorElement).href);
  }
  for (const area of document.querySelectorAll('area[href]'))
    add(area, 'area', (area as HTMLAreaElement).href);
  for (const option of document.querySelectorAll('option[value]')) {
    const value = (option as HTMLOptionElement).value;
    if (/^(https?:)?\/\//.test(value)) add(option, 'option', new URL(value, location.href).href);
  }
  for (const element of document.querySelectorAll('[onclick]')) {
    const click = element.getAttribute('onclick') ?? '';
    const opened =
      /open\(\s*['"]((?:https?:)?\/\/[^'"]+)|location(?:\.href)?\s*=\s*['"]((?:https?:)?\/\/[^'"]+)/.exec(
        click,
      );
    const url = opened?.[1] ?? opened?.[2];
    if (url && element.tagName !== 'A') add(element, 'onclick', new URL(url, location.href).href);
  }
  return exits;
}

export interface SeenLayer {
  readonly text: string;
  readonly wholePage: boolean;
  /** page coordinates of the middle of the buttons, as they stand in the window now */
  readonly stay: { x: number; y: number } | null;
  readonly leave: { x: number; y: number } | null;
}

/**
 * Runs inside a frame: the layer that asks whether to leave, with its two buttons; null while there is none.
 * A layer is what lies above the page (fixed, absolute, dialog) and speaks of leaving. With `wholePage` the page
 * itself may be the question: an interstitial.
 */
export function findLayer(wholePage: boolean): SeenLayer | null {
  const asks =
    /离开|即将(访问|跳转|打开|前往|进入)|跳转(到|至)|外部(链接|网站)|非(政府|本)网站|第三方网站|是否继续|继续访问|leaving|external (site|link)/i;
  const leaveWords =
    /^[\s]*(继续(访问|前往|浏览|跳转)?|确\s*定|确\s*认|前往|访问|是的?|同意|打开|立即跳转|continue|ok|yes|go)[\s>»]*$/i;
  const stayWords =
    /^[\s]*(放\s*弃|取\s*消|返\s*回|关\s*闭|留在本站|停留|不了?|否|×|x|cancel|no|stay|back)[\s]*$/i;
  const isShown = (element: Element): boolean => {
    const rect = element.getBoundingClientRect();
    if (
      rect.width < 4 ||
      rect.height < 4 ||
      rect.bottom < 0 ||
      rect.top > innerHeight ||
      rect.right < 0 ||
      rect.left > innerWidth
    )
      return false;
    for (let at: Element | null = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.display === 'none' || style.visibility === 'hidden' || Number(style.opacity) < 0.2)
        return false;
    }
    return true;
  };
  const lies = (element: Element): boolean => {
    for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.position === 'fixed' || at.tagName === 'DIALOG' || at.getAttribute('role') === 'dialog')
        return true;
      if (style.position === 'absolute' && (Number(style.zIndex) >= 1 || style.zIndex === 'auto'))
        return true;
    }
    return false;
  };
  const middle = (element: Element): { x: number; y: number } => {
    const rect = element.getBoundingClientRect();
    return { x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 };
  };
  let found: Element | null = null;
  const walker = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(), seen = 0; node && seen < 40_000; node = walker.nextNode(), seen++) {
    const text = node.nodeValue ?? '';
    const parent = node.parentElement;
    if (text.length > 400 || !asks.test(text) || !parent || /^(SCRIPT|STYLE)$/.test(parent.tagName)) continue;
    if (isShown(parent) && (wholePage || lies(parent))) {
      found = parent;
      break;
    }
  }
  if (!found) return null;
  // The box of the layer: the widest ancestor that is still no whole page.
  let layer: Element = found;
  for (let at = found.parentElement; at && at !== document.body; at = at.parentElement) {
    const text = (at as HTMLElement).innerText ?? '';
    if (text.length > 600) break;
    layer = at;
  }
  let stay: Element | null = null;
  let leave: Element | null = null;
  const words = (element: Element): string =>
    (
      (element as HTMLElement).innerText ||
      element.getAttribute('value') ||
      element.getAttribute('title') ||
      element.getAttribute('aria-label') ||
      ''
    ).trim();
  for (const element of layer.querySelectorAll('a,button,input,span,div,em,i,img,p,li')) {
    if (!isShown(element)) continue;
    const text = words(element);
    if (!leave && leaveWords.test(text)) leave = element;
    if (!stay && stayWords.test(text)) stay = element;
  }
  // Buttons drawn by style sheets have no words; their class names tell.
  for (const element of layer.querySelectorAll('[class],[id]')) {
    if (!isShown(element) || words(element).length > 12) continue;
    const names = `${element.getAttribute('class') ?? ''} ${element.id}`;
    if (
      !leave &&
      element !== stay &&
      /\b(continue|jixu|confirm|sure|go-?on|btn0|layui-layer-btn0|ok)\b/i.test(names)
    )
      leave = element;
    if (
      !stay &&
      element !== leave &&
      /\b(fangqi|cancel|quxiao|close\w*|layui-layer-btn1|back)\b/i.test(names)
    )
      stay = element;
  }
  return {
    wholePage,
    text: ((layer as HTMLElement).innerText ?? '').replace(/\s+/g, ' ').trim().slice(0, 200),
    stay: stay && middle(stay),
    leave: leave && middle(leave),
  };
}

/**
 * Sent before any script of the page: while the page is being built, one link to another site gets an address that
 * only contains `gov.cn`. A prompt that looks for these letters lets it pass.
 */
export function placeLure(wanted: { original: string; lure: string }): void {
  let placed = false;
  const place = (link: Element): void => {
    if (placed || (link as HTMLAnchorElement).href !== wanted.original) return;
    placed = true;
    link.setAttribute('href', wanted.lure);
  };
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (!(node instanceof Element)) continue;
        if (node.matches('a[href]')) place(node);
        for (const link of node.querySelectorAll('a[href]')) place(link);
      }
    }
  }).observe(document, { childList: true, subtree: true });
}
