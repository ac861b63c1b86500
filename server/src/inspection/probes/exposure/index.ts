import { plainText } from '../../../kernel/plain-text.ts';
import { header, type Web } from '../../../kernel/web/index.ts';
import type { Observation } from '../../observation.ts';
import { requestHeaders } from '../http/index.ts';
import { type Exposable, type ExposureKind, exposableFiles } from './exposable.ts';

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
  readonly signal?: AbortSignal | undefined;
}

const PACE_MS = 120;
const MAX_BYTES = 600;
const MAX_FOLDERS = 4;

/**
 * Looks whether well-known files that must not be public answer: one request each, the first 600 bytes, compared
 * with the form such a file has. Nothing is opened, logged in to, tried out or kept.
 */
export async function lookForExposure(web: Web, target: ExposureTarget): Promise<Observation<ExposureFacts>> {
  const at = new Date().toISOString();
  const started = performance.now();
  const host = new URL(target.origin).hostname;
  const candidates = [...exposableFiles(host), ...target.folders.slice(0, MAX_FOLDERS).map(listing)];
  const found: { url: string; kind: ExposureKind; status: number }[] = [];
  let asked = 0;
  let walls = 0;
  for (const candidate of candidates) {
    if (walls >= 3) break;
    asked++;
    const url = `${target.origin}${candidate.path}`;
    const answer = await web.fetch({
      url,
      headers: {
        ...requestHeaders(target.userAgent),
        range: `bytes=0-${MAX_BYTES - 1}`,
        'accept-encoding': 'identity',
      },
      maxBytes: MAX_BYTES,
      timeoutMs: 8_000,
      signal: target.signal,
    });
    if (!answer.ok || answer.status === 429 || answer.status === 403) walls++;
    else if (
      (answer.status === 200 || answer.status === 206) &&
      isSuch(candidate, answer.body, header(answer, 'content-type') ?? '')
    ) {
      found.push({ url: plainText(url, 300), kind: candidate.kind, status: answer.status });
    }
    await new Promise((resolve) => setTimeout(resolve, PACE_MS));
  }
  const facts: ExposureFacts = { asked, found, stopped: asked < candidates.length };
  return { outcome: 'seen', at, ms: Math.round(performance.now() - started), facts, evidence: [] };
}

function isSuch(candidate: Exposable, body: Uint8Array, contentType: string): boolean {
  const text = Buffer.from(body).toString('latin1');
  // A site that answers everything with its own page is told by the markup.
  const isPage = /^\s*(<!doctype html|<html)/i.test(text) || /text\/html/i.test(contentType);
  return (candidate.isPage === true || !isPage) && candidate.form.test(text);
}

function listing(folder: string): Exposable {
  return {
    path: folder,
    kind: 'listing',
    form: /<title>\s*(Index of \/|目录|Directory listing)|<h1>Index of \//i,
    isPage: true,
  };
}
