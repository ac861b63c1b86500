import { setTimeout as pause } from 'node:timers/promises';
import type { Frame, Page } from 'playwright-core';
import { plainText } from '../../../kernel/plain-text.ts';
import { isUnder } from '../../organ-hosts.ts';
import type { ExitTrial, PromptForm } from './browser-facts.ts';
import type { GuardedRequest } from './guard.ts';
import { type FoundExit, findExits, findLayer, type SeenLayer } from './in-page/exits.ts';
import { type PageSession, within } from './session.ts';

export interface TrialTools {
  readonly session: PageSession;
  readonly options: { readonly url: string; readonly ownSuffix: string };
  /** time at which clicking ends, as Date.now() */
  readonly deadline: number;
  /** true while the page stands as it was loaded, so that the next click needs no reload */
  fresh: boolean;
}

/** What was seen after a click. */
type Seen =
  | { readonly kind: 'left'; readonly url: string }
  | {
      readonly kind: 'confirm';
      readonly text: string /** length of the guard's log before the click */;
      readonly from: number;
    }
  | { readonly kind: 'layer'; readonly layer: SeenLayer; readonly frame: Frame; readonly page: Page }
  | { readonly kind: 'nothing' };

const WATCH_MS = 2_500;
const STAY_MS = 900;
const STEP_MS = 80;

/**
 * Clicks one exit as a visitor would and tells what happens: first choosing to stay, then, on a fresh page, choosing
 * to go on. Undefined when the exit is no longer on the page.
 */
export async function tryExit(tools: TrialTools, exit: FoundExit): Promise<ExitTrial | undefined> {
  const { session } = tools;
  session.keepPopups();
  session.answerDialogs('dismiss');
  const first = await clickAndWatch(tools, exit);
  if (!first) return undefined;
  const trial = {
    kind: exit.kind,
    url: plainText(exit.url),
    text: plainText(exit.text, 60),
    lure: false,
  } as const;
  if (first.kind === 'left') return { ...trial, outcome: 'left' };
  if (first.kind === 'nothing') return { ...trial, outcome: 'nothing' };
  const text = plainText(first.kind === 'confirm' ? first.text : first.layer.text, 160);
  const form = promptForm(tools, first);
  const cancelStays = await chooseToStay(tools, first);
  const continueLeaves = await chooseToLeave(tools, exit);
  return { ...trial, outcome: 'prompted', prompt: { form, text, cancelStays, continueLeaves } };
}

function promptForm(tools: TrialTools, seen: Exclude<Seen, { kind: 'left' | 'nothing' }>): PromptForm {
  if (seen.kind === 'confirm') return 'confirm';
  const { page } = tools.session;
  const elsewhere = seen.page !== page || !samePage(page.url(), tools.options.url);
  if (elsewhere) return 'interstitial';
  return seen.frame === page.mainFrame() ? 'layer' : 'frame-layer';
}

/** Loads the page afresh, lets the guard stop whatever leaves, clicks, and watches. */
async function clickAndWatch(tools: TrialTools, exit: FoundExit): Promise<Seen | undefined> {
  const { session, options } = tools;
  for (const popup of [...session.popups]) await within(popup.close(), 1_000);
  if (!tools.fresh || !samePage(session.page.url(), options.url)) {
    session.guard.setMode('visit');
    if (!(await session.open(options.url))) return undefined;
  }
  const exits = (await session.ask(findExits, 1_500)) ?? [];
  const same = exits.find(
    ({ kind, url, text }) => kind === exit.kind && url === exit.url && text === exit.text,
  );
  if (!same) return undefined;
  session.guard.setMode('click', ownHosts(session, options.ownSuffix));
  const since = { log: session.guard.log.length, dialogs: session.dialogs.length };
  await click(session.page, same);
  const seen = await watchFor(tools, since);
  tools.fresh = seen.kind === 'left' || seen.kind === 'nothing' || seen.kind === 'confirm';
  return seen;
}

function ownHosts(session: PageSession, ownSuffix: string): string[] {
  return [...new Set(session.guard.log.map(({ host }) => host).filter((host) => isUnder(host, ownSuffix)))];
}

