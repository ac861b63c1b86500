import {
  CHAPTERS,
  counted,
  type Decision,
  type Lang,
  type LocalText,
  type Obligation,
} from '@zhengdun/contract';
import { articleName, citation, DUTIES, OBLIGATIONS, rulebookEdition } from '@zhengdun/rulebook';
import { z } from 'zod';
import { defineCommand, displayWidth, padEnd, wrapText } from '../../kernel/cli/index.ts';
import { anyOf, type ValueSpec } from '../../kernel/value.ts';
import { ARTICLES, readArticle } from './read-article.ts';

export const MEANS_WORDS = {
  probe: { zh: '机器检测', en: 'by machine' },
  record: { zh: '登记', en: 'by record' },
  attestation: { zh: '情况说明', en: 'by statement' },
} as const satisfies Record<Decision['means'], LocalText>;

type Means = Decision['means'];
const MEANS = Object.keys(MEANS_WORDS) as Means[];

const article: ValueSpec<number> = {
  schema: z.string().transform((text, context) => {
    const found = readArticle(text);
    if (found !== undefined) return found;
    context.addIssue('no article');
    return z.NEVER;
  }),
  allowed: { zh: `条的序号，1 至 ${ARTICLES}`, en: `the number of an article, 1 to ${ARTICLES}` },
  example: '15',
};

/** By its code or by its word in either language. */
const means: ValueSpec<Means> = {
  schema: z.string().transform((text, context) => {
    const found = MEANS.find((each) => {
      const names: readonly string[] = [each, MEANS_WORDS[each].zh, MEANS_WORDS[each].en];
      return names.includes(text.trim());
    });
    if (found !== undefined) return found;
    context.addIssue('no means');
    return z.NEVER;
  }),
  allowed: {
    zh: anyOf(
      MEANS.map((each) => ({ zh: `${each}（${MEANS_WORDS[each].zh}）`, en: each })),
      'zh',
    ),
    en: anyOf(
      MEANS.map((each) => ({ zh: each, en: each })),
      'en',
    ),
  },
  example: 'probe',
};

/** `zhengdun rulebook list` */
export const list = defineCommand({
  name: 'list',
  summary: { zh: '列出全部义务', en: 'list every obligation' },
  options: {
    article: {
      ...article,
      placeholder: 'N',
      help: { zh: '只列某一条', en: 'of one article only' },
    },
    means: {
      ...means,
      placeholder: 'probe|record|attestation',
      help: {
        zh: '只列由机器检测、登记或情况说明判定的',
        en: 'only those decided by machine, by record or by statement',
      },
    },
    json: { flag: true, help: { zh: '输出 JSON', en: 'print JSON' } },
  },
  examples: [
    { line: 'zhengdun rulebook list', does: { zh: '全部义务', en: 'every obligation' } },
    { line: 'zhengdun rulebook list --article 9', does: { zh: '第九条的义务', en: 'those of Article 9' } },
    {
      line: 'zhengdun rulebook list --means probe',
      does: { zh: '机器可检的', en: 'what a machine can decide' },
    },
  ],
  async run({ options, terminal, lang }) {
    const chosen = OBLIGATIONS.filter(
      ({ position, decidedBy }) =>
        (options.article === undefined || position.article === options.article) &&
        (options.means === undefined || decidedBy.some(({ means }) => means === options.means)),
    );
    const duties =
      options.means === undefined
        ? DUTIES.filter(
            ({ position }) => options.article === undefined || position.article === options.article,
          ).length
        : 0;
    if (options.json) terminal.raw(`${JSON.stringify(chosen, null, 2)}\n`);
    else if (chosen.length === 0) terminal.out(emptyText(options, duties, lang));
    else terminal.out(listText(chosen, { duties, lang, width: terminal.columns }));
    return 0;
  },
});

/** Nothing was chosen: why, and what to do instead. */
function emptyText(
  asked: { readonly article: number | undefined; readonly means: Means | undefined },
  duties: number,
  lang: Lang,
): string {
  if (asked.article === undefined || asked.means !== undefined) {
    return lang === 'zh'
      ? '没有符合条件的义务。全部义务：zhengdun rulebook list'
      : 'No obligation is like that. All of them: zhengdun rulebook list';
  }
  const name = articleName(asked.article, lang);
  const rest =
    duties === 0
      ? ''
      : lang === 'zh'
        ? `，有监管部门的职责 ${duties} 项`
        : `, but ${counted(duties, 'duty', 'duties')} of authorities`;
  return lang === 'zh'
    ? `${name}没有义务${rest}。全文：zhengdun rulebook show ${asked.article}`
    : `${name} holds no obligation${rest}. Its text: zhengdun rulebook show ${asked.article}`;
}

/** @param page.duties of authorities in the same articles, which `show` has */
function listText(
  chosen: readonly Obligation[],
  { duties, lang, width }: { duties: number; lang: Lang; width: number },
): string {
  const citations = Math.max(0, ...chosen.map(({ position }) => displayWidth(citation(position, lang)))) + 2;
  const ids = Math.max(0, ...chosen.map(({ id }) => displayWidth(id))) + 2;
  const indent = 2 + citations;
  const chapters = CHAPTERS.flatMap(({ articles: [first, last], title }) => {
    const own = chosen.filter(({ position: { article } }) => article >= first && article <= last);
    if (own.length === 0) return [];
    return [
      title[lang],
      ...own.flatMap((each) => [
        `  ${padEnd(citation(each.position, lang), citations)}${wrapText(each.title[lang], { width, indent })}`,
        `${' '.repeat(indent)}${padEnd(each.id, ids)}${decidedWords(each, lang)}`,
      ]),
      '',
    ];
  });
  const beside =
    duties === 0
      ? ''
      : lang === 'zh'
        ? `；另有监管部门的职责 ${duties} 项，在各条中显示`
        : `; besides ${counted(duties, 'duty', 'duties')} of authorities, shown with their articles`;
  const total =
    lang === 'zh'
      ? `共 ${chosen.length} 项${beside}。规则库 ${rulebookEdition}。看某一条：zhengdun rulebook show 15`
      : `${chosen.length} in all${beside}. Rulebook ${rulebookEdition}. One article: zhengdun rulebook show 15`;
  return [...chapters, wrapText(total, { width })].join('\n');
}

/** 「机器检测，登记」 */
function decidedWords({ decidedBy }: Obligation, lang: Lang): string {
  const means = new Set(decidedBy.map((decision) => decision.means));
  return [...means].map((each) => MEANS_WORDS[each][lang]).join(lang === 'zh' ? '，' : ', ');
}
