import { DISCLAIMER, printTime } from '@zhengdun/contract';
import type { Digests } from '../../../kernel/digests.ts';
import { pictureText } from '../phrases.ts';
import { basisMarkup, type ReportContext, section } from './context.ts';
import { pictureMarkup } from './finding.ts';
import { html, type Markup } from './markup.ts';
import { itemTable } from './sections.ts';
import { WORDS } from './words.ts';

/** 附表: what is met and what does not apply, with the facts that show it, and the sentences cited. */
export function appendixMarkup(context: ReportContext): Markup {
  const { view, lang, sentences } = context;
  const others = context.pictures.filter(
    ({ verdicts }) => verdicts[0]?.verdict === 'met' || verdicts[0]?.verdict === 'not-applicable',
  );
  const titled = (title: string, count: number): string =>
    lang === 'zh' ? `${title}（${count} 项）` : `${title} (${count})`;
  const met = {
    heads: [WORDS.item[lang], WORDS.seen[lang]],
    caption: titled(WORDS.met[lang], view.met.length),
  } as const;
  const apart = {
    heads: [WORDS.item[lang], WORDS.because[lang]],
    caption: titled(WORDS.notApplicable[lang], view.notApplicable.length),
  } as const;
  return section(
    { id: 'appendix', title: WORDS.appendix },
    lang,
    html`<div id="s-met">${itemTable(view.met, met, context)}</div>
${others.length > 0 && html`<h3>${WORDS.metPictures[lang]}</h3>${others.map((picture) => pictureMarkup(picture, context))}`}
<div id="s-not-applicable">${itemTable(view.notApplicable, apart, context)}</div>
<p class="soft">${WORDS.wrongRecord[lang]}</p>
<h3>${WORDS.sentences[lang]}</h3>
<ol class="list">${sentences.map((basis, index) => html`<li id="s-basis-${index + 1}">${basisMarkup(basis, lang)}</li>\n`)}</ol>`,
  );
}

/** Digests of every picture and of the embedded data. */
export function proofMarkup(context: ReportContext, data: Digests): Markup {
  const { lang, pictures } = context;
  const rows = pictures.map(
    (
      picture,
    ) => html`<tr><th scope="row" class="item"><span class="name">${WORDS.picture[lang]}${picture.number}</span> <span class="soft">${pictureText(picture, lang)}</span></th>
<td class="digest"><p>${printTime(picture.evidence.at, lang)} ${picture.evidence.url}</p>${digestMarkup({ sha256: picture.sha256, ...(picture.evidence.sm3 && { sm3: picture.evidence.sm3 }) })}</td></tr>
`,
  );
  return section(
    { id: 'proof', title: WORDS.proof },
    lang,
    html`<p class="lead">${WORDS.proofLead[lang]}</p>
<div class="table"><table class="proof"><thead><tr><th scope="col">${WORDS.object[lang]}</th><th scope="col">${WORDS.digest[lang]}</th></tr></thead>
<tbody>${rows}<tr><th scope="row" class="item"><span class="name">${WORDS.data[lang]}</span></th><td class="digest">${digestMarkup(data)}<p>${WORDS.dataHow[lang]}</p></td></tr></tbody></table></div>`,
  );
}

/** Versions, and the notice that every report carries. */
export function footMarkup({ view, lang }: ReportContext): Markup {
  const { tool, rulebook, id, disclaimer } = view.result;
  const versions =
    lang === 'zh'
      ? `政盾 ${tool.version}，规则库 ${rulebook.edition}，检测编号 ${id}`
      : `Zhengdun ${tool.version}, rulebook ${rulebook.edition}, check ${id}`;
  return html`<footer><p><strong>${disclaimer || DISCLAIMER[lang]}</strong></p><p class="soft">${versions}</p></footer>`;
}

function digestMarkup({ sha256, sm3 }: Partial<Digests>): Markup {
  return html`<p><span class="soft">SHA-256</span> <code>${sha256}</code></p>${sm3 && html`<p><span class="soft">SM3</span> <code>${sm3}</code></p>`}`;
}
