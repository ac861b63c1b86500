import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';

/** A frame of a tab that runs in the tab's own process: the page itself, and frames of the same site. */
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
  /** at most this many frames, the page first */
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
  /** presses the mouse at a point of a frame's window */
  press(point: Point, frame: FrameRef): Promise<void>;
}

const ASK_MS = 5_000;
const PRESS_MS = 2_000;

/** @param patience factor on every wait for an answer of the tab */
export async function openTab(page: Page, patience = 1): Promise<Tab> {
  const cdp = await page.context().newCDPSession(page);

  async function frames(limit: number): Promise<FrameRef[]> {
    const tree = await within(cdp.send('Page.getFrameTree'), ASK_MS * patience);
    const found: FrameRef[] = [];
    const collect = (node: FrameTree, isTop: boolean): void => {
      if (found.length >= limit) return;
      found.push({ id: node.frame.id, url: node.frame.url, isTop });
      for (const child of node.childFrames ?? []) collect(child, false);
    };
    if (tree) collect(tree.frameTree, true);
    return found;
  }

  async function evaluate(expression: string, options: AskOptions): Promise<unknown> {
    const frameId = options.frame ?? (await cdp.send('Page.getFrameTree')).frameTree.frame.id;
    const { executionContextId } = await cdp.send('Page.createIsolatedWorld', {
      frameId,
      worldName: 'zhengdun',
    });
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression,
      contextId: executionContextId,
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
    async press(point, frame) {
      const corner = frame.isTop ? { x: 0, y: 0 } : await within(cornerOf(cdp, frame.id), ASK_MS * patience);
      if (corner) await within(page.mouse.click(point.x + corner.x, point.y + corner.y), PRESS_MS * patience);
    },
  };
}

interface FrameTree {
  readonly frame: { readonly id: string; readonly url: string };
  readonly childFrames?: readonly FrameTree[];
}

/** Where the window of a frame begins in the window of the tab, CSS pixels. */
async function cornerOf(cdp: CDPSession, frameId: string): Promise<Point> {
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
