import {
  type CheckResult,
  type CheckVerdict,
  counted,
  instancesOf,
  type Lang,
  type LocalText,
  REASON_WORDS,
  UNIT_KIND_WORDS,
  UNIT_LEVEL_WORDS,
  VERDICT_WORDS,
  VERDICTS,
} from '@zhengdun/contract';
import { displayWidth, padEnd, wrapText } from '../../kernel/cli/index.ts';
import {
  beijingStamp,
  COMPARED_WORDS,
  comparedGroups,
  durationOf,
  durationText,
  guessedFrom,
  notLookedAt,
} from './phrases.ts';
import { citationOf, isBare, type ReportView, viewResult } from './report-view.ts';
import { remedyWithCommand } from './terminal-commands.ts';
import { painted, terminalText } from './terminal-style.ts';

export interface TerminalReportOptions {
  /** language of the labels; the findings are in the language of the run */
  readonly lang: Lang;
  /** cells in a line; taken as at least 40 and at most 80 */
  readonly width: number;
  readonly colour: boolean;
  /** `--all`: also what is met or does not apply, and every place of a finding */
  readonly all: boolean;
  /** files that were written beside */
  readonly reports?: readonly WrittenReport[];
}

export interface WrittenReport {
  readonly file: string;
  readonly bytes: number;
  readonly pictures?: number;
}

const LABELS = {
  seen: { zh: '看到', en: 'Seen' },
  mend: { zh: '整改', en: 'Mend' },
  settle: { zh: '补齐', en: 'Needed' },
  because: { zh: '原因', en: 'Reason' },
  place: { zh: '位置', en: 'Place' },
  unseen: { zh: '未看', en: 'Unseen' },
  report: { zh: '报告', en: 'Report' },
  next: { zh: '下一步', en: 'Next' },
  added: { zh: '新增', en: 'New' },
  mended: { zh: '已改', en: 'Mended' },
} as const satisfies Record<string, LocalText>;

/**
 * The result of a check as a terminal shows it (console.md §3): the summary and the next step stand last, where the
 * cursor is. Lines have at most `width` cells except where an address is longer. Ends without a line break.
 */
export function renderTerminal(result: CheckResult, options: TerminalReportOptions): string {
  const view = viewResult(result);
  const page = layout(view, options);
  return [...head(view, page), '', ...chapters(view, page), '', ...foot(view, page)].join('\n');
}

interface Page extends TerminalReportOptions {
  readonly names: ReportView['names'];
  readonly verdictCells: number;
  readonly citationCells: number;
  readonly labelCells: number;
  /** cells before what stands below a finding */
  readonly indent: number;
  /** too small for columns: citation and name stand below each other */
  readonly narrow: boolean;
}

function layout(view: ReportView, options: TerminalReportOptions): Page {
  const { lang } = options;
  const width = Math.min(80, Math.max(40, options.width));
  const words = VERDICTS.map((verdict) => displayWidth(VERDICT_WORDS[verdict].word[lang]));
  const shown = options.all ? view.result.verdicts : [...view.unmet, ...view.unknown];
  const citations = shown.map((verdict) => displayWidth(citationOf(verdict, lang)));
  const verdictCells = Math.max(...words) + 2;
  return {
    ...options,
    names: view.names,
    width,
    verdictCells,
    citationCells: Math.max(12, ...citations) + 2,
    labelCells: lang === 'zh' ? 6 : 8,
    indent: width < 64 ? 4 : 2 + verdictCells,
    narrow: width < 64,
  };
}

function head({ result }: ReportView, { lang, width }: Page): string[] {
  const { tool, rulebook, target, conditions } = result;
  const zh = lang === 'zh';
  const duration = terminalText(durationText(durationOf(result), lang), lang);
  const saved = target.snapshot ? (zh ? ' (保存的页面)' : ' (a saved page)') : '';
  const moved = target.finalUrl !== undefined && target.finalUrl !== target.url ? target.finalUrl : undefined;
  const lines = zh
    ? [
        `政盾 ${tool.version}, 规则库 ${rulebook.edition}, 义务 ${rulebook.obligations} 项, 其中机器可检 ${rulebook.decidable} 项, 分 ${rulebook.checks} 项检测`,
        `检测 ${shownUrl(target)}${saved} ${kindPhrase(result, lang)}`,
        ...(moved ? [`转到 ${moved}`] : []),
        `${beijingStamp(result.startedAt)} 开始, 用时 ${duration}, 打开页面 ${conditions.pagesOpened} 个, 核查外链 ${conditions.linksChecked} 条`,
      ]
    : [
        `Zhengdun ${tool.version}, rulebook ${rulebook.edition}, ${rulebook.obligations} obligations, ${rulebook.decidable} of them decidable by machine, in ${rulebook.checks} checks`,
        `Checking ${shownUrl(target)}${saved} ${kindPhrase(result, lang)}`,
        ...(moved ? [`Led to ${moved}`] : []),
        `Begun ${beijingStamp(result.startedAt)} (Beijing), took ${duration}, ${counted(conditions.pagesOpened, 'page', 'pages')} opened, ${counted(conditions.linksChecked, 'exit link', 'exit links')} asked`,
      ];
  return lines.map((line) => wrapText(line, { width }));
}

