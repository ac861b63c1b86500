import { createHmac } from 'node:crypto';
import { plainText } from '../../../kernel/plain-text.ts';
import type { FlatText } from './flat-text.ts';
import type { SecrecyFact } from './page-facts.ts';

const LIMIT = 20;

/** 密级★期限 or 密级★: the national mark. ★ is U+2605; typed ☆ and * are met too, the latter only with a term. */
const STATE_MARK =
  /(?:绝密|机密|秘密)[ ]*(?:[★☆][ ]*(?:长期|\d{1,3}[ ]*(?:年|个月|月|天|日)|[^\s★☆,。;、]{2,12}前)?|\*[ ]*(?:长期|\d{1,3}[ ]*(?:年|个月|月|天|日)))/g;
/** A level alone on its line, where an official paper carries it. */
const BARE_LEVEL = /^[ ]*(?:绝密|机密|秘密)[ ]*$/gm;
/** What stands before a mark at the head of a paper: the number of the copy, a label, nothing. */
const AT_HEAD = /^[^\p{L}\p{N}]*(?:(?:份号|No\.?|№)?[: ]*\d{1,8}\s+)?(?:(?:密级|保密级别)[: ]*)?$/u;
/** What stands after it: the urgency, or nothing of weight. */
const AFTER_MARK = /^[^\p{L}\p{N}]*(?:特急|加急|急件|平急|特提|\d{1,8})?[^\p{L}\p{N}]*$/u;
/** 启用前: papers of examinations stand on many pages after their day. 解密: no longer a secret. */
const PAST = /启用前|考试(?:开始)?前|开考前|解密/;
/** Texts that explain the marks are no secrets. */
const EXPLAINS = /标志|标识|标注|标记|标明|标有|例如|比如|形式|格式|字样|保密法|表示|写作|知识|宣传|条例/;
const TEACHES = /国家秘密标志|保密期限|密级|定密|保密法|保密知识|公文格式|版头|份号|顶格|版心/g;
/** Who speaks of the marks so often explains them. */
const TEACHING = 3;
const OFFICIAL_HEAD = /〔\s*20\d\d\s*〕\s*\d+\s*号|特急|加急|签发人/;

const KEEP = '(?:请?注意保存|请?注意保管|请?妥善保管)';
const FORBID = '(?:不得(?:外传|公开|翻印|复制|转发)|严禁(?:外传|公开|翻印)|请勿(?:外传|公开))';
const WORK_MARK = new RegExp(
  [
    `内部(?:资料|文件|材料|传阅|参考)[ ]*[,、:;]?[ ]*(?:${KEEP}|${FORBID})`,
    '(?:仅供|仅限)(?:本单位|本系统|系统|机关)?内部(?:使用|传阅|参阅|参考|掌握)',
    '此件[ ]*(?:不公开|不予公开|不对外公开|不得公开|不公开发布)',
    '^[^\\p{L}\\p{N}]*(?:工作秘密|内部文件|内部资料|内部事项)[^\\p{L}\\p{N}]*(?:[★☆][ ]*\\S{0,8})?[^\\p{L}\\p{N}]*$',
  ].join('|'),
  'gmu',
);
const BARE_WORK_MARK = /^[^\p{L}\p{N}]*(?:工作秘密|内部文件|内部资料|内部事项)[^\p{L}\p{N}★☆]*$/u;
/** A duty or a report about such marks is none. */
const WORK_EXPLAINS =
  /字样|标有|标注|标记|是指|规定|办法|管理|条例|知识|宣传|案例|通报|处分|泄露|擅自|经查|内部资料性/;
/** A sentence, no mark. */
const LONGEST_LINE = 60;

/** Keyed digest: tells that two hits are the same without giving the text back. */
export function saltedDigest(salt: string, text: string): string {
  return createHmac('sha256', salt).update(text).digest('hex');
}

/**
 * Classification and work-secret marks (Art. 16). Of a state-secret hit nothing is returned but its line and a
 * salted digest; whoever calls this must drop all other text of a page with a strong one.
 */
