import { type AnchorRule, foundAt, lineAround } from './rule.ts';

/*
 * How a paper says that it is not for everybody: what must not be done with it, who may read it, and that it is taken back.
 * The wording is free, so each is put together of its parts; what tells a remark on this paper from a duty or a sign is where it
 * stands, what it speaks of, and that the sentence ends there.
 */

function product(...lists: readonly (readonly string[])[]): string[] {
  return lists.reduce<string[]>(
    (heads, tails) => heads.flatMap((head) => tails.map((tail) => head + tail)),
    [''],
  );
}

const NOT = [
  '不得',
  '严禁',
  '请勿',
  '禁止',
  '切勿',
  '不准',
  '不要',
  '不许',
  '不可',
  '不能',
  '勿',
  '别',
  '切莫',
];
const HOW = [
  '',
  '对外',
  '向外',
  '往外',
  '擅自',
  '随意',
  '私自',
  '任意',
  '向社会',
  '在网上',
  '到网上',
  '在互联网上',
  '向他人',
  '给他人',
  '以任何形式',
];
/** What is said of papers for few only. */
const LEAK = [
  '外传',
  '外泄',
  '外发',
  '外借',
  '外流',
  '外露',
  '扩散',
  '流出',
  '散布',
  '散发',
  '登报',
  '见报',
  '上网',
  '上互联网',
  '上传互联网',
  '上传网络',
  '传到网上',
  '发朋友圈',
  '发出去',
  '说出去',
  '带出',
];
/** What is said of much else, too. */
const SPREAD = [
  '公开',
  '发布',
  '公布',
  '披露',
  '转发',
  '传播',
  '泄露',
  '泄漏',
  '透露',
  '翻印',
  '复制',
  '拷贝',
  '摘抄',
  '抄录',
  '截图',
  '截屏',
  '转传',
];
/** Said of these only where the paper itself is named. */
const COPY = [
  '提供',
  '复印',
  '记录',
  '录音',
  '拍照',
  '拍摄',
  '转载',
  '引用',
  '上传',
  '发',
  '传',
  '说',
  '讲',
  '转',
];
const OUTSIDE = [
  '不公开',
  '不予公开',
  '不宜公开',
  '不对外',
  '不对外发布',
  '不对外公布',
  '不对外公开',
  '不登报',
  '不见报',
  '不外传',
  '不扩散',
  '不公布',
  '不上网',
  '不上互联网',
];

const LEAKS = new RegExp(`(?:${LEAK.join('|')})$|[往向]外`);
const COPIES = new RegExp(`(?:${COPY.join('|')})$`);
/** What names this paper, or says that it is not for everybody. */
const THIS =
  /(?:此|本|该|这[份个些张篇]?|以上|上述|下列|所附|群内|群里)(?:件|文|文件|材料|资料|通知|通报|纪要|报告|方案|信息|内容|清单|表格?|名单|台账|数据|稿|文稿|简报|专报|课件|讲义|手册|记录|图纸?|照片|视频|ppt|文档|链接|消息|群文件|群消息)|内部|(?:送审|讨论|修改|审议|汇报|初|草)稿|会议(?:材料|资料|文件|内容)|工作秘密|非公开|注意保[密管存]|妥善保管|保密|附件/i;
const FEW = /内部|(?:送审|讨论|审议|汇报)稿|工作秘密|非公开|保密|领导/;
/** Words that may stand before a remark and make it no sentence about something else. */
const BEFORE =
  /^(?:[^\p{L}]|请|各位|大家|同志们?|同事们?|领导|老师|收到后|看完|看过|阅后|看后|未经(?:[\p{sc=Han}]{0,6})?(?:批准|允许|同意|许可)|内容|资料|材料|文件|务必|一律|千万|绝对|严格|注意|妥善|保存|保密|保管|内部|重要|特别|温馨|提醒|提示|备注|注|说明|所有人|仅供|参考|使用|传阅|和|并|也)*$/u;
const OTHERS =
  /谣言|隐私|个人信息|肖像|版权|著作权|注明|来源|授权|考生|考场|试题|药|烟|火[种源]|游客|乘客|观众|旅客|读者|秘方|技艺|祖传|国家秘密|涉密|规定|办法|条例|制度|应当|案例|案件|处分|经查|培训|宣传|任何(?:单位|组织|个人)|单位和个人|企业|供应商|投标|评标|字样|标有|标注|标记|标识|是指|准印|用户|平台|账号|信用|所称|义务|责任|处罚|罚款|追究/;