/** The address with its host as people write it: `https://样例.政务/`. */
function shownUrl({ url, host, displayHost }: CheckResult['target']): string {
  return url.replace(`//${host}`, `//${displayHost}`);
}

/** 「按党政机关检测 (由后缀推定, --as-unit 更正)」 */
function kindPhrase(result: CheckResult, lang: Lang): string {
  const { name, kind, level } = result.unit;
  const from = guessedFrom(result, lang);
  if (lang === 'zh') {
    const whose = name ? `${name}, ` : '';
    if (!kind) return `${whose}单位性质不明 (--as-unit 补充)`;
    const grade = level ? `, 级别为${UNIT_LEVEL_WORDS[level].zh}` : '';
    const guess = from ? ` (由${from}推定, --as-unit 更正)` : '';
    return `${whose}按${UNIT_KIND_WORDS[kind].zh}检测${grade}${guess}`;
  }
  const whose = name ? `${name}, ` : '';
  if (!kind) return `${whose}kind of unit not known (give it with --as-unit)`;
  const grade = level ? `, ${UNIT_LEVEL_WORDS[level].en} level` : '';
  const guess = from ? ` (concluded from ${from}; --as-unit corrects)` : '';
  return `${whose}as a ${UNIT_KIND_WORDS[kind].en}${grade}${guess}`;
}

function chapters(view: ReportView, page: Page): string[] {
  const titles = Math.max(0, ...view.chapters.map(({ title }) => displayWidth(title))) + 4;
  const counts = view.chapters.map(({ summary }) =>
    VERDICTS.map((verdict) => `${VERDICT_WORDS[verdict].word[page.lang]} ${summary[verdict]}`),
  );
  const cells = VERDICTS.map((_, column) =>
    Math.max(0, ...counts.map((row) => displayWidth(row[column] ?? ''))),
  );
  const apart = titles + cells.reduce((sum, cell) => sum + cell + 2, -2) > page.width;
  return view.chapters.flatMap(({ title, verdicts }, index) => {
    const row = (counts[index] ?? []).map((count, column) => padEnd(count, cells[column] ?? 0));
    const counted = row.join('  ').trimEnd();
    const shown = verdicts.filter(({ verdict }) => page.all || verdict === 'unmet' || verdict === 'unknown');
    return [
      ...(apart ? [title, ...fillLines(counts[index] ?? [], page.width)] : [padEnd(title, titles) + counted]),
      ...(page.all ? shown.map((verdict) => [verdict]) : together(shown)).flatMap((same) =>
        same.length > 1 ? waiting(same, page) : same.flatMap((verdict) => finding(verdict, page)),
      ),
    ];
  });
}

/** What only waits for the same act stands together, at the place of its first; so does what one fact leaves open. */
function together(verdicts: readonly CheckVerdict[]): CheckVerdict[][] {
  const groups = Map.groupBy(verdicts, (verdict) => {
    if (verdict.verdict !== 'unknown') return verdict;
    const { reason, text } = verdict;
    return `${reason} ${text.remedy} ${isBare(verdict) ? '' : text.fact}`;
  });
  return [...groups.values()];
}

/** 「无法判定  尚未检测 7 项  证书有效期, 证书受信任…」 */
function waiting(verdicts: readonly CheckVerdict[], page: Page): string[] {
  const { lang, verdictCells, narrow, width } = page;
  const [first] = verdicts;
  if (!first) return [];
  const word = VERDICT_WORDS.unknown.word[lang];
  const gap = narrow ? 1 : verdictCells - displayWidth(word);
  const reason = first.reason ? REASON_WORDS[first.reason][lang] : '';
  const count = lang === 'zh' ? `${verdicts.length} 项: ` : `(${verdicts.length}): `;
  const bare = isBare(first);
  const names = verdicts.map((verdict) =>
    terminalText((bare ? page.names.get(verdict) : verdict.text.title) ?? '', lang),
  );
  const problem = bare ? '' : ` (${terminalText(first.text.problem ?? '', lang)})`;
  const indent = narrow ? 4 : page.indent;
  return [
    `  ${painted(word, 'unknown', page.colour)}${' '.repeat(gap)}${wrapText(`${reason} ${count}${names.join(', ')}${problem}`, { width, indent })}`,
    ...(bare ? causes(verdicts, page) : labelled('seen', first.text.fact, page)),
    ...labelled('settle', remedyWithCommand(first, lang), page),
  ];
}

