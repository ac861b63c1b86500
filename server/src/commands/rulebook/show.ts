import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  BOUND_WORDS,
  CONDITION_WORDS,
  type Companion,
  type Decision,
  type Duty,
  FORCE_WORDS,
  type Lang,
  type Obligation,
  RULE_WORDS,
  SEVERITY_WORDS,
} from '@zhengdun/contract';
import {
  articleText,
  basisText,
  COMPANIONS,
  type CompanionValue,
  citation,
  DUTIES,
  OBLIGATIONS,
  obligationsOfArticle,
  READINGS,
  rulebookEdition,
  VALUE_UNIT_WORDS,
  VALUES,
} from '@zhengdun/rulebook';
import { defineCommand, padEnd, wrapText } from '../../kernel/cli/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { shorten } from '../../kernel/value.ts';
import { MEANS_WORDS } from './list.ts';
import { readArticle } from './read-article.ts';

/** Files that show how an article is met in practice. */
const EXAMPLES: Readonly<Record<number, string>> = {
  15: fileURLToPath(new URL('../../../../edge/exit-prompt/exit-prompt.js', import.meta.url)),
};

/** `zhengdun rulebook show 15` */
export const show = defineCommand({
  name: 'show',
  summary: { zh: '显示一条或一项义务的全文、判定方法和做法', en: 'show an article or an obligation in full' },
  options: {
    example: { flag: true, help: { zh: '只输出示例文件，可存盘', en: 'print the example file only' } },
    json: { flag: true, help: { zh: '输出 JSON', en: 'print JSON' } },
  },
  operands: {
    placeholder: 'ARTICLE|OBLIGATION',
    help: { zh: '条的序号，或义务编号', en: 'number of an article, or id of an obligation' },
    min: 1,
    max: 1,
    example: '15',
  },
  examples: [
    { line: 'zhengdun rulebook show 15', does: { zh: '第十五条', en: 'Article 15' } },
    { line: 'zhengdun rulebook show A15.4-exit-prompt', does: { zh: '一项义务', en: 'one obligation' } },
    {
      line: 'zhengdun rulebook show 15 --example > exit-prompt.js',
      does: { zh: '取得离开提示脚本', en: 'get the exit prompt script' },
    },
  ],
  async run({ options, operands, terminal, lang }) {
    const { article, obligations, isWhole } = find(operands[0] ?? '');
    const example = EXAMPLES[article];
    if (options.example) {
      if (!example) throw new HouseError('rulebook-no-example', { article });
      terminal.raw(await readFile(example, 'utf8'));
      return 0;
    }
    const duties = isWhole ? DUTIES.filter(({ position }) => position.article === article) : [];
    if (options.json) {
      terminal.raw(
        `${JSON.stringify({ article, text: articleText(article), obligations, duties }, null, 2)}\n`,
      );
      return 0;
    }
    const page: Page = { lang, width: terminal.columns };
    const parts = [
      wrapText(articleText(article), { width: page.width }),
      ...obligations.map((each) => obligationText(each, page, isWhole)),
      ...duties.map((each) => dutyText(each, page)),
      ...(obligations.length + duties.length === 0 ? [NOTHING_APART[lang]] : []),
      ...(example ? [exampleText(article, example, page)] : []),
      edition(page),
    ];
    terminal.out(parts.join('\n\n'));
    return 0;
  },
});

const NOTHING_APART = {
  zh: '本条没有单列的义务。',
  en: 'Nothing in this article is an obligation of its own.',
} as const;

interface Page {
  readonly lang: Lang;
  readonly width: number;
}

/** @throws HouseError `rulebook-unknown` */
function find(asked: string): { article: number; obligations: readonly Obligation[]; isWhole: boolean } {
  const article = readArticle(asked);
  if (article !== undefined) return { article, obligations: obligationsOfArticle(article), isWhole: true };
  const wanted = asked.trim().toLowerCase();
  const found = OBLIGATIONS.find(({ id }) => id.toLowerCase() === wanted);
  if (!found) throw new HouseError('rulebook-unknown', { asked: shorten(asked) });
  return { article: found.position.article, obligations: [found], isWhole: false };
}