/** Of what names itself these alone tell that it is spoken of. */
const SPEAKS_OF =
  /字样|标有|标注|标记|标识|是指|案例|处分|经查|准印|版权|著作权|注明|所称|国家秘密|应当|隐私/;
const CLAUSE_ENDS = /^[^\p{L}\p{N}]*$|^[ ]*[)）】\]」』,。;!?、~ ]|^(?:不得|严禁|请勿|禁止|切勿|勿|不)/u;
const TO_OTHERS =
  /^(?:给|到|至|于|在)?(?:外[面人部单]|外单位|他人|别人|无关人员|社会|网上|网络|互联网|朋友圈|微信群?|其他群?|第三方|境外|媒体|家属)[\p{sc=Han}]{0,6}(?![\p{sc=Han}])/u;
/** The first sign behind it, where the sentence may end: most do not. */
const MAY_END = /^(?:$|[^\p{L}\p{N}]|[给到至于在外他她别無无社网網互朋微其第境媒家不严嚴请請禁切勿])/u;
const PAPERS = /材料|文件|名单|表|稿|数据|台账|截图|照片|纪要|方案/;
const LETTERS = /[\p{L}\p{N}]/gu;

/** 请勿外传, 未经批准不得对外公开, 此件不登报, 这份表别往外发 */
export const restrictions: AnchorRule = {
  reach: { before: 70, after: 60 },
  anchors: [...product(NOT, HOW, [...LEAK, ...SPREAD, ...COPY]), ...OUTSIDE],
  worthALook: (text, end) => MAY_END.test(text.slice(end, end + 1)),
  judge({ text, from, to }) {
    const { before, after, line } = lineAround(text, from, to);
    const said = text.slice(from, to).replaceAll(/\s/g, '');
    if (said.startsWith('别') && /[特分级类个识性区告离辨鉴各]$/.test(before)) return undefined;
    const isOnlyNot = said.startsWith('不') && OUTSIDE.includes(said);
    if (!CLAUSE_ENDS.test(after) && !TO_OTHERS.test(after)) return undefined;
    const sentence = before.split(/[。;!?]/).at(-1) ?? '';
    const namesItself = THIS.test(sentence.slice(-40)) || (isOnlyNot && FEW.test(line));
    if ((namesItself ? SPEAKS_OF : OTHERS).test(line)) return undefined;
    const isBracketed =
      /[（(【[][^（(【[)）】\]]{0,24}$/.test(before) && /^[^（(【[]{0,20}[)）】\]]/.test(after);
    const isRemark = !isOnlyNot && BEFORE.test(sentence) && (line.match(LETTERS)?.length ?? 0) <= 40;
    const handsOn = TO_OTHERS.test(after) && (namesItself || PAPERS.test(line));
    if (COPIES.test(said) && !LEAKS.test(said) && !handsOn && !(namesItself && FEW.test(line)))
      return undefined;
    if (handsOn) return foundAt('work-secret-mark', { from, to }, 2);
    if (isOnlyNot && said.endsWith('公开'))
      return isBracketed && !/依法|可以|条例|申请/.test(line)
        ? foundAt('work-secret-mark', { from, to }, 2)
        : undefined;
    if (namesItself || (isBracketed && (LEAKS.test(said) || !COPIES.test(said))))
      return foundAt('work-secret-mark', { from, to }, 2);
    if (!isRemark) return undefined;
    return foundAt('work-secret-mark', { from, to }, LEAKS.test(said) ? 2 : 3);
  },
};

const PEOPLE =
  /领导|本(?:局|厅|委|办|院|校|处|科|所|中心|单位|部门|系统|组|级|机关)|人员|干部|成员|同志|代表|参会|与会|班子|专班|工作组|委员|机关|科室|系统内|内部|会议|会上|内网|群内|职工|党员|民警|办案|各单位|负责人/;
const GOODS =
  /车|停|食堂|餐|电梯|通道|场地|设施|泳池|健身|卫生间|药|医|疗|持证|专业|残疾|优惠|券|购买|报名|考生|会员|学生|儿童|房|公寓|宿舍|招聘|试用|规定|办法|应当|案例|字样|标有|是指|座|席|道路|演练|款|资金|经费|账户|数据来源/;

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
  ],
  worthALook: (text, end) => /[仅只限供][^,，。；\n]{1,20}$/.test(text.slice(Math.max(0, end - 24), end)),
  judge({ text, from, to }) {
    const { before, after, line } = lineAround(text, from, to);
    const only = /(?:仅限|仅供|只限|只供|仅|限|供)(?<who>[^\s,。;]{1,16})$/.exec(
      before + text.slice(from, to),
    );
    const who = only?.groups?.who ?? '';
    if (!only || !PEOPLE.test(who) || GOODS.test(line)) return undefined;
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
    const only = /(?:仅|只|限|只限|仅限)$/.exec(before);
    const end =
      /^[\p{sc=Han}、\d()（）/ ]{0,24}?(?:级|以上|负责人|部门|单位|成员|科室|乡镇|街道|支部|党委|党组|领导|干部|人员|同志)/u.exec(
        after,
      );
    if (!(own ?? only) || !end || /公开|规定|办法|字样|例如/.test(line)) return undefined;
    return foundAt(
      'work-secret-mark',
      { from: from - (own ?? only ?? [''])[0].length, to: to + end[0].length },
      2,
    );
  },
};

