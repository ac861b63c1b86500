import { DEEDS, ENDS, LIMITS, OWN_MARKS, type Word, wordsOf } from './remark-words.ts';
import { ARTICLE, OTHERS, SPEAKS_OF } from './restrictions.ts';
import { type AnchorRule, type Found, foundAt, LETTERS, lineAround, type Spot } from './rule.ts';

/*
 * Remarks on papers for the house, whatever their wording. Each part of a sentence is evidence for one or against it: that
 * something must not be done with the paper, that few may read it, that it is taken back, that it names itself or some paper;
 * letters of something else – visitors, a recipe, the duty of an office – weigh against it.
 */

const ENOUGH = 2.6;
const LONGEST_SENTENCE = 70;
/** What must not be done with things that are no papers, or is said of everybody's papers. */
const GOODS =
  /车|停放|食堂|餐|电梯|通道|场地|泳池|健身|药品|就医|医保|残疾|优惠|券|购买|报名|会员|儿童|公寓|宿舍|招聘|试用|应急|道路|座席|商家|客户|旅客|票|证件|展品|展览|参观|宠物|烟|酒|校园|作业|快递|物品|公开指南|遗传|居住证|举报人|投诉人|申请|答复书|统计资料|个人资料|网站内容|废止/;

/** What is said, by the parts of the words; `~` is what no word covers. */
const LEAK = /n[wrpPmtsgdu]{0,6}a/;
const FORBIDDEN = /n[wrpPmtgdu]{0,6}[sa]|nw$/;
const TO_OTHERS = /n[^n]{0,5}s[spPm]{0,4}w|n[rgpPm]*w+[gpPm]?s/;
/** 不得泄露工作秘密, 干部严禁泄露案情: a duty, which names who has it or secrets at large. */
const DUTY = /n[wr]*a[pm]*m/;
const DUTY_OF = /^[^nPpmtk]*[rg][^nPpmtk]*n/;
const FEW = /[oO][gPpdtwu~]{0,3}r[grdpPw]*[um]?/;
const TAKEN_BACK = /(?:t[rgPpmwds~]{0,5}|[Pm][rgtwd]*)k(?![~sp])/;

interface Sentence {
  readonly text: string;
  /** where it begins in the window */
  readonly from: number;
  readonly isBracketed: boolean;
}

/** 此件仅呈市长；本册为编号件，不得转借；（限本人阅） */
export const remarks: AnchorRule = {
  reach: { before: 70, after: 60 },
  anchors: [...new Set([...DEEDS, ...LIMITS, ...ENDS])],
  worthALook: (text, end) => LEADS.test(text.slice(Math.max(0, end - 28), end)),
  judge: (spot) => {
    const { line } = lineAround(spot.text, spot.from, spot.to);
    if (ARTICLE.test(line) || GOODS.test(line) || SPEAKS_OF.test(line)) return undefined;
    if (OTHERS.test(line.replace(/规定的?范围/g, '')) && !NAMES_ITSELF.test(line)) return undefined;
    for (const sentence of sentencesAt(spot)) {
      const found = judgeSentence(sentence, line);
      if (found) return found;
    }
    return undefined;
  },
};

/** What overrules that a line speaks of something else. */
const NAMES_ITSELF = /[此本该这]|以上|上述|所附|下列|[会阅用看][后毕完]/;
/** A negation, a limit or 会后 has to stand before it in its sentence. */
const LEADS =
  /[不勿别別禁莫绝絕没沒未仅僅只限专專][^。；\n]{0,16}$|[会會阅閱看用散毕畢后後完][^。\n]{0,24}$|阅退$|本人(?:可见|拆?阅|知悉)$/;

/** The sentence a word stands in: what its brackets hold, and the whole between full stops. */
function sentencesAt({ text, from, to }: Spot): readonly Sentence[] {
  const { before, after } = lineAround(text, from, to);
  const start = from - before.length;
  const sentences: Sentence[] = [];
  const opening = Math.max(...['(', '（', '【', '[', '〔', '《'].map((sign) => before.lastIndexOf(sign)));
  const close = after.search(/[)）】\]〕》]/);
  if (opening >= 0 && close >= 0 && !/[)）】\]〕》]/.test(before.slice(opening)) && before[opening] !== '《')
    sentences.push({
      text: text.slice(start + opening + 1, to + close),
      from: start + opening + 1,
      isBracketed: true,
    });
  const head = before.split(/[。;!?]/).at(-1) ?? '';
  const tail = after.split(/[。;!?]/)[0] ?? '';
  sentences.push({ text: head + text.slice(from, to) + tail, from: from - head.length, isBracketed: false });
  return sentences;
}

