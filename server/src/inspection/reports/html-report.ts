import { createHash } from 'node:crypto';
import type { CheckResult } from '@zhengdun/contract';
import { digestsOf } from '../../kernel/digests.ts';
import { appendixMarkup, footMarkup, proofMarkup } from './html/appendix.ts';
import { anchorsOf, type ReportContext, sentencesOf } from './html/context.ts';
import { html, Markup } from './html/markup.ts';
import {
  aboutMarkup,
  firstMarkup,
  headMarkup,
  summaryMarkup,
  unknownMarkup,
  unmetMarkup,
} from './html/sections.ts';
import { reportStyle } from './html/style.ts';
import { WORDS } from './html/words.ts';
import { beijingDay } from './phrases.ts';
import { type FetchedPicture, fetchPictures, type LoadedPicture, type PictureLookup } from './pictures.ts';
import { reportBaseName } from './report-name.ts';
import { viewResult } from './report-view.ts';
import { resultJson } from './result-json.ts';

export interface HtmlReport {
  /** the whole file; write it in UTF-8 */
  readonly html: string;
  /** pictures that made the file too large: write each at `path`, relative to the report */
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  /** how many pictures are shown, inside and beside the file */
  readonly pictures: number;
}

export interface HtmlReportOptions {
  readonly pictures: PictureLookup;
  /** folder beside the report for pictures that do not fit; `自查-<host>-附图` where none is given */
  readonly folder?: string;
}

/** Largest file that is still sent by mail and opened without waiting, in bytes. */
const FILE_LIMIT = 5 * 1024 * 1024;
const WIDEST = 1280;
/** What stands around a picture, in bytes. */
const AROUND = 1024;

/**
 * The report as one HTML file (console.md §4.1): no script, no outside request, nothing folded. Everything from the
 * checked page is text. The data of the report lie in it as JSON, the same bytes as `resultJson` gives.
 */
export async function renderHtmlReport(result: CheckResult, options: HtmlReportOptions): Promise<HtmlReport> {
  const view = viewResult(result);
  const { lang } = view;
  const data = resultJson(result);
  const pictures = await fetchPictures(view.pictures, options.pictures);
  const context = { view, lang, anchors: anchorsOf(view), sentences: sentencesOf(view), pictures };
  const bare = page({ ...context, sources: new Map() }, data);
  const room = FILE_LIMIT - Buffer.byteLength(bare);
  const folder = options.folder ?? `${reportBaseName(view.result)}-${lang === 'zh' ? '附图' : 'pictures'}`;
  const placed = placePictures(pictures, room, folder);
  return {
    html: page({ ...context, sources: placed.sources }, data),
    files: placed.files,
    pictures: placed.sources.size,
  };
}

interface Placed {
  readonly sources: Map<string, string>;
  readonly files: { readonly path: string; readonly bytes: Uint8Array }[];
}

/** Pictures of the gravest findings come first into the file; what does not fit lies beside it. */
function placePictures(pictures: readonly FetchedPicture[], room: number, folder: string): Placed {
  const placed: Placed = { sources: new Map(), files: [] };
  let left = room;
  for (const picture of pictures) {
    if ('gap' in picture) continue;
    const uri = dataUri(picture);
    if (uri.length + AROUND <= left && (picture.evidence.pixels?.width ?? 0) <= WIDEST) {
      left -= uri.length + AROUND;
      placed.sources.set(picture.sha256, uri);
    } else {
      const path = `${folder}/${picture.number}-${picture.sha256.slice(0, 8)}.${picture.ending}`;
      placed.files.push({ path, bytes: picture.bytes });
      placed.sources.set(picture.sha256, path.split('/').map(encodeURIComponent).join('/'));
    }
  }
  return placed;
}

function dataUri({ mediaType, bytes }: LoadedPicture): string {
  return `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`;
}

function page(context: ReportContext, data: string): string {
  const { view, lang } = context;
  const style = reportStyle(lang);
  const { displayHost } = view.result.target;
  const title = `${WORDS.titleSuffix[lang]} ${displayHost} ${beijingDay(view.result.startedAt)} - ${WORDS.product[lang]}`;
  const document = html`<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(context, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<div class="sheet">
${headMarkup(context)}
<main>
${summaryMarkup(context)}
${firstMarkup(context)}
${unmetMarkup(context)}
${unknownMarkup(context)}
${aboutMarkup(context)}
${appendixMarkup(context)}
${proofMarkup(context, digestsOf(data))}
</main>
${footMarkup(context)}
</div>
<script type="application/json" id="zhengdun-result">${new Markup(data)}</script>
</body>
</html>
`;
  return document.text;
}

/** Nothing runs and nothing is fetched. A data block is no script, so that no script source is allowed at all. */
function policy({ sources }: ReportContext, style: string): string {
  const digest = createHash('sha256').update(style).digest('base64');
  const beside = [...sources.values()].some((source) => !source.startsWith('data:'));
  return [
    "default-src 'none'",
    `style-src 'sha256-${digest}'`,
    `img-src data:${beside ? " 'self' file:" : ''}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
