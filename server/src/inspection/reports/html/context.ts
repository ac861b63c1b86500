import {
  type CheckVerdict,
  type Lang,
  type LocalText,
  REASON_WORDS,
  VERDICT_WORDS,
} from '@zhengdun/contract';
import type { FetchedPicture } from '../pictures.ts';
import { citationOf, type ReportView } from '../report-view.ts';
import { html, type Markup } from './markup.ts';

/** What the sections of one report share. */
export interface ReportContext {
  readonly view: ReportView;
  readonly lang: Lang;
  readonly anchors: ReadonlyMap<CheckVerdict, string>;
  /** 依据 of every verdict, each sentence once, in the order of the articles */
  readonly sentences: readonly string[];
  readonly pictures: readonly FetchedPicture[];
  /** where each picture is found: a data URI, or a path beside the report */
  readonly sources: ReadonlyMap<string, string>;
}

/** Anchors are stable: the verdict's own, made fit for an id and made unique. */
export function anchorsOf(view: ReportView): Map<CheckVerdict, string> {
  const taken = new Set<string>();
  const anchors = new Map<CheckVerdict, string>();
  for (const verdict of [...view.unmet, ...view.unknown, ...view.met, ...view.notApplicable]) {
    const wanted = verdict.anchor.replaceAll(/[^A-Za-z0-9_-]/g, '-').slice(0, 80) || 'item';
    let anchor = wanted;
    for (let number = 2; taken.has(anchor); number += 1) anchor = `${wanted}-${number}`;
    taken.add(anchor);
    anchors.set(verdict, anchor);
  }
  return anchors;
}

export function sentencesOf(view: ReportView): string[] {
  const sorted = [...view.result.verdicts].sort((a, b) => a.article - b.article);
  return [...new Set(sorted.map(({ text }) => text.basis))].filter(Boolean);
}

/** Shape and word; 无法判定 with its reason. */
export function verdictTag({ verdict, reason }: CheckVerdict, lang: Lang): Markup {
  const { word, shape } = VERDICT_WORDS[verdict];
  const why = reason && REASON_WORDS[reason][lang];
  const words = !why ? word[lang] : lang === 'zh' ? `${word.zh}（${why}）` : `${word.en} (${why})`;
  return html`<span class="tag v-${verdict}"><span aria-hidden="true">${shape}</span> ${words}</span>`;
}

/** The name of a verdict as a link to where it is told. */
export function anchorLink(verdict: CheckVerdict, { anchors, view }: ReportContext): Markup {
  return html`<a href="#${anchors.get(verdict)}">${view.names.get(verdict)}</a>`;
}

/** 「第九条第二款」 as a link to the quoted sentence. */
export function citationLink(verdict: CheckVerdict, { sentences, lang }: ReportContext): Markup {
  const number = sentences.indexOf(verdict.text.basis) + 1;
  const words = citationOf(verdict, lang);
  return number > 0 ? html`<a href="#s-basis-${number}">${words}</a>` : html`${words}`;
}

/** The citation and its sentence. The sentence is Chinese in every language and is marked as such. */
export function basisMarkup(basis: string, lang: Lang): Markup {
  if (lang === 'zh') return html`${basis}`;
  const at = basis.indexOf(': ');
  if (at < 0) return html`<span lang="zh-CN">${basis}</span>`;
  return html`${basis.slice(0, at + 2)}<span lang="zh-CN">${basis.slice(at + 2)}</span>`;
}

/** A section with its heading; the heading's id is the section's with `-title`. */
export function section(
  options: { id: string; title: LocalText; count?: number },
  lang: Lang,
  body: Markup,
): Markup {
  const { id, title, count } = options;
  const unit = lang === 'zh' ? `${count} 项` : String(count);
  return html`<section id="s-${id}" aria-labelledby="s-${id}-title">
<h2 id="s-${id}-title">${title[lang]}${count === undefined ? '' : html` <span class="n">${unit}</span>`}</h2>
${body}
</section>
`;
}
