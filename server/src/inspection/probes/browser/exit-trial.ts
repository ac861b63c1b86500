import { setTimeout as pause } from 'node:timers/promises';
import { plainText } from '../../../kernel/plain-text.ts';
import { isOrganHost, isUnder } from '../../organ-hosts.ts';
import type { ExitTrial, PromptForm } from './browser-facts.ts';
import type { GuardedRequest } from './guard.ts';
import { actOnExit, aimAtExit, type FoundExit, findExits } from './in-page/exits.ts';
import { awaitPress, hasBeenPressed } from './in-page/pressed.ts';
import { findLayer, type LayerSearch, type SeenLayer } from './in-page/prompt.ts';
import { LEAVING_WORDS, OTHER_WORDS, speaksOfLeaving } from './prompt-words.ts';
import type { PageSession, SeenDialog } from './session.ts';
import { type FrameRef, openTab, type Tab, within } from './tab.ts';

/** An exit and the frame of the page in which it stands, by its place in the page's list of frames. */
export interface PlacedExit extends FoundExit {
  readonly frame: number;
}

export interface ClickPace {
  /** so long a prompt may take to open, ms */
  readonly watchMs: number;
  /** so long after 取消 the page must stay, ms */
  readonly stayMs: number;
}

export interface TrialTools {
  readonly session: PageSession;
  readonly options: { readonly url: string; readonly ownSuffix: string; readonly limits: ClickPace };
  /** whether the page is fit for the next click, or must be loaded once more */
  stands: 'as-loaded' | 'after-clicks' | 'no-more';
}

type SeenInLayer = {
  readonly layer: SeenLayer;
  readonly search: LayerSearch;
  readonly frame: FrameRef;
  readonly tab: Tab;
};
/** How long the guard's log and the page's departures were before a click. */
interface Before {
  readonly from: number;
  readonly asked: number;
}
/** What was seen after a click. */
type Seen = Before &
  (
    | { readonly kind: 'left'; readonly url: string }
    | { readonly kind: 'dialog'; readonly dialog: SeenDialog }
    | ({ readonly kind: 'layer' } & SeenInLayer)
    | { readonly kind: 'nothing' }
  );
type Prompted = Extract<Seen, { kind: 'dialog' | 'layer' }>;

const STEP_MS = 60;
/** That nothing happens counts only when the page has had so many turns to do something in. */
const TURNS_TO_STAY = 6;
const TURNS_TO_WATCH = 15;
/** On a busy machine turns take longer: they are waited for so long, ms. */
const BUSY_MS = 20_000;
const MAX_FRAMES = 8;
const MAX_EXITS = 1_500;

/**
 * Clicks one exit as a visitor would and tells what happens: first choosing to stay, then choosing to go on.
 * Undefined when the exit is no longer on the page.
 */
export async function tryExit(tools: TrialTools, exit: PlacedExit): Promise<ExitTrial | undefined> {
  const first = await firstClick(tools, exit);
  if (!first) return undefined;
  const { trial, seen } = first;
  if (seen.kind === 'left' || seen.kind === 'nothing') return { ...trial, outcome: seen.kind };
  const form = promptForm(tools, seen);
  const text = promptText(seen);
  const waits = await waitsForAnswer(tools, exit, seen);
  const cancelStays = waits && form !== 'alert' ? await chooseToStay(tools, exit, seen) : null;
  const continueLeaves = await chooseToLeave(tools, exit);
  // What a busy machine did not let us see is nothing seen.
  if (waits === undefined || cancelStays === undefined || continueLeaves === undefined)
    return { ...trial, outcome: 'nothing' };
  return { ...trial, outcome: 'prompted', prompt: { form, text, waits, cancelStays, continueLeaves } };
}

/** Clicks one exit and tells only whether something asks. */
export async function tryWhetherAsked(tools: TrialTools, exit: PlacedExit): Promise<ExitTrial | undefined> {
  const first = await firstClick(tools, exit);
  if (!first) return undefined;
  const { trial, seen } = first;
  return { ...trial, outcome: seen.kind === 'left' || seen.kind === 'nothing' ? seen.kind : 'prompted' };
}

