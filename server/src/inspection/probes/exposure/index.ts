import { randomBytes } from 'node:crypto';
import { pause } from '../../../kernel/pause.ts';
import { plainText } from '../../../kernel/plain-text.ts';
import { header, type Web, type WebAnswer } from '../../../kernel/web/index.ts';
import type { Observation } from '../../observation.ts';
import { requestHeaders } from '../http/index.ts';
import { type Exposable, type ExposureKind, exposableFiles, folderListing } from './exposable.ts';

/** Files and folders that answer though nobody should be able to read them. */
export interface ExposureFacts {
  readonly asked: number;
  readonly found: readonly { readonly url: string; readonly kind: ExposureKind; readonly status: number }[];
  /** the site answered too slowly or too often with a wall: the rest was not asked */
  readonly stopped: boolean;
}

export interface ExposureTarget {
  /** e.g. `https://www.example.gov.cn` */
  readonly origin: string;
  readonly userAgent: string;
  /** folders in which the site keeps its pictures and downloads, as seen in its pages */
  readonly folders: readonly string[];
  /** rest after each request, ms. Default 120 */
  readonly paceMs?: number;
  readonly signal?: AbortSignal | undefined;
}

const PACE_MS = 120;
const MAX_BYTES = 600;
const MAX_FOLDERS = 4;
const TIME_LIMIT_MS = 60_000;
/** After so many refusals, or exchanges that came to nothing, the site is left alone. */
const PATIENCE = 3;

/**
 * Looks whether well-known files that must not be public answer: one GET each, the first 600 bytes, compared with
 * the form such a file has. Nothing is opened, logged in to, tried out or kept. Where something answers, the same name
 * is asked for in a folder that cannot exist: a site that gives the same to everybody who asks for anything exposes
 * nothing. Stops at once when the site asks to slow down (429).
 *
 * @throws the signal's reason when it is aborted
 */
export async function lookForExposure(web: Web, target: ExposureTarget): Promise<Observation<ExposureFacts>> {
  const at = new Date().toISOString();
  const started = performance.now();
  const { hostname } = new URL(target.origin);
  const candidates = [
    ...exposableFiles(hostname),
    ...target.folders.slice(0, MAX_FOLDERS).map((folder) => folderListing(folder)),
  ];
  const found: { url: string; kind: ExposureKind; status: number }[] = [];
  let asked = 0;
  let refusals = 0;
  for (const candidate of candidates) {
    if (refusals >= PATIENCE || performance.now() - started > TIME_LIMIT_MS) break;
    const answer = await ask(web, target, candidate.path);
    asked++;
    if (answer.ok && answer.status === 429) break;
    if (!answer.ok || answer.fault === 'too-slow' || (answer.status === 403 && !candidate.guarded))
      refusals++;
    else if (isSuch(candidate, answer) && !isSuch(candidate, await ask(web, target, nowhere(candidate)))) {
      const url = plainText(`${target.origin}${candidate.path}`, 300);
      found.push({ url, kind: candidate.kind, status: answer.status });
    }
  }
  const facts: ExposureFacts = { asked, found, stopped: asked < candidates.length };
  return { outcome: 'seen', at, ms: Math.round(performance.now() - started), facts, evidence: [] };
}

/** The same name in a folder of which nobody has heard. */
function nowhere({ path }: Exposable): string {
  return `/${randomBytes(6).toString('hex')}${path}`;
}

async function ask(web: Web, target: ExposureTarget, path: string): Promise<WebAnswer> {
  const { origin, userAgent, paceMs = PACE_MS, signal } = target;
  const answer = await web.fetch({
    url: `${origin}${path}`,
    headers: {
      ...requestHeaders(userAgent),
      range: `bytes=0-${MAX_BYTES - 1}`,
      'accept-encoding': 'identity',
    },
    maxBytes: MAX_BYTES,
    timeoutMs: 8_000,
    signal,
  });
  await pause(paceMs, signal);
  return answer;
}

function isSuch(candidate: Exposable, answer: WebAnswer): boolean {
  if (!answer.ok || (answer.status !== 200 && answer.status !== 206)) return false;
  const text = Buffer.from(answer.body).toString('latin1');
  // A site that answers everything with its own page is told by the markup.
  const isPage =
    /^\s*(<!doctype html|<html)/i.test(text) || /text\/html/i.test(header(answer, 'content-type') ?? '');
  return (candidate.isPage === true || !isPage) && candidate.form.test(text);
}
