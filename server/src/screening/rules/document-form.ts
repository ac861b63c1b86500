import { type AnchorRule, type Found, isWriting, justBefore, lineAround } from './rule.ts';

/** The sign of an organ stands before the year: 国办发, 某政办函, 某教通. Other words that stand before brackets are none. */
const ORGAN_SIGN = /[\p{sc=Han}]{1,13}(?![于在的和年见届期版卷条表图例与及])[\p{sc=Han}]$/u;
/** Numbers of courts, tenders and contracts have forms of their own. */
const NO_PAPER =
  /(?:编号|项目|招标|采购|合同|标段|案号|备案|标准|图号|批号)[^\p{L}\p{N}]{0,3}[\p{sc=Han}A-Za-z]{0,14}$/u;
const NUMBER =
  /(?<open>[〔[(【<《{「［〈])\s*(?<year>(?:20|19)?\d\d)\s*(?<extra>年)?\s*(?<close>[〕\])】>》}」］〉])\s*(?<ordinal>第)?\s*(?<zeros>0*)(?<serial>\d{1,5})\s*号$/u;

/** 〔二〇二六〕12号: the year is written in digits. */
const WRITTEN_YEAR = /[〔[(【]\s*[一二][一二三四五六七八九〇○零]{3}年?\s*[〕\])】]\s*第?\s*\d{1,5}\s*号$/;

/**
 * 发文字号 (GB/T 9704-2012, 7.2.5): the year in four digits within 〔〕, the serial without 第 and without leading zeros.
 */
