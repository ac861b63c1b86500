import { type AnchorRule, type Found, foundAt, lineAround, product, type Spot } from './rule.ts';

const KEEP =
  '(?:请?注意(?:保存|保管|保密|收回)|请?妥[善为](?:保管|保存)|会后(?:请)?收回|阅后(?:收回|销毁|即焚)|免费(?:交流|赠阅)|仅供(?:内部)?参考)';
const FORBID =
  '(?:(?:不得|严禁|请勿|勿|禁止|切勿|不准|不要|不)(?:对外)?(?:外传|公开|公布|发布|翻印|复制|转发|扩散|外泄|上网|传播|登报))';
const INTERNAL =
  /^非公开(?:发行|资料|文件|材料)|^党\s*内\s*(?:文件|资料|刊物)|^内\s*部\s*(?:讨论|会议|研讨|培训|工作|审议|学习)?\s*(?:资料|文件|材料|传阅|参考|刊物|件|使用|掌握|参阅|事项|情况|讨论|研究|明电|电报|通知|纪要)/;
/** On the same line, or alone on the next. */
const KEPT = new RegExp(`^[^\\p{L}\\p{N}]{0,4}(?:${KEEP}|${FORBID})`, 'u');
const ONLY = /(?:仅供|仅限|只限|限|只供|仅作|只作|供)[^\s,。;]{0,8}$/;
/** A duty, a report or a rule about such marks is none; nor is a dining hall for one's own staff. */
const EXPLAINS =
  /字样|标有|标注|标记|标识|是指|规定|办法|管理|条例|知识|宣传|案例|通报|处分|泄露|擅自|经查|属于|依法|申请人|申请公开|答复|所称|不属于|内部资料性|出版物|准印|有权|应当|食堂|停车|车位|场地|设施|电梯|通道|餐厅|招聘/;
/** What tells even of a mark on its own or in brackets that it is spoken of. */
const SPEAKS_OF = /字样|标有|标注|标记|标识|是指|案例|通报|处分|擅自|经查|内部资料性|准印/;
const LONGEST_LINE = 60;
const OFFICIAL_HEAD = /[〔[(【]\s*20\d\d\s*[〕\])】]\s*第?\d+\s*号|第\s*\d+\s*期|特急|加急|签发人|编号/;
const NO_TEXT = /^[^\p{L}\p{N}]*$/u;
/** The number of a paper behind its mark. */
const NUMBERED = /^[ ]+[\p{L}]{1,14}[〔[(]20\d\d[〕\])]/u;
const THIS_PAPER =
  /(?:(?:此|本)(?:件|文|文件|材料|资料|通知|信息)|该件)(?:暂时?)?$|^附件[\d一二三四五六七八九十、和-]*$/;

/** Marks on what is for the house only: 内部资料 注意保存, 仅供内部使用, 工作秘密. There is no national mark (Art. 16). */
export const internalMarks: AnchorRule = {
  reach: { before: 70, after: 220 },
  anchors: [
    '内部资料',
    '内部文件',
    '内部材料',
    '内部传阅',
    '内部参考',
    '内部刊物',
    '内部使用',
    '内部掌握',
    '内部参阅',
    '内部事项',
    '内部件',
    '内部情况',
    '内部交流',
    '内部学习',
    '内部讨论',
    '内部研究',
    '内部明电',
    '内部电报',
    '党内文件',
    '党内资料',
    '党内刊物',
    '领导参阅',
    '领导传阅',
    '非公开发行',
    '非公开资料',
    '非公开文件',
    '非公开材料',
    ...product(['内部'], ['讨论', '会议', '研讨', '培训', '工作', '审议', '学习'], ['材料', '资料', '文件']),
  ],
  judge(spot) {
    const { text, from, to } = spot;
    const { before, after, line } = lineAround(text, from, to);
    const setApart = isAlone(before) || /[（(【[《]\s*$/.test(before);
    if (line.trim().length > LONGEST_LINE || (setApart ? SPEAKS_OF : EXPLAINS).test(withoutOrgans(line)))
      return undefined;
    // Whoever puts signs between its characters means a mark, whatever follows.
    const isSpread = /^\p{sc=Han}(?:[^\p{L}\p{N}]+\p{sc=Han})+$/u.test(text.slice(from, to));
    if (isSpread && KEPT.test(text.slice(to, to + 40).replaceAll(' ', '')))
      return foundAt('work-secret-mark', { from, to }, 2);
    const kept = KEPT.exec(text.slice(to, to + 24));
    if (kept && INTERNAL.test(text.slice(from, to + 4)))
      return foundAt('work-secret-mark', { from, to: to + kept[0].length }, setApart ? 2 : 3);
    const only = ONLY.exec(before);
    if (only && /^(?:之?用)?(?:[^\p{L}]*$|[ ]*[,。;)】\]])/u.test(after))
      return foundAt('work-secret-mark', { from: from - only[0].length, to }, 2);
    const isHeading = isAlone(before) || /^[\p{sc=Han}]{2,16}[委府办局厅部室会院][ ]*$/u.test(before.trim());
    if (
      isHeading &&
      (isAlone(after) || NUMBERED.test(after)) &&
      /内\s*部\s*(?:明电|电报)/.test(text.slice(from, to))
    )
      return foundAt('work-secret-mark', { from, to }, 2);
    const isClause = /[,、]\s*$/.test(before) && isAlone(after) && line.trim().length <= 20;
    if (isClause && /掌握|传阅/.test(text.slice(from, to)))
      return foundAt('work-secret-mark', { from, to }, 3);
    if (!isAlone(before) || !isAlone(after)) return undefined;
    return isSpread ? foundAt('work-secret-mark', { from, to }, 3) : alone(spot);
  },
};