function judgeSentence({ text, from, isBracketed }: Sentence, line: string): Found | undefined {
  const letters = text.match(LETTERS)?.length ?? 0;
  if (letters < 3 || letters > LONGEST_SENTENCE) return undefined;
  const words = wordsOf(text);
  const told = words.filter(({ part }) => part !== 'f' && part !== '-');
  const pattern = told.map(({ part }) => (part === 'x' ? '~' : part)).join('');
  const isOfThis = /P/.test(pattern);
  if (!isOfThis && !TAKEN_BACK.test(pattern) && OTHERS.test(line.replace(/规定的?范围/g, '')))
    return undefined;
  const core = coreOf(pattern);
  const first = core && told[core.index];
  const last = core && told[core.index + core[0].length - 1];
  if (!first || !last) return undefined;
  const weight =
    evidence(pattern) +
    standing(text, pattern, first) +
    (isBracketed ? 1 : 0) -
    strangeness({ text, words, first, last });
  if (weight < ENOUGH) return undefined;
  return foundAt('work-secret-mark', { from: from + first.from, to: from + last.to }, isOfThis ? 2 : 3);
}

/** The statement: without one a sentence is no remark, whatever it names. */
function coreOf(pattern: string): RegExpExecArray | null {
  if (DUTY.test(pattern) && !/P/.test(pattern)) return null;
  return (
    LEAK.exec(pattern) ??
    FORBIDDEN.exec(pattern) ??
    TAKEN_BACK.exec(pattern) ??
    FEW.exec(pattern) ??
    /o?v/.exec(pattern)
  );
}

/** What speaks for a remark. The weights were chosen by the labelled corpus, and by real texts that hold none. */
function evidence(pattern: string): number {
  let weight = 0;
  if (/P/.test(pattern)) weight += 2;
  else if (/p/.test(pattern)) weight += 1;
  if (/(?<!~)m/.test(pattern)) weight += 2;
  if (/v/.test(pattern)) weight += 2;
  if (/t/.test(pattern)) weight += 0.6;
  if (/k/.test(pattern)) weight += 0.8;
  if (TAKEN_BACK.test(pattern)) weight += 1;
  if (LEAK.test(pattern)) weight += 2.5;
  else if (FORBIDDEN.test(pattern)) weight += 1;
  if (TO_OTHERS.test(pattern)) weight += 1;
  if (/[sa][^n]?[sa]/.test(pattern)) weight += 0.3;
  const few = FEW.exec(pattern);
  if (few) weight += (/[um]$/.test(few[0]) ? 2.2 : 1.5) + (few[0].startsWith('O') ? 0.8 : 0);
  if (DUTY_OF.test(pattern)) weight -= 1.5;
  return weight;
}

/** 材料，禁止摘录: a clause of its own that ends the sentence. Reprints are forbidden of what is public. */
const OWN_CLAUSE =
  /(?:^|[, ])(?:禁止|严禁|请勿|切勿|不得|不准|不许)(?!转载|复制|引用|刊|使用|触摸)\p{sc=Han}{2,4}[ ]*$/u;

/** What the place of the statement in a short sentence on a paper says for it. */
function standing(text: string, pattern: string, first: Word): number {
  if (!/[Ppm]/.test(pattern) || text.length > 32) return 0;
  return OWN_CLAUSE.test(text.slice(Math.max(0, first.from - 2))) ? 1.2 : 0;
}

/** What speaks against it: letters of something else, less where another clause says them; a sentence without any is a remark rather. */
function strangeness(sentence: {
  readonly text: string;
  readonly words: readonly Word[];
  readonly first: Word;
  readonly last: Word;
}): number {
  const { text, words, first, last } = sentence;
  const begin = Math.max(text.lastIndexOf(',', first.from), text.lastIndexOf(' ', first.from));
  const end = text.slice(last.to).search(/[, ]/);
  const strange = words.filter(({ part }) => part === 'x');
  const near = strange.filter(({ from }) => from > begin && (end < 0 || from < last.to + end)).length;
  return strange.length === 0 ? -0.5 : near * 0.3 + (strange.length - near) * 0.1;
}

/** What stands beside a mark in the head or foot of a page. */
const BESIDE = /^(?:[第共总页期份号编]|编号|份号|页码|No)*$/i;

/** 第1页 共6页 内部资料: a mark in the head or foot of a page, with what else stands there. */
export const pageMarks: AnchorRule = {
  reach: { before: 50, after: 50 },
  anchors: OWN_MARKS,
  judge({ text, from, to }) {
    const { before, after, line } = lineAround(text, from, to);
    const rest = [...wordsOf(before), ...wordsOf(after)];
    const others = rest.filter(({ part }) => !/[-dg]/.test(part));
    const source = before + after;
    const isFoot = /第[ ]*\d+[ ]*[页期]|(?:编号|份号|No\.?)[ :]*\d/i.test(source);
    const words = wordsIn(before, wordsOf(before)) + wordsIn(after, wordsOf(after));
    if (!isFoot || line.length > 40 || !BESIDE.test(words)) return undefined;
    return others.length <= 8 ? foundAt('work-secret-mark', { from, to }, 2) : undefined;
  },
};

function wordsIn(text: string, words: readonly Word[]): string {
  return words
    .filter(({ part }) => !/[-dg]/.test(part))
    .map((word) => text.slice(word.from, word.to))
    .join('');
}

