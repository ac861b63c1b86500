import { CHAPTERS, type Decision, type Lang, type LocalText, type Obligation } from '@zhengdun/contract';
import { citation, OBLIGATIONS, rulebookEdition } from '@zhengdun/rulebook';
import { defineCommand, displayWidth, padEnd, wrapText } from '../../kernel/cli/index.ts';
import { oneOf, wholeNumber } from '../../kernel/value.ts';

export const MEANS_WORDS = {
  probe: { zh: '机器检测', en: 'by machine' },
  record: { zh: '登记', en: 'by record' },
  attestation: { zh: '情况说明', en: 'by statement' },
} as const satisfies Record<Decision['means'], LocalText>;

/** `zhengdun rulebook list` */
export const list = defineCommand({
  name: 'list',
  summary: { zh: '列出全部义务', en: 'list every obligation' },
  options: {
    article: {
      ...wholeNumber({ min: 1, max: 44, example: 15 }),
      placeholder: 'N',
      help: { zh: '只列某一条', en: 'of one article only' },
    },
    means: {
      ...oneOf(['probe', 'record', 'attestation']),
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
    if (options.json) terminal.raw(`${JSON.stringify(chosen, null, 2)}\n`);
    else terminal.out(listText(chosen, { lang, width: terminal.columns }));
    return 0;
  },
});

function listText(chosen: readonly Obligation[], { lang, width }: { lang: Lang; width: number }): string {
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
  const total =
    lang === 'zh'
      ? `共 ${chosen.length} 项，规则库 ${rulebookEdition}。看某一条：zhengdun rulebook show 15`
      : `${chosen.length} in all, rulebook ${rulebookEdition}. One article: zhengdun rulebook show 15`;
  return [...chapters, wrapText(total, { width })].join('\n');
}

/** 「机器检测，登记」 */
function decidedWords({ decidedBy }: Obligation, lang: Lang): string {
  const means = new Set(decidedBy.map((decision) => decision.means));
  return [...means].map((each) => MEANS_WORDS[each][lang]).join(lang === 'zh' ? '，' : ', ');
}
