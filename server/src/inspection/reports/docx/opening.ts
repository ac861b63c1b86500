import { counted, printTime, VERDICT_WORDS, VERDICTS } from '@zhengdun/contract';
import { AlignmentType, LineRuleType, Paragraph } from 'docx';
import {
  type Block,
  BODY_LINE,
  body,
  cellText,
  emptyLine,
  heading,
  reportTitle,
  runs,
  table,
} from '../../../kernel/docx/index.ts';
import {
  beijingDay,
  comparedGroups,
  countsText,
  durationOf,
  durationText,
  guessedFrom,
  notLookedAt,
  readingsApplied,
  unitKindText,
  verdictSentence,
} from '../phrases.ts';
import type { DocumentContext } from './context.ts';
import { WORDS } from './words.ts';

/** 标题, 主送机关, 开头. */
export function openingBlocks(context: DocumentContext): Block[] {
  const { view, lang, fonts, blank } = context;
  const { result } = view;
  const unit = result.unit.name ?? blank;
  return [
    ...reportTitle(unit, lang, fonts),
    emptyLine(fonts),
    new Paragraph({
      spacing: BODY_LINE,
      children: runs(lang === 'zh' ? `${blank}：` : `To: ${blank}`, fonts),
    }),
    body(openingSentence(context), fonts),
  ];
}

function openingSentence({ view, lang }: DocumentContext): string {
  const { result } = view;
  const { target, basis } = result;
  const day = printTime(beijingDay(result.startedAt), lang);
  const saved = target.snapshot ? (lang === 'zh' ? '保存的页面' : ' (a saved page)') : '';
  if (lang === 'zh') {
    const name = target.siteName ? `“${target.siteName}”（${target.url}）` : target.url;
    const ground = basis.order ? `和${basis.order}` : '';
    return `按照《互联网政务应用安全管理规定》（以下简称《规定》）${ground}要求，我单位于${day}对网站${name}${saved}开展安全自查，检测${view.summary.total}项，${verdictSentence(view, lang)}。现将有关情况报告如下。`;
  }
  const ground = basis.order ? ` and ${basis.order}` : '';
  return `As the Regulation on the Security of Internet Government Applications${ground} demands, we inspected the website ${target.siteName ?? target.displayHost}, ${target.url}${saved}, on ${day}. ${counted(view.summary.total, 'item was', 'items were')} checked. ${verdictSentence(view, lang)}.`;
}

/** 一、基本情况 */
export function generalBlocks(context: DocumentContext): Block[] {
  const { lang, fonts, blank } = context;
  const paragraph = (text: string): Paragraph => body(text, fonts);
  const organisation =
    lang === 'zh'
      ? `自查工作由${blank}负责，${blank}参加。`
      : `The inspection was led by ${blank}; ${blank} took part.`;
  return [
    heading(WORDS.one[lang], 1, fonts),
    heading(WORDS.unitAndApplication[lang], 2, fonts),
    ...unitFacts(context).map(paragraph),
    heading(WORDS.organisation[lang], 2, fonts),
    paragraph(organisation),
    heading(WORDS.conditions[lang], 2, fonts),
    ...conditionFacts(context).map(paragraph),
  ];
}

function unitFacts({ view, lang, blank }: DocumentContext): string[] {
  const { result } = view;
  const { unit, target } = result;
  const kind = unitKindText(result, lang) ?? blank;
  const from = guessedFrom(result, lang);
  if (lang === 'zh') {
    const guess = from ? `（由${from}推定，请核对）` : '';
    return [
      `1.单位名称：${unit.name ?? blank}。`,
      `2.单位性质和级别：${kind}${guess}。`,
      `3.网站名称：${target.siteName ?? blank}。`,
      `4.网址：${target.url}`,
    ];
  }
  const guess = from ? ` (concluded from ${from}; please confirm)` : '';
  return [
    `Unit: ${unit.name ?? blank}.`,
    `Kind and level: ${kind}${guess}.`,
    `Name of the site: ${target.siteName ?? blank}.`,
    `Address: ${target.url}`,
  ];
}

