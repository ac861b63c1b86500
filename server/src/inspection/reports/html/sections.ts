import {
  type CheckVerdict,
  counted,
  printTime,
  STEP_STATE_WORDS,
  STEP_WORDS,
  VERDICT_WORDS,
  VERDICTS,
} from '@zhengdun/contract';
import {
  checkBasisText,
  comparedGroups,
  durationOf,
  durationText,
  EFFORT_WORDS,
  guessedFrom,
  notLookedAt,
  readingsApplied,
  unitKindText,
  verdictSentence,
} from '../phrases.ts';
import type { SettleGroup } from '../report-view.ts';
import { anchorLink, citationLink, type ReportContext, section, verdictTag } from './context.ts';
import { findingMarkup, pictureMarkup, placesList } from './finding.ts';
import { html, type Markup } from './markup.ts';
import { WEIGHT_NOTE, WORDS } from './words.ts';

/** Title, unit, time, the one sentence and the four counts. */
export function headMarkup(context: ReportContext): Markup {
  const { view, lang } = context;
  const { result } = view;
  const { target, unit } = result;
  const kind = unitKindText(result, lang) ?? WORDS.kindUnknown[lang];
  const from = guessedFrom(result, lang);
  const guess = from && (lang === 'zh' ? `，由${from}推定` : `, concluded from ${from}`);
  return html`<header>
<p class="kicker">${WORDS.kicker[lang]}</p>
<h1>${target.siteName || unit.name || target.displayHost}</h1>
<dl class="facts">
${unit.name && html`<dt>${WORDS.unit[lang]}</dt><dd>${unit.name}</dd>`}
<dt>${WORDS.address[lang]}</dt><dd>${addressMarkup(target.url)}${target.snapshot && (lang === 'zh' ? '（保存的页面）' : ' (a saved page)')}</dd>
<dt>${WORDS.kind[lang]}</dt><dd>${kind}${guess}</dd>
<dt>${WORDS.time[lang]}</dt><dd>${printTime(result.startedAt, lang)}</dd>
</dl>
</header>
`;
}

/** A link only where the address is one that a person would visit anyway. */
function addressMarkup(url: string): Markup {
  return /^https?:\/\//.test(url)
    ? html`<a href="${url}" rel="noreferrer nofollow">${url}</a>`
    : html`${url}`;
}

export function summaryMarkup({ view, lang }: ReportContext): Markup {
  const { summary, result } = view;
  const target = {
    unmet: 's-unmet',
    unknown: 's-unknown',
    met: 's-met',
    'not-applicable': 's-not-applicable',
  };
  const total =
    lang === 'zh' ? `共 ${summary.total} 项` : `${counted(summary.total, 'item', 'items')} in all`;
  const { comparison } = result;
  return html`<section id="s-summary" aria-labelledby="s-verdict">
<p class="verdict" id="s-verdict">${verdictSentence(view, lang)}</p>
<nav aria-label="${WORDS.counts[lang]}"><ul class="counts">
${VERDICTS.map((verdict) => {
  const { word, shape } = VERDICT_WORDS[verdict];
  return html`<li class="count v-${verdict}"><a href="#${target[verdict]}"><span class="word"><span aria-hidden="true">${shape}</span> ${word[lang]}</span> <span class="number">${summary[verdict]}</span></a></li>\n`;
})}</ul></nav>
<p class="total soft">${total}${lang === 'zh' ? '。' : '. '}</p>
${comparison && comparisonMarkup(comparison.previousAt, view)}
</section>
`;
}

/** 「与上次比较」: each count with the names behind it. */
function comparisonMarkup(previousAt: string, view: ReportContext['view']): Markup {
  const { lang } = view;
  const rows = (comparedGroups(view) ?? []).map(
    ({ word, names }) =>
      html`<dt>${word} ${names.length}</dt><dd>${names.join(lang === 'zh' ? '；' : '; ')}</dd>\n`,
  );
  const at = printTime(previousAt, lang);
  return html`<p class="total">${WORDS.comparison[lang]}${lang === 'zh' ? `（${at}）` : ` (${at})`}</p><dl class="facts">${rows}</dl>`;
}

