import {
  type CheckVerdict,
  EVIDENCE_KIND_WORDS,
  instancesOf,
  instanceText,
  type Lang,
  SEVERITY_WORDS,
  type Severity,
} from '@zhengdun/contract';
import { COMPARED_WORDS, destroyedText, EFFORT_WORDS, pictureText } from '../phrases.ts';
import type { FetchedPicture } from '../pictures.ts';
import { basisMarkup, citationLink, type ReportContext, verdictTag } from './context.ts';
import { html, type Markup } from './markup.ts';
import { GAP_WORDS, WORDS } from './words.ts';

/** One 不符合 with its six parts, its pictures and what an operator needs. */
export function findingMarkup(verdict: CheckVerdict, number: number, context: ReportContext): Markup {
  const { lang, anchors, view } = context;
  const { text, severity, effort } = verdict;
  const weight = SEVERITY_WORDS[severity as Severity][lang];
  const work = effort && EFFORT_WORDS[effort as keyof typeof EFFORT_WORDS][lang];
  return html`<article class="finding v-${verdict.verdict}" id="${anchors.get(verdict)}">
<header>
<p>${verdictTag(verdict, lang)} <span class="soft">${lang === 'zh' ? `第${number}项` : `No. ${number}`}</span>
<span class="soft">${citationLink(verdict, context)}</span>
<span class="soft">${label('severity', weight, context)}</span>
${work && html`<span class="soft">${label('effort', work, context)}</span>`}
${comparedMarkup(verdict, context)}</p>
<h3><span class="part">${WORDS.problem[lang]}</span> ${view.names.get(verdict)}</h3>
</header>
<dl class="six">
<dt>${WORDS.basis[lang]}</dt><dd>${basisMarkup(text.basis, lang)}</dd>
<dt>${WORDS.fact[lang]}</dt><dd>${text.fact}</dd>
<dt>${WORDS.remedy[lang]}</dt><dd class="act">${text.remedy}</dd>
<dt>${WORDS.handler[lang]}</dt><dd>${text.handler}</dd>
<dt>${WORDS.recheck[lang]}</dt><dd>${text.recheck}</dd>
</dl>
${picturesOf(verdict, context)}
${operatorsPart(verdict, context)}
</article>
`;
}

/** Whether the problem is new since the last check. */
function comparedMarkup({ anchor }: CheckVerdict, { view, lang }: ReportContext): Markup | undefined {
  const { comparison } = view.result;
  const kind = (['added', 'remaining'] as const).find((each) => comparison?.[each].includes(anchor));
  return kind && html`<strong class="soft">${COMPARED_WORDS[kind][lang]}</strong>`;
}

function label(name: 'severity' | 'effort', words: string, { lang }: ReportContext): string {
  return lang === 'zh' ? `${WORDS[name].zh}：${words}` : `${WORDS[name].en}: ${words}`;
}

/** 给运维人员: never folded, because what is folded is not printed. */
function operatorsPart(verdict: CheckVerdict, context: ReportContext): Markup {
  const { lang } = context;
  const { technical } = verdict.text;
  const rule = html`<p class="soft rule">${WORDS.rule[lang]} <code>${verdict.rule}/${verdict.code}</code> <code>${verdict.obligation}</code></p>`;
  const details = [
    technical ? html`<pre>${technical}</pre>` : undefined,
    placesList(verdict, context),
    evidenceList(verdict, context),
  ];
  if (details.every((detail) => detail === undefined)) return rule;
  return html`<section class="ops">
<h4>${WORDS.operators[lang]}</h4>
${details}
${rule}
</section>`;
}

/** Every place of a finding. One place alone is told by the fact already. */
export function placesList(verdict: CheckVerdict, { lang }: ReportContext): Markup | undefined {
  const instances = instancesOf(verdict);
  if (instances.length < 2) return undefined;
  const title =
    lang === 'zh'
      ? `${WORDS.places.zh}（${instances.length}处）`
      : `${WORDS.places.en} (${instances.length})`;
  return html`<p>${title}</p>
<ol class="places digest">${instances.map((instance) => html`<li>${instanceText(instance, lang)}</li>`)}</ol>`;
}

function evidenceList(verdict: CheckVerdict, { lang }: ReportContext): Markup | undefined {
  const kept = verdict.evidence.filter(({ kind }) => kind !== 'picture');
  if (kept.length === 0) return undefined;
  return html`<ul class="list digest">${kept.map(
    ({ kind, url, line, excerpt }) =>
      html`<li>${EVIDENCE_KIND_WORDS[kind][lang]} ${instanceText({ page: url, ...(line && { line }), ...(excerpt && { words: excerpt }) }, lang)}</li>`,
  )}</ul>`;
}

function picturesOf(verdict: CheckVerdict, context: ReportContext): Markup {
  const own = context.pictures.filter(({ verdicts }) => verdicts.includes(verdict));
  return html`${own.map((picture) =>
    picture.verdicts[0] === verdict ? pictureMarkup(picture, context) : pictureReference(picture, context),
  )}`;
}

function pictureReference({ number }: FetchedPicture, { lang }: ReportContext): Markup {
  return html`<p>${WORDS.seePicture[lang]}<a href="#s-picture-${number}">${WORDS.picture[lang]}${number}</a></p>`;
}

/** A picture with its caption. The measured box is drawn over it where the picture does not hold it already. */
export function pictureMarkup(picture: FetchedPicture, { lang, sources }: ReportContext): Markup {
  const { number, evidence, sha256 } = picture;
  const words = pictureText(picture, lang);
  const caption = html`<figcaption>${WORDS.picture[lang]}${number}${lang === 'zh' ? '　' : '. '}${words}</figcaption>`;
  const source = sources.get(sha256);
  if ('gap' in picture || source === undefined) {
    const gap = gapText(picture, lang);
    return html`<figure id="s-picture-${number}"><p class="soft">（${gap}）</p>${caption}</figure>\n`;
  }
  const { width, height } = evidence.pixels ?? { width: 0, height: 0 };
  const size = width > 0 && html` width="${width}" height="${height}"`;
  const tall = height > width * 1.2 ? ' tall' : '';
  return html`<figure id="s-picture-${number}"><div class="shot${tall}"><img src="${source}" alt="${words}"${size}>${overlay(picture)}</div>
${caption}</figure>\n`;
}

function gapText(picture: FetchedPicture, lang: Lang): string {
  if (picture.destroyed) return destroyedText(picture.destroyed, lang);
  return GAP_WORDS['gap' in picture && picture.gap !== 'destroyed' ? picture.gap : 'gone'][lang];
}

function overlay({ evidence: { box, caption } }: FetchedPicture): Markup {
  // The probe draws the frame into the picture of the foot; its box is a fraction of the page, not of that picture.
  if (!box || caption === 'foot') return html``;
  const part = (value: number): number => Math.round(value * 1_000_000) / 10_000;
  return html`<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true"><rect x="${part(box.left)}" y="${part(box.top)}" width="${part(box.width)}" height="${part(box.height)}"/></svg>`;
}