async function firstClick(tools: TrialTools, exit: PlacedExit) {
  const { session } = tools;
  session.keepPopups();
  session.answerDialogs('dismiss');
  const seen = await clickAndWatch(tools, exit);
  const trial = {
    kind: exit.kind,
    url: plainText(exit.url),
    text: plainText(exit.text, 60),
    lure: false,
    inFrame: exit.frame > 0,
  } as const;
  return seen && { trial, seen };
}

function promptText(seen: Prompted): string {
  return plainText(seen.kind === 'dialog' ? seen.dialog.text : seen.layer.text, 160);
}

/** Exits of the page and of its frames, its own and those of organs: what stands in a company's frame is the company's. */
export async function placedExits(
  session: PageSession,
  ownSuffix: string,
): Promise<PlacedExit[] | undefined> {
  const frames = await session.frames(MAX_FRAMES);
  const exits: PlacedExit[] = [];
  for (const [frame, { id, url }] of frames.entries()) {
    const host = URL.parse(url)?.hostname ?? '';
    if (host !== '' && frame > 0 && !isUnder(host, ownSuffix) && !isOrganHost(host)) continue;
    await session.reachRoots(id);
    const found = await session.ask(findExits, MAX_EXITS, { frame: id });
    if (!found && frame === 0) return undefined;
    exits.push(...(found ?? []).map((exit) => ({ ...exit, frame })));
  }
  return exits;
}

function promptForm(tools: TrialTools, seen: Prompted): PromptForm {
  if (seen.kind === 'dialog') return seen.dialog.kind === 'alert' ? 'alert' : 'confirm';
  const { page } = tools.session;
  if (seen.tab.page !== page || !samePage(page.url(), tools.options.url)) return 'interstitial';
  return seen.frame.isTop ? 'layer' : 'frame-layer';
}

/**
 * Clicks on the page as it stands, or loads it once more. Scripts that swallow a second click make no exit silent:
 * where nothing happens after earlier clicks, a page that was loaded for it decides.
 */
async function clickAndWatch(tools: TrialTools, exit: PlacedExit): Promise<Seen | undefined> {
  const stood = tools.stands;
  const seen = await clickOnce(tools, exit);
  return seen?.kind === 'nothing' && stood === 'after-clicks' ? clickOnce(tools, exit) : seen;
}

/** Makes sure that the page is fit for a click, lets the guard stop whatever leaves, clicks, and watches. */
async function clickOnce(tools: TrialTools, exit: PlacedExit): Promise<Seen | undefined> {
  const { session, options } = tools;
  for (const popup of [...session.popups]) await within(popup.close(), 1_000);
  const isFit = tools.stands !== 'no-more' && samePage(session.page.url(), options.url);
  tools.stands = 'no-more';
  // Prompts may have taken the address off the link that they asked about: then the page is loaded once more.
  const same = (isFit && (await findAgain(tools, exit, 1))) || (await findOnFreshPage(tools, exit));
  if (!same) return undefined;
  await layerAnywhere(tools, exit, true);
  session.guard.setMode('click', options.ownSuffix);
  const before = { from: session.guard.log.length, asked: session.departures.length };
  const said = session.dialogs.length;
  await click(session, same);
  const seen = await watchFor(tools, exit, { ...before, said });
  // Whoever left was stopped before the page was gone.
  if (seen.kind === 'left') tools.stands = 'after-clicks';
  return seen;
}

const FIND_TRIES = 10;

async function findOnFreshPage(tools: TrialTools, exit: PlacedExit): Promise<PlacedExit | undefined> {
  const { session, options } = tools;
  session.guard.setMode('read');
  const opened = await session.open(options.url);
  return opened === 'page' ? findAgain(tools, exit, FIND_TRIES) : undefined;
}

/** The exit on the page as it stands now; scripts may take a moment to put it there. */
async function findAgain(
  { session, options: { ownSuffix } }: TrialTools,
  exit: PlacedExit,
  tries: number,
): Promise<PlacedExit | undefined> {
  const isSame = ({ kind, url, text, frame }: PlacedExit): boolean =>
    kind === exit.kind && url === exit.url && text === exit.text && frame === exit.frame;
  for (let tried = 0; tried < tries; tried++) {
    if (tried > 0) await pause(200);
    const exits = (await placedExits(session, ownSuffix)) ?? [];
    const same = exits.find((each) => each.number === exit.number && isSame(each)) ?? exits.find(isSame);
    if (same) return same;
  }
  return undefined;
}

