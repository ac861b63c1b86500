import { ARTICLE } from './restrictions.ts';
import { type AnchorRule, foundAt, LETTERS, lineAround, product } from './rule.ts';

/* Who may read a paper, how far down it goes, that it is taken back, and what it is called. */

const PEOPLE =
  /领导|本(?:局|厅|委|办|院|校|处|科|所|中心|单位|部门|系统|组|级|机关)|人员|干部|成员|同志|代表|参会|与会|班子|专班|工作组|委员|机关|[处局科院校厅委队所]内|科室|部门|书记|[局厅处科校院所]长|系统内|内部|会议|会上|内网|群内|职工|党员|民警|办案|各单位|负责人/;
const GOODS =
  /车|停|食堂|餐|电梯|通道|场地|设施|泳池|健身|卫生间|药|医|疗|持证|专业|残疾|优惠|券|购买|报名|考生|会员|学生|儿童|房|公寓|宿舍|招聘|试用|规定|办法|应当|案例|字样|标有|是指|座|席|道路|演练|工作场所|(?:系统|平台|数据库|名录)供|款|资金|经费|账户|数据来源/;

/** 仅限参会人员传阅, 仅供会议讨论: who may read it. 仅供参考 says no such thing. */
export const readers: AnchorRule = {
  reach: { before: 60, after: 40 },
  anchors: [
    '传阅',
    '参阅',
    '阅知',
    '阅读',
    '查阅',
    '阅览',
    '会议讨论',
    '会上讨论',
    '讨论',
    '讨论使用',
    '审议',
    '交流',
    '交流使用',
    '学习',
    '学习使用',
    '掌握',
    '知悉',
    '使用',
    '浏览',
    '观看',
    '查看',
    '参考',
    '研究',
    ...product(['成员', '领导', '人员', '同志', '干部'], ['阅', '看']),
  ],
  worthALook: (text, end) => /[仅只限供][^,，。；\n]{1,20}$/.test(text.slice(Math.max(0, end - 24), end)),
  judge({ text, from, to }) {
    const { before, after, line } = lineAround(text, from, to);
    const only = /(?:仅限|仅供|只限|只供|限于|[只仅限]在|仅|限|供)(?<who>[^\s,。;]{1,16})$/.exec(
      before + text.slice(from, to),
    );
    const who = only?.groups?.who ?? '';
    if (!only || !PEOPLE.test(who) || GOODS.test(line) || ARTICLE.test(line)) return undefined;
    if (!/^[^\p{L}\p{N}]*$|^[ ]*[)）】\],。;!、 ]/u.test(after)) return undefined;
    if ((line.match(LETTERS)?.length ?? 0) > 40) return undefined;
    return foundAt('work-secret-mark', { from: to - only[0].length, to }, 2);
  },
};

/** 此件发至县团级: how far down it goes. */
export const distribution: AnchorRule = {
  reach: { before: 40, after: 60 },
  anchors: ['发至', '发到', '传达到', '传达至', '传阅到', '传阅至', '阅至'],
  judge({ text, from, to }) {
    const { before, after, line } = lineAround(text, from, to);
    const own = /(?:此|本)(?:件|文件?|通知|通报|材料|资料|纪要|报告|简报)(?:仅|只|限|只限|仅限)?$/.exec(
      before.trimEnd(),
    );
    const only = /(?:仅|只|限|只限|仅限)$/.exec(before) ?? /^[^\p{L}\p{N}]*$/u.exec(before);
    // 只发到县 says who does not get it; 发到县 says who does.
    const places =
      /[仅只限]$/.test(before.trimEnd()) &&
      /^[\p{sc=Han}、()/ ]{0,12}?(?:[县市区局]|乡镇|街道)[)）]?/u.exec(after);
    const end =
      (places || undefined) ??
      /^[\p{sc=Han}、\d()（）/ ]{0,24}?(?:级|以上|负责人|部门|单位|成员|科室|乡镇|街道|支部|党委|党组|领导|干部|人员|同志)/u.exec(
        after,
      );
    if (!(own ?? only) || !end || /公开|规定|办法|字样|例如/.test(line)) return undefined;
    // 传达到县处级以上干部 with nothing before it is a remark where nothing follows either.
    if (before.trim() === '' && (!/^[传發发]/.test(line.trim()) || !isOfLevels(after, end[0].length)))
      return undefined;
    return foundAt(
      'work-secret-mark',
      { from: from - (own ?? only ?? [''])[0].length, to: to + end[0].length },
      2,
    );
  },
};