/** 会后交还会务组, 阅后销毁: it is taken back. */
export const takenBack: AnchorRule = {
  reach: { before: 50, after: 40 },
  anchors: product(
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
    ],
  ),
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
      /^(?:给|至|到)?(?:会务组|秘书组|秘书处|办公室|工作人员|会务人员|原处|发文单位|机要室)?[^\p{L}\p{N}]*(?:$|[,。;!])/u;
    if (!isBracketed && !(ends.test(after) && (line.match(LETTERS)?.length ?? 0) <= 40)) return undefined;
    return foundAt('work-secret-mark', { from, to }, 2);
  },
};

const TITLE =
  /通知|纪要|报告|方案|台账|名单|清单|通报|计划|总结|要点|汇报|材料|表$|手册|简报|预案|会议|情况|安排|讲话|记录|稿|\.(?:docx?|xlsx?|pptx?|pdf|wps)$/i;

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
  ],
  worthALook: (text, end) =>
    /^\s?[】）)\]〕]/.test(text.slice(end, end + 2)) ||
    /(?:密级|级别|等级|属性|范围)\s?[:：]\s?.{2,4}$/.test(text.slice(Math.max(0, end - 14), end)),
  judge({ text, from, to }) {
    const { before, after } = lineAround(text, from, to);
    if (/(?:文件|信息|资料)?(?:密级|敏感级别|密级属性|知悉范围|公开范围)[ ]*:[ ]*$/.test(before))
      return /^[^\p{L}\p{N}]*(?:$|[ ])/u.test(after)
        ? foundAt('work-secret-mark', { from, to }, 2)
        : undefined;
    const opens = /^[^\p{L}\p{N}]*[【[(（〔][ ]*$/u.test(before) && /^[ ]*[】\])）〕]/.test(after);
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
  anchors: ['内参', '内部参阅', '内部通报', '内部简报', '内部通讯', '内部快报', '内部专报', '领导参阅'],
  judge({ text, from, to }) {
    const { before, after } = lineAround(text, from, to);
    const isSerial =
      /^[^\p{L}]{0,14}(?:20\d\d年)?[^\p{L}]{0,4}(?:总?第[ ]*[\d一二三四五六七八九十百]+[ ]*期|[〔[]20\d\d[〕\]])/u.test(
        after,
      );
    return isSerial && /^[\p{sc=Han}]{0,8}[^\p{L}]*$/u.test(before)
      ? foundAt('work-secret-mark', { from, to }, 2)
      : undefined;
  },
};

/** 知悉范围：专项组成员: the field of a paper that says who may know. */
export const mayKnow: AnchorRule = {
  reach: { before: 20, after: 50 },
  anchors: ['知悉范围', '知悉人员', '阅读范围', '传阅范围', '发放范围', '只发', '仅发', '限发'],
  judge({ text, from, to }) {
    const { before, after, line } = lineAround(text, from, to);
    if (
      (line.match(LETTERS)?.length ?? 0) > 40 ||
      /社会|公众|公开|全体|补贴|补助|奖|款|券|规定|办法|控制|管理/.test(line)
    )
      return undefined;
    if (/发$/.test(text.slice(from, to))) {
      const isRemark = /[（(【[][ ]*$/.test(before) || /^[^\p{L}]*(?:此|本)件[ ]*$/u.test(before);
      const end =
        /^[至到给]?[\p{sc=Han}、\d ]{1,20}?(?:级|以上|负责人|部门|单位|成员|科室|党委|党组|领导|干部|人员)/u.exec(
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