export const documentNumbers: AnchorRule = {
  reach: { before: 52, after: 2 },
  anchors: ['号'],
  worthALook: (text, end) =>
    !isWriting(text, end - 2) &&
    /[〔[(【<《{「［〈（＜]\s*[0-9０-９一二三四五六七八九〇○零]{1,4}/.test(
      text.slice(Math.max(0, end - 20), end),
    ),
  judge({ text, to }) {
    const near = Math.max(0, to - 24);
    const misplaced = MISPLACED.exec(text.slice(near, to));
    if (misplaced) return ofMisplaced(text, near, misplaced);
    const written = WRITTEN_YEAR.exec(text.slice(near, to));
    if (written && ORGAN_SIGN.test(justBefore(text, near + written.index, 24).trimEnd()))
      return form('document-number', { from: near + written.index, to });
    const match = NUMBER.exec(text.slice(near, to));
    const { open = '', close = '', year = '', extra, ordinal, zeros = '', serial = '' } = match?.groups ?? {};
    if (!match) return undefined;
    const from = near + match.index;
    const before = justBefore(text, from, 24).trimEnd();
    if (!ORGAN_SIGN.test(before) || NO_PAPER.test(before)) return undefined;
    if (open === '〔' && close === '〕' && year.length === 4 && !extra && !ordinal && zeros === '')
      return undefined;
    const whole = year.length === 4 ? year : `20${year}`;
    return form('document-number', { from, to }, `〔${whole}〕${serial}号`);
  },
};

/** 样政办发2026〔3〕号: the brackets belong to the year. */
const MISPLACED =
  /(?<year>(?:19|20)\d\d)\s*年?\s*[〔[(【<《{「［〈]\s*第?\s*0*(?<serial>\d{1,4})\s*[〕\])】>》}」］〉]\s*号$/u;

function ofMisplaced(text: string, near: number, match: RegExpExecArray): Found | undefined {
  const from = near + match.index;
  const before = justBefore(text, from, 24).trimEnd();
  if (!SIGN_OF_PAPER.test(before) || NO_PAPER.test(before)) return undefined;
  const { year = '', serial = '' } = match.groups ?? {};
  return form('document-number', { from, to: from + match[0].length }, `〔${year}〕${serial}号`);
}

/** What signs of organs end with where a number follows: 国发, 样政办函, 样教字. */
const SIGN_OF_PAPER = /[\p{sc=Han}]{1,12}[发函字办通规令呈报请电]$/u;
const WRITTEN_SERIAL = /^\s*第?[一二三四五六七八九十百]{1,6}号/;
/** 样政发2026年12号, 样政发2026-12号: a year without brackets */
const BARE_YEAR = /^(?<mark>\s*(?<year>(?:19|20)\d\d)\s*(?:年\s*第?|[-—])\s*0*(?<serial>\d{1,4})\s*号)/;

/** 样政发〔2026〕十二号, 样政发2026年12号 */
export const unfinishedNumbers: AnchorRule = {
  reach: { before: 30, after: 24 },
  anchors: ['发', '函', '办'],
  worthALook: (text, end) =>
    !isWriting(text, end) &&
    /^\s?(?:[〔[(【（]\s?)?(?:19|20)\d\d\s?[年〕\])】）—-]/.test(text.slice(end, end + 9)) &&
    /^[^\n]{5,20}号/.test(text.slice(end, end + 21)),
  judge({ text, from, to }) {
    const { before, after } = lineAround(text, from, to);
    const sign = `${justBefore(text, from, 16)}${text.slice(from, to)}`;
    if (!/[\p{sc=Han}]{2,13}$/u.test(sign) || NO_PAPER.test(before + text.slice(from, to))) return undefined;
    const bare = BARE_YEAR.exec(after);
    const { mark = '', year = '', serial = '' } = bare?.groups ?? {};
    // 印发2026年第3号: a verb, and the number of an announcement.
    if (bare && !/[印下制颁签批核刊自开转]$|公[办发]$/.test(before))
      return form('document-number', { from: to, to: to + mark.length }, `〔${year}〕${serial}号`);
    const bracketed = /^\s*[〔[(【]\s*(?:19|20)\d\d\s*[〕\])】]/.exec(after);
    const written = bracketed && WRITTEN_SERIAL.exec(after.slice(bracketed[0].length));
    if (!written) return undefined;
    return form('document-number', { from: to, to: to + bracketed[0].length + written[0].length });
  },
};

const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** As papers write it, and as text out of PDF has it: 2026 年 11 月 31 日. */
const DATE = /(?:(?<year>(?:19|20)\d\d) ?年 ?)?(?<month>\d{1,2}) ?月 ?(?<day>\d{1,2}) ?(?:日|号)/y;

/** 2月30日, 13月5日, and a 星期 that does not fit its day. */
export const dates: AnchorRule = {
  reach: { before: 16, after: 20 },
  anchors: ['月'],
  worthALook: (text, end) =>
    !isWriting(text, end) && /^\s?[0-9０-９]{1,2}\s?[日号]/.test(text.slice(end, end + 5)),
  judge({ text, from }) {
    const head = /(?:(?:19|20)\d\d ?年 ?)?\d{1,2} ?$/.exec(text.slice(Math.max(0, from - 11), from));
    const start = head ? from - head[0].length : from;
    DATE.lastIndex = start;
    const match = DATE.exec(text);
    if (!match || /\d$/.test(text.slice(Math.max(0, start - 1), start))) return undefined;
    const { year, month = '', day = '' } = match.groups ?? {};
    const span = { from: start, to: start + match[0].length };
    if (!exists(year, Number(month), Number(day))) return form('impossible-date', span);
    const weekday = year ? weekdayBehind(text.slice(span.to, span.to + 8)) : undefined;
    if (weekday) {
      const right =
        '日一二三四五六'[new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay()] ?? '';
      if (weekday.day !== right)
        return form('weekday-misfit', { from: start, to: span.to + weekday.length }, `星期${right}`);
    }
    return dateOfPaper(text, { ...span, year, month, day });
  },
};

const SAME_SIGNS = /^(?<sign>[-/.])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})(?![\d.\w/-])/;

/** 2026/11/31, 2026.2.30: a day that no calendar has, in figures. Months beyond twelve are numbers of something else. */
export const datesInFigures: AnchorRule = {
  reach: { before: 2, after: 8 },
  anchors: Array.from({ length: 60 }, (_, at) => String(1990 + at)),
  worthALook: (text, end) => /^[-/.／．－]/.test(text.slice(end, end + 1)),
  judge({ text, from, to }) {
    const match = SAME_SIGNS.exec(text.slice(to));
    const [month, day] = [Number(match?.groups?.month), Number(match?.groups?.day)];
    if (!match || /[\w./-]/.test(text[from - 1] ?? '') || month < 1 || month > 12 || day < 29 || day > 31)
      return undefined;
    return exists(text.slice(from, to), month, day)
      ? undefined
      : form('impossible-date', { from, to: to + match[0].length });
  },
};

/** 13月份, 2026年13月 */
export const months: AnchorRule = {
  reach: { before: 12, after: 4 },
  anchors: ['月'],
  worthALook: (text, end) =>
    !isWriting(text, end - 2) && /[1-9１-９]\d\s?月$/.test(text.slice(Math.max(0, end - 4), end)),
  judge({ text, from, to }) {
    const month = /(?<year>(?:19|20)\d\d ?年 ?)?(?<![\d.~—-])(?:1[3-9]|[2-9]\d) ?$/.exec(text.slice(0, from));
    if (!month || !(month.groups?.year || text[to] === '份') || /^ ?\d/.test(text.slice(to)))
      return undefined;
    return form('impossible-date', { from: month.index, to });
  },
};

const DIGITS = '〇一二三四五六七八九';
const WRITTEN =
  /(?<month>十?[一二]|[一二三四五六七八九十])月(?<day>[一二三]?十?[一二三四五六七八九]|[二三]?十)日/y;

/** 二〇二六年二月三十日: the months of Chinese figures have no more days than others. */
export const writtenDates: AnchorRule = {
  reach: { before: 4, after: 6 },
  anchors: ['月'],
  worthALook: (text, end) =>
    !isWriting(text, end) && /^[一二三四五六七八九十]{1,3}日/.test(text.slice(end, end + 4)),
  judge({ text, from }) {
    const head = /(?:十?[一二]|[三四五六七八九十])$/.exec(text.slice(Math.max(0, from - 2), from));
    const start = from - (head?.[0].length ?? 0);
    WRITTEN.lastIndex = start;
    const match = head && WRITTEN.exec(text);
    if (!match) return undefined;
    const { month = '', day = '' } = match.groups ?? {};
    return exists(undefined, figure(month), figure(day))
      ? undefined
      : form('impossible-date', { from: start, to: start + match[0].length });
  },
};

/** 三十 is 30, 十二 is 12. */
function figure(written: string): number {
  const [tens = '', ones = ''] = written.includes('十') ? written.split('十') : ['〇', written];
  return (tens === '' ? 1 : DIGITS.indexOf(tens)) * 10 + (ones === '' ? 0 : DIGITS.indexOf(ones));
}

function exists(year: string | undefined, month: number, day: number): boolean {
  const longest = LENGTHS[month - 1];
  if (longest === undefined || day < 1 || day > longest) return false;
  if (month !== 2 || day !== 29 || !year) return true;
  const y = Number(year);
  return (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
}

function weekdayBehind(text: string): { day: string; length: number } | undefined {
  const match = /^[ ,、]{0,2}[(（]?(?:星期|周|礼拜)([一二三四五六日天])/.exec(text);
  return match ? { day: match[1] === '天' ? '日' : (match[1] ?? ''), length: match[0].length } : undefined;
}

interface WrittenDate {
  readonly from: number;
  readonly to: number;
  readonly year: string | undefined;
  readonly month: string;
  readonly day: string;
}

/** 成文日期 (GB/T 9704-2012, 7.3.5.4): no 01 before months and days. Only where it stands alone at the end of a text. */
function dateOfPaper(text: string, { from, to, year, month, day }: WrittenDate): Found | undefined {
  if (!year || !(month.startsWith('0') || day.startsWith('0'))) return undefined;
  const { before, after } = lineAround(text, from, to);
  if (before.trim() !== '' || !/^[ ]*(?:印发)?[ ]*$/.test(after)) return undefined;
  return form('date-form', { from, to }, `${year}年${Number(month)}月${Number(day)}日`);
}

/** So long something took; a day has other hours. */
const LASTS =
  /历时|用时|耗时|共计?|累计|长达|超过|总时长|时长|成绩|计时|净用|工时|课时|学时|东经|西经|赤经|时区|净胜|比分/;
const AT_A_TIME = /(?:[日号晨午晚上于至到定从:：]|时间|今天|明天|当天|次日|星期.|周.)[ ]*$/;

/** 25时30分, 9时75分, 下午3:70: a time that no clock shows. */
export const clockTimes: AnchorRule = {
  reach: { before: 30, after: 12 },
  anchors: ['时', '点', '上午', '下午', '晚上', '凌晨', '早上', '中午'],
  worthALook: (text, end) =>
    !(isWriting(text, end - 2) && isWriting(text, end)) &&
    (/\d\s?[时時点點]$/.test(text.slice(Math.max(0, end - 3), end))
      ? /^\s?\d{1,2}\s?分/.test(text.slice(end, end + 5))
      : /^\s?\d{1,2}[:：]\d\d/.test(text.slice(end, end + 6))),
  judge({ text, from, to }) {
    const { before, line } = lineAround(text, from, to);
    const hours = /\d{1,3}[ ]?$/.exec(before)?.[0] ?? '';
    const isPart = !/[时点]/.test(text.slice(from, to));
    const behind = isPart
      ? /^[ ]?(?<hour>\d{1,2}):(?<minute>\d\d)(?![\d:])/
      : /^[ ]?(?<minute>\d{1,2})[ ]?分(?![钟之])/;
    const match = behind.exec(text.slice(to));
    if (!match || LASTS.test(line)) return undefined;
    const hour = Number(match.groups?.hour ?? hours);
    if (hour <= 24 && Number(match.groups?.minute) < 60) return undefined;
    const start = isPart ? to + (match[0].startsWith(' ') ? 1 : 0) : from - hours.length;
    if (!isPart && !AT_A_TIME.test(before.slice(0, before.length - hours.length))) return undefined;
    return form('impossible-date', { from: start, to: to + match[0].length });
  },
};

/** 二○二四年: the zero of Chinese years is 〇 (U+3007), no circle, letter or digit. */
export const chineseYears: AnchorRule = {
  reach: { before: 8, after: 2 },
  anchors: ['年'],
  worthALook: (text, end) =>
    !isWriting(text, end - 2) &&
    /[一二三四五六七八九十○〇零OoО0◯]{4}\s?年$/.test(text.slice(Math.max(0, end - 6), end)),
  judge({ text, from }) {
    const year = /[一二][一二三四五六七八九十○〇零OoО0◯]{3}$/.exec(
      text.slice(Math.max(0, from - 4), from),
    )?.[0];
    if (!year || !/[○零OoО0◯]/.test(year) || !/[二九]/.test(year.slice(0, 2))) return undefined;
    return form('date-form', { from: from - 4, to: from }, year.replace(/[○零OoО0◯]/g, '〇'));
  },
};

function form(rule: Found['rule'], span: { from: number; to: number }, instead?: string): Found {
  return { rule, ...span, severity: 4, masking: 'whole', ...(instead !== undefined && { instead }) };
}
