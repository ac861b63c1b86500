import type { Box, Evidence } from '@zhengdun/contract';
import { plainText } from '../../../kernel/plain-text.ts';
import type { EvidenceStore } from '../../evidence.ts';
import { recordOf } from '../html/mark.ts';
import type { PageFacts } from '../html/page-facts.ts';
import type { PageReader } from '../html/page-reader.ts';
import type { Incident, RenderedMark, RenderedPage, RequestFact } from './browser-facts.ts';
import type { GuardedRequest } from './guard.ts';
import { drawFrame, type Measured, type MeasuredMark, measurePage, pageMarkup } from './in-page/measure.ts';
import { isUnfinished, isWithheld, missingScripts } from './missing-scripts.ts';
import { type PageSession, VIEW } from './session.ts';
import { within } from './tab.ts';

export interface RenderContext {
  readonly reader: PageReader;
  readonly evidence: EvidenceStore;
  /** names of the unit to look for on the page */
  readonly names: readonly string[];
  /** no pictures are taken, whatever the rendered page shows */
  readonly sealed: boolean;
  /** registrable domain of the site: what lies under it is its own */
  readonly ownSuffix: string;
}

const MARKUP_LIMIT = 6_000_000;
/** Pictures stop here: a page of 200 000 pixels would take a quarter of a minute and say nothing more. */
const PICTURE_LIMIT = 9_000;
const MAX_FRAMES = 5;
const MARK_HOST = 'dcs.conac.cn';

/** Opens a page and tells everything that only a rendered page shows. Undefined when it could not be opened. */
export async function renderPage(
  session: PageSession,
  url: string,
  context: RenderContext,
): Promise<RenderedPage | undefined> {
  const started = performance.now();
  const opened = await session.open(url);
  // Of half a page nobody can say what it lacks.
  if (opened === 'part') session.incidents.add('cut-short');
  if (opened !== 'page') return undefined;
  const loadMs = Math.round(performance.now() - started);
  await scrollThrough(session);
  const measured = await session.ask(measurePage, { names: context.names, ownSuffix: context.ownSuffix });
  const markup = await session.ask(pageMarkup, MARKUP_LIMIT, { timeoutMs: 8_000 });
  if (!measured || markup === undefined) return undefined;
  if (isUnfinished(session, context.ownSuffix)) session.incidents.add('unfinished');
  const facts = await readMarkup(context.reader, session.page.url(), markup);
  if (!facts) return undefined;
  const marks = measured.marks.map((mark) => renderedMark(mark, measured, session.guard.log));
  const frames = await readFrames(session, context);
  const sealed = context.sealed || facts.sealed || frames.some((frame) => frame.sealed);
  const clipped = measured.height > PICTURE_LIMIT;
  if (clipped) session.incidents.add('very-long-page');
  return {
    url: plainText(session.page.url(), 500),
    title: facts.sealed ? '' : plainText(measured.title, 200),
    loadMs,
    width: measured.width,
    height: measured.height,
    clipped,
    facts,
    frames,
    marks,
    names: measured.names.map(({ text, fontPixels, ...box }) => ({
      text,
      fontPixels,
      box: fraction(box, measured),
    })),
    headPictures: measured.headPictures,
    hiddenLinks: measured.hiddenLinks.map((link) => ({
      url: plainText(link.url),
      text: facts.sealed ? '' : plainText(link.text, 60),
      manner: link.manner,
    })),
    requests: summarise(session.guard.log),
    missingScripts: missingScripts(session, context.ownSuffix),
    markScriptMissing: session.guard.log.some(
      (request) => request.host === MARK_HOST && session.scripts.has(request.url) && isWithheld(request),
    ),
    dialogs: facts.sealed ? [] : session.dialogs.map(({ kind, text }) => plainText(`${kind}: ${text}`, 160)),
    incidents: [...session.incidents, ...guardIncidents(session.guard.log)],
    pictures: sealed ? [] : await takePictures(session, { measured, context }),
  };
}

/** Facts of a rendered page: the same reading as for its source, on the markup that the scripts left behind. */
async function readMarkup(reader: PageReader, url: string, markup: string): Promise<PageFacts | undefined> {
  const facts = await reader.read({
    url,
    status: 200,
    body: Buffer.from(markup),
    contentType: 'text/html; charset=utf-8',
  });
  return typeof facts === 'string' ? undefined : facts;
}

/** Footers often stand in a frame of the same site. */
async function readFrames(session: PageSession, context: RenderContext): Promise<PageFacts[]> {
  const own = session.page
    .frames()
    .filter((frame) => frame !== session.page.mainFrame() && isOwn(frame.url(), context.ownSuffix))
    .slice(0, MAX_FRAMES);
  const read = await Promise.all(
    own.map(async (frame) => {
      const markup = await within(frame.content(), 3_000);
      return markup === undefined
        ? undefined
        : readMarkup(context.reader, frame.url(), markup.slice(0, MARKUP_LIMIT));
    }),
  );
  return read.filter((facts) => facts !== undefined);
}