const DOWN = /^(?:内部(?:资料|文件|材料|参考|传阅|使用)|工作秘密|仅供内部(?:参考|使用|传阅)|注意保密)/;
const SIGN_BY_SIGN = /^(?:\p{sc=Han}[ ]*\n[ ]*){3,}/u;

/** 内↵部↵资↵料: a mark that is written downwards, or broken over short lines with what must be done with it. */
export const downwardMarks: AnchorRule = {
  reach: { before: 4, after: 60 },
  anchors: ['内', '工', '仅', '注', '内部'],
  worthALook: (text, end) => /^[ \u3000]*\r?\n/.test(text.slice(end, end + 4)),
  judge({ text, from }) {
    if (/\S/.test(text.slice(0, from).split('\n').at(-1) ?? '')) return undefined;
    const behind = text.slice(from);
    const said = behind.replaceAll(/\s/g, '');
    const mark = DOWN.exec(said)?.[0];
    if (!mark) return undefined;
    const isKept =
      KEPT.test(said.slice(mark.length)) && behind.split('\n', 3).every((line) => line.length <= 6);
    if (!isKept && !SIGN_BY_SIGN.test(behind)) return undefined;
    let to = from;
    for (let left = mark.length; left > 0; to++) if (/\S/.test(text[to] ?? '')) left -= 1;
    return foundAt('work-secret-mark', { from, to }, 2);
  },
};

/** 工作秘密★5年 and 工作秘密 at the head of a paper. */
export const workSecret: AnchorRule = {
  reach: { before: 70, after: 220 },
  anchors: ['工作秘密'],
  judge(spot) {
    const { text, from, to } = spot;
    const { before, after, line } = lineAround(text, from, to);
    const starred = /^(?:事项|信息)?[ ]*[★☆*][ ]*(?:长期|\d{1,3}[ ]*(?:年|个月|月))?/.exec(after);
    if (starred)
      return EXPLAINS.test(line)
        ? undefined
        : foundAt('work-secret-mark', { from, to: to + starred[0].length }, 2);
    if (
      /^(?:本|此)(?:文件|件|材料|资料)(?:为|属于?|系|是)$/.test(before.trim()) &&
      !/案|经查|鉴定/.test(line)
    )
      return foundAt('work-secret-mark', { from, to }, 2);
    if (/密级[ ]*:[ ]*$/.test(before)) return foundAt('work-secret-mark', { from, to }, 2);
    if (
      isAlone(before) &&
      (/^[^\p{L}\p{N}\n]*\n?[^\p{L}\p{N}\n]*\d{1,2}[ ]*年[^\p{L}\p{N}\n]*(?:\n|$)/u.test(
        text.slice(to, to + 20),
      ) ||
        /^[,;、\s]*(?:保密)?期限[: ]*(?:\d|长期)/.test(text.slice(to, to + 16)))
    )
      return foundAt('work-secret-mark', { from, to }, 2);
    const kept = KEPT.exec(text.slice(to, to + 24));
    if (kept && !SPEAKS_OF.test(line) && line.trim().length <= 30)
      return foundAt('work-secret-mark', { from, to: to + kept[0].length }, 2);
    const isKind =
      /^[^\p{L}]*(?:[\p{sc=Han}]{2,14}[局厅院委队所])?(?:警务|检察|审判|政法|纪检|监察|司法)[^\p{L}]*$/u.test(
        before,
      );
    if (isKind && isAlone(after)) return foundAt('work-secret-mark', { from, to }, 2);
    return isAlone(before) && isAlone(after) ? alone(spot) : undefined;
  },
};

