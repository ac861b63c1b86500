import { createHmac } from 'node:crypto';
import { plainText } from '../../../kernel/plain-text.ts';
import type { FlatText } from './flat-text.ts';
import type { SecrecyFact } from './page-facts.ts';

const LIMIT = 20;

/** 密级★期限 or 密级★: the national mark. ★ is U+2605; typed ☆ and * are met too, the latter only with a term. */
const STATE_MARK =
  /(绝密|机密|秘密)\s*(?:[★☆]\s*(长期|\d{1,3}\s*(?:年|个月|月|天|日)|[^\s★,。;]{2,12}前)?|\*\s*(长期|\d{1,3}\s*(?:年|个月|月|天|日)))/g;
/** A level alone on its line, where an official document carries it. */
const BARE_LEVEL = /^[ ]*(绝密|机密|秘密)[ ]*$/gm;
/** Texts that explain the marks are no secrets. */
const EXPLAINS = /标志|标识|标注|标记|标明|例如|比如|形式|格式|保密期限|密级|保密法|表示|写作|知识|宣传|条例/;

const WORK_MARKS = [
  /内部(?:资料|文件|材料|传阅|参考)\s*[,，、:;]?\s*(?:请?注意保存|注意保管|妥善保管|不得(?:外传|公开|翻印|复制|转发)|严禁(?:外传|公开|翻印)|请勿(?:外传|公开))/g,
  /(?:仅供|仅限)(?:本单位|本系统|系统|机关)?内部(?:使用|传阅|参阅|参考|掌握)/g,
  /此件\s*(?:不公开|不予公开|不对外公开|不得公开|不公开发布)/g,
  /^[ ]*(?:工作秘密|内部文件|内部资料|内部事项)[ ]*(?:[★☆]\s*\S{0,8})?[ ]*$/gm,
];

/** Keyed digest: tells that two hits are the same without giving the text back. */
export function saltedDigest(salt: string, text: string): string {
  return createHmac('sha256', salt).update(text).digest('hex');
}

/**
 * Classification and work-secret marks (Art. 16). Of a state-secret hit nothing is returned but its line and a
 * salted digest; whoever calls this must drop all other text of a page with a strong one.
 */
export function readSecrecy(text: FlatText, salt: string): SecrecyFact[] {
  const facts: SecrecyFact[] = [];
  for (const match of text.text.matchAll(STATE_MARK)) {
    const around = lineAround(text.text, match.index);
    const explained =
      EXPLAINS.test(around.replace(match[0], '')) ||
      /[“"'‘《「]\s*$/.test(text.text.slice(0, match.index).slice(-3));
    facts.push({ kind: 'state', strength: explained ? 'weak' : 'strong', ...placed(text, match, salt) });
  }
  for (const match of text.text.matchAll(BARE_LEVEL)) {
    const near = text.text.slice(match.index, match.index + 200);
    const official = /〔\s*20\d\d\s*〕\s*\d+\s*号|特急|加急|签发人/.test(near);
    facts.push({ kind: 'state', strength: official ? 'strong' : 'weak', ...placed(text, match, salt) });
  }
  for (const pattern of WORK_MARKS) {
    for (const match of text.text.matchAll(pattern)) {
      const line = lineAround(text.text, match.index);
      const strength = line.length <= 30 && !/内部资料性/.test(line) ? 'strong' : 'weak';
      const masked = plainText(match[0], 24).replace(/(?<=^.{2}).(?=.{2})/g, '*');
      facts.push({ kind: 'work', strength, masked, ...placed(text, match, salt) });
    }
  }
  return facts.slice(0, LIMIT);
}

function placed(text: FlatText, match: RegExpExecArray, salt: string): { digest: string; line: number } {
  const around = text.text.slice(Math.max(0, match.index - 40), match.index + match[0].length + 40);
  const leading = match[0].length - match[0].trimStart().length;
  return { digest: saltedDigest(salt, around), line: text.lineAt(match.index + leading) };
}

function lineAround(text: string, index: number): string {
  const start = text.lastIndexOf('\n', index - 1) + 1;
  const end = text.indexOf('\n', index + 1);
  return text
    .slice(Math.max(start, index - 200), end === -1 ? index + 200 : Math.min(end, index + 200))
    .trim();
}