/** A real click; where something lies over the element or it has no place on the page, the event alone. */
async function click(session: PageSession, exit: PlacedExit): Promise<void> {
  const frame = (await session.frames(MAX_FRAMES))[exit.frame];
  if (!frame) return;
  const point =
    exit.kind !== 'option' && exit.visible
      ? await session.ask(aimAtExit, exit.number, { frame: frame.id, timeoutMs: 2_000 })
      : null;
  if (point) await session.press(point, frame);
  // A dialog of the page holds the answer up: nobody waits for it here.
  else await within(session.ask(actOnExit, exit.number, { frame: frame.id, asVisitor: true }), 1_500);
}

async function watchFor(
  tools: TrialTools,
  exit: PlacedExit,
  { said, ...before }: Before & { said: number },
): Promise<Seen> {
  const { session, options } = tools;
  const mayGoOn = turns(options.limits.watchMs, TURNS_TO_WATCH);
  while (mayGoOn()) {
    const dialog = session.dialogs
      .slice(said)
      .find(({ kind, text }) => kind !== 'beforeunload' && speaksOfLeaving(text));
    if (dialog) return { kind: 'dialog', dialog, ...before };
    const layer = await layerAnywhere(tools, exit);
    if (layer) return { kind: 'layer', ...layer, ...before };
    const gone = leftSince(session, before.from, exit);
    if (gone) return { kind: 'left', url: gone.url, ...before };
    await pause(STEP_MS);
  }
  return { kind: 'nothing', ...before };
}

/**
 * True until the time is up and the page has had its turns: a round of questions that it answers is one. On a machine
 * at rest the time decides, on a busy one the turns, within bounds.
 */
function turns(ms: number, least: number): () => boolean {
  const started = Date.now();
  let taken = -1;
  return () => {
    taken += 1;
    const passed = Date.now() - started;
    return passed < ms || (taken < least && passed < BUSY_MS);
  };
}

/**
 * Whether the page is still there after a while in which it could have left; undefined when the machine was too busy to
 * tell. What the page itself asks for is known at once; what a window that it opened asks for, when it reaches the guard.
 */
async function staysFor(
  { session }: TrialTools,
  exit: PlacedExit,
  { from, asked, ms }: Before & { ms: number },
): Promise<boolean | undefined> {
  const started = Date.now();
  for (let taken = 0; taken < TURNS_TO_STAY || Date.now() - started < ms; ) {
    await pause(STEP_MS);
    if (await session.takeTurn()) taken += 1;
    if (leftSince(session, from, exit) || session.departures.slice(asked).some((url) => leadsTo(exit, url)))
      return false;
    if (Date.now() - started > Math.max(ms * 2, BUSY_MS)) return undefined;
  }
  return true;
}

function leadsTo(exit: PlacedExit, url: string): boolean {
  return URL.parse(url)?.hostname === URL.parse(exit.url)?.hostname;
}

/**
 * The request that left the site. A frame that a page fills with something of others is no departure, unless the exit
 * stands in a frame itself; plain HTTP does not tell frames apart, so there only the address that was clicked counts.
 */
function leftSince({ guard }: PageSession, from: number, exit: PlacedExit): GuardedRequest | undefined {
  const target = URL.parse(exit.url)?.hostname;
  return guard.log.slice(from).find(({ outcome, purpose, url, host }) => {
    if (outcome !== 'stopped' && outcome !== 'method-blocked') return false;
    if (purpose === 'frame') return exit.frame > 0 && host === target;
    return purpose === 'page' && (url.startsWith('https:') || host === target);
  });
}

/** The prompt wherever it stands: in the page, in its frames, in the top window, on a page of its own. */
async function layerAnywhere(
  { session, options }: TrialTools,
  exit: PlacedExit,
  asBefore = false,
): Promise<SeenInLayer | undefined> {
  for (const page of [session.page, ...session.popups]) {
    const tab = page === session.page ? session : await within(openTab(page), 1_000);
    const wholePage = page !== session.page || !samePage(page.url(), options.url);
    const search = {
      wholePage,
      words: LEAVING_WORDS,
      otherWords: OTHER_WORDS,
      target: exit.url,
      asBefore,
    };
    for (const frame of (await tab?.frames(MAX_FRAMES)) ?? []) {
      const layer = await tab?.ask(findLayer, search, { frame: frame.id, timeoutMs: 1_500 });
      if (tab && layer) return { layer, search, frame, tab };
    }
    if (tab && tab !== session) tab.cdp.detach().catch(() => undefined);
  }
  return undefined;
}