/** On a line of its own it is a mark where a paper follows; elsewhere it may be an entry of a menu. */
function alone({ text, from, to, at }: Spot): Found | undefined {
  const isHead = at(from) < HEAD_CHARACTERS && PAPER.test(text.slice(to, to + 60));
  return isHead || OFFICIAL_HEAD.test(text.slice(Math.max(0, from - 40), to + 200))
    ? foundAt('work-secret-mark', { from, to }, 2)
    : undefined;
}
/** What a paper begins with, and how early a mark stands over it. A line 内部文件 below is the menu's next entry. */
const PAPER =
  /^[^\p{L}]*\n?(?!内\s*部)[^\n]{0,30}(?:手册|方案|通知|纪要|报告|台账|名单|清单|预案|计划|总结|要点|汇报|细则|记录|请示|通报|简报|情况|意见|安排|讲话|文件|(?:局|厅|委|办公[厅室]|委员会|人民政府)[ ]*(?:\n|$))/u;
const HEAD_CHARACTERS = 40;

/** 请勿外传, 不得外传: a remark in brackets or on a line of its own. */
export const keepInside: AnchorRule = {
  reach: { before: 60, after: 60 },
  anchors: [
    '会后收回',
    '会后请收回',
    '阅后退回',
    '阅后归还',
    '内部发行',
    '党内发行',
    '对外提供',
    '对外公布',
    '对外发布',
    '对外泄露',
    '注意保密',
    '阅后销毁',
    '阅后即焚',
    '阅后收回',
    '请勿扩散',
    '不得扩散',
  ],
  judge({ text, from, to }) {
    const { before, after, line } = lineAround(text, from, to);
    const opening = /[（(【[][^（(【[)）】\]]{0,16}$/.exec(before);
    const bracketed = opening && /^[^)）】\]]{0,8}[)）】\]]/.test(after);
    const short = line.trim().length <= 24;
    if (
      /^对外|^内部/.test(text.slice(from, to)) &&
      !bracketed &&
      !/^(?:此|本)(?:件|文|材料|资料|报告)|^限$/.test(before.trim())
    )
      return undefined;
    if (!(bracketed || short) || EXPLAINS.test(line) || /谣言|隐私|秘方|技艺|绝技|祖传/.test(line))
      return undefined;
    const forbids = /(?:不得|严禁|请勿|禁止|切勿|不准|不要)$/.exec(before);
    if (text.slice(from, to).startsWith('对外') && !forbids) return undefined;
    if (!bracketed && !/^[哈啊哦呀啦吧噢哟]?[^\p{L}\p{N}]*$|^[!！]/u.test(after)) return undefined;
    return foundAt('work-secret-mark', { from: from - (forbids?.[0].length ?? 0), to }, 2);
  },
};

const READERS =
  /^(?:[本我全各][市县区局厅委]{0,2})?(?:(?:有关|各级|主要)?(?:领导|人员|干部)|机关|系统|单位|工作人员|参会人员|与会人员|在职人员|内部|[局厅委]?领导班子|班子成员)[\p{sc=Han}]{0,8}(?:使用|传阅|参阅|参考|阅知|阅示|批阅|审阅|掌握|知悉|交流)(?![\p{L}\p{N}])/u;

/** 仅供领导参阅: not 数据仅供参考, which says that they may be wrong. */
export const forFewReaders: AnchorRule = {
  reach: { before: 60, after: 60 },
  anchors: ['仅供', '仅限', '只供', '只限', '供领导'],
  judge({ text, from, to }) {
    const { after, line } = lineAround(text, from, to);
    const begin = text.slice(from, to) === '供领导' ? to - 2 : to;
    const readers = READERS.exec(begin === to ? after : `领导${after}`);
    if (!readers || line.trim().length > LONGEST_LINE || EXPLAINS.test(withoutOrgans(line))) return undefined;
    return foundAt('work-secret-mark', { from, to: begin + readers[0].length }, 2);
  },
};