export function readSecrecy({ text, lineAt }: FlatText, salt: string): SecrecyFact[] {
  const facts: SecrecyFact[] = [];
  const teaches = [...text.matchAll(TEACHES)].length >= TEACHING;
  const add = (match: RegExpExecArray, fact: Omit<SecrecyFact, 'digest' | 'line'>): void => {
    if (facts.length >= LIMIT) return;
    const around = text.slice(Math.max(0, match.index - 40), match.index + match[0].length + 40);
    const leading = match[0].length - match[0].trimStart().length;
    facts.push({ ...fact, digest: saltedDigest(salt, around), line: lineAt(match.index + leading) });
  };
  for (const match of text.matchAll(STATE_MARK)) {
    const strength = strengthOfMark(lineOf(text, match), match[0]);
    if (strength) add(match, { kind: 'state', strength: teaches ? 'weak' : strength });
  }
  for (const match of text.matchAll(BARE_LEVEL)) {
    if (isOverPaper(text, match)) add(match, { kind: 'state', strength: teaches ? 'weak' : 'strong' });
  }
  for (const match of text.matchAll(WORK_MARK)) {
    const strength = strengthOfWorkMark(text, match);
    if (strength) add(match, { kind: 'work', strength, masked: masked(match[0]) });
  }
  return facts;
}

type Strength = SecrecyFact['strength'];

/** A mark stands at the head of a line of its own. In running text one with its term needs an officer; a mere star is decoration. */
function strengthOfMark({ before, after, line }: Line, mark: string): Strength | undefined {
  const hasTerm = /[\p{L}\p{N}]$/u.test(mark);
  const alone = AT_HEAD.test(before) && AFTER_MARK.test(after);
  if (!alone && !hasTerm) return PAST.test(after.slice(0, 12)) && AT_HEAD.test(before) ? 'weak' : undefined;
  if (PAST.test(mark) || PAST.test(after.slice(0, 12)) || EXPLAINS.test(line.replace(mark, '')))
    return 'weak';
  return alone ? 'strong' : 'weak';
}

/** Over a paper with its number, urgency or signatory; not one of several levels to choose from. */
function isOverPaper(text: string, { index, 0: level }: RegExpExecArray): boolean {
  const near = text.slice(Math.max(0, index - 80), index + 80);
  const levels = new Set(near.match(/绝密|机密|秘密/g));
  return levels.size === 1 && OFFICIAL_HEAD.test(text.slice(index + level.length, index + 200));
}

function strengthOfWorkMark(text: string, match: RegExpExecArray): Strength | undefined {
  const { before, after, line } = lineOf(text, match);
  if (BARE_WORK_MARK.test(match[0]))
    return OFFICIAL_HEAD.test(text.slice(match.index, match.index + 200)) ? 'strong' : undefined;
  if (WORK_EXPLAINS.test(line) || line.length > LONGEST_LINE) return undefined;
  const alone = !/[\p{L}\p{N}]/u.test(before + after);
  return alone && !/不得|严禁|请勿/.test(match[0].replace(/^.{0,3}此件.*/u, '')) ? 'strong' : 'weak';
}

function masked(mark: string): string {
  const text = plainText(mark.replace(/[^\p{L}\p{N}]/gu, ''), 24);
  return text.slice(0, 2) + '*'.repeat(Math.max(2, text.length - 4)) + text.slice(-2);
}

interface Line {
  readonly before: string;
  readonly after: string;
  readonly line: string;
}

/** The line around a match, at most 200 characters to each side. */
function lineOf(text: string, { index, 0: match }: RegExpExecArray): Line {
  const end = index + match.length;
  const before =
    text
      .slice(Math.max(0, index - 200), index)
      .split('\n')
      .at(-1) ?? '';
  const after = text.slice(end, end + 200).split('\n', 1)[0] ?? '';
  return { before, after, line: before + match + after };
}
