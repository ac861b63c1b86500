import type { ScreenView } from '@zhengdun/contract';
import { pinyin } from 'pinyin-pro';
import { type Fold, wordFold } from './fold.ts';

/** Digits in other forms: 一 二 三, 壹 贰 叁, 〇. */
const NUMERALS: readonly string[] = [
  '0零〇○洞',
  '1一壹幺弌',
  '2二贰两弍',
  '3三叁弎',
  '4四肆',
  '5五伍',
  '6六陆',
  '7七柒',
  '8八捌',
  '9九玖',
];

/** Characters that are taken for each other; the first of a group stands for all. Our own list. */
const LOOK_ALIKES: readonly string[] = [
  '0oо〇○',
  '1li|!',
  '5s',
  '6b',
  '2z',
  '9gq',
  'aаɑα@',
  'cсϲ',
  'eеє',
  'pрρ',
  'xхχ',
  'yуγ',
  'kкκ',
  'mм',
  'tтτ',
  'hнһ',
  'uυ',
  'vν',
  'wω',
  'nп',
  '日曰白',
  '己已巳',
  '未末',
  '土士',
  '人入',
  '大太犬',
  '天夭',
  '干千于',
  '王玉主',
  '末未',
  '甲申由田',
  '今令',
  '密蜜',
  '机杌',
  '析折',
  '拆坼',
  '晴睛',
  '侯候',
  '辨辩辫',
  '戊戌戍戎',
  '毒毐',
  '赌睹',
  '博搏',
  '枪抢',
  '法珐',
  '轮抡纶伦',
  '功攻',
  '党堂',
  '国囯囗',
  '民氓',
  '主王',
  '反友',
  '动劫',
  '独浊',
  '藏臧',
  '台合',
  '湾弯',
  '维唯',
  '吾晤',
  '尔你',
];

function withGroups(groups: readonly string[]): Fold {
  const base = wordFold();
  const to = new Map<number, number>();
  for (const group of groups) {
    const [first = ''] = group;
    for (const sign of group) {
      const unit = base.units[sign.charCodeAt(0)] ?? 0;
      if (!to.has(unit)) to.set(unit, to.get(base.units[first.charCodeAt(0)] ?? 0) ?? first.charCodeAt(0));
    }
  }
  return mapped(base, (unit) => to.get(unit) ?? unit);
}

function mapped(base: Fold, change: (unit: number) => number): Fold {
  const units = base.units.map(change);
  return { units, astral: new Map([...base.astral].map(([point, unit]) => [point, change(unit)])) };
}

const FIRST_SYLLABLE = 0xe000;

/** Every character of the unified ideographs by its commonest syllable, without tones; letters stay letters. */
function soundFold(): Fold {
  const from = 0x4e00;
  const characters = Array.from({ length: 0x9fa6 - from }, (_, index) => String.fromCharCode(from + index));
  const syllables = new Map<string, number>();
  const units = new Map<number, number>();
  for (const sign of characters) {
    const syllable = syllableOf(sign);
    if (syllable === undefined) continue;
    if (!syllables.has(syllable)) syllables.set(syllable, FIRST_SYLLABLE + syllables.size);
    units.set(sign.charCodeAt(0), syllables.get(syllable) ?? 0);
  }
  return mapped(wordFold(), (unit) => units.get(unit) ?? unit);
}

function syllableOf(sign: string): string | undefined {
  const read = pinyin(sign, { toneType: 'none', v: true });
  return /^[a-z]{1,6}$/.test(read) ? read : undefined;
}

const MADE = new Map<Exclude<ScreenView, 'pinyin'>, Fold>();

/** The fold by which a disguise is seen through. Pinyin needs none: it is written in letters. */
export function viewFold(view: Exclude<ScreenView, 'pinyin'>): Fold {
  const known = MADE.get(view);
  if (known) return known;
  const fold = view === 'sound' ? soundFold() : withGroups(view === 'shape' ? LOOK_ALIKES : NUMERALS);
  MADE.set(view, fold);
  return fold;
}

const LONGEST_MIXED = 4;

/** A Chinese word with some or all of its characters in pinyin: 法轮 gives falun, 法lun, fa轮. */
export function pinyinForms(word: string): string[] {
  const signs = Array.from(word);
  if (!signs.every((sign) => /\p{sc=Han}/u.test(sign))) return [];
  const read = pinyin(word, { toneType: 'none', type: 'array', v: true });
  if (read.length !== signs.length || !read.every((syllable) => /^[a-z]{1,6}$/.test(syllable))) return [];
  if (signs.length > LONGEST_MIXED) return [read.join('')];
  const forms: string[] = [];
  for (let mask = 1; mask < 1 << signs.length; mask++)
    forms.push(signs.map((sign, place) => (mask & (1 << place) ? read[place] : sign)).join(''));
  return forms;
}
