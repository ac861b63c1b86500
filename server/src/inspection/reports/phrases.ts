import {
  type CheckResult,
  type CheckStep,
  counted,
  type Destroyed,
  EVIDENCE_KIND_WORDS,
  type Lang,
  type LocalText,
  PICTURE_WORDS,
  printTime,
  STEP_WORDS,
  type Summary,
  UNIT_KIND_WORDS,
  UNIT_LEVEL_WORDS,
  VERDICT_WORDS,
  VERDICTS,
} from '@zhengdun/contract';
import { reading } from '@zhengdun/rulebook';
import { HOUR_MS } from '../../kernel/durations.ts';
import type { ReportView } from './report-view.ts';

/** Sentences that more than one kind of report says. Full-width punctuation; the terminal has its own. */

/** 「发现6项不符合，其中2项建议今日处理」: the one sentence that stands first. */
export function verdictSentence(
  { summary, urgent }: Pick<ReportView, 'summary' | 'urgent'>,
  lang: Lang,
): string {
  const { unmet, unknown } = summary;
  if (lang === 'zh') {
    if (unmet > 0)
      return urgent > 0 ? `发现${unmet}项不符合，其中${urgent}项建议今日处理` : `发现${unmet}项不符合`;
    return unknown > 0 ? `未发现不符合，有${unknown}项无法判定` : '检测的各项均为符合或不适用';
  }
  if (unmet > 0) {
    const found = `${counted(unmet, 'item is', 'items are')} not met`;
    return urgent > 0 ? `${found}; deal with ${urgent} of them today` : found;
  }
  return unknown > 0
    ? `Nothing was found that is not met; ${counted(unknown, 'item is', 'items are')} undetermined`
    : 'Everything that was checked is met or does not apply';
}

/** 「不符合 6，无法判定 9，符合 41，不适用 15，共 71 项」: always all four, always in this order. */
export function countsText(summary: Summary, lang: Lang): string {
  const counts = VERDICTS.map((verdict) => `${VERDICT_WORDS[verdict].word[lang]} ${summary[verdict]}`);
  return lang === 'zh'
    ? `${counts.join('，')}，共 ${summary.total} 项`
    : `${counts.join(', ')}; ${summary.total} in all`;
}

/** What papers and statements decide and this check does not; undefined where that is nothing. */
function beyondText({ beyond }: Pick<ReportView, 'beyond'>, lang: Lang): string | undefined {
  if (beyond <= 0) return undefined;
  return lang === 'zh'
    ? `另有${beyond}项义务靠登记和证明判定，本次检测不判`
    : `${counted(beyond, 'more obligation is', 'more obligations are')} decided by records and statements, not by this check`;
}

/** 「党政机关（地市级）」; undefined where the kind is not known. */
export function unitKindText({ unit }: Pick<CheckResult, 'unit'>, lang: Lang): string | undefined {
  if (!unit.kind) return undefined;
  const kind = UNIT_KIND_WORDS[unit.kind][lang];
  if (!unit.level) return kind;
  const level = UNIT_LEVEL_WORDS[unit.level][lang];
  return lang === 'zh' ? `${kind}（${level}）` : `${kind} (${level})`;
}

const SOURCES = {
  suffix: { zh: '域名后缀', en: 'the suffix' },
  page: { zh: '页面文字', en: 'the page' },
  code: { zh: '网站标识码', en: 'the site code' },
} as const satisfies Record<string, LocalText>;

/** From what kind and level were concluded: 「域名后缀和网站标识码」; undefined where they were given or are not known. */
export function guessedFrom({ unit }: Pick<CheckResult, 'unit'>, lang: Lang): string | undefined {
  const from = [unit.kind ? unit.from.kind : 'none', unit.level ? unit.from.level : 'none'];
  const sources = (Object.keys(SOURCES) as (keyof typeof SOURCES)[]).filter((each) => from.includes(each));
  if (sources.length === 0) return undefined;
  return sources.map((each) => SOURCES[each][lang]).join(lang === 'zh' ? '和' : ' and ');
}

/** 「36秒」, 「2分5秒」 */
export function durationText(ms: number, lang: Lang): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 1) return lang === 'zh' ? '不到1秒' : 'less than 1 second';
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (lang === 'zh') return minutes > 0 ? `${minutes}分${rest}秒` : `${seconds}秒`;
  if (minutes > 0) return `${minutes} min ${rest} s`;
  return counted(seconds, 'second', 'seconds');
}

export function durationOf({ startedAt, finishedAt }: CheckResult): number {
  return Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt));
}

/** `2026-11-23 10:12:05` in Beijing time. */
export function beijingStamp(iso: string): string {
  const beijing = new Date(Date.parse(iso) + 8 * HOUR_MS).toISOString();
  return beijing.slice(0, 19).replace('T', ' ');
}

/** `2026-11-23`, the day in Beijing. */
export function beijingDay(iso: string): string {
  return beijingStamp(iso).slice(0, 10);
}

/** Everything that a reader might think was looked at and was not: a sentence each, without its full stop. */
export function notLookedAt(view: ReportView): string[] {
  const { result, lang } = view;
  const stopped = result.steps.filter(({ state }) => state === 'blocked' || state === 'skipped');
  // What stopped several steps is told once.
  const missing = [...Map.groupBy(stopped, ({ state, detail }) => `${state} ${detail ?? ''}`).values()].map(
    (same) => stoppedText(same, lang),
  );
  const beyond = beyondText(view, lang);
  return [...missing, ...result.conditions.notChecked, ...(beyond ? [beyond] : [])];
}