/** @param isBelow the article stands above, so its sentences are only named */
function obligationText(each: Obligation, page: Page, isBelow: boolean): string {
  const { lang } = page;
  const zh = lang === 'zh';
  const join = zh ? '，' : ', ';
  const conditions = each.conditions.map((condition) => CONDITION_WORDS[condition][lang]);
  const readings = READINGS.filter(({ id }) => each.readings.includes(id));
  const companions = COMPANIONS.filter(({ id }) => each.companions.includes(id));
  const values = VALUES.filter(({ obligations }) => obligations.includes(each.id));
  return [
    wrapText(`${each.title[lang]}  ${each.id}`, { width: page.width }),
    row(
      zh ? '依据' : 'Basis',
      isBelow
        ? `${citation(each.position, lang)}${zh ? '：' : ': '}${each.position.quote}`
        : basisText(each.position, lang),
      page,
    ),
    row(zh ? '约束' : 'Binds', each.binds.map((bound) => BOUND_WORDS[bound][lang]).join(join), page),
    ...(conditions.length > 0 ? [row(zh ? '条件' : 'When', conditions.join(join), page)] : []),
    row(
      zh ? '程度' : 'Weight',
      zh
        ? `${FORCE_WORDS[each.force].zh}，严重程度${SEVERITY_WORDS[each.severity].zh}（本规则库的权重，规定没有分级）`
        : `${FORCE_WORDS[each.force].en}, ${SEVERITY_WORDS[each.severity].en} (our weight: the Regulation has none)`,
      page,
    ),
    ...each.decidedBy.map((decision) => row(zh ? '判定' : 'Decided', decisionText(decision, lang), page)),
    row(zh ? '说明' : 'Meaning', each.explanation[lang], page),
    row(zh ? '做法' : 'Advice', each.advice[lang], page),
    ...values.map((value) => row(zh ? '数值' : 'Value', valueText(value, lang), page)),
    ...companions.map((rule) => row(zh ? '配套' : 'Beside', companionText(rule, lang), page)),
    ...readings.map(({ id, a, b, preset }) =>
      row(
        id,
        zh
          ? `两种理解。甲：${a.zh}乙：${b.zh}${{ a: '默认用甲。', b: '默认用乙。', unset: '没有选定时无法判定。' }[preset]}`
          : `Two readings. a: ${a.en} b: ${b.en} ${preset === 'unset' ? 'Undetermined until one is chosen.' : `The preset is ${preset}.`}`,
        page,
      ),
    ),
  ].join('\n');
}

function decisionText(decision: Decision, lang: Lang): string {
  const name = MEANS_WORDS[decision.means][lang];
  const colon = lang === 'zh' ? '：' : ': ';
  switch (decision.means) {
    case 'probe': {
      const words = decision.rules.map((rule) => titleOfRule(rule, lang));
      return `${name}${colon}${words.join(lang === 'zh' ? '、' : ', ')}`;
    }
    case 'record':
      return `${name}${colon}${decision.what[lang]}`;
    case 'attestation':
      return `${name}${colon}${decision.by[lang]}`;
  }
}

function titleOfRule(rule: string, lang: Lang): string {
  const words = RULE_WORDS[rule as keyof typeof RULE_WORDS];
  return words ? `${words.title[lang]} (${rule})` : rule;
}

function valueText({ title, value, unit, place, confirmed }: CompanionValue, lang: Lang): string {
  const zh = lang === 'zh';
  const mark = confirmed ? '' : zh ? '（未核实）' : ' (not confirmed)';
  return `${title[lang]} ${value}${zh ? '' : ' '}${VALUE_UNIT_WORDS[unit][lang]}${zh ? '，' : ', '}${place}${mark}`;
}

function companionText({ title, edition, confirmed }: Companion, lang: Lang): string {
  const mark = confirmed ? '' : lang === 'zh' ? '，未核实' : ', not confirmed';
  return lang === 'zh' ? `《${title}》（${edition}${mark}）` : `${title} (${edition}${mark})`;
}

function dutyText(duty: Duty, page: Page): string {
  const zh = page.lang === 'zh';
  return [
    wrapText(`${duty.title[page.lang]}  ${duty.id}`, { width: page.width }),
    row(
      zh ? '职责' : 'Duty',
      `${duty.binds[page.lang]}${zh ? '。' : '. '}${duty.explanation[page.lang]}`,
      page,
    ),
  ].join('\n');
}

function exampleText(article: number, file: string, page: Page): string {
  const path = relative(process.cwd(), file);
  const command = `zhengdun rulebook show ${article} --example > ${path.split('/').at(-1)}`;
  return [
    page.lang === 'zh' ? '示例' : 'Example',
    row(
      page.lang === 'zh' ? '文件' : 'File',
      page.lang === 'zh'
        ? `${path}，用法写在文件开头。按主机名判断，只含有 gov.cn 字样的网址同样提示。`
        : `${path}; its first lines say how to use it. Hosts are compared, so an address that merely contains gov.cn prompts too.`,
      page,
    ),
    row(page.lang === 'zh' ? '取得' : 'Get it', command, page),
  ].join('\n');
}

function edition({ lang, width }: Page): string {
  return wrapText(
    lang === 'zh'
      ? `规则库 ${rulebookEdition}。义务的拆分、说明和严重程度由本规则库编写，不替代主管部门认定。`
      : `Rulebook ${rulebookEdition}. The split into obligations, explanations and weights are ours and replace no decision of an authority.`,
    { width },
  );
}

function row(name: string, text: string, { lang, width }: Page): string {
  const cells = lang === 'zh' ? 6 : 9;
  const indent = 2 + cells;
  return `  ${padEnd(name, cells)}${wrapText(text, { width, indent })}`;
}
