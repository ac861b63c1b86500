import { creditCodeFits, isResidentId } from '../../kernel/check-digits.ts';
import { type AnchorRule, type Found, foundAt } from './rule.ts';

/* Numbers that are not written in one piece: broken over lines, parted by any signs, or in Chinese figures. */

/** What may stand between a label and its number, and between the pieces of that. */
const LABELLED = /^[^0-9A-Za-z]{0,10}/;
const PARTS = /[\s·.\-—_/|]/g;

/** A number behind a label, with whatever parts it. @param length of the whole, without what parts it */
function behindLabel(after: string, length: number): { from: number; to: number; value: string } | undefined {
  const from = LABELLED.exec(after)?.[0].length ?? 0;
  let value = '';
  for (let at = from; at < after.length; at++) {
    const sign = after[at] ?? '';
    if (/[0-9A-Za-z]/.test(sign)) value += sign;
    else if (sign.replace(PARTS, '') !== '') return undefined;
    if (value.length < length) continue;
    // A longer number is another one.
    return /^[0-9A-Za-z]/.test(after.slice(at + 1)) ? undefined : { from, to: at + 1, value };
  }
  return undefined;
}

const RESIDENT = 18;
const REACH = { before: 2, after: 64 } as const;

/** 身份证号：330199↵19870312…: the check digit has to fit. */
export const brokenResidentIds: AnchorRule = {
  reach: REACH,
  anchors: ['身份证', '身份号码', '证件号码'],
  worthALook: (text, end) => /^[^0-9０-９\n]{0,10}\n?(?!\d{17})[1-8１-８]/.test(text.slice(end, end + 30)),
  judge({ text, to }) {
    const number = behindLabel(text.slice(to), RESIDENT);
    return number && isResidentId(number.value.toUpperCase())
      ? foundAt('resident-id', { from: to + number.from, to: to + number.to }, 1)
      : undefined;
  },
};

/** 信用代码：11330000 MB1A… */
export const brokenCreditCodes: AnchorRule = {
  reach: REACH,
  anchors: ['信用代码', '信用码', '识别号', '税号'],
  worthALook: (text, end) =>
    /^[^0-9A-Za-z\n]{0,6}\n?(?![0-9A-Z]{18})[0-9A-Z]/.test(text.slice(end, end + 26)),
  judge({ text, to }) {
    const number = behindLabel(text.slice(to), RESIDENT);
    if (!number || !creditCodeFits(number.value.toUpperCase())) return undefined;
    const span = { from: to + number.from, to: to + number.to };
    return { rule: 'credit-code', ...span, severity: 4, masking: 'whole' } satisfies Found;
  },
};

const MOBILE = /^1(?:3\d|4[014-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}$/;

/** 手机139↵0013…: broken over a line. */
export const brokenMobiles: AnchorRule = {
  reach: REACH,
  anchors: ['手机', '联系方式'],
  worthALook: (text, end) => /^[^0-9\n]{0,6}1[\d ]{1,9}\n\d/.test(text.slice(end, end + 20)),
  judge({ text, to }) {
    const number = behindLabel(text.slice(to), 11);
    return number && MOBILE.test(number.value)
      ? foundAt('mobile', { from: to + number.from, to: to + number.to }, 3)
      : undefined;
  },
};

/** 〇 to 9 as they are written, and as sums are. */
const FIGURES: Readonly<Record<string, string>> = Object.fromEntries(
  ['零〇○洞', '一壹幺', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒拐', '八捌', '九玖'].flatMap(
    (signs, digit) => [...signs].map((sign) => [sign, String(digit)]),
  ),
);
const WRITTEN = new RegExp(
  `^[${Object.keys(FIGURES).join('')}]{11}(?![${Object.keys(FIGURES).join('')}十百千万亿])`,
);

/** 一三九零零一三零零零七: a mobile telephone in Chinese figures. */
export const writtenMobiles: AnchorRule = {
  reach: { before: 2, after: 24 },
  anchors: [...'一壹幺'].flatMap((one) => [...'三叁四肆五伍六陆七柒八捌九玖'].map((next) => one + next)),
  worthALook: (text, end) =>
    /^[零〇○洞一二三四五六七八九壹贰貳叁叄參肆伍陆陸柒捌玖幺两]{9}/.test(text.slice(end, end + 9)),
  judge({ text, from }) {
    const written = WRITTEN.exec(text.slice(from));
    const value = [...(written?.[0] ?? '')].map((sign) => FIGURES[sign] ?? '').join('');
    if (!written || FIGURES[text[from - 1] ?? ''] !== undefined || !MOBILE.test(value)) return undefined;
    return foundAt('mobile', { from, to: from + written[0].length }, 3);
  },
};