/** 「“域名解析”、“加密连接”未做：检测的是保存的页面」 */
function stoppedText(steps: readonly CheckStep[], lang: Lang): string {
  const [first] = steps;
  const isBlocked = first?.state === 'blocked';
  const why = first?.detail ? (lang === 'zh' ? `：${first.detail}` : `: ${first.detail}`) : '';
  const words = steps.map(({ step }) => STEP_WORDS[step][lang]);
  if (lang === 'zh')
    return `${words.map((word) => `“${word}”`).join('、')}${isBlocked ? '受阻' : '未做'}${why}`;
  const names = words.map((word) => `"${word}"`).join(', ');
  return `${steps.length > 1 ? 'Steps' : 'The step'} ${isBlocked ? 'blocked' : 'left out'}: ${names}${why}`;
}

/** Readings of sentences that were applied: id and words of the side that was chosen. */
export function readingsApplied({ result, lang }: ReportView): { id: string; text: string }[] {
  const ids = [...new Set(result.verdicts.flatMap(({ reading: id }) => (id ? [id] : [])))].sort();
  return ids.flatMap((id) => {
    const found = reading(id.slice(0, -1));
    const side = id.endsWith('a') ? found?.a : found?.b;
    return side ? [{ id, text: side[lang] }] : [];
  });
}

const BASIS = {
  own: { zh: '检测本单位网站', en: 'a check of the own site' },
  order: { zh: '受委托检测', en: 'a check by order' },
} as const satisfies Record<string, LocalText>;

const CHANGES = ['added', 'mended', 'remaining', 'undetermined'] as const;
type Change = (typeof CHANGES)[number];

/** One group of the comparison with the check before. */
interface ComparedGroup {
  readonly change: Change;
  /** 新增, 已改, 仍存在, 上次不符合而本次无法判定 */
  readonly word: string;
  readonly names: readonly string[];
}

/**
 * 与上次比较: always what is new, mended and still there, and what was found then and cannot be determined now where there
 * is any; undefined where there was no check before.
 */
export function comparedGroups({ result, names, lang }: ReportView): readonly ComparedGroup[] | undefined {
  const { comparison, verdicts } = result;
  if (!comparison) return undefined;
  const nameOf = (change: Change, anchor: string): string => {
    const verdict = verdicts.find((each) => each.anchor === anchor);
    // what is no problem now is called by what was looked at
    const isProblem = change === 'added' || change === 'remaining';
    return (verdict && (isProblem ? names.get(verdict) : verdict.text.title)) ?? anchor;
  };
  return CHANGES.map((change) => ({
    change,
    word: COMPARED_WORDS[change][lang],
    names: (comparison[change] ?? []).map((anchor) => nameOf(change, anchor)),
  })).filter(({ change, names: listed }) => change !== 'undetermined' || listed.length > 0);
}

export const COMPARED_WORDS = {
  added: { zh: '新增', en: 'new' },
  mended: { zh: '已改', en: 'mended' },
  remaining: { zh: '仍存在', en: 'remaining' },
  undetermined: { zh: '上次不符合而本次无法判定', en: 'not met last time and undetermined now' },
} as const satisfies Record<Change, LocalText>;

/** On whose behalf the site was checked. */
export function checkBasisText({ basis }: CheckResult, lang: Lang): string {
  if (basis.kind === 'own-site') return BASIS.own[lang];
  if (!basis.order) return BASIS.order[lang];
  return lang === 'zh' ? `${BASIS.order.zh}（${basis.order}）` : `${BASIS.order.en} (${basis.order})`;
}

/** What one picture shows, with the measurement that the box stands for: its caption and its alternative text. */
export function pictureText(picture: ReportView['pictures'][number], lang: Lang): string {
  const { evidence, verdicts } = picture;
  const name = evidence.caption ?? '';
  const known = Object.hasOwn(PICTURE_WORDS, name)
    ? PICTURE_WORDS[name as keyof typeof PICTURE_WORDS][lang]
    : name || EVIDENCE_KIND_WORDS.picture[lang];
  const measured = verdicts.find(({ text }) => text.fact)?.text.fact ?? '';
  if (!evidence.box || !measured) return known;
  const { left, top, width, height } = evidence.box;
  const percent = (value: number): string => `${Math.round(value * 100)}%`;
  const middle = { x: percent(left + width / 2), y: percent(top + height / 2) };
  return lang === 'zh'
    ? `${known}，方框标出测得的位置，中心在页面宽度${middle.x}、高度${middle.y}处`
    : `${known}; the box marks the measured place: its centre lies at ${middle.x} of the width and ${middle.y} of the height`;
}

/** That a picture was destroyed on an order of the secrecy office: number, approver and time. */
export function destroyedText({ orderNumber, approver, at }: Destroyed, lang: Lang): string {
  const time = printTime(at, lang);
  return lang === 'zh'
    ? `截图已按保密要求销毁：销毁令${orderNumber}，批准人${approver}，${time}`
    : `the picture was destroyed on order ${orderNumber}, approved by ${approver}, ${time}`;
}

/** Work to mend a finding, as our table of words estimates it. */
export const EFFORT_WORDS = {
  1: { zh: '一小时内可改', en: 'within the hour' },
  2: { zh: '一天内可改', en: 'within the day' },
  3: { zh: '一天以上', en: 'more than a day' },
} as const satisfies Record<number, LocalText>;