/** False when the page leaves although nobody has answered yet. A dialog stops the page until it is answered. */
async function waitsForAnswer(
  tools: TrialTools,
  exit: PlacedExit,
  seen: Prompted,
): Promise<boolean | undefined> {
  if (seen.kind === 'dialog') return true;
  return staysFor(tools, exit, { ...seen, ms: tools.options.limits.stayMs / 2 });
}

async function chooseToStay(
  tools: TrialTools,
  exit: PlacedExit,
  seen: Prompted,
): Promise<boolean | null | undefined> {
  // A question was declined by the session the moment it came up.
  if (seen.kind === 'layer') {
    const pressed = await press(seen, 'stay');
    if (pressed !== 'pressed') return pressed === 'no-button' ? null : undefined;
  }
  const stays = await staysFor(tools, exit, { ...seen, ms: tools.options.limits.stayMs });
  if (stays && (seen.kind !== 'layer' || (await isClosed(tools, seen)))) tools.stands = 'after-clicks';
  return stays;
}

/** Whether the layer is gone again and the page is the one that was opened. */
async function isClosed({ session, options }: TrialTools, seen: SeenInLayer): Promise<boolean> {
  if (seen.tab.page !== session.page || !samePage(session.page.url(), options.url)) return false;
  return (await session.ask(findLayer, seen.search, { frame: seen.frame.id })) === null;
}

/** Undefined where the second click did not come to the prompt that the first one did. */
async function chooseToLeave(tools: TrialTools, exit: PlacedExit): Promise<boolean | null | undefined> {
  const { session, options } = tools;
  session.answerDialogs('accept');
  const seen = await clickAndWatch(tools, exit);
  session.answerDialogs('dismiss');
  if (!seen || seen.kind === 'nothing') return undefined;
  if (seen.kind === 'layer') {
    const pressed = await press(seen, 'leave');
    if (pressed !== 'pressed') return pressed === 'no-button' ? null : undefined;
  }
  const mayGoOn = turns(options.limits.watchMs, TURNS_TO_WATCH);
  let answers = false;
  while (mayGoOn()) {
    const gone = leftSince(session, seen.from, exit);
    if (gone) {
      const aside = session.popups.length > 0;
      if (aside && (seen.kind !== 'layer' || (await isClosed(tools, seen)))) tools.stands = 'after-clicks';
      return leadsTo(exit, gone.url);
    }
    await pause(STEP_MS);
    answers = await session.takeTurn();
  }
  // It has asked for the way out, which has not come to the guard so far.
  if (session.departures.slice(seen.asked).some((url) => leadsTo(exit, url))) return undefined;
  return answers ? false : undefined;
}

type Pressed = 'pressed' | 'missed' | 'no-button';
const PRESS_TRIES = 3;

/** Presses a button of the layer with the mouse, where it stands now; once more where it moved away under the mouse. */
async function press(seen: SeenInLayer, which: 'stay' | 'leave'): Promise<Pressed> {
  const { tab, frame, search } = seen;
  let at = await restingPlace(seen, which);
  for (let tries = 0; at && tries < PRESS_TRIES; tries++) {
    await tab.ask(awaitPress, at, { frame: frame.id });
    await tab.press(at, frame);
    // A frame that is gone does not answer: it was left by this press.
    if ((await tab.ask(hasBeenPressed, null, { frame: frame.id })) !== false) return 'pressed';
    if ((await tab.ask(findLayer, search, { frame: frame.id })) === null) return 'pressed';
    at = await restingPlace(seen, which);
  }
  return at ? 'missed' : 'no-button';
}

const REST_TRIES = 12;

/** Layers slide in: asks for the button's place until it has come to rest. */
async function restingPlace({ tab, frame, layer, search }: SeenInLayer, which: 'stay' | 'leave') {
  let last = layer[which];
  for (let tries = 0; tries < REST_TRIES; tries++) {
    await pause(STEP_MS * 2);
    const now = (await tab.ask(findLayer, search, { frame: frame.id }))?.[which] ?? null;
    if (now && last && now.x === last.x && now.y === last.y) return now;
    last = now ?? last;
  }
  return last;
}

function samePage(a: string, b: string): boolean {
  return a.split('#')[0] === b.split('#')[0];
}