/** 「看到  域名不存在 (网页读取, 加密连接)」: why steps were not completed, each cause once. */
function causes(verdicts: readonly CheckVerdict[], page: Page): string[] {
  const { lang } = page;
  const word = (fact: CheckVerdict['facts'][string] | undefined): string => {
    const words = typeof fact === 'object' && fact !== null && !Array.isArray(fact) ? fact[lang] : fact;
    return typeof words === 'string' ? words : '';
  };
  const stopped = verdicts.filter(({ facts }) => word(facts.step) !== '' && word(facts.detail) !== '');
  const byCause = Map.groupBy(stopped, ({ facts }) => word(facts.detail));
  return [...byCause].flatMap(([detail, members]) => {
    const steps = [...new Set(members.map(({ facts }) => word(facts.step)))];
    const told = lang === 'zh' ? `${detail}（${steps.join('、')}）` : `${detail} (${steps.join(', ')})`;
    return labelled('seen', told, page);
  });
}

/** Puts as many parts on a line as fit: a count stays with its word. */
function fillLines(parts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const longer = `${lines.at(-1)}  ${part}`;
    if (lines.length > 0 && cellsOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(`  ${part}`);
  }
  return lines;
}

/** Cells of a text that we coloured ourselves. */
function cellsOf(text: string): number {
  return displayWidth(text.replaceAll(/\u001b\[\d+m/g, ''));
}

function finding(verdict: CheckVerdict, page: Page): string[] {
  const { lang, verdictCells, citationCells, narrow, width } = page;
  const { word } = VERDICT_WORDS[verdict.verdict];
  const gap = narrow ? 1 : verdictCells - displayWidth(word[lang]);
  const first = `  ${painted(word[lang], verdict.verdict, page.colour)}${' '.repeat(gap)}`;
  const reason = verdict.reason ? ` (${REASON_WORDS[verdict.reason][lang]})` : '';
  const name = terminalText(page.names.get(verdict) ?? '', lang) + reason;
  const citation = citationOf(verdict, lang);
  const before = 2 + verdictCells + citationCells;
  const opening = narrow
    ? [first + citation, `    ${wrapText(name, { width, indent: 4 })}`]
    : [first + padEnd(citation, citationCells) + wrapText(name, { width, indent: before })];
  return [...opening, ...below(verdict, page)];
}

function below(verdict: CheckVerdict, page: Page): string[] {
  const { text } = verdict;
  const { lang } = page;
  switch (verdict.verdict) {
    case 'unmet':
      return [
        ...labelled('seen', text.fact, page),
        ...labelled('mend', remedyWithCommand(verdict, lang), page),
        ...others(verdict, page),
      ];
    case 'unknown':
      return [
        ...(isBare(verdict) ? causes([verdict], page) : labelled('seen', text.fact, page)),
        ...labelled('settle', remedyWithCommand(verdict, lang), page),
        ...others(verdict, page),
      ];
    case 'met':
      return labelled('seen', text.fact, page);
    case 'not-applicable':
      return labelled('because', text.fact, page);
  }
}

/** The other places of the same finding: their number, or with `--all` each of them. */
function others(verdict: CheckVerdict, page: Page): string[] {
  const { lang, all, indent, labelCells, width } = page;
  const instances = instancesOf(verdict);
  if (instances.length < 2) return [];
  if (!all) {
    const more = instances.length - 1;
    const words =
      lang === 'zh' ? `另有 ${more} 处相同, 加 --all 列出` : `${more} more of the kind: --all lists them`;
    return [`${' '.repeat(indent)}${wrapText(words, { width, indent })}`];
  }
  return instances.flatMap(({ page: on, line, url, words, note }) => {
    const at = line === undefined ? '' : lang === 'zh' ? `第 ${line} 行` : `line ${line}`;
    const where = [on, at].filter(Boolean).join(' ');
    const parts = [where, words && `"${words}"`, url && url !== on ? url : undefined, note];
    const told = parts.filter(Boolean).join(' ').replaceAll(/["“”]/g, '"');
    const label = padEnd(LABELS.place[lang], labelCells);
    return [
      `${' '.repeat(indent)}${label}${wrapText(terminalText(told, lang), { width, indent: indent + labelCells })}`,
    ];
  });
}

function labelled(label: keyof typeof LABELS, text: string, page: Page): string[] {
  const { lang, indent, labelCells, width } = page;
  if (!text) return [];
  const hanging = indent + labelCells;
  const lines = wrapText(terminalText(text.replaceAll('\n', ' '), lang), { width, indent: hanging });
  return [`${' '.repeat(indent)}${padEnd(LABELS[label][lang], labelCells)}${lines}`];
}

function foot(view: ReportView, page: Page): string[] {
  const { lang, width } = page;
  const { summary, beyond } = view;
  const zh = lang === 'zh';
  const counts = VERDICTS.map(
    (verdict) => `${painted(VERDICT_WORDS[verdict].word[lang], verdict, page.colour)} ${summary[verdict]}`,
  );
  const total = zh ? `合计 ${summary.total} 项:` : `${summary.total} in all:`;
  const totals = `${total} ${counts.join(', ')}`;
  const unseen = page.all
    ? notLookedAt(view).flatMap((each) => footLine('unseen', terminalText(each, lang), page))
    : [];
  const beyondLine = zh
    ? `另有 ${beyond} 项靠登记和证明判定, 本命令不判`
    : `${counted(beyond, 'more is', 'more are')} decided by records and statements, not by this command`;
  return [
    ...unseen,
    ...(cellsOf(totals) <= width ? [totals] : [total, ...fillLines(counts, width)]),
    ...(beyond > 0 ? [wrapText(beyondLine, { width })] : []),
    ...comparison(view, page),
    ...(page.reports ?? []).flatMap((report) => footLine('report', reportWords(report, lang), page)),
    ...footLine('next', nextStep(view, lang), page),
  ];
}

function footLine(label: 'unseen' | 'report' | 'next', words: string, { lang, width }: Page): string[] {
  const before = `${LABELS[label][lang]} `;
  return [before + wrapText(words, { width, indent: displayWidth(before) })];
}

function reportWords({ file, bytes, pictures }: WrittenReport, lang: Lang): string {
  const size =
    bytes < 1024 * 1024
      ? `${Math.max(1, Math.round(bytes / 1024))} KB`
      : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  if (!pictures) return `${file} (${size})`;
  return lang === 'zh'
    ? `${file} (${size}, 含截图 ${pictures} 张)`
    : `${file} (${size}, with ${counted(pictures, 'picture', 'pictures')})`;
}

/** Counts since the last check, and by name what is new and what was mended. */
function comparison(view: ReportView, page: Page): string[] {
  const { lang, width } = page;
  const groups = comparedGroups(view);
  if (!groups) return [];
  const at = beijingStamp(view.result.comparison?.previousAt ?? '').slice(0, 16);
  const counts = groups.map(({ change, names }) => {
    const word = COMPARED_WORDS[change][lang];
    return lang === 'zh' ? `${word} ${names.length}` : `${names.length} ${word}`;
  });
  const line = `${lang === 'zh' ? `与上次 (${at}) 比较` : `Since the last check (${at})`}: ${counts.join(', ')}`;
  const indent = 2 + page.labelCells;
  const named = groups.flatMap(({ change, names }) =>
    change === 'added' || change === 'mended'
      ? names.map((name) => {
          const words = wrapText(terminalText(name, lang), { width, indent });
          return `  ${padEnd(LABELS[change][lang], page.labelCells)}${words}`;
        })
      : [],
  );
  return [wrapText(line, { width }), ...named];
}

function nextStep({ summary, result }: ReportView, lang: Lang): string {
  if (result.conditions.pagesOpened === 0)
    return lang === 'zh'
      ? '网站没有打开, 请核对网址和网络, 再重新运行本命令'
      : 'the site did not open: make sure of address and network, then run this command again';
  if (summary.unmet > 0)
    return lang === 'zh'
      ? '改好后重新运行本命令, 报告将标出已改和新增的问题'
      : 'run this command again when things are mended; the report marks what was mended and what is new';
  if (summary.unknown > 0)
    return lang === 'zh'
      ? '补齐后重新运行本命令, 无法判定的各项将重新判定'
      : 'run this command again when what is missing is there; undetermined items are judged anew';
  return lang === 'zh'
    ? '定期重新运行本命令, 报告将标出新增的问题'
    : 'run this command again from time to time; the report marks what is new';
}
