import {
  type CheckResult,
  counted,
  type Lang,
  type Summary,
  summarise,
  VERDICT_WORDS,
  VERDICTS,
} from '@zhengdun/contract';
import { displayWidth, padEnd, wrapText } from '../../kernel/cli/index.ts';
import { cleanText } from './clean-result.ts';
import { durationText } from './phrases.ts';
import { citationOf, isBare, nameOf } from './report-view.ts';
import { painted, terminalText } from './terminal-style.ts';

/** One target of a list run that has ended: with its counts, or with why it was not checked. */
export interface ListEntry {
  /** counted from 1 */
  readonly position: number;
  readonly total: number;
  readonly host: string;
  readonly ms: number;
  readonly outcome: { readonly summary: Summary } | { readonly notChecked: string };
}

export interface ListOptions {
  readonly lang: Lang;
  readonly colour: boolean;
}

/** 「[12/500] www.a.gov.cn 不符合 6 无法判定 9 36 秒」 */
export function renderListLine(entry: ListEntry, { lang, colour }: ListOptions): string {
  const { position, total, outcome } = entry;
  const head = `[${position}/${total}] ${hostText(entry.host)}`;
  const duration = terminalText(durationText(entry.ms, lang), lang);
  if ('notChecked' in outcome) {
    const why = terminalText(cleanText(outcome.notChecked), lang);
    return lang === 'zh' ? `${head} 未检测 (${why}) ${duration}` : `${head} not checked (${why}) ${duration}`;
  }
  const counts = (['unmet', 'unknown'] as const).map(
    (verdict) => `${painted(VERDICT_WORDS[verdict].word[lang], verdict, colour)} ${outcome.summary[verdict]}`,
  );
  return `${head} ${counts.join(' ')} ${duration}`;
}

const HOST_LIMIT = 200;

function hostText(host: string): string {
  return cleanText(host).slice(0, HOST_LIMIT);
}

/** What a list run remembers of its targets: counts, not results, so that five thousand of them stay small. */
export interface ListTally {
  readonly checked: number;
  readonly summary: Summary;
  /** by rule and code */
  readonly problems: ReadonlyMap<
    string,
    { readonly citation: string; readonly name: string; readonly sites: number }
  >;
  readonly notChecked: readonly { readonly host: string; readonly reason: string }[];
}

export const EMPTY_TALLY: ListTally = {
  checked: 0,
  summary: summarise([]),
  problems: new Map(),
  notChecked: [],
};

/** The tally with one more checked target. */
export function tallyResult(tally: ListTally, result: CheckResult): ListTally {
  const problems = new Map(tally.problems);
  for (const verdict of result.verdicts) {
    if (verdict.verdict !== 'unmet' || isBare(verdict)) continue;
    const key = `${verdict.rule}/${verdict.code}`;
    const known = problems.get(key);
    problems.set(key, {
      citation: known?.citation ?? citationOf(verdict, result.lang),
      name: known?.name ?? cleanText(nameOf(verdict)),
      sites: (known?.sites ?? 0) + 1,
    });
  }
  const summary = summarise(result.verdicts);
  const added = Object.fromEntries(
    (Object.keys(summary) as (keyof Summary)[]).map((name) => [name, tally.summary[name] + summary[name]]),
  );
  return { ...tally, checked: tally.checked + 1, summary: { ...summary, ...added }, problems };
}

/** The tally with one more target that could not be checked. */
export function tallyNotChecked(tally: ListTally, host: string, reason: string): ListTally {
  return {
    ...tally,
    notChecked: [...tally.notChecked, { host: hostText(host), reason: cleanText(reason) }],
  };
}

const COMMONEST = 10;

/** What stands at the end of a list run: counts, the ten commonest problems, the hosts not checked with their reasons. */
export function renderListSummary(
  tally: ListTally,
  options: ListOptions & { readonly width: number },
): string {
  const { lang, colour } = options;
  const zh = lang === 'zh';
  const width = Math.min(80, Math.max(40, options.width));
  const counts = VERDICTS.map(
    (verdict) => `${painted(VERDICT_WORDS[verdict].word[lang], verdict, colour)} ${tally.summary[verdict]}`,
  ).join(', ');
  const targets = tally.checked + tally.notChecked.length;
  return [
    ...commonest(tally, lang, width),
    ...missing(tally, lang, width),
    zh
      ? `合计 ${targets} 个网站, 已检测 ${tally.checked} 个, 未检测 ${tally.notChecked.length} 个`
      : `${counted(targets, 'site', 'sites')} in all: ${tally.checked} checked, ${tally.notChecked.length} not checked`,
    zh
      ? `检测 ${tally.summary.total} 项次: ${counts}`
      : `${counted(tally.summary.total, 'verdict', 'verdicts')}: ${counts}`,
  ].join('\n');
}

function commonest({ problems }: ListTally, lang: Lang, width: number): string[] {
  const rows = [...problems.values()].sort((a, b) => b.sites - a.sites).slice(0, COMMONEST);
  if (rows.length === 0) return [];
  const zh = lang === 'zh';
  const counts = rows.map(({ sites }) => (zh ? `${sites} 个网站` : counted(sites, 'site', 'sites')));
  const cells = Math.max(...counts.map(displayWidth));
  const citations = Math.max(...rows.map(({ citation }) => displayWidth(citation)));
  const indent = 2 + cells + 2 + citations + 2;
  const lines = rows.map(({ citation, name }, index) => {
    const start = `  ${padEnd(counts[index] ?? '', cells)}  ${padEnd(citation, citations)}  `;
    return start + wrapText(terminalText(name, lang), { width, indent });
  });
  return [zh ? '最常见的问题' : 'Commonest problems', ...lines, ''];
}

function missing({ notChecked }: ListTally, lang: Lang, width: number): string[] {
  if (notChecked.length === 0) return [];
  const cells = Math.min(32, Math.max(...notChecked.map(({ host }) => displayWidth(host))));
  const lines = notChecked.map(({ host, reason }) => {
    const start = `  ${padEnd(host, cells)}  `;
    return start + wrapText(terminalText(reason, lang), { width, indent: Math.min(displayWidth(start), 36) });
  });
  return [lang === 'zh' ? '未检测的网站' : 'Sites that were not checked', ...lines, ''];
}

/** 「已中断，完成 212/500，重新运行同一命令接着做」 */
export function interruptedText(done: number, total: number, lang: Lang): string {
  return lang === 'zh'
    ? `已中断，完成 ${done}/${total}，重新运行同一命令接着做`
    : `Interrupted: ${done} of ${total} done. Run the same command again to go on.`;
}
