/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** What measurePage brings back; plain data, it crosses the border of the browser. */
export interface Measured {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly textLength: number;
  readonly marks: readonly MeasuredMark[];
  readonly names: readonly MeasuredName[];
  readonly headPictures: number;
  readonly hiddenLinks: readonly { url: string; text: string; manner: string }[];
}

export interface MeasuredMark {
  readonly href: string;
  readonly form: 'link' | 'holder' | 'picture';
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly visible: boolean;
  readonly pictureShown: boolean;
  readonly picture: string;
  /** absolute address of the picture; empty where style sheets draw it */
  readonly pictureUrl: string;
}

export interface MeasuredName {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly fontPixels: number;
}

/**
 * Runs inside the checked page, in a world of its own that the page's scripts cannot touch. Self-contained: it is
 * sent over as text. Pixels of the whole page, not of the window.
 */
export function measurePage(wanted: { names: readonly string[]; ownSuffix: string }): Measured {
  const root = document.documentElement;
  const width = Math.max(root.scrollWidth, document.body?.scrollWidth ?? 0, 1);
  const height = Math.max(root.scrollHeight, document.body?.scrollHeight ?? 0, 1);

  function boxOf(element: Element): { left: number; top: number; width: number; height: number } {
    const rect = element.getBoundingClientRect();
    return {
      left: rect.left + window.scrollX,
      top: rect.top + window.scrollY,
      width: rect.width,
      height: rect.height,
    };
  }

  /** Why a reader does not see an element; empty when it is to be seen. */
  function unseen(element: Element): string {
    const box = boxOf(element);
    if (box.width < 2 || box.height < 2) return 'size';
    if (box.left + box.width < 0 || box.top + box.height < 0 || box.left > width + 200) return 'off-page';
    for (let at: Element | null = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.display === 'none') return 'display';
      if (style.visibility !== 'visible' && at === element) return 'visibility';
      if (Number(style.opacity) < 0.05) return 'opacity';
      // The overflow of body and html belongs to the window.
      if (style.overflow !== 'visible' && at !== element && at !== document.body && at !== root) {
        const frame = at.getBoundingClientRect();
        if (frame.width < 2 || frame.height < 2) return 'clipped';
      }
    }
    return '';
  }

  /** Whether the middle of an element is really drawn there: the surest answer, at the price of scrolling to it. */
  function isDrawn(element: Element): boolean {
    const why = unseen(element);
    if (why !== '' && why !== 'clipped') return false;
    const before = window.scrollY;
    window.scrollTo(0, boxOf(element).top - window.innerHeight / 2);
    const rect = element.getBoundingClientRect();
    const hit = document.elementsFromPoint(rect.left + rect.width / 2, rect.top + rect.height / 2);
    window.scrollTo(0, before);
    const depth = hit.findIndex((each) => each === element || element.contains(each));
    return depth >= 0 && !hit.slice(0, depth).some((over) => !over.contains(element) && covers(over));
  }

  /** Whether what lies over another element hides it. What floats with the window does so only by chance. */
  function covers(element: Element): boolean {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { position, opacity } = getComputedStyle(at);
      if (position === 'fixed' || position === 'sticky' || Number(opacity) < 0.5) return false;
    }
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    const alpha = /rgba\(.*,\s*([\d.]+)\)/.exec(backgroundColor)?.[1] ?? '1';
    const isFilled = backgroundColor !== 'transparent' && Number(alpha) > 0.5;
    return isFilled || backgroundImage !== 'none' || /^(IMG|VIDEO|CANVAS|IFRAME)$/.test(element.tagName);
  }

  const marks: MeasuredMark[] = [];
  for (const element of document.querySelectorAll(
    'a[href*="bszs.conac.cn"], #_ideConac, #imgConac, img[src*="conac.cn/image/"]',
  )) {
    const link =
      element.closest('a[href*="bszs.conac.cn"]') ?? element.querySelector('a[href*="bszs.conac.cn"]');
    if (link && link !== element) continue;
    const picture = element.tagName === 'IMG' ? (element as HTMLImageElement) : element.querySelector('img');
    const shown = picture ?? element;
    const background = getComputedStyle(element).backgroundImage;
    marks.push({
      href: element.getAttribute('href') ?? '',
      form: element.tagName === 'A' ? 'link' : element.tagName === 'IMG' ? 'picture' : 'holder',
      ...boxOf(shown),
      visible: isDrawn(shown),
      pictureShown: picture
        ? picture.complete && picture.naturalWidth > 1
        : background !== 'none' && background !== '',
      picture: picture?.getAttribute('src') ?? background.slice(0, 300),
      pictureUrl: picture?.src ?? '',
    });
    if (marks.length >= 10) break;
  }

  const names: MeasuredName[] = [];
  const walker = document.createTreeWalker(document.body ?? root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(), seen = 0; node && seen < 60_000; node = walker.nextNode(), seen++) {
    const text = node.nodeValue ?? '';
    const name = wanted.names.find((each) => each !== '' && text.includes(each));
    const parent = node.parentElement;
    if (!name || !parent || /^(SCRIPT|STYLE|NOSCRIPT)$/.test(parent.tagName) || unseen(parent) !== '')
      continue;
    const range = document.createRange();
    range.setStart(node, text.indexOf(name));
    range.setEnd(node, text.indexOf(name) + name.length);
    const rect = range.getBoundingClientRect();
    names.push({
      text: name,
      left: rect.left + window.scrollX,
      top: rect.top + window.scrollY,
      width: rect.width,
      height: rect.height,
      fontPixels: Number.parseFloat(getComputedStyle(parent).fontSize) || 0,
    });
    if (names.length >= 20) break;
  }
  for (const picture of document.querySelectorAll('img[alt], img[title], [aria-label]')) {
    const described = `${picture.getAttribute('alt') ?? ''} ${picture.getAttribute('title') ?? ''} ${picture.getAttribute('aria-label') ?? ''}`;
    const name = wanted.names.find((each) => each !== '' && described.includes(each));
    if (!name || names.length >= 30 || unseen(picture) !== '') continue;
    names.push({ text: name, ...boxOf(picture), fontPixels: Math.round(boxOf(picture).height / 2) });
  }

  let headPictures = 0;
  for (const element of Array.from(document.getElementsByTagName('*')).slice(0, 3_000)) {
    if (headPictures >= 9) break;
    const box = boxOf(element);
    if (box.top > 400 || box.width < 120 || box.height < 20 || box.width > 1_100 + width / 4) continue;
    const drawn =
      /^(IMG|SVG|CANVAS)$/i.test(element.tagName) || /url\(/.test(getComputedStyle(element).backgroundImage);
    if (drawn && unseen(element) === '') headPictures += 1;
  }

  // display:none is how every menu hides; 暗链 hide by tiny size, far places, no opacity, the ground's own colour.
  const hiddenLinks: { url: string; text: string; manner: string }[] = [];
  for (const link of document.querySelectorAll('a[href]')) {
    if (hiddenLinks.length >= 50) break;
    const url = (link as HTMLAnchorElement).href;
    const host = (link as HTMLAnchorElement).hostname;
    const text = (link.textContent ?? '').trim();
    if (
      !/^https?:/.test(url) ||
      text === '' ||
      host === wanted.ownSuffix ||
      host.endsWith(`.${wanted.ownSuffix}`)
    )
      continue;
    const style = getComputedStyle(link);
    const why = unseen(link);
    const size = Number.parseFloat(style.fontSize);
    if (why === 'off-page' || why === 'opacity' || why === 'clipped')
      hiddenLinks.push({ url, text, manner: why });
    else if (why === '' && size < 3) hiddenLinks.push({ url, text, manner: 'font-size' });
    else if (why === '' && style.color === groundColour(link) && !link.querySelector('img'))
      hiddenLinks.push({ url, text, manner: 'colour' });
  }

  function groundColour(element: Element): string {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== 'none') return '';
      if (!/rgba\(\d+, \d+, \d+, 0\)|transparent/.test(style.backgroundColor)) return style.backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  }

  return {
    width,
    height,
    title: document.title,
    textLength: (document.body?.innerText ?? '').replace(/\s+/g, '').length,
    marks,
    names,
    headPictures,
    hiddenLinks,
  };
}

/** The rendered page as markup, cut to `limit` characters. */
export function pageMarkup(limit: number): string {
  return document.documentElement.outerHTML.slice(0, limit);
}

/** Draws a frame over the page at a box in page pixels, for the picture; nothing of the page's own is changed. */
export function drawFrame(box: { left: number; top: number; width: number; height: number }): void {
  const frame = document.createElement('div');
  frame.setAttribute(
    'style',
    `all:initial!important;position:absolute!important;z-index:2147483647!important;pointer-events:none!important;box-sizing:border-box!important;border:3px solid #cf1322!important;left:${box.left - 4}px!important;top:${box.top - 4}px!important;width:${box.width + 8}px!important;height:${box.height + 8}px!important`,
  );
  document.documentElement.appendChild(frame);
}