/**
 * 此件不公开, 公开方式：不予公开. 此件依申请公开 is a hint: the paper is not for the site of itself, but whoever may give it
 * to one that asks may also publish it.
 */
export const notForPublication: AnchorRule = {
  reach: { before: 60, after: 60 },
  anchors: [
    '不公开',
    '不宜公开',
    '不便公开',
    '不予公开',
    '不对外公开',
    '不得公开',
    '免予公开',
    '依申请公开',
    '主动公开',
    '是否公开',
    '是否上网',
  ],
  judge({ text, from, to }) {
    const { before, after, line } = lineAround(text, from, to);
    if (/主动|是否/.test(text.slice(from, to))) {
      const isDenied = /^[ ]*[:\n][ ]*(?:否|不[同予公]?)(?![\p{L}\p{N}])/u.test(after);
      return isDenied ? foundAt('not-for-publication', { from, to }, 2) : undefined;
    }
    const onRequest = /依\s*申\s*请/.test(text.slice(from, to));
    // The box stands before its words or behind them, and an empty one behind tells which.
    const isTicked =
      /^[ ]*[☑√■✓✔☒]/.test(after) || (/[☑√■✓✔☒][ ]*$/.test(before) && !/^[ ]*[□☐]/.test(after));
    if (isTicked && /公开/.test(before + after))
      return onRequest ? undefined : foundAt('not-for-publication', { from, to }, 2);
    if (FIELD.test(text.slice(Math.max(0, from - 20), from))) {
      const isFilled = !onRequest && !/^[\p{L}\p{N}]|□|☐|^[^\n]{0,12}公开/u.test(after);
      return isFilled ? foundAt('not-for-publication', { from, to }, 2) : undefined;
    }
    const ends = /^(?:发布|发表|刊登|报道|传播)?(?:[^\p{L}\p{N}]*(?:$|[(（])|[,;。])/u.test(
      after.slice(0, 12),
    );
    if (!ends || !THIS_PAPER.test(before.trim()) || line.trim().length > 40) return undefined;
    return foundAt('not-for-publication', { from: from - 2, to }, onRequest ? 3 : 2);
  },
};

/** With its value behind a colon, in the next line, or in the next cell of a table, which a blank or a bar sets apart. */
const FIELD = /(?:(?:信息)?公开(?:方式|属性|类别|形式|选项|类型|范围)[ ]*[ :\n|][ ]*|属性[ ]*[:\n][ ]*)$/;

/** （不上网）, 此件不得在互联网发布. A rule for computers is none. */
export const notOnline: AnchorRule = {
  reach: { before: 40, after: 30 },
  anchors: ['上网', '互联网发布', '互联网公开', '网上公开', '网上发布'],
  judge({ text, from, to }) {
    const { before, after } = lineAround(text, from, to);
    const forbids = /(?:不|不得|严禁|禁止|请勿|不予|不宜)(?:在)?$/.exec(before);
    if (!forbids || !/^(?:公开|发布|传播)?[^\p{L}\p{N}]*$|^(?:公开|发布|传播)?[)）】]/u.test(after))
      return undefined;
    const head = before.slice(0, forbids.index).trim();
    const isOfPaper = /^[^,。;]{0,12}(?:文件|材料|资料|稿件)[^。;]{0,14}[,、]$/.test(head);
    const isRemark = /[(（【][^)）】]{0,6}$/.test(head) || THIS_PAPER.test(head) || isOfPaper;
    return isRemark ? foundAt('not-for-publication', { from: from - forbids[0].length, to }, 2) : undefined;
  },
};

/** （内部讨论稿）, 内部征求意见稿 */
export const internalDrafts: AnchorRule = {
  reach: { before: 70, after: 70 },
  anchors: ['内部讨论稿', '内部征求意见', '内部送审稿', '内部稿', '内部审议稿'],
  judge({ text, from, to }) {
    const { line } = lineAround(text, from, to);
    return line.trim().length > LONGEST_LINE || SPEAKS_OF.test(line)
      ? undefined
      : foundAt('work-secret-mark', { from, to }, 3);
  },
};

/** 某某管理局 explains nothing. */
function withoutOrgans(line: string): string {
  return line.replace(/管理(?:局|委员会|中心|处|办|所|站|科)/g, '');
}

function isAlone(text: string): boolean {
  return NO_TEXT.test(text);
}