function isOfLevels(after: string, end: number): boolean {
  return (
    /级|以上/.test(after.slice(0, end)) &&
    /^(?:以上)?(?:干部|党员|人员|领导)?[^\p{L}\p{N}]*$/u.test(after.slice(end))
  );
}

/** 会后交还会务组, 阅后销毁: it is taken back. */
export const takenBack: AnchorRule = {
  reach: { before: 50, after: 40 },
  anchors: [
    ...product(
      ['会后', '阅后', '用后'],
      ['请将', '将', '请把'],
      ['材料', '文件', '资料', '本件', '此件'],
      ['交回', '退回', '收回', '上交', '归还', '交还', '退还', '销毁'],
    ),
    ...product(
      ['会后', '阅后', '会议结束后', '用后', '看后', '看完', '用毕', '阅毕', '散会后'],
      ['', '请', '一律', '须', '统一', '及时', '请及时', '立即', '请立即', '请统一', '由会务组', '即'],
      [
        '收回',
        '交还',
        '退还',
        '退回',
        '归还',
        '上交',
        '交回',
        '回收',
        '销毁',
        '删除',
        '粉碎',
        '焚',
        '删',
        '焚毁',
        '毁',
      ],
    ),
  ],
  judge({ text, from, to }) {
    const { before, after, line } = lineAround(text, from, to);
    if (
      /图书|书架|器材|物品|餐|借阅|规定|办法|应当|案例|字样|制度|模式|功能|经查|处分|绝密|机密|秘密级/.test(
        line,
      )
    )
      return undefined;
    const isBracketed = /[（(【[][^)）】\]]{0,24}$/.test(before) && /^[^（(【[]{0,16}[)）】\]]/.test(after);
    const ends =
      /^(?:给|至|到)?(?:会务组|秘书组|秘书处|办公室|工作人员|会务人员|原处|发文单位|机要室)?(?:[\p{sc=Han}]{0,6}[组处室科部])?[^\p{L}\p{N}]*(?:$|[,。;!])/u;
    if (!isBracketed && !(ends.test(after) && (line.match(LETTERS)?.length ?? 0) <= 40)) return undefined;
    return foundAt('work-secret-mark', { from, to }, 2);
  },
};

const TITLE =
  /通知|纪要|报告|方案|台账|名单|清单|通报|计划|总结|要点|汇报|材料|表$|手册|简报|专报|快报|舆情|预案|会议|情况|安排|讲话|记录|稿|分析|形势|研判|动态|排查|摸底|线索|汇编|[周月日]报|快讯|请示|批复|函$|号$|意见$|\.(?:docx?|xlsx?|pptx?|pdf|wps)$/i;