/** 先改这几项: at most three, each with who does it. Left out where nothing is to be mended. */
export function firstMarkup(context: ReportContext): Markup {
  const { view, lang } = context;
  if (view.first.length === 0) return html``;
  const rows = view.first.map(
    (verdict) => html`<li><strong>${anchorLink(verdict, context)}</strong>
<span>${verdict.text.remedy}</span>
<span class="soft">${WORDS.handler[lang]}${lang === 'zh' ? '：' : ': '}${verdict.text.handler}${effortText(verdict, lang)}</span></li>
`,
  );
  return section(
    { id: 'first', title: WORDS.first },
    lang,
    html`<p class="lead">${WORDS.firstLead[lang]}${lang === 'zh' ? '' : ' '}${WEIGHT_NOTE[lang]}</p><ol class="first">${rows}</ol>`,
  );
}

function effortText({ effort }: CheckVerdict, lang: 'zh' | 'en'): string {
  if (!effort) return '';
  return (lang === 'zh' ? '，' : ', ') + EFFORT_WORDS[effort as keyof typeof EFFORT_WORDS][lang];
}

export function unmetMarkup(context: ReportContext): Markup {
  const { view, lang } = context;
  const body =
    view.unmet.length === 0
      ? html`<p>${WORDS.noneUnmet[lang]}</p>`
      : html`${view.unmet.map((verdict, index) => findingMarkup(verdict, index + 1, context))}`;
  return section({ id: 'unmet', title: WORDS.unmet, count: view.unmet.length }, lang, body);
}

export function unknownMarkup(context: ReportContext): Markup {
  const { view, lang } = context;
  const body =
    view.unknown.length === 0
      ? html`<p>${WORDS.noneUnknown[lang]}</p>`
      : html`<p class="lead">${WORDS.unknownLead[lang]}</p>${view.toSettle.map((group) => groupMarkup(group, context))}`;
  return section({ id: 'unknown', title: WORDS.unknown, count: view.unknown.length }, lang, body);
}

function groupMarkup({ remedy, handler, verdicts }: SettleGroup, context: ReportContext): Markup {
  const { lang, pictures } = context;
  const [first] = verdicts;
  if (!first) return html``;
  const colon = lang === 'zh' ? '：' : ': ';
  const shown = pictures.filter((picture) => verdicts.some((verdict) => picture.verdicts[0] === verdict));
  return html`<section class="group">
<h3>${verdictTag(first, lang)} <span>${remedy}</span></h3>
<p class="cure soft">${WORDS.handler[lang]}${colon}${handler}${lang === 'zh' ? `，${verdicts.length} 项` : `; ${counted(verdicts.length, 'item', 'items')}`}</p>
${itemTable(verdicts, { heads: [WORDS.item[lang], WORDS.factAndRecheck[lang]] }, context)}
${shown.map((picture) => pictureMarkup(picture, context))}
</section>
`;
}

/** Items with their citations on the left, their facts on the right. */
export function itemTable(
  verdicts: readonly CheckVerdict[],
  options: { heads: readonly [string, string]; caption?: string },
  context: ReportContext,
): Markup {
  const { lang, anchors, view } = context;
  const colon = lang === 'zh' ? '：' : ': ';
  const rows = verdicts.map(
    (
      verdict,
    ) => html`<tr id="${anchors.get(verdict)}"><th scope="row" class="item"><span class="name">${view.names.get(verdict)}</span> <span class="soft">${citationLink(verdict, context)}</span></th>
<td><p>${verdict.text.fact}</p>${verdict.text.recheck && html`<p class="soft">${WORDS.recheck[lang]}${colon}${verdict.text.recheck}</p>`}${verdict.text.technical && html`<pre class="digest">${verdict.text.technical}</pre>`}${placesList(verdict, context)}</td></tr>
`,
  );
  return html`<div class="table"><table>${options.caption !== undefined && html`<caption>${options.caption}</caption>`}
<thead><tr><th scope="col">${options.heads[0]}</th><th scope="col">${options.heads[1]}</th></tr></thead>
<tbody>${rows}</tbody></table></div>
`;
}

