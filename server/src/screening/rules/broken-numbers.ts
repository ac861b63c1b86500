import { creditCodeFits, isBankCard, isResidentId } from '../../kernel/check-digits.ts';
import { type AnchorRule, type Found, foundAt, lineAround, product } from './rule.ts';

/* Numbers that are not written in one piece: broken over lines, parted by any signs, or in Chinese figures. */

/** What may stand between a label and its number, and between the pieces of that. */
const LABELLED = /^[^0-9A-Za-z]{0,10}/;
const PARTS = /[\s·.\-—_/|()[\]【】〔〕*+~]/g;

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
  worthALook: (text, end) =>
    /^[^0-9０-９\n]{0,10}\n?(?!\d{17}[0-9Xx])[1-8１-８]/.test(text.slice(end, end + 30)),
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

/** 手机139↵0013…, 电话138.0013.…, （138）0013…: broken over a line, or parted by other signs than blanks. */
export const brokenMobiles: AnchorRule = {
  reach: REACH,
  anchors: ['手机', '联系方式', '电话', '微信'],
  worthALook: (text, end) =>
    /^[^0-9\n]{0,8}1(?:[\d ]{1,9}\n\d|[3-9]\d[)）._·/—~*+])/.test(text.slice(end, end + 22)),
  judge({ text, to }) {
    const number = behindLabel(text.slice(to), 11);
    return number && MOBILE.test(number.value)
      ? foundAt('mobile', { from: to + number.from, to: to + number.to }, 3)
      : undefined;
  },
};

const CARD_LENGTHS = [19, 16, 17, 18];
const UNIT = /公司|财政|专户|保证金|捐|缴|对公|基本户|非税|国库|委员会|医院|学校|大学|基金会|工会|党费/;

/** 卡号：6225.8800…, 银行卡6217↵0033…: the last digit has to fit. */
export const brokenCards: AnchorRule = {
  reach: { before: 40, after: 64 },
  anchors: ['卡号', '银行卡', '账号', '帐号', '储蓄卡', '工资卡'],
  worthALook: (text, end) =>
    /^[^0-9\n]{0,6}(?:6[0-9]|[45][0-9])\d{0,14}(?:[._·/|—~*+]\d|\s?\n\d)/.test(text.slice(end, end + 28)),
  judge({ text, from, to }) {
    if (UNIT.test(lineAround(text, from, to).before)) return undefined;
    for (const length of CARD_LENGTHS) {
      const number = behindLabel(text.slice(to), length);
      if (number && isBankCard(number.value))
        return foundAt('bank-card', { from: to + number.from, to: to + number.to }, 1);
    }
    return undefined;
  },
};

/** 〇 to 9 as they are written, and as sums are. */
const FIGURES: Readonly<Record<string, string>> = Object.fromEntries(
  ['零〇○洞', '一壹幺', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒拐', '八捌', '九玖'].flatMap(
    (signs, digit) => [...signs].map((sign) => [sign, String(digit)]),
  ),
);
const FIGURE = `[\\d${Object.keys(FIGURES).join('')}]`;
const WRITTEN = new RegExp(`^${FIGURE}(?:[ -]?${FIGURE}){10}(?!${FIGURE}|[十百千万亿年月日元])`);
const NINE_FIGURES = new RegExp(`^(?:[ -]?[\\d${Object.keys(FIGURES).join('')}貳參陸]){9}`);

/** 一三九零零一三零零零七, 136零零零…: a mobile telephone in Chinese figures, or half in them. */
export const writtenMobiles: AnchorRule = {
  reach: { before: 2, after: 24 },
  anchors: product([...'1一壹幺'], [...'3456789三叁四肆五伍六陆七柒八捌九玖']),
  worthALook: (text, end) =>
    NINE_FIGURES.test(text.slice(end, end + 14)) && !/^[\d -]+$/.test(text.slice(end - 2, end + 9)),
  judge({ text, from }) {
    const written = WRITTEN.exec(text.slice(from));
    const value = [...(written?.[0] ?? '').replaceAll(/[ -]/g, '')]
      .map((sign) => FIGURES[sign] ?? sign)
      .join('');
    const before = text[from - 1] ?? '';
    if (!written || /^[\d -]+$/.test(written[0]) || /\d/.test(before) || FIGURES[before] !== undefined)
      return undefined;
    return MOBILE.test(value) ? foundAt('mobile', { from, to: from + written[0].length }, 3) : undefined;
  },
};