/** 【内部】某某纪要, 密级：内部 */
export const labels: AnchorRule = {
  reach: { before: 60, after: 60 },
  anchors: [
    '内部',
    '内部公开',
    '内部敏感',
    '工作敏感',
    '敏感',
    '内部资料',
    '内部文件',
    '内部材料',
    '内部参考',
    '内部传阅',
    '内部使用',
    '内部掌握',
    '内部件',
    '内参',
    '工作秘密',
    '内部流转',
    '内部存档',
    '内部交流',
    '内部讨论',
    '内部稿',
  ],
  worthALook: (text, end) =>
    /^\s?[】）)\]〕★☆*]/.test(text.slice(end, end + 2)) ||
    /(?:密级|级别|等级|属性|范围|分级|形式)\s?[:：]\s?.{2,4}$/.test(text.slice(Math.max(0, end - 14), end)),
  judge({ text, from, to }) {
    const { before, after } = lineAround(text, from, to);
    if (
      /(?:文件|信息|资料)?(?:密级|敏感级别|(?:密级|资料|文件|信息)?属性|知悉范围|公开(?:范围|形式)|(?:信息|资料)?分级)[ ]*:[ ]*$/.test(
        before,
      )
    )
      return /^[^\p{L}\p{N}]*(?:$|[ ])/u.test(after)
        ? foundAt('work-secret-mark', { from, to }, 2)
        : undefined;
    const opens =
      (/^[^\p{L}\p{N}]*[【[(（〔][ ]*$/u.test(before) && /^[ ]*[】\])）〕]/.test(after)) ||
      (/^[ ]*[★☆*][ ]*$/.test(before) && /^[ ]*[★☆*]/.test(after));
    const closes = /[【[(（〔][ ]*$/.test(before) && /^[ ]*[】\])）〕][^\p{L}\p{N}]*$/u.test(after);
    const title = (opens ? after.slice(1) : before.replace(/[【[(（〔][ ]*$/, '')).trim();
    if (!(opens || closes) || title.length > 50 || /[,。;]/.test(title) || !TITLE.test(title))
      return undefined;
    return foundAt('work-secret-mark', { from, to }, 2);
  },
};

/** 内参 第12期, 内部简报〔2026〕3: a serial for few. */
export const serials: AnchorRule = {
  reach: { before: 40, after: 60 },
  anchors: [
    '内参',
    '内部参阅',
    '内部通报',
    '内部简报',
    '内部通讯',
    '内部快报',
    '内部专报',
    '内部工作参考',
    '内部参考',
    '工作内参',
    '领导参阅',
  ],
  judge({ text, from, to }) {
    const { before } = lineAround(text, from, to);
    const isSerial =
      /^[^\p{L}]{0,14}(?:20\d\d年)?[^\p{L}]{0,4}(?:总?第[ ]*[\d一二三四五六七八九十百]+[ ]*期|[〔[]20\d\d[〕\]])/u.test(
        text.slice(to, to + 40),
      );
    return isSerial && /^[\p{sc=Han}]{0,8}[^\p{L}]*$/u.test(before)
      ? foundAt('work-secret-mark', { from, to }, 2)
      : undefined;
  },
};

/** 知悉范围：专项组成员: the field of a paper that says who may know. */
export const mayKnow: AnchorRule = {
  reach: { before: 20, after: 50 },
  anchors: [
    '知悉范围',
    '知悉人员',
    '知悉人',
    '接触范围',
    '接触人员',
    '可见范围',
    '阅读范围',
    '传阅范围',
    '发放范围',
    '传达范围',
    '只发',
    '仅发',
    '限发',
  ],
  judge({ text, from, to }) {
    const { before, after, line } = lineAround(text, from, to);
    if (/^[^\p{L}]*(?:请|注意|务必|严格)*控制$/u.test(before) && /^[^\p{L}]*$/u.test(after))
      return foundAt('work-secret-mark', { from, to }, 3);
    if (
      (line.match(LETTERS)?.length ?? 0) > 40 ||
      /社会|公众|公开|全体|补贴|补助|奖|款|券|规定|办法|控制|管理/.test(line)
    )
      return undefined;
    if (/发$/.test(text.slice(from, to))) {
      const isRemark = /[（(【[][ ]*$/.test(before) || /^[^\p{L}]*(?:此|本)件[ ]*$/u.test(before);
      const end =
        /^[至到给]?[\p{sc=Han}、\d ]{1,20}?(?:级|以上|负责人|部门|单位|成员|[科处股]室|党委|党组|领导|干部|人员)/u.exec(
          after,
        );
      return isRemark && end ? foundAt('work-secret-mark', { from, to: to + end[0].length }, 2) : undefined;
    }
    const isField = /^[^\p{L}]*$/u.test(before) || /[ |]$/.test(before);
    const who = /^[ ]*:[ ]*[\p{sc=Han}、,]{2,30}/u.exec(after);
    return isField && who && PEOPLE.test(who[0])
      ? foundAt('work-secret-mark', { from, to: to + who[0].length }, 3)
      : undefined;
  },
};