/** For official use only, not for public release. */
export const englishMarks: AnchorRule = {
  reach: { before: 40, after: 40 },
  anchors: [
    'internaluseonly',
    'officialuseonly',
    'internalcirculationonly',
    'internaldistributiononly',
    'internalreferenceonly',
    'notforpublicrelease',
    'notforpublication',
    'notforcirculation',
    'notfordistribution',
    'donotdistribute',
    'donotcirculate',
    'donotforward',
    'limiteddistribution',
  ],
  judge({ text, from, to }) {
    const { before, after } = lineAround(text, from, to);
    const isAlone =
      /^[^\p{L}]*(?:(?:strictly|please|draft|internal|restricted|confidential)[^\p{L}]*)*(?:for )?$/iu.test(
        before,
      );
    if (!isAlone || !/^[^\p{L}\p{N}]*(?:$|\p{sc=Han})/u.test(after)) return undefined;
    return foundAt('work-secret-mark', { from, to }, 2);
  },
};

/** Fields of forms: what they ask, and what in them keeps the paper in the house. */
const ASKED = [
  '密级',
  '公开审查',
  '保密审查',
  '接触',
  '可见',
  '公开',
  '发布',
  '传播',
  '阅读',
  '查阅',
  '查看',
  '知悉',
  '知晓',
  '传阅',
  '传达',
  '发放',
  '发送',
  '印发',
  '敏感',
  '保密',
  '共享',
  '使用',
  '流转',
  '文件',
  '信息',
  '资料',
  '文稿',
  '材料',
];
const ASPECTS = [
  '属性',
  '方式',
  '形式',
  '范围',
  '类别',
  '类型',
  '选项',
  '权限',
  '对象',
  '程度',
  '等级',
  '级别',
  '性质',
  '意见',
  '级',
];
const CELL_END = String.raw`(?=[^\p{L}\p{N}]|$)`;
const DENIED = new RegExp(
  `^(?:(?:依法|经审查,|经审核,))?(?:否|不可(?:以)?|不(?:予|宜|得|能|可|便)?(?:主动|对外)?(?:公开|公布|发布|上网|共享|对外)|不(?:同意|可以|适宜|宜|予|能)(?:对外)?(?:公开)?)${CELL_END}`,
  'u',
);
const INSIDE = new RegExp(
  String.raw`^(?:内部(?:公开|使用|掌握|传阅|研究|研商|讨论|参考|交流|发文|文件|资料|材料|敏感|共享|流转|事项|管理)?|(?:单位|机关|系统|部门|本局|局)内部?|内部[一二三]级|(?:政务|机关|办公)?内网|工作秘密|非公开|敏感|受控|限制公开|(?:[厅局县处科]{1,2})级(?:及)?以上[\p{sc=Han}]{0,4}|(?:仅|限|只|仅限|限于)\p{sc=Han}{2,12})${CELL_END}`,
  'u',
);

/** 本系统, 班子成员及办公室主任 */
const READERS_ONLY =
  /^(?:[本全](?:系统|单位|部门|机关|科室|[局厅委办处科院])|(?:领导)?班子成员|局领导|党组成员)(?=[^\p{L}]|[及和与]|$)/u;

/** 是否公开发布：否, 阅读权限：处级以上, 密级 内部 */
export const houseFields: AnchorRule = {
  reach: { before: 24, after: 40 },
  anchors: [
    ...ASKED.flatMap((asked) => ASPECTS.map((aspect) => asked + aspect)),
    '密级',
    '可否公开',
    '可否上网',
    '能否公开',
    '能否上网',
    '网上公开',
    '互联网公开',
    '是否可公开',
    '是否可以公开',
    '是否宜公开',
    ...[
      '公开',
      '公开发布',
      '主动公开',
      '对外公开',
      '对外发布',
      '上网',
      '上网公开',
      '共享',
      '同意公开',
      '可以公开',
      '适宜公开',
      '宜公开',
      '网上公开',
      '网上发布',
    ].map((act) => `是否${act}`),
  ],
  worthALook: (text, end) => /^[ \u3000]{0,2}[:：\t|｜\n]|^[ \u3000]{1,4}\S/.test(text.slice(end, end + 6)),
  judge({ text, from, to }) {
    const { before } = lineAround(text, from, to);
    if (!/^[^\p{L}]*(?:\p{sc=Han}{0,4})$|[ |,;][\p{sc=Han}]{0,2}$/u.test(before)) return undefined;
    const gap = /^[ ]*[:|\n\t]?[ ]*/.exec(text.slice(to))?.[0].length ?? 0;
    if (gap === 0) return undefined;
    const value = text.slice(to + gap, to + gap + 24);
    const asked = text.slice(from, to);
    const denied = /公开|发布|上网|共享|传播/.test(asked) ? DENIED.exec(value) : undefined;
    if (denied) return foundAt('not-for-publication', { from, to: to + gap + denied[0].length }, 2);
    const inside = /否/.test(asked) ? undefined : INSIDE.exec(value);
    const readers = /知[悉晓]范围|传[播阅]范围/.test(asked) ? READERS_ONLY.exec(value) : null;
    if (readers) return foundAt('work-secret-mark', { from, to: to + gap + readers[0].length }, 2);
    return inside ? foundAt('work-secret-mark', { from, to: to + gap + inside[0].length }, 2) : undefined;
  },
};