function isOwn(url: string, ownSuffix: string): boolean {
  const host = URL.parse(url)?.hostname ?? '';
  return host === ownSuffix || host.endsWith(`.${ownSuffix}`);
}

/** Pictures that load only when they come into view belong to what a visitor sees at the foot of the page. */
async function scrollThrough(session: PageSession): Promise<void> {
  await within(session.page.mouse.wheel(0, 20_000), 1_000);
  await within(session.page.waitForTimeout(250), 1_000);
  await within(session.page.mouse.wheel(0, -40_000), 1_000);
}

function renderedMark(mark: MeasuredMark, page: Measured, log: readonly GuardedRequest[]): RenderedMark {
  const record = recordOf(mark.href);
  const colour = /red_error|blue_error/i.test(mark.picture)
    ? 'error'
    : /(^|\/)red\./i.test(mark.picture)
      ? 'red'
      : /(^|\/)blue\./i.test(mark.picture)
        ? 'blue'
        : undefined;
  return {
    form: mark.form,
    box: fraction(mark, page),
    pixels: { width: Math.round(mark.width), height: Math.round(mark.height) },
    visible: mark.visible,
    pictureShown: mark.pictureShown,
    pictureWithheld:
      !mark.pictureShown &&
      log.some((request) => isSamePicture(request.url, mark.pictureUrl) && isWithheld(request)),
    ...(record && { record }),
    ...(colour && { colour }),
  };
}

/** On a secure page Chromium asks for a picture by HTTPS, whatever the page says. */
function isSamePicture(asked: string, written: string): boolean {
  return asked.replace(/^http:/, 'https:') === written.replace(/^http:/, 'https:');
}

type PixelBox = Pick<MeasuredMark, 'left' | 'top' | 'width' | 'height'>;

function fraction(box: PixelBox, page: Measured): Box {
  const part = (value: number, whole: number): number =>
    Math.round(Math.min(1, Math.max(0, value / whole)) * 10_000) / 10_000;
  return {
    left: part(box.left, page.width),
    top: part(box.top, page.height),
    width: part(box.width, page.width),
    height: part(box.height, page.height),
  };
}

function summarise(log: readonly GuardedRequest[]): RequestFact[] {
  const byHost = new Map<string, RequestFact>();
  for (const { host, url } of log) {
    const secure = url.startsWith('https:');
    const known = byHost.get(`${host} ${secure}`);
    byHost.set(`${host} ${secure}`, {
      host,
      secure,
      count: (known?.count ?? 0) + 1,
      example: known?.example ?? plainText(url, 200),
    });
  }
  return [...byHost.values()].slice(0, 200);
}

function guardIncidents(log: readonly GuardedRequest[]): Incident[] {
  const incidents: Incident[] = [];
  if (log.some(({ outcome }) => outcome === 'over-limit')) incidents.push('over-limit');
  if (log.some(({ outcome }) => outcome === 'socket-blocked')) incidents.push('web-socket');
  if (log.some(({ outcome }) => outcome === 'download-blocked')) incidents.push('download');
  return incidents;
}

/** The whole page, smaller; and its foot in full size with the mark framed, or the plain foot where no mark is. */
async function takePictures(
  session: PageSession,
  of: { measured: Measured; context: RenderContext },
): Promise<Evidence[]> {
  const { measured, context } = of;
  const height = Math.min(measured.height, PICTURE_LIMIT);
  const pictures: Evidence[] = [];
  const mark = measured.marks.find(({ visible }) => visible);
  if (mark)
    await session.ask(drawFrame, { left: mark.left, top: mark.top, width: mark.width, height: mark.height });
  const whole = { x: 0, y: 0, width: VIEW.width, height, scale: Math.min(1, 5_000 / height, 0.75) };
  const centre = mark ? mark.top + mark.height / 2 : height;
  const footTop = Math.max(0, Math.min(height - 500, centre - 350));
  const foot = { x: 0, y: footTop, width: VIEW.width, height: Math.min(500, height), scale: 1 };
  for (const [name, clip] of [
    ['foot', foot],
    ['whole', whole],
  ] as const) {
    const shot = await within(
      session.cdp.send('Page.captureScreenshot', {
        format: 'jpeg',
        quality: name === 'whole' ? 55 : 75,
        clip,
        captureBeyondViewport: true,
      }),
      15_000,
    );
    if (!shot) continue;
    const bytes = Buffer.from(shot.data, 'base64');
    const kept = await context.evidence.keep(bytes, 'image/jpeg');
    pictures.push({
      kind: 'picture',
      url: plainText(session.page.url(), 500),
      at: new Date().toISOString(),
      ...kept,
      caption: name,
      pixels: { width: Math.round(clip.width * clip.scale), height: Math.round(clip.height * clip.scale) },
      ...(mark && name === 'foot' && { box: fraction(mark, measured) }),
    });
  }
  return pictures;
}