function conditionFacts({ view, lang, blank }: DocumentContext): string[] {
  const { result } = view;
  const { conditions: seen, tool, rulebook } = result;
  const begun = printTime(result.startedAt, lang);
  const took = durationText(durationOf(result), lang);
  const servers = seen.resolvers.join(lang === 'zh' ? '、' : ', ');
  if (lang === 'zh') {
    return [
      `1.时间：${begun}开始，用时${took}。`,
      `2.工具：政盾${tool.version}，规则库${rulebook.edition}。规则库有义务${rulebook.obligations}项，其中机器可检${rulebook.decidable}项，分${rulebook.checks}项检测。${seen.browser ? `浏览器为${seen.browser}。` : '没有使用浏览器。'}`,
      `3.地点：由${blank}的计算机发起${servers && `，域名服务器为${servers}`}。`,
      `4.范围：打开页面${seen.pagesOpened}个，核查外部链接${seen.linksChecked}条。`,
      `${result.disclaimer}`,
    ];
  }
  return [
    `Time: begun ${begun}, took ${took}.`,
    `Tools: Zhengdun ${tool.version}, rulebook ${rulebook.edition} with ${rulebook.obligations} obligations, ${rulebook.decidable} of them decidable by machine, in ${rulebook.checks} checks. ${seen.browser ? `Browser: ${seen.browser}.` : 'No browser was used.'}`,
    `Place: from a computer at ${blank}${servers && `; name servers ${servers}`}.`,
    `Scope: ${counted(seen.pagesOpened, 'page', 'pages')} opened, ${counted(seen.linksChecked, 'exit link', 'exit links')} asked.`,
    result.disclaimer,
  ];
}

/** 二、自查结果: four counts, a table by chapter, what was not checked. */
export function resultBlocks(context: DocumentContext): Block[] {
  const { view, lang, fonts } = context;
  const { summary } = view;
  const counts =
    lang === 'zh'
      ? `检测结果为：${countsText(summary, 'zh').replaceAll(' ', '')}。按《规定》各章统计如下。`
      : `Counts: ${countsText(summary, 'en')}. By chapter:`;
  const rows = view.chapters.map((chapter) => [
    chapter.title,
    ...VERDICTS.map((verdict) => String(chapter.summary[verdict])),
    String(chapter.summary.total),
  ]);
  const total = [
    WORDS.total[lang],
    ...VERDICTS.map((verdict) => String(summary[verdict])),
    String(summary.total),
  ];
  const unseen = notLookedAt(view);
  const readings = readingsApplied(view);
  return [
    heading(WORDS.two[lang], 1, fonts),
    body(counts, fonts),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { before: 120, after: 60, line: 400, lineRule: LineRuleType.EXACT },
      children: runs(WORDS.tableCaption[lang], fonts, { font: fonts.level1, size: 24 }),
    }),
    table(
      [...rows, total],
      {
        widths: lang === 'zh' ? [3344, 1100, 1100, 1100, 1100, 1100] : [2644, 1140, 1440, 1140, 1340, 1140],
        heads: [
          WORDS.chapter[lang],
          ...VERDICTS.map((verdict) => VERDICT_WORDS[verdict].word[lang]),
          WORDS.total[lang],
        ],
        centred: [1, 2, 3, 4, 5],
        together: true,
      },
      fonts,
    ),
    cellText('', fonts),
    ...comparisonText(context).map((text) => body(text, fonts)),
    body(unseenText(unseen, lang), fonts),
    ...(readings.length > 0 ? [body(readingsText(readings, lang), fonts)] : []),
  ];
}

function comparisonText({ view, lang }: DocumentContext): string[] {
  const { comparison } = view.result;
  const groups = comparedGroups(view);
  if (!comparison || !groups) return [];
  const at = printTime(beijingDay(comparison.previousAt), lang);
  const told = groups.map(({ word, names }) => {
    const { length } = names;
    if (lang === 'en') return `${length} ${word}${length > 0 ? ` (${names.join('; ')})` : ''}`;
    return `${word}${length}项${length > 0 ? `（${names.join('；')}）` : ''}`;
  });
  return [
    lang === 'zh'
      ? `与${at}的检测相比，问题${told.join('，')}。`
      : `Since the check of ${at}: ${told.join(', ')}.`,
  ];
}

function unseenText(unseen: readonly string[], lang: 'zh' | 'en'): string {
  return lang === 'zh'
    ? `本次没有检测的内容：${unseen.join('；')}。`
    : `Not checked this time: ${unseen.join('; ')}.`;
}

function readingsText(readings: readonly { id: string; text: string }[], lang: 'zh' | 'en'): string {
  const list = readings.map(
    ({ id, text }) => `${text.replace(/[。.]$/, '')}${lang === 'zh' ? `（${id}）` : ` (${id})`}`,
  );
  return lang === 'zh'
    ? `《规定》中有两种理解的语句，本次采用的理解是：${list.join('；')}。`
    : `Readings applied where a sentence has two: ${list.join('; ')}.`;
}
