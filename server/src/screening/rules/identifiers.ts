import { PROVINCE_CHARACTERS } from '@zhengdun/rulebook/tables';
import { creditCodeFits, isBankCard, isResidentId } from '../../kernel/check-digits.ts';
import type { Window } from '../text/window.ts';
import { type Found, justBefore, type TextFacts } from './rule.ts';

/** A run of digits and letters, in groups, and what lies around it. */
export interface NumberSpot extends Window {
  readonly from: number;
  readonly to: number;
  readonly facts: TextFacts;
}

/** One number out of a run: a group, or several neighbours together. */
interface Candidate {
  /** without blanks and hyphens */
  readonly value: string;
  readonly from: number;
  readonly to: number;
  /** what stands right before it on the line, and right behind it */
  readonly before: string;
  readonly after: string;
  /** it fills its cell: nothing written touches it */
  readonly isCell: boolean;
  readonly facts: TextFacts;
}

const DIGITS = /^\p{Nd}+$/u;
const NEAR_PLATE = new RegExp(`[${PROVINCE_CHARACTERS}]`, 'u');

/**
 * A quick look at a run: sums, years and counts, of which tables are full, can be no number of a person, unless the text
 * speaks of one that is short.
 */
export function mayBeNumber(
  text: string,
  { start, end, facts }: { readonly start: number; readonly end: number; readonly facts: TextFacts },
): boolean {
  const length = end - start;
  if (length > 40) return true;
  const run = text.slice(start, end);
  if (DIGITS.test(run)) {
    if (length === 11 || (length >= 13 && length <= 20)) return true;
    if (length > 20) return false;
    if (length <= 6 && NEAR_PLATE.test(text.slice(Math.max(0, start - 4), start))) return true;
    return facts.mentions('permit') || facts.mentions('telephone');
  }
  if (length >= 11 || facts.mentions('passport') || facts.mentions('permit') || facts.mentions('telephone'))
    return true;
  return NEAR_PLATE.test(text.slice(Math.max(0, start - 4), start));
}

const MOST_GROUPS = 6;
/** A number in single digits, parted by blanks, as a form with a box for each has it. */
const MOST_SINGLES = 19;
const MOST_RUN = 40;

/** Every personal number in one run of digits and letters; the longest first, none twice. */
export function judgeNumbers(spot: NumberSpot): Found[] {
  const { text, from, to, facts } = spot;
  const groups = [...text.slice(from, to).matchAll(/[0-9A-Za-z]+/g)].slice(0, MOST_RUN).map((match) => ({
    from: from + match.index,
    to: from + match.index + match[0].length,
  }));
  const found: Found[] = [];
  const singles = groups.every((group) => lengthOf(group) === 1);
  for (let first = 0; first < groups.length; first++) {
    const most = Math.min(groups.length, first + (singles ? MOST_SINGLES : MOST_GROUPS));
    for (let last = most - 1; last >= first; last--) {
      const begin = groups[first]?.from ?? 0;
      const end = groups[last]?.to ?? 0;
      const value = text.slice(begin, end).replace(/[^0-9A-Za-z]/g, '');
      if (value.length > 20 || (last > first && isPartOf(groups, first, last))) continue;
      // Digits in a row of their own are a number when they are all of the row.
      if (singles && (first > 0 || last < groups.length - 1)) continue;
      const hit = judgeOne({
        value,
        from: begin,
        to: end,
        before: justBefore(text, begin, 48),
        after: text.slice(end, end + 16),
        isCell:
          !/[^\s,;|:()]/.test(text.slice(begin - 1, begin)) && !/[^\s,;|。()]/.test(text.slice(end, end + 1)),
        facts,
      });
      if (!hit) continue;
      found.push(hit);
      first = last;
      break;
    }
  }
  return found;
}

interface Group {
  readonly from: number;
  readonly to: number;
}

/** Short groups in a row are one number: three of four are none. Six, eight and four are a resident's, whatever is beside. */
function isPartOf(groups: readonly Group[], first: number, last: number): boolean {
  const within = groups.slice(first, last + 1).map(lengthOf);
  if (String(within) === '6,8,4') return false;
  const neighbours = [groups[first - 1], groups[last + 1]];
  return neighbours.some((group) => group !== undefined && lengthOf(group) <= 4);
}

function lengthOf({ from, to }: Group): number {
  return to - from;
}