/** 检测说明: time, place, versions, pages opened, steps – and what was not checked. */
export function aboutMarkup(context: ReportContext): Markup {
  const { view, lang } = context;
  const rows = conditionRows(context).map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>\n`,
  );
  const steps = view.result.steps.map(
    ({ step, state, ms, detail }) =>
      html`<tr><th scope="row">${STEP_WORDS[step][lang]}</th><td>${STEP_STATE_WORDS[state][lang]}${ms !== undefined && state !== 'skipped' && (lang === 'zh' ? `，${durationText(ms, lang)}` : `, ${durationText(ms, lang)}`)}${detail && (lang === 'zh' ? `：${detail}` : `: ${detail}`)}</td></tr>\n`,
  );
  const readings = readingsApplied(view);
  return section(
    { id: 'about', title: WORDS.about },
    lang,
    html`<h3>${WORDS.notChecked[lang]}</h3>
<ul class="list">${notLookedAt(view).map((words) => html`<li>${words}${lang === 'zh' ? '。' : '.'}</li>\n`)}</ul>
<h3>${WORDS.conditions[lang]}</h3>
<div class="table"><table class="about"><tbody>${rows}</tbody></table></div>
<h3>${WORDS.steps[lang]}</h3>
<div class="table"><table class="about"><tbody>${steps}</tbody></table></div>
${
  readings.length > 0 &&
  html`<h3>${WORDS.readings[lang]}</h3><p>${WORDS.readingsLead[lang]}</p>
<ul class="list">${readings.map(({ id, text }) => html`<li>${id}${lang === 'zh' ? '：' : ': '}${text}</li>\n`)}</ul>`
}`,
  );
}

function conditionRows({ view, lang }: ReportContext): [string, string][] {
  const { result } = view;
  const { conditions: seen, tool, rulebook, target } = result;
  const zh = lang === 'zh';
  const resolvers = seen.resolvers.join(zh ? '、' : ', ');
  const ended = durationText(durationOf(result), lang);
  return [
    [
      zh ? '时间' : 'Time',
      zh
        ? `${printTime(result.startedAt, lang)}开始，用时${ended}`
        : `begun ${printTime(result.startedAt, lang)}, took ${ended}`,
    ],
    [
      zh ? '地点' : 'Place',
      zh
        ? `由运行本软件的计算机发起${resolvers && `，域名服务器 ${resolvers}`}`
        : `from the computer that runs this software${resolvers && `; name servers ${resolvers}`}`,
    ],
    [zh ? '缘由' : 'Ground', checkBasisText(result, lang)],
    ...(target.finalUrl !== undefined && target.finalUrl !== target.url
      ? ([[zh ? '实际打开' : 'Led to', target.finalUrl]] as [string, string][])
      : []),
    [
      zh ? '页面' : 'Pages',
      zh
        ? `打开 ${seen.pagesOpened} 个，上限 ${seen.pagesLimit} 个`
        : `${seen.pagesOpened} opened, at most ${seen.pagesLimit}`,
    ],
    [
      zh ? '外部链接' : 'Exit links',
      zh
        ? `发现 ${seen.linksFound} 条，核查 ${seen.linksChecked} 条`
        : `${seen.linksFound} found, ${seen.linksChecked} asked`,
    ],
    [zh ? '浏览器' : 'Browser', seen.browser ?? (zh ? '未使用' : 'none')],
    [zh ? '访问标识' : 'User-Agent', seen.userAgent],
    [
      zh ? '软件' : 'Software',
      zh
        ? `政盾 ${tool.version}，规则库 ${rulebook.edition}，义务 ${rulebook.obligations} 项，其中机器可检 ${rulebook.decidable} 项，分 ${rulebook.checks} 项检测`
        : `Zhengdun ${tool.version}, rulebook ${rulebook.edition}, ${rulebook.obligations} obligations, ${rulebook.decidable} of them decidable by machine, in ${rulebook.checks} checks`,
    ],
  ];
}
