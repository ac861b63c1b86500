/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

export interface FoundExit {
  /** number given to the element, kept in an attribute of our own name */
  readonly number: number;
  readonly kind: 'a' | 'area' | 'option' | 'onclick';
  readonly url: string;
  readonly text: string;
  readonly visible: boolean;
  /** opens a window of its own */
  readonly aside: boolean;
  /** tells links apart that scripts may treat apart: by their class, or because a picture stands in them */
  readonly manner: string;
}

/**
 * Runs inside a frame: numbers the elements that lead to other sites, also those in shadow roots. Only what a
 * person can click: links, areas of picture maps, choices of a list, and elements whose click opens an address.
 */
export function findExits(limit: number): FoundExit[] {
  const exits: FoundExit[] = [];
  const address = /(?:https?:)?\/\/[\w\u0080-\uffff.-]+\.[\w\u0080-\uffff-]{2,}[^\s'"<>)\\]*/i;

  function rootOf(element: Element): ShadowRoot | undefined {
    const closed = (globalThis as { zhengdunRoots?: WeakMap<Element, ShadowRoot> }).zhengdunRoots;
    return element.shadowRoot ?? closed?.get(element);
  }
  function absolute(url: string): string {
    return URL.parse(url, location.href)?.href ?? '';
  }

  /** The style sheet of a drawing among them is none. */
  function wordsOf(element: Element): string {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let words = '';
    while (words.length < 1_000 && walker.nextNode()) {
      const { parentElement, nodeValue } = walker.currentNode;
      if (!parentElement?.closest('style, script, template')) words += nodeValue ?? '';
    }
    return words.replace(/\s+/g, ' ').trim();
  }

  function add(element: Element, kind: FoundExit['kind'], url: string): void {
    if (!/^https?:/.test(url) || exits.length >= limit) return;
    const number = exits.length + 1;
    element.setAttribute('data-zhengdun-exit', String(number));
    const shown = kind === 'option' ? (element.closest('select') ?? element) : element;
    const rect = shown.getBoundingClientRect();
    const style = getComputedStyle(shown);
    const picture = element.querySelector('img');
    const text =
      wordsOf(element) || element.getAttribute('title') || element.getAttribute('alt') || picture?.alt || '';
    exits.push({
      number,
      kind,
      url,
      text: text.slice(0, 80),
      visible:
        kind === 'area' ||
        (rect.width > 1 && rect.height > 1 && style.visibility === 'visible' && style.display !== 'none'),
      aside: /^_?(blank|new)/.test(element.getAttribute('target') ?? ''),
      manner: `${element.getAttribute('class') ?? ''} ${picture ? 'picture' : ''}`,
    });
  }

  /** The address that a click opens by what the element's attributes say; empty when they say none. */
  function opened(element: Element): string {
    const script = element.getAttribute('onclick') ?? '';
    const href = element.getAttribute('href') ?? '';
    const named = address.exec(/^\s*javascript:/i.test(href) ? href : '') ?? address.exec(script);
    if (named) return absolute(named[0]);
    for (const name of ['data-href', 'data-url', 'data-link']) {
      const value = element.getAttribute(name) ?? '';
      if (/^(https?:)?\/\//.test(value) && getComputedStyle(element).cursor === 'pointer')
        return absolute(value);
    }
    return '';
  }

  function look(root: ParentNode): void {
    for (const element of root.querySelectorAll('*')) {
      if (exits.length >= limit) return;
      const inside = rootOf(element);
      if (inside) look(inside);
      const href = element.getAttribute('href') ?? '';
      if ((element.tagName === 'A' || element.tagName === 'AREA') && /^\s*((https?:)?\/\/)/i.test(href))
        add(element, element.tagName === 'A' ? 'a' : 'area', (element as HTMLAnchorElement).href);
      else if (element.tagName === 'OPTION') {
        const { value } = element as HTMLOptionElement;
        if (/^\s*(https?:)?\/\//.test(value)) add(element, 'option', absolute(value));
      } else if (!/^(SCRIPT|STYLE|IMG|IFRAME)$/.test(element.tagName) || element.hasAttribute('onclick'))
        add(element, 'onclick', opened(element));
    }
  }

  look(document);
  return exits;
}

/**
 * Runs inside a frame: brings an exit into view and tells where in the frame's window a mouse would hit it; null when
 * something lies over it, or it has no place on the page.
 */
export function aimAtExit(number: number): { x: number; y: number } | null {
  function rootOf(element: Element): ShadowRoot | undefined {
    const closed = (globalThis as { zhengdunRoots?: WeakMap<Element, ShadowRoot> }).zhengdunRoots;
    return element.shadowRoot ?? closed?.get(element);
  }
  function find(root: ParentNode): Element | null {
    const found = root.querySelector(`[data-zhengdun-exit="${number}"]`);
    if (found) return found;
    for (const element of root.querySelectorAll('*')) {
      const root = rootOf(element);
      const inside = root && find(root);
      if (inside) return inside;
    }
    return null;
  }
  function topmost(x: number, y: number): Element | null {
    let at = document.elementFromPoint(x, y);
    for (let root = at && rootOf(at); root; root = at && rootOf(at)) {
      const inside = root.elementFromPoint(x, y);
      if (!inside || inside === at) break;
      at = inside;
    }
    return at;
  }
  /** Middles of an area: of its shape's box, then of a grid over it. */
  function pointsOfArea(area: HTMLAreaElement): { x: number; y: number }[] {
    const map = area.closest('map');
    const picture = map && document.querySelector(`img[usemap="#${CSS.escape(map.name)}"]`);
    if (!picture) return [];
    picture.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const rect = picture.getBoundingClientRect();
    const numbers = area.coords.split(/[\s,]+/).map(Number);
    const [cx = 0, cy = 0] = numbers;
    if (area.shape === 'circle') return [{ x: rect.left + cx, y: rect.top + cy }];
    const xs = numbers.filter((_, index) => index % 2 === 0);
    const ys = numbers.filter((_, index) => index % 2 === 1);
    const [left, right] = xs.length > 0 ? [Math.min(...xs), Math.max(...xs)] : [0, rect.width];
    const [top, bottom] = ys.length > 0 ? [Math.min(...ys), Math.max(...ys)] : [0, rect.height];
    const parts = [0.5, 0.25, 0.75, 0.1, 0.9];
    return parts.flatMap((y) =>
      parts.map((x) => ({
        x: rect.left + left + (right - left) * x,
        y: rect.top + top + (bottom - top) * y,
      })),
    );
  }
  function pointsOf(element: Element): { x: number; y: number }[] {
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const rects = [element, ...Array.from(element.querySelectorAll('*')).slice(0, 20)].flatMap((each) =>
      Array.from(each.getClientRects()),
    );
    return rects
      .filter(({ width, height }) => width > 1 && height > 1)
      .map(({ left, top, width, height }) => ({ x: left + width / 2, y: top + height / 2 }));
  }

  const exit = find(document);
  if (!exit) return null;
  const points = exit.tagName === 'AREA' ? pointsOfArea(exit as HTMLAreaElement) : pointsOf(exit);
  for (const { x, y } of points) {
    const hit = topmost(x, y);
    if (hit && (hit === exit || exit.contains(hit))) return { x, y };
  }
  return null;
}

/** Runs inside a frame: chooses from a list as a visitor would, or clicks an element that no mouse can reach. */
export function actOnExit(number: number): boolean {
  function rootOf(element: Element): ShadowRoot | undefined {
    const closed = (globalThis as { zhengdunRoots?: WeakMap<Element, ShadowRoot> }).zhengdunRoots;
    return element.shadowRoot ?? closed?.get(element);
  }
  function find(root: ParentNode): Element | null {
    const found = root.querySelector(`[data-zhengdun-exit="${number}"]`);
    if (found) return found;
    for (const element of root.querySelectorAll('*')) {
      const root = rootOf(element);
      const inside = root && find(root);
      if (inside) return inside;
    }
    return null;
  }
  const exit = find(document);
  if (!exit) return false;
  const list = exit.tagName === 'OPTION' ? exit.closest('select') : null;
  if (!list) {
    (exit as HTMLElement).click();
    return true;
  }
  list.focus();
  list.selectedIndex = Array.from(list.options).indexOf(exit as HTMLOptionElement);
  list.dispatchEvent(new Event('input', { bubbles: true }));
  list.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
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

/** Sent before any script of the page: forms may be read and filled, and are never sent. */
export function holdForms(): void {
  const hold = (): void => undefined;
  addEventListener('submit', (event) => event.preventDefault(), true);
  HTMLFormElement.prototype.submit = hold;
  HTMLFormElement.prototype.requestSubmit = hold;
}

/**
 * Sent before any script of the page: marks whoever closes a shadow root. It stays closed, as it is for a visitor:
 * a prompt that hears of clicks at the top does not see what was clicked in it.
 */
export function markShadows(): void {
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function attachShadow(init) {
    const root = attach.call(this, init);
    if (root.mode === 'closed') this.setAttribute('data-zhengdun-closed', '');
    return root;
  };
}

/** Runs inside a frame: whoever has closed a shadow root and has not told it so far. */
export function closedHosts(): Element[] {
  const known = (globalThis as { zhengdunRoots?: WeakMap<Element, ShadowRoot> }).zhengdunRoots;
  const hosts: Element[] = [];
  function look(root: ParentNode): void {
    for (const element of root.querySelectorAll('*')) {
      const inside = element.shadowRoot ?? known?.get(element);
      if (inside) look(inside);
      else if (element.hasAttribute('data-zhengdun-closed')) hosts.push(element);
    }
  }
  look(document);
  return hosts.slice(0, 20);
}

/** Called on a shadow root, in the world in which exits are looked for: from now on it is found by its host. */
export function keepRoot(this: ShadowRoot): void {
  const world = globalThis as { zhengdunRoots?: WeakMap<Element, ShadowRoot> };
  world.zhengdunRoots ??= new WeakMap();
  world.zhengdunRoots.set(this.host, this);
}