/** What numbers things and papers. It has to stand right before the number. */
const NAMES_A_THING =
  /(?:编号|编码|项目号|订单|流水|备案|案号|合同|受理|工单|信访件|文号|许可证?|证书|批号|货号|型号|条码|发票|运单|单号|招标|采购|标段|快递|物流|资产|设备|序列|批准文|注册|登记(?=[号证编])|执照|档号|档案|索引|标准|专利|刊号|回执|凭证|票据|查询码|校验码|防伪|附言|备注码|QQ|群号|ISBN|ISSN|DOI|标识码|公网安备|ICP备|报名序|准考证|学号|考号|座位|坐标|工号|警号|房产证|不动产)(?:号码|[号码]|编号|代码|编码|序号|名称|单)?(?:为|是|[:：])?[^\p{L}\p{N}]{0,4}(?:[A-Za-z-]{0,8}|[A-Za-z0-9]{1,8}[-/](?:\d{4}[-/])?)$/u;
const UNIT_AFTER =
  /^[ ]*(?:元|万|亿|吨|公斤|千克|平方|立方|人次|条|笔|人民币|股|公里|千米|米|个|户|份|人(?!\p{L})|件|辆|套|台|次|%|‰|\.\d|美元|亩|页|字节)/u;
const IN_ADDRESS =
  /(?:https?:|www\.|\.(?:cn|com|html?|jsp|pdf|docx?|xlsx?|png|jpe?g)\b)[^\s,。;]*$|[/\\_=#][\w.-]*$/i;
const FILE_ENDING = /^\.[A-Za-z]{2,5}(?![A-Za-z])/;
const ID_LABEL =
  /sfz|id[_-]?(?:card|no|num)|zjhm|身份证|[一二]代证|公民身份号码|身份号码|证件号|证件号码|社会保障号|社保号/i;

function judgeOne(candidate: Candidate): Found | undefined {
  const { value, before, after } = candidate;
  if (/^[A-Za-z]+$/.test(value)) return undefined;
  // A decimal fraction, or a part of an address or a file's name.
  if (/\d\.$/.test(before) || /@$/.test(before) || FILE_ENDING.test(after)) return undefined;
  switch (value.length) {
    case 18:
      return (
        residentId(candidate) ?? creditCode(candidate) ?? bankCard(candidate) ?? permanentResident(candidate)
      );
    case 15:
      return oldResidentId(candidate) ?? permanentResident(candidate);
    case 16:
    case 17:
      return lastApart(candidate) ?? pupilNumber(candidate) ?? bankCard(candidate);
    case 19:
      return pupilNumber(candidate) ?? bankCard(candidate);
    case 20:
      return disabilityNumber(candidate);
    case 11:
    case 13:
    case 14:
      return mobile(candidate) ?? homeTelephone(candidate) ?? permit(candidate);
    default:
      return passport(candidate) ?? permit(candidate) ?? plate(candidate) ?? homeTelephone(candidate);
  }
}

const MAY_BE_ID = /^[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/;

function residentId({ value, from, to, before }: Candidate): Found | undefined {
  const named = ID_LABEL.test(before.slice(-20));
  // A slip of the pen leaves it a person's number, where it is called so.
  if (!isResidentId(value))
    return named && MAY_BE_ID.test(value) ? personal('resident-id', { from, to }, 2) : undefined;
  if (!named && (NAMES_A_THING.test(before) || /(?:信用|机构)代码[^\n]{0,8}$/.test(before))) return undefined;
  if (!named && IN_ADDRESS.test(before)) return undefined;
  return personal('resident-id', { from, to }, 1);
}

/** The last sign of a resident's number alone: in the next line, or an X that a blank parts. */
function lastApart({ value, from, to, after }: Candidate): Found | undefined {
  const last = /^[^0-9A-Za-z。;,]{1,3}([0-9Xx])(?![0-9A-Za-z])/.exec(after);
  if (!last || !isResidentId(value + (last[1] ?? ''))) return undefined;
  return personal('resident-id', { from, to: to + last[0].length }, 1);
}

/** 学籍号 (教育部, 学籍管理办法, art. 4): G and the resident's number; L and J for the time being. */
function pupilNumber({ value, from, to }: Candidate): Found | undefined {
  const fits = /^[GLJ]/i.test(value) && isResidentId(value.slice(1));
  return fits ? personal('resident-id', { from: from + 1, to }, 1) : undefined;
}

/** 残疾人证号: the resident's number, the kind and the grade. */
function disabilityNumber({ value, from, to, before }: Candidate): Found | undefined {
  const fits = isResidentId(value.slice(0, 18)) && /^[1-7][1-4]$/.test(value.slice(18));
  return fits && /残疾(?:人)?证/.test(before) ? personal('resident-id', { from, to }, 1) : undefined;
}

/** Fifteen digits of before 1999 carry no check digit: only where they are called so. */
function oldResidentId({ value, from, to, before, isCell, facts }: Candidate): Found | undefined {
  if (!/^\d{15}$/.test(value)) return undefined;
  const named = ID_LABEL.test(before.slice(-20)) || (isCell && facts.mentions('resident-id'));
  const [month, day] = [Number(value.slice(8, 10)), Number(value.slice(10, 12))];
  if (!named || !/^[1-6]/.test(value) || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return NAMES_A_THING.test(before) ? undefined : personal('old-resident-id', { from, to }, 2);
}

const MOBILE = /^(?:0?0?86)?(1(?:3\d|4[014-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8})$/;
/** Telephones that a unit makes known on purpose. */
const PUBLIC_LINE =
  /(?:举报|监督|投诉|热线|值班(?:电话|手机|室)|应急|救援|抢修|报修|客服|服务电话|业务咨询|咨询服务|信访接待|报警|求助|公开电话|办公电话|政务服务)[^。;]{0,12}$/;
const CONSULT = /(?:咨询|联系|服务|受理|报名|窗口)(?:电话|方式|热线|手机)?[^\p{L}\p{N}]{0,3}$/u;
const PERSON =
  /(?:联系人|经办人|负责人|法定代表人|法人|姓名|申请人|本人|户主|家长|监护人|先生|女士|同志|老师|主任|科长|局长|书记|手机|微信|个人)/;

/** A sum in a row of sums. */
const AMONG_SUMS = /(?:合计|小计|总计|金额|预算|决算|产值|收入|支出|\d\.\d{2})[^\p{sc=Han}]*$/u;

function mobile({ value, from, to, before, after }: Candidate): Found | undefined {
  const number = MOBILE.exec(value)?.[1];
  if (!number || /(\d)\1{7}$/.test(number)) return undefined;
  if (value.length > 11 && !/[+（(]$|电话|手机/.test(before)) return undefined;
  if (NAMES_A_THING.test(before) || UNIT_AFTER.test(after) || /^(?:[号期批]|-\d{5}(?!\d))/.test(after))
    return undefined;
  if (AMONG_SUMS.test(before)) return undefined;
  if (IN_ADDRESS.test(before) && !/(?:tel|phone|mobile|sj|dh)[:=]$/i.test(before)) return undefined;
  if (PUBLIC_LINE.test(before) && !PERSON.test(before.slice(-12))) return undefined;
  const consulted = CONSULT.test(before) && !PERSON.test(before) && !PERSON.test(after.slice(0, 8));
  return personal('mobile', { from, to }, consulted ? 4 : 3);
}

/** A telephone with its area code is a unit's, unless it is called a home's. */
function homeTelephone({ value, from, to, before }: Candidate): Found | undefined {
  if (
    !/^(?:0\d{2,3})?[2-8]\d{6,7}$/.test(value) ||
    !/(?:(?:家庭|住宅|宅|家里|家中)(?:固定)?电话|宅电|家电话)[: ]*$/.test(before)
  )
    return undefined;
  return personal('home-telephone', { from, to }, 3);
}

const CARD_LABEL =
  /卡号|银行卡|信用卡|贷记卡|公务卡|借记卡|储蓄卡|社保卡|一卡通|工资卡|存折|[账帐]号|收款|打款|开户/;
/** Accounts of units are made known on purpose. */
const UNIT_ACCOUNT =
  /(?:公司|财政|专户|保证金|捐赠|捐款|缴款|缴费|对公|基本户|非税|国库|税务|委员会|管理局|医院|学校|大学|基金会|红十字会|慈善|工会|党费)[^\n]{0,40}$/;

/** …（样例市财政局） */
const UNIT_BEHIND = /^[ ]?[(][^)]{2,14}(?:局|公司|中心|委员会|医院|学校|大学|会)[)]/;

function bankCard({ value, from, to, before, after, isCell, facts }: Candidate): Found | undefined {
  if (!isBankCard(value) || !/^(?:62|60|4|5[1-6]|3[05-7]|9[5-9])/.test(value)) return undefined;
  if (UNIT_AFTER.test(after) || IN_ADDRESS.test(before)) return undefined;
  const named = CARD_LABEL.test(before) || (isCell && facts.mentions('card'));
  if (!named && (!value.startsWith('62') || NAMES_A_THING.test(before))) return undefined;
  if (!named && value.length !== 16 && value.length !== 19) return undefined;
  if (UNIT_ACCOUNT.test(before) || UNIT_BEHIND.test(after)) return undefined;
  return personal('bank-card', { from, to }, named ? 1 : 2);
}

const CREDIT_LABEL = /(?:信用代码|信用码|纳税人识别号|税号|机构代码)[^\p{L}\p{N}]{0,4}$/u;

function creditCode({ value, from, to, before }: Candidate): Found | undefined {
  const code = value.toUpperCase();
  if (!/^[1-9ANY][0-9A-HJ-NPQRTUWXY]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return undefined;
  const named = CREDIT_LABEL.test(before) || /[局委办院校司心府会社部厅站所处队]\($/.test(before);
  const fits = creditCodeFits(code);
  if (fits && (named || /[A-Z]/.test(code) || /^9[1-3]/.test(code))) {
    if (!named && (IN_ADDRESS.test(before) || NAMES_A_THING.test(before))) return undefined;
    return { rule: 'credit-code', from, to, severity: 4, masking: 'whole' };
  }
  return named && !fits ? { rule: 'credit-code-misfit', from, to, severity: 4, masking: 'whole' } : undefined;
}

const NEAR = 30;

function passport({ value, from, to, before, after, isCell, facts }: Candidate): Found | undefined {
  if (!/^(?:E[A-HJ-NP-Z]?\d{7,8}|G\d{8}|[DSP]E?\d{7,8})$/i.test(value) || value.length !== 9)
    return undefined;
  const named =
    /护照|passport/i.test(before.slice(-NEAR)) ||
    /^号?(?:的)?护照/.test(after) ||
    (isCell && /^[EG]/.test(value) && facts.mentions('passport'));
  return named ? personal('passport', { from, to }, 2) : undefined;
}

const PERMIT_FORMS: readonly (readonly [RegExp, RegExp])[] = [
  [/^[HM]\d{8}(?:\d{2})?$/i, /回乡证|通行证|港澳|香港居民|澳门居民/],
  [/^(?:\d{8}|\d{10})$/, /台胞证|台湾居民(?:来往大陆)?通行证/],
  [/^(?:C[A-Z]?\d{7,8}|W\d{8})$/i, /往来港澳|港澳通行证/],
  [/^[TL]\d{8}$/i, /往来台湾|台湾通行证|大陆居民往来/],
];

function permit({ value, from, to, before, isCell, facts }: Candidate): Found | undefined {
  const near = before.slice(-NEAR);
  const form = PERMIT_FORMS.find(([number, label]) => number.test(value) && label.test(near));
  const inTable = isCell && /^[HM]\d{8}(?:\d{2})?$/.test(value) && facts.mentions('permit');
  return form || inTable ? personal('travel-permit', { from, to }, 2) : undefined;
}

function permanentResident({ value, from, to, before }: Candidate): Found | undefined {
  if (!/永久居留|永居/.test(before) || !/^(?:[A-Z]{3}\d{12}|9\d{16}[\dX])$/i.test(value)) return undefined;
  return personal('residence-permit', { from, to }, 2);
}

const PLATE_HEAD = new RegExp(`([${PROVINCE_CHARACTERS}])[ ]?([A-HJ-NP-Z]?)[ ]?[·•.・-]?[ ]?$`, 'u');
const PLATE_TAIL = /^(?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]|[A-HJK][A-HJ-NP-Z0-9]\d{4}|\d{5}[A-HJK])$/;

/** 省+发证机关 and five signs, six for new energy (GA 36); the letter may stand in the run or before it. */
function plate({ value, from, to, before, after }: Candidate): Found | undefined {
  const head = PLATE_HEAD.exec(before);
  if (!head || /\d$/.test(before.slice(0, -head[0].length))) return undefined;
  const letter = head[2] ?? '';
  const last = /^[挂学警港澳]/.exec(after)?.[0] ?? '';
  const run = value.toUpperCase();
  const tail =
    (letter === '' ? run.slice(1) : run) + (run.length - (letter === '' ? 1 : 0) === 4 ? last : '');
  if (letter === '' && !/^[A-HJ-NP-Z]/.test(run)) return undefined;
  if (!PLATE_TAIL.test(tail) || (tail.match(/\d/g)?.length ?? 0) < 3) return undefined;
  const rest = after.slice(tail.length > run.length - (letter === '' ? 1 : 0) ? 1 : 0);
  if (
    /^[0-9A-Za-z-]/.test(rest) ||
    /^(?:号文|元|万|[至到~—]|号段)/.test(rest) ||
    /[至到~—]$/.test(before.slice(0, -head[0].length)) ||
    NAMES_A_THING.test(before.slice(0, -head[0].length))
  )
    return undefined;
  return personal(
    'plate',
    { from: from - head[0].length, to: to + (last && tail.endsWith(last) ? 1 : 0) },
    3,
  );
}

function personal(rule: Found['rule'], span: { from: number; to: number }, severity: 1 | 2 | 3 | 4): Found {
  return { rule, ...span, severity, masking: 'ends' };
}