/** A real click; where something lies over the element or it has no place on the page, the event alone. */
async function click(page: Page, exit: FoundExit): Promise<void> {
  const element = page.locator(`[data-zhengdun-exit="${exit.number}"]`).first();
  if (exit.kind === 'option') {
    const value = await within(element.getAttribute('value'), 1_000);
    const list = page.locator('select', { has: element });
    await within(list.first().selectOption(value ?? '', { timeout: 1_500, force: true }), 2_000);
    return;
  }
  const clicked =
    exit.visible &&
    (await within(
      element.click({ timeout: 1_800 }).then(() => true),
      2_500,
    ));
  if (clicked !== true) await within(element.dispatchEvent('click', {}, { timeout: 1_000 }), 1_500);
}

interface Since {
  readonly log: number;
  readonly dialogs: number;
}

async function watchFor(tools: TrialTools, since: Since): Promise<Seen> {
  const { session } = tools;
  const limit = Date.now() + WATCH_MS;
  while (Date.now() < limit) {
    const said = session.dialogs.slice(since.dialogs).find((text) => text.startsWith('confirm: '));
    if (said) return { kind: 'confirm', text: said.slice('confirm: '.length), from: since.log };
    const layer = await layerAnywhere(tools);
    if (layer) return layer;
    const gone = stoppedSince(session, since.log);
    if (gone) return { kind: 'left', url: gone.url };
    await pause(STEP_MS);
  }
  return { kind: 'nothing' };
}

function stoppedSince(session: PageSession, from: number): GuardedRequest | undefined {
  return session.guard.log.slice(from).find(({ outcome }) => outcome === 'stopped');
}

/** The prompt wherever it stands: in the page, in its frames, in the top window, on a page of its own. */
async function layerAnywhere(tools: TrialTools): Promise<Extract<Seen, { kind: 'layer' }> | undefined> {
  const { session, options } = tools;
  for (const page of [session.page, ...session.popups]) {
    const ownPage = page === session.page && samePage(page.url(), options.url);
    for (const frame of page.frames().slice(0, 8)) {
      if (!/^https?:/.test(frame.url())) continue;
      const layer = await within(frame.evaluate(findLayer, !ownPage), 1_500);
      if (layer) return { kind: 'layer', layer, frame, page };
    }
  }
  return undefined;
}

async function chooseToStay(
  tools: TrialTools,
  seen: Exclude<Seen, { kind: 'left' | 'nothing' }>,
): Promise<boolean | null> {
  const { session } = tools;
  const from = seen.kind === 'confirm' ? seen.from : session.guard.log.length;
  // A confirm was dismissed by the session the moment it came up.
  if (seen.kind === 'layer' && !(await press(seen, 'stay'))) return null;
  await pause(STAY_MS);
  return stoppedSince(session, from) === undefined;
}

async function chooseToLeave(tools: TrialTools, exit: FoundExit): Promise<boolean | null> {
  const { session } = tools;
  session.answerDialogs('accept');
  const seen = await clickAndWatch(tools, exit);
  session.answerDialogs('dismiss');
  const target = URL.parse(exit.url)?.hostname;
  if (!seen || seen.kind === 'nothing') return false;
  if (seen.kind === 'left') return URL.parse(seen.url)?.hostname === target;
  const from = seen.kind === 'confirm' ? seen.from : session.guard.log.length;
  if (seen.kind === 'layer' && !(await press(seen, 'leave'))) return null;
  const limit = Date.now() + WATCH_MS;
  while (Date.now() < limit) {
    const gone = stoppedSince(session, from);
    if (gone) return URL.parse(gone.url)?.hostname === target;
    await pause(STEP_MS);
  }
  return false;
}

/** Presses a button of the layer with the mouse, where it stands now; false when it has none. */
async function press(seen: Extract<Seen, { kind: 'layer' }>, which: 'stay' | 'leave'): Promise<boolean> {
  // Layers slide in: ask again for the place once it has come to rest.
  await pause(450);
  const wholePage = seen.layer.wholePage;
  const layer = (await within(seen.frame.evaluate(findLayer, wholePage), 1_500)) ?? seen.layer;
  const at = layer[which];
  if (!at) return false;
  const offset = await frameOffset(seen);
  await within(seen.page.mouse.click(at.x + offset.x, at.y + offset.y), 2_000);
  return true;
}

async function frameOffset(seen: Extract<Seen, { kind: 'layer' }>): Promise<{ x: number; y: number }> {
  if (seen.frame === seen.page.mainFrame()) return { x: 0, y: 0 };
  const element = await within(seen.frame.frameElement(), 1_000);
  return (element && (await within(element.boundingBox(), 1_000))) ?? { x: 0, y: 0 };
}

function samePage(a: string, b: string): boolean {
  return a.split('#')[0] === b.split('#')[0];
}
