import { type AnchorRule, type Found, headOfColumn, lineAround, type Spot } from './rule.ts';

/**
 * Marks of state secrets (保密法 and its regulations; GB/T 9704-2012): 密级★期限 at the head of a paper, a 密级 field, the
 * mark in a title. Texts that explain the marks carry none.
 */
const STARRED =
  /^[ ]*级?[ ]*(?:[★☆⭐✭✩✯][ ★☆]*[([【]?[ ]*(?<term>长期|(?:(?:\d[ ]*){1,3}|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3})[ ]*(?:年|个月|月|天|日)|至?\d{4}年[\d年月日]*|\d{8}|[^\s★☆,。;、]{2,12}前)?[)\]】]?|\*[ ]*(?<typed>长期|\d{1,3}[ ]*(?:年|个月|月|天|日))|[·•*—-][ ]*(?<opening>启用前|考试前|开考前))/;
/** A star and figures as a recognition of characters misreads them. */
const MISREAD =
  /^[ ]?(?:[*·•×xX+#※✱✳✻大太女火米夹支文][ ]?[\dlIoOZ|]{1,2}[ ]?年|[*·•][ ]?[一二三四五六七八九十]{1,3}[ ]?年|[★☆*][ ]?[\dlIoOZ|]{1,2}[ ]?[年午])/;
/** What stands before a mark at the head of a paper: the number of the copy, a label, nothing. */
const AT_HEAD =
  /^[^\p{L}\p{N}]*(?:(?:份号|No\.?|№)?[: ]*\d{1,8}\s+)?(?:(?:密级|保密级别|秘密等级)[: ]*|内部[ ]*(?=[★☆]))?[^\p{L}\p{N}]*$/u;
const AFTER_MARK =
  /^[^\p{L}\p{N}]*(?:特急|加急|急件|平急|特提|\d{1,8}|(?:长期|\d{1,2}[ ]*(?:年|个月)))?[^\p{L}\p{N}]*$/u;
/** What is put between the signs of a mark to hide it: 机-密-★-10-年. */
const SPREAD =
  /^[\s~_\-.·^+=|/]*级?[\s~_\-.·^+=|/]*[★☆⭐✭✩✯][\s~_\-.·^+=|/]*(?:长[\s~_\-.·^+=|/]*期|(?:[\d一二三四五六七八九十][\s~_\-.·^+=|/]*){1,3}(?:年|个[\s~_\-.·^+=|/]*月|月))/;
/** 启用前: papers of examinations stand on many pages after their day. 解密: no longer a secret. */
const PAST = /启用前|考试(?:开始)?前|开考前/;
const DECLASSIFIED = /^.{0,6}解密|已解密/;
const EXPLAINS =
  /标志|标识|标注|标记|标明|标有|标出|例如|比如|形如|形式|格式|字样|保密法|表示|写作|知识|宣传|条例|规定为|不得|严禁|应当|如[“":]/;
const TEACHES =
  /国家秘密标志|(?:保密期限|密级)(?![ 　]*[:：][ 　]*(?:[绝机秘]密|长期|\d))|定密(?!责任人[:：])|保密法|保密知识|公文格式|版头|份号|顶格|版心|保密教育|保密宣传/g;
const TEACHING = 3;
const OFFICIAL_HEAD = /[〔[(【]\s*20\d\d\s*[〕\])】]\s*第?\d+\s*号|特急|加急|签发人|第[ ]*\d+[ ]*期/;
const LABEL =
  /(?:(?:^|[\n|])(?:文件|资料|材料)?等级|密[ ]*级|[标定]密|(?:保密|秘密|涉密|定密)(?:等级|级别|程度))(?:程度|别)?[ ]*[:\n |]{0,3}[ ]*(?:\d[-.、][ ]*|["“「【[(])?$/;
/** TOP SECRET 绝密: the level in English beside it, and nothing else on the line. */
const IN_ENGLISH =
  /^[^\p{L}\p{N}]*(?:classification[: ]+)?(?:top[ -]?secret|secret|confidential)[ /:|·-]*$/iu;
const FIELD = /密[ ]*级|等级/;
/** 密级为“机密”，… of a paper, and not of those that have it */
const SAID = /密级(?:定)?(?:为|是)[ ]*["“「『]?$/;
const SAID_OF_ALL = /如|若|凡|对于?|将|的$|标注|应|各级/;
const SAID_WHOLLY = /^["”」』]?(?:级)?["”」』]?[ ]*(?:$|[,。;!、)）])/;
/** One of several levels to choose from, or a rule about them. */
const CHOICE = /^级?[ ]*(?:[□○☐]|[/、或,和及][ ]*(?:绝密|机密|秘密)|以上|以下|文件|载体|计算机|事项|[:：])/;
const TITLE =
  /关于|通知|通报|报告|方案|会议|请示|意见|批复|纪要|预案|部署|情况|清单|名单|台账|参数|图纸|计划|预算|总结|要点|函$|图[ (（【[]*$|\.(?:docx?|xlsx?|pptx?|pdf|wps|et|zip|rar|jpe?g|png|tiff?|bmp|dwg|txt)[^\p{L}]*$/iu;
const NOT_A_PAPER =
  /人员|岗位|计算机|系统|资质|场所|载体|单位|等级|机房|网络|设备|试卷|档案|(?:行动|电影|小说|等)$/;
const SELF =
  /(?:(?:本|此)次会议|(?:本|此)(?:文件|件|材料|资料|文|报告|方案|电报|光盘|U盘|硬盘|附件|图纸?|表格?|数据|卷|册|纪要|通知|预案|载体|邮件))的?(?:内容|密级)?(?:为|属于?|系|定为|是)(?:国家(?:秘密)?)?[ (]*$/;
/** 该方案定为机密级，保密期限二十年: of another paper it has to be said wholly. */
const SAID_WITH_TERM = /^级[,。;、 ]{0,2}(?:保密)?期限/;
const OF_THAT = /该[\p{sc=Han}]{1,8}(?:定为|确定为|属于?)$/u;
/** （秘密级 5年） */
const TERM_IN_BRACKETS = /^级?[ ,、·]*(?:长期|\d{1,3}[ ]*(?:年|个月))[ ]*[】\])〕]/;
const CASE = /经查|鉴定|案件|案例|通报|处分|涉案|泄露/;
/** 商业秘密 and the like are words, no marks. */
const COMPOUND =
  /(?:商业|国家|工作|个人|技术|军事|通信|审判|合议庭|检察|投票|保守|涉及?|泄露|知悉|一切|什么|大|小)$/;

export function teachesSecrecy(text: string): boolean {
  let count = 0;
  for (const _ of text.matchAll(TEACHES)) {
    count += 1;
    if (count >= TEACHING) return true;
  }
  return false;
}

export const stateSecretLevels: AnchorRule = {
  reach: { before: 200, after: 220 },
  anchors: ['绝密', '机密', '秘密'],
  judge(spot) {
    const { text, from, to, facts } = spot;
    const { before, after } = lineAround(text, from, to);
    if (/(?:工作|商业)$/.test(before)) return undefined;
    const starred = STARRED.exec(after);
    const spread = starred?.groups?.term ? undefined : SPREAD.exec(text.slice(to));
    if (spread && !facts.teachesSecrecy()) return strong({ from, to: to + spread[0].length });
    if (starred)
      return judgeStarred(spot, { before, after, length: starred[0].length, groups: starred.groups });
    const misread = MISREAD.exec(after);
    if (misread && AT_HEAD.test(before.replace(/^.{2,12}[:：]/, '')) && !facts.teachesSecrecy())
      return strong({ from, to: to + misread[0].length });
    if (COMPOUND.test(before)) return ofItself(spot, before, after);
    return (
      labelled(spot, before, after) ??
      said(spot, before, after) ??
      inColumn(spot) ??
      bare(spot, before, after) ??
      withTerm(spot, before, after) ??
      inTitle(spot, before, after) ??
      inEnglish(spot, before, after) ??
      ofItself(spot, before, after)
    );
  },
};

interface Starred {
  readonly before: string;
  readonly after: string;
  readonly length: number;
  readonly groups: Record<string, string | undefined> | undefined;
}

function judgeStarred(spot: Spot, { before, after, length, groups }: Starred): Found | undefined {
  const { from, to, facts } = spot;
  const term = groups?.term ?? groups?.typed ?? groups?.opening;
  const rest = after.slice(length);
  const mark = { from, to: to + length };
  if (DECLASSIFIED.test(rest) && !term?.startsWith('至')) return undefined;
  const alone = AT_HEAD.test(before) && AFTER_MARK.test(rest);
  if (PAST.test(after.slice(0, length + 12))) return AT_HEAD.test(before) ? mention(mark, 3) : undefined;
  if (alone) return facts.teachesSecrecy() ? mention(mark, 2) : strong(mark);
  if (!term) return LABEL.test(before) && !facts.teachesSecrecy() ? strong(mark) : undefined;
  if (EXPLAINS.test(before + rest) || facts.teachesSecrecy()) return undefined;
  return strong(mark);
}

/** 密级：机密 — a field that is filled in, not one that offers the levels. */
function labelled({ text, from, to, facts }: Spot, before: string, after: string): Found | undefined {
  const label = LABEL.test(text.slice(Math.max(0, from - 16), from));
  const isTicked = /[☑√■✓✔☒][ ]*$/.test(text.slice(Math.max(0, from - 3), from)) && FIELD.test(before);
  if (!label && !isTicked) return undefined;
  if (!isTicked && CHOICE.test(after)) return undefined;
  const levels = new Set(text.slice(from, to + 30).match(/绝密|机密|秘密/g));
  if (!isTicked && levels.size > 1) return undefined;
  return facts.teachesSecrecy() && EXPLAINS.test(after) ? undefined : strong({ from, to });
}

/** 文件密级为“秘密”，… */
function said({ from, to, facts }: Spot, before: string, after: string): Found | undefined {
  const head = SAID.exec(before);
  if (!head || SAID_OF_ALL.test(before.slice(0, head.index)) || !SAID_WHOLLY.test(after)) return undefined;
  return facts.teachesSecrecy() || EXPLAINS.test(before) ? undefined : strong({ from, to });
}

/** A cell below the heading 密级 of a table. */
function inColumn({ rows, from, to, facts }: Spot): Found | undefined {
  const head = headOfColumn(rows(), from, to);
  const isSecrecy =
    head !== undefined && /^(?:文件|资料)?(?:密级|密级程度|(?:涉密|秘密|保密)(?:等级|级别))$/.test(head);
  return isSecrecy && !facts.teachesSecrecy() ? strong({ from, to }) : undefined;
}

/** What a paper begins with, where its number is missing. */
const PAPER = /文件|纪要|办公[厅室]|委员会|领导小组|指挥部|关于.{2,40}的|通知|通报|请示|报告|方案|简报|专报/;
/** A level that stands so early stands at the head. */
const HEAD_CHARACTERS = 60;

/** Alone on its line over a paper, or on the line of its number. */
function bare({ text, from, to, facts, at }: Spot, before: string, after: string): Found | undefined {
  const besideNumber =
    /[〔[(【]\s*20\d\d\s*[〕\])】]\s*\d+\s*号\s*[([【]?\s*$/.test(before) &&
    /^级?[^\p{L}\p{N}]*$/u.test(after);
  const isAlone = AT_HEAD.test(before) && AFTER_MARK.test(after.replace(/^级/, ''));
  if (!besideNumber && !isAlone) return undefined;
  const near = text.slice(Math.max(0, from - 80), to + 80);
  if (new Set(near.match(/绝密|机密|秘密/g)).size > 1) return undefined;
  const isHead = at(from) < HEAD_CHARACTERS && PAPER.test(text.slice(to, to + 60));
  if (!besideNumber && !isHead && !OFFICIAL_HEAD.test(text.slice(Math.max(0, from - 60), to + 200)))
    return undefined;
  return facts.teachesSecrecy() ? mention({ from, to }, 2) : strong({ from, to });
}

/** 【机密】关于…的报告, 某某工作方案（秘密） */
function inTitle({ from, to, facts }: Spot, before: string, after: string): Found | undefined {
  const opens = /^\s*[【[(〔]\s*$/.test(before) && /^级?\s*[】\])〕]/.test(after);
  const named = /《([^》]{2,50})》[ ]?[【[(〔]\s*$/.exec(before);
  if (named && /^级?\s*[】\])〕]/.test(after) && !facts.teachesSecrecy())
    return TITLE.test(named[1] ?? '') && !CASE.test(before + after) ? strong({ from, to }) : undefined;
  const closes =
    before.length <= 60 &&
    ((/[【[(〔]\s*$/.test(before) && /^级?\s*[】\])〕](?:\.[A-Za-z]{2,4})?\s*$/.test(after)) ||
      (/[_—-]$/.test(before) &&
        /^级?\.(?:docx?|xlsx?|pptx?|pdf|wps|zip|rar|jpe?g|png)[^\p{L}]*$/iu.test(after)));
  const behind =
    /(?:表|方案|名单|报告|清单|预案|通知|纪要|台账|图)[ ]{1,4}$/.test(before) &&
    /^级?[^\p{L}\p{N}]*$/u.test(after);
  const title = opens ? after : before;
  if (!(opens || closes || behind) || !(behind || TITLE.test(title)) || facts.teachesSecrecy())
    return undefined;
  if (closes && NOT_A_PAPER.test(before.replace(/[【[(〔_—-]\s*$/, ''))) return undefined;
  return /[,。;]/.test(title) || EXPLAINS.test(title) ? undefined : strong({ from, to });
}

/** 某某方案（秘密级 5年） */
function withTerm({ from, to, facts }: Spot, before: string, after: string): Found | undefined {
  if (!/[【[(〔][ ]*$/.test(before) || !TERM_IN_BRACKETS.test(after)) return undefined;
  return EXPLAINS.test(before) || facts.teachesSecrecy() ? undefined : strong({ from, to });
}

/** TOP SECRET 绝密 over a paper, or beside its title */
function inEnglish({ from, to, facts }: Spot, before: string, after: string): Found | undefined {
  const isMark = IN_ENGLISH.test(before) && /^级?(?:[^\p{L}\p{N}]|$)/u.test(after);
  return isMark && !facts.teachesSecrecy() && after.length <= 40 ? strong({ from, to }) : undefined;
}

/** 本文件属机密级国家秘密，此件密级为机密 */
function ofItself({ from, to, facts }: Spot, before: string, after: string): Found | undefined {
  const isOfThat = OF_THAT.test(before) && SAID_WITH_TERM.test(after);
  if (!(isOfThat || SELF.test(before)) || CASE.test(before + after) || facts.teachesSecrecy())
    return undefined;
  return strong({ from, to });
}

/** What parts the signs of a mark: an end of a line, brackets, any sign but letters and stars. */
const PARTED = '[^\\p{L}\\p{N}★☆]{0,3}';
const TERM = `(?:长${PARTED}期|(?:[\\d一二三四五六七八九十]${PARTED}){1,3}(?:年|个${PARTED}月|月))`;
const BROKEN = new RegExp(`^${PARTED}[★☆]${PARTED}${TERM}`, 'u');
/** 密级 and its level, written downwards. */
const DOWNWARDS = /密\s*级\s*[:：]?\s*[绝机秘]\s*$/;

/** A mark whose characters stand apart: written downwards, in brackets, or broken by whoever copied it. */
export const brokenLevels: AnchorRule = {
  reach: { before: 12, after: 30 },
  anchors: ['密'],
  worthALook: (text, end) =>
    /[绝機机絕秘][^\p{L}\p{N}]{0,3}$/u.test(text.slice(Math.max(0, end - 5), end - 1)),
  judge({ text, from, to, facts }) {
    const level = /[绝机秘][^\p{L}\p{N}★☆]{0,3}$/u.exec(text.slice(0, from));
    if (!level || facts.teachesSecrecy()) return undefined;
    const mark = BROKEN.exec(text.slice(to));
    const whole = text.slice(level.index, to + (mark?.[0].length ?? 0));
    if (mark && /^..?[^\p{L}\p{N}★☆ ]|\n/u.test(whole))
      return strong({ from: level.index, to: to + mark[0].length });
    const isField =
      whole.includes('\n') && DOWNWARDS.test(text.slice(0, from)) && /^\s*$/.test(text.slice(to));
    return isField ? strong({ from: level.index, to }) : undefined;
  },
};

/** 机蜜★10年, jimi★10年: what sounds like a level is one where a star and a term follow. */
export const soundedLevels: AnchorRule = {
  reach: { before: 8, after: 30 },
  anchors: [
    ...['机蜜', '机迷', '机秘', '绝蜜', '绝秘', '秘蜜', '秘迷', '密秘', 'jimi', 'juemi', 'mimi'],
    ...['ji mi', 'jue mi', 'mi mi'],
  ],
  worthALook: (text, end) => /^\s?[★☆⭐]/.test(text.slice(end, end + 2)),
  judge({ text, from, to, facts }) {
    const { after } = lineAround(text, from, to);
    const starred = STARRED.exec(after);
    const term = starred?.groups?.term ? starred : /^[ ]*[★☆][ ]*\d{1,2}[ ]*nian(?![a-z])/.exec(after);
    return term && !facts.teachesSecrecy() ? strong({ from, to: to + term[0].length }) : undefined;
  },
};

/** 保密期限：10年 in a head or a form. */
export const secrecyTerm: AnchorRule = {
  reach: { before: 40, after: 60 },
  anchors: ['保密期限', '解密时间'],
  judge({ text, from, to, facts }) {
    const { before, after, line } = lineAround(text, from, to);
    const term = /^[ ]*[:][ ]*(?:长期|\d{1,3}年|\d{1,3}个月|\d{4}年\d{1,2}月\d{1,2}日)/.exec(after);
    if (!term || line.length > 40 || EXPLAINS.test(before) || facts.teachesSecrecy()) return undefined;
    return mention({ from, to: to + term[0].length }, 2);
  },
};

function strong(span: { from: number; to: number }): Found {
  return { rule: 'state-secret-mark', ...span, severity: 1, masking: 'none' };
}

function mention(span: { from: number; to: number }, severity: 2 | 3): Found {
  return { rule: 'state-secret-mention', ...span, severity, masking: 'none' };
}

/** 密件 on a line of its own at the head of a paper. */
export const secretPaper: AnchorRule = {
  reach: { before: 20, after: 20 },
  anchors: ['密件'],
  judge({ text, from, to, facts }) {
    const { before, after } = lineAround(text, from, to);
    const alone = AT_HEAD.test(before) && AFTER_MARK.test(after);
    return alone && !facts.teachesSecrecy() ? mention({ from, to }, 2) : undefined;
  },
};
