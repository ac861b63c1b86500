/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface SeenLayer {
  readonly text: string;
  /** middle of the buttons in the frame's window as it stands now; null where there is no such button */
  readonly stay: Point | null;
  readonly leave: Point | null;
}

export interface LayerSearch {
  /** a page of its own in between: all of it may be the question, not only what lies over a page */
  readonly wholePage: boolean;
  /** source of the pattern of words that speak of leaving (see prompt-words.ts) */
  readonly words: string;
  /** source of the pattern of words of other questions */
  readonly otherWords: string;
  /** address of the exit that was clicked: a link to it in a layer goes on */
  readonly target: string;
  /** remembers what is shown now as no answer to a click, and finds nothing */
  readonly asBefore: boolean;
}

/**
 * Runs inside a frame: the layer that asks whether to leave, with its two buttons; null while there is none to be
 * seen. A layer is what lies above the page (fixed, absolute, dialog), was not there before the click, can be seen
 * by a reader, and speaks of leaving.
 */
export function findLayer(search: LayerSearch): SeenLayer | null {
  const OLD = 'data-zhengdun-before';
  const EXIT = 'data-zhengdun-exit';
  const asks = new RegExp(search.words, 'i');
  const asksOther = new RegExp(search.otherWords, 'i');
  // Most words of a page are dismissed by this alone; what follows asks for styles and places.
  const mayAsk =
    /离开|跳转|转到|转向|外部|站外|第三方|即将|非|不(属于|是|在)|继续|是否|确[定认]|leav|external/i;
  const leaveWords =
    /^\s*(继\s*续(访\s*问|前往|浏览|跳转|打开)?|确\s*(定|认)(访问|前往|离开|跳转)?|(立即|直接)?(前往|访问|跳转|打开|离开)|是的?|同意|好的?|我?知道了|去看看|continue|ok|yes|go|leave)[\s>»!！]*$/i;
  const stayWords =
    /^\s*(放\s*弃|取\s*消|返\s*回(本站|上一页|首页)?|关\s*闭|留下|留在(本站|本页|此页)|停留|暂不.{0,4}|不(了|离开)?|否|[×✕xX]|cancel|no|stay|back|close)\s*$/i;

  const parentOf = (node: Element): Element | null =>
    node.parentElement ?? (node.getRootNode() as ShadowRoot).host ?? null;

  function isShown(element: Element): boolean {
    const rect = element.getBoundingClientRect();
    if (rect.width < 4 || rect.height < 4) return false;
    if (rect.bottom < 0 || rect.top > innerHeight || rect.right < 0 || rect.left > innerWidth) return false;
    let opacity = 1;
    for (let at: Element | null = element; at; at = parentOf(at)) {
      const style = getComputedStyle(at);
      opacity *= Number(style.opacity);
      if (style.display === 'none' || (at === element && style.visibility !== 'visible')) return false;
      const box = at.getBoundingClientRect();
      if (style.overflow !== 'visible' && (box.width < 4 || box.height < 4)) return false;
    }
    return opacity >= 0.2 && Number.parseFloat(getComputedStyle(element).fontSize) >= 6;
  }

  /** Whether an element is what a reader sees at its middle, and not something that lies over it. */
  function isOnTop(element: Element): boolean {
    if (getComputedStyle(element).pointerEvents === 'none') return true;
    const { x, y } = middle(element);
    let hit = document.elementFromPoint(x, y);
    while (hit?.shadowRoot) {
      const inside: Element | null = hit.shadowRoot.elementFromPoint(x, y);
      if (!inside || inside === hit) break;
      hit = inside;
    }
    for (let at = hit; at; at = parentOf(at)) if (at === element) return true;
    for (let at: Element | null = element; at; at = parentOf(at)) if (at === hit) return true;
    return false;
  }

  function isLayer(element: Element): boolean {
    const { position } = getComputedStyle(element);
    return (
      position === 'fixed' ||
      element.tagName === 'DIALOG' ||
      /dialog$/.test(element.getAttribute('role') ?? '')
    );
  }

  function layerAround(element: Element): 'over' | 'placed' | null {
    let found: 'placed' | null = null;
    for (let at: Element | null = element; at && at !== document.body; at = parentOf(at)) {
      if (isLayer(at)) return 'over';
      if (getComputedStyle(at).position === 'absolute') found = 'placed';
    }
    return found;
  }

  /** In the part of the element that stands in the window. */
  function middle(element: Element): Point {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return {
      x: (Math.max(0, left) + Math.min(innerWidth, right)) / 2,
      y: (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2,
    };
  }

  function wordsOf(element: Element): string {
    const picture = element.tagName === 'IMG' ? element : element.querySelector('img');
    return (
      (element as HTMLElement).innerText ||
      element.getAttribute('value') ||
      element.getAttribute('title') ||
      element.getAttribute('aria-label') ||
      picture?.getAttribute('alt') ||
      ''
    ).trim();
  }

  /** The box around an element in which a sentence speaks of leaving: pictures may stand for some of its words. */
  function sentenceAround(element: Element): Element | null {
    for (let at: Element | null = element, steps = 0; at && steps < 4; at = parentOf(at), steps++) {
      const pictured = Array.from(at.querySelectorAll('img[alt]'), (each) => each.getAttribute('alt')).join(
        ' ',
      );
      const text = `${(at as HTMLElement).innerText ?? ''} ${pictured}`.replace(/\s+/g, ' ');
      if (text.length > 400) return null;
      if (asks.test(text)) return asksOther.test(text) ? null : at;
    }
    return null;
  }

  /** Words of a sentence may be those of a button: what can be clicked comes first, then what stands last. */
  function likeliest(elements: readonly Element[]): Element | null {
    const isButton = (element: Element): boolean =>
      element.closest('a,button,input,[onclick],[role="button"]') !== null ||
      getComputedStyle(element).cursor === 'pointer';
    return elements.find(isButton) ?? elements.at(-1) ?? null;
  }

  function buttonsIn(layer: Element): { stay: Element | null; leave: Element | null } {
    const shown = Array.from(layer.querySelectorAll('*')).filter(isShown);
    const toTarget = shown.find(
      (each) => (each as HTMLAnchorElement).href === search.target && !each.hasAttribute(EXIT),
    );
    let leave = toTarget ?? likeliest(shown.filter((element) => leaveWords.test(wordsOf(element))));
    let stay = likeliest(shown.filter((element) => stayWords.test(wordsOf(element))));
    // Buttons drawn by style sheets have no words; their class names tell.
    for (const element of shown) {
      if (wordsOf(element).length > 12 || element.contains(stay) || element.contains(leave)) continue;
      const names = `${element.getAttribute('class') ?? ''} ${element.id}`;
      if (/\b(continue|jixu|confirm|sure|go-?on|layui-layer-btn0|ok)\b/i.test(names)) leave ??= element;
      else if (/\b(fangqi|cancel|quxiao|close\w*|layui-layer-btn1|back)\b/i.test(names)) stay ??= element;
    }
    return { stay, leave };
  }

  function candidates(root: ParentNode): Element[] {
    const found: Element[] = [];
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) found.push(...candidates(element.shadowRoot));
      if (/^(SCRIPT|STYLE|NOSCRIPT|OPTION)$/.test(element.tagName)) continue;
      const own = Array.from(element.childNodes).some(
        (node) => node.nodeType === Node.TEXT_NODE && mayAsk.test(node.nodeValue ?? ''),
      );
      if (own || mayAsk.test(element.getAttribute('alt') ?? '')) found.push(element);
      if (found.length > 40_000) break;
    }
    return found;
  }

  for (const element of candidates(document)) {
    if (!search.wholePage && element.hasAttribute(OLD)) continue;
    const place = search.wholePage ? 'over' : layerAround(element);
    const sentence = place && isShown(element) ? sentenceAround(element) : null;
    if (!sentence) continue;
    if (search.asBefore) {
      element.setAttribute(OLD, '');
      continue;
    }
    if (!isOnTop(element)) continue;
    // The smallest box around the words that holds both buttons; a layer that ends above the page with one of them.
    let layer: Element = element;
    let buttons = buttonsIn(layer);
    for (
      let at: Element | null = parentOf(element);
      at && at !== document.documentElement;
      at = parentOf(at)
    ) {
      const isWhole = buttons.stay && buttons.leave;
      const ends = (buttons.stay || buttons.leave) && isLayer(layer) && !search.wholePage;
      if (isWhole || ends || ((at as HTMLElement).innerText ?? '').length > 600) break;
      layer = at;
      buttons = buttonsIn(layer);
    }
    const hasButton = buttons.stay !== null || buttons.leave !== null;
    if (!hasButton && (search.wholePage || place === 'placed')) continue;
    return {
      text: ((layer as HTMLElement).innerText ?? '').replace(/\s+/g, ' ').trim().slice(0, 200),
      stay: buttons.stay && middle(buttons.stay),
      leave: buttons.leave && middle(buttons.leave),
    };
  }
  return null;
}
