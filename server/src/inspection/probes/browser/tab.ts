import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Frame, Page } from 'playwright-core';
import { closedHosts, keepRoot } from './in-page/exits.ts';

/** A frame of a tab: the page itself, frames of the same site, and frames of other sites, which have processes of their own. */
export interface FrameRef {
  readonly id: string;
  readonly url: string;
  /** the page itself */
  readonly isTop: boolean;
}

export interface AskOptions {
  /** id of a frame; the page itself without it */
  readonly frame?: string | undefined;
  readonly timeoutMs?: number | undefined;
  /** lets what is asked act as a visitor's own deed: open a window, for example */
  readonly asVisitor?: boolean | undefined;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A tab spoken to past the page's own scripts. */
export interface Tab {
  readonly page: Page;
  readonly cdp: CDPSession;
  /** at most this many frames: the page, then those of its own process, then those of others */
  frames(limit: number): Promise<FrameRef[]>;
  /**
   * Runs a function in a frame, in a world apart from the page's own scripts. It is sent over as text.
   * Undefined when the page does not answer within the time (endless loops, crashed tabs).
   */
  ask<Argument, Result>(
    ask: (argument: Argument) => Result,
    argument: Argument,
    options?: AskOptions,
  ): Promise<Result | undefined>;
  /** makes closed shadow roots of a frame, of which the page left a mark, known where the frame is asked */
  reachRoots(frame: string): Promise<void>;
  /** presses the mouse at a point of a frame's window */
  press(point: Point, frame: FrameRef): Promise<void>;
}

const ASK_MS = 5_000;
const PRESS_MS = 2_000;

/** A process that draws a part of the tab, its outermost frame, and the process around it. */
interface Part {
  readonly cdp: CDPSession;
  readonly around?: { readonly part: Part; readonly rootId: string };
}

export interface TabOptions {
  /** factor on every wait for an answer of the tab */
  readonly patience?: number;
  /** hears of every process that draws a part of the tab */
  readonly onPart?: (cdp: CDPSession) => Promise<void>;
}

export async function openTab(page: Page, { patience = 1, onPart }: TabOptions = {}): Promise<Tab> {
  const cdp = await page.context().newCDPSession(page);
  await onPart?.(cdp);
  const whole: Part = { cdp };
  const parts = new WeakMap<Frame, Part>();
  /** the part in which a frame that has been listed is drawn */
  const partOf = new Map<string, Part>();

  async function frames(limit: number): Promise<FrameRef[]> {
    const found: FrameRef[] = [];
    partOf.clear();
    await collectFrom(whole, true);
    for (const frame of page.frames()) {
      if (found.length >= limit) break;
      const part = frame === page.mainFrame() ? undefined : await ownPart(frame);
      if (part) await collectFrom(part, false);
    }
    return found;

    async function collectFrom(part: Part, isTop: boolean): Promise<void> {
      const tree = await within(part.cdp.send('Page.getFrameTree'), ASK_MS * patience);
      const collect = (node: FrameTree, top: boolean): void => {
        if (found.length >= limit) return;
        partOf.set(node.frame.id, part);
        found.push({ id: node.frame.id, url: node.frame.url, isTop: top });
        for (const child of node.childFrames ?? []) collect(child, false);
      };
      if (tree) collect(tree.frameTree, isTop);
    }
  }

  /** The process of a frame of another site; undefined for a frame that is drawn by the process around it. */
  async function ownPart(frame: Frame): Promise<Part | undefined> {
    const known = parts.get(frame);
    if (known && (await within(known.cdp.send('Page.getFrameTree'), ASK_MS * patience))) return known;
    const own = await within(page.context().newCDPSession(frame), ASK_MS * patience);
    const tree = own && (await within(own.send('Page.getFrameTree'), ASK_MS * patience));
    if (!tree) return undefined;
    await onPart?.(own);
    const rootId = tree.frameTree.frame.id;
    const part: Part = { cdp: own, around: { part: partAround(frame), rootId } };
    parts.set(frame, part);
    return part;
  }

  function partAround(frame: Frame): Part {
    for (let at = frame.parentFrame(); at; at = at.parentFrame()) {
      const part = parts.get(at);
      if (part) return part;
    }
    return whole;
  }

  /** Where the window of a frame begins in the window of the tab, CSS pixels. */
  async function cornerOf(part: Part, frameId: string | undefined): Promise<Point> {
    const inside = frameId === undefined ? { x: 0, y: 0 } : await ownerOf(part.cdp, frameId);
    if (!part.around) return inside;
    const outside = await cornerOf(part.around.part, part.around.rootId);
    return { x: inside.x + outside.x, y: inside.y + outside.y };
  }

  /** A world apart from the page's own scripts, the same one each time. */
  async function worldOf(frame: string | undefined): Promise<{ asked: CDPSession; contextId: number }> {
    const { cdp: asked } = partOf.get(frame ?? '') ?? whole;
    const frameId = frame ?? (await cdp.send('Page.getFrameTree')).frameTree.frame.id;
    const { executionContextId } = await asked.send('Page.createIsolatedWorld', {
      frameId,
      worldName: 'zhengdun',
    });
    return { asked, contextId: executionContextId };
  }

  /** Only the browser itself can hand out a closed root: it describes the host, and makes an object of what it holds. */
  async function reachRoots(frame: string): Promise<void> {
    const { asked, contextId } = await worldOf(frame);
    const list = await asked.send('Runtime.evaluate', {
      expression: `(${closedHosts.toString()})()`,
      contextId,
    });
    const { result: hosts } = await asked.send('Runtime.getProperties', {
      objectId: list.result.objectId ?? '',
      ownProperties: true,
    });
    for (const { name, value } of hosts) {
      if (!/^\d+$/.test(name) || !value?.objectId) continue;
      const { node } = await asked.send('DOM.describeNode', {
        objectId: value.objectId,
        depth: 1,
        pierce: true,
      });
      const root = node.shadowRoots?.find(({ shadowRootType }) => shadowRootType === 'closed');
      if (!root) continue;
      const { object } = await asked.send('DOM.resolveNode', {
        backendNodeId: root.backendNodeId,
        executionContextId: contextId,
      });
      await asked.send('Runtime.callFunctionOn', {
        functionDeclaration: keepRoot.toString(),
        objectId: object.objectId ?? '',
      });
    }
  }

  async function evaluate(expression: string, options: AskOptions): Promise<unknown> {
    const { asked, contextId } = await worldOf(options.frame);
    const { result, exceptionDetails } = await asked.send('Runtime.evaluate', {
      expression,
      contextId,
      returnByValue: true,
      userGesture: options.asVisitor === true,
      timeout: (options.timeoutMs ?? ASK_MS) * patience,
    });
    return exceptionDetails ? undefined : result.value;
  }

  return {
    page,
    cdp,
    frames,
    async ask<Argument, Result>(
      question: (argument: Argument) => Result,
      argument: Argument,
      options: AskOptions = {},
    ) {
      const asked = evaluate(`(${question.toString()})(${JSON.stringify(argument)})`, options);
      return (await within(asked, ((options.timeoutMs ?? ASK_MS) + 1_000) * patience)) as Result | undefined;
    },
    async reachRoots(frame) {
      await within(reachRoots(frame), ASK_MS * patience);
    },
    async press(point, frame) {
      const part = partOf.get(frame.id) ?? whole;
      const isRoot = frame.isTop || part.around?.rootId === frame.id;
      const corner = await within(cornerOf(part, isRoot ? undefined : frame.id), ASK_MS * patience);
      if (corner) await within(page.mouse.click(point.x + corner.x, point.y + corner.y), PRESS_MS * patience);
    },
  };
}

interface FrameTree {
  readonly frame: { readonly id: string; readonly url: string };
  readonly childFrames?: readonly FrameTree[];
}

/** Where the window of a frame begins in the window of the part that holds it, CSS pixels. */
async function ownerOf(cdp: CDPSession, frameId: string): Promise<Point> {
  const { backendNodeId } = await cdp.send('DOM.getFrameOwner', { frameId });
  const { model } = await cdp.send('DOM.getBoxModel', { backendNodeId });
  return { x: model.content[0] ?? 0, y: model.content[1] ?? 0 };
}

/** The value of a promise, or undefined when it fails or takes too long. */
export async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const settled = new AbortController();
  const late = pause(ms, undefined, { signal: settled.signal }).catch(() => undefined);
  try {
    return await Promise.race([promise.catch(() => undefined), late]);
  } finally {
    settled.abort();
  }
}
