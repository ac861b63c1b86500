import { type AnchorRule, foundAt, LETTERS, lineAround, product } from './rule.ts';

/*
 * What must not be done with this paper. The wording is free, so it is put together of its parts; what tells a remark on this
 * paper from a duty or a sign is where it stands, what it speaks of, and that the sentence ends there.
 */

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
  '再',
  '擅自',
  '随意',
  '私自',
  '任意',
  '向社会',
  '在网上',
  '到网上',
  '在互联网上',
  '往群里',
  '到群里',
  '往网上',
  '往外面',
  '以任何形式对外',
  '以任何方式',
  '以任何方式对外',
  '通过任何渠道',
  '向任何人',
  '向无关人员',
  '对无关人员',
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
  '转出去',
  '传出去',
  '带离',
  '说出去',
  '带出',
];
/** 不要发到群里: where it must not be sent to. */
const SENT = product(
  ['发', '传', '转', '转发', '上传', '分享', '挂', '贴'],
  ['到', '至', '在', ''],
  ['群里', '网上', '微信群', '工作群', '外面', '互联网', '外网'],
);
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
  ...product(
    ['不在'],
    ['网上', '网站', '互联网', '媒体', '报刊'],
    ['刊登', '刊载', '登载', '发布', '公布', '公开'],
  ),
];

const LEAKS = new RegExp(`^(?:请?勿|别)[传转]$|(?:${LEAK.join('|')}|${SENT.join('|')})$|[往向]外`);
const COPIES = new RegExp(`(?:${COPY.join('|')})$`);
/** What names this paper, or says that it is not for everybody. */
const THIS =
  /(?:此|本|该|这[份个些张篇]?|以上|上述|下列|所附|群内|群里)的?(?:件|文|文件|材料|资料|通知|通报|纪要|报告|方案|信息|内容|清单|表格?|名单|台账|数据|稿|文稿|简报|专报|课件|讲义|手册|记录|图纸?|照片|视频|ppt|文档|链接|消息|群文件|群消息)|群文件|征求意见阶段|未定稿|口径未定|通讯录|花名册|内部|(?:送审|讨论|修改|审议|汇报|初|草)稿|会议(?:材料|资料|文件|内容)|工作秘密|非公开|注意保[密管存]|妥善保管|保密|附件|敏感(?:信息|内容|资料)/i;
/** 方案在正式发布前不得泄露 */
const NOT_YET =
  /(?:方案|名单|材料|文件|文稿|纪要|报告|数据|结果|预案|规划)(?:在|还?没有?|还?未)?(?:正式)?(?:发布|公布|公开|公示|印发|批准|下发)[之以]?前[,、]?(?:大家|各位|请|都|先)*$/;
const FEW = /内部|敏感(?:信息|内容|资料)|(?:送审|讨论|审议|汇报)稿|工作秘密|非公开|保密|领导/;
/** Words that may stand before a remark and make it no sentence about something else. */
const BEFORE =
  /^(?:[^\p{L}]|请|各位|大家|看看|就行|就好|拍照|截图|录音|录像|复印|外传|转发|不得|请勿|严禁|禁止|不要|草稿|初稿|这个|这些|先|暂时|咱们|同志们?|同事们?|领导|老师|收到后|看完|看过|阅后|看后|未经(?:[\p{sc=Han}]{0,6})?(?:批准|允许|同意|许可)|内容|资料|材料|文件|务必|一律|千万|绝对|严格|注意|妥善|保存|保密|保管|内部|重要|特别|温馨|提醒|提示|备注|注|说明|所有人|仅供|参考|使用|传阅|控制|知悉|范围|自己|掌握|各位组长|和|并|也)*$/u;
export const OTHERS =
  /谣言|隐私|个人信息|肖像|版权|著作权|注明|来源|授权|考生|考场|试题|药|烟|火[种源]|游客|乘客|观众|旅客|读者|秘方|技艺|祖传|国家秘密|涉密|规定|办法|条例|制度|应当|案例|案件|处分|经查|培训|宣传|任何(?:单位|组织|个人)|单位和个人|企业|供应商|投标|评标|字样|标有|标注|标记|标识|是指|准印|用户|平台|账号|信用|所称|义务|责任|处罚|罚款|追究/;
/** Of what names itself these alone tell that it is spoken of. */
export const SPEAKS_OF =
  /信访人|举报人|当事人|资料提供|未经授权|消费者|提供方|利害关系|负责保密|保密义务|必须严格保密|保守|字样|标有|标注|标记|标识|是指|案例|处分|经查|准印|版权|著作权|注明|所称|国家秘密|应当|隐私/;
/** 版权所有 stands on papers for few, too. */
const SPEAKS_OF_FEW = /字样|标有|标注|标记|标识|是指|案例|处分|经查|准印|所称|国家秘密|应当/;
const CLAUSE_ENDS =
  /^[哈啊哦呀啦吧噢哟]?[^\p{L}\p{N}]*$|^[ ]*[)）】\]」』,。;!?、~ ]|^(?:不得|严禁|请勿|禁止|切勿|勿|不)/u;
/** 不得泄露本方案内容 */
const OF_THIS =
  /^(?:此|本|该|这[份个些])(?:件|文件?|材料|资料|通知|通报|纪要|报告|方案|名单|清单|表|台账|稿|预案)[\p{sc=Han}]{0,4}[^\p{L}\p{N}]*(?:$|[,。;!])/u;
const TO_OTHERS =
  /^(?:给|到|至|于|在)?(?:外[面人部单]|外单位|他人|别人|无关人员|社会|网上|网络|互联网|朋友圈|微信群?|其他群?|第三方|境外|媒体|家属)[\p{sc=Han}]{0,6}(?![\p{sc=Han}])/u;
export const ARTICLE =
  /^[^\p{L}\p{N}]*(?:第[一二三四五六七八九十百\d]{1,5}条|[（(][一二三四五六七八九十]{1,3}[)）])/u;
/** The first sign behind it, where the sentence may end: most do not. */
const MAY_END =
  /^(?:$|[^\p{L}\p{N}]|[哈啊哦呀啦吧噢哟会办机給给到至于在外他她别無无社网網互朋微其第境媒家本此该这這不严嚴请請禁切勿])/u;
/** 不得带出会场 */
const LEFT = /^(?:会场|会议室|办公室|机关|本单位)/;
const PAPERS = /电子版|材料|文件|名单|表|稿|数据|台账|截图|照片|纪要|方案/;

/** 请勿外传, 未经批准不得对外公开, 此件不登报, 这份表别往外发 */
export const restrictions: AnchorRule = {
  reach: { before: 70, after: 60 },
  anchors: [...product(NOT, HOW, [...LEAK, ...SPREAD, ...COPY]), ...product(NOT, SENT), ...OUTSIDE],
  worthALook: (text, end) => MAY_END.test(text.slice(end, end + 1)),
  judge({ text, from, to }) {
    const { before, after, line } = lineAround(text, from, to);
    const said = text.slice(from, to).replaceAll(/\s/g, '');
    if (said.startsWith('别') && /[特分级类个识性区告离辨鉴各]$/.test(before)) return undefined;
    const isOnlyNot = said.startsWith('不') && OUTSIDE.includes(said);
    const ofThis = OF_THIS.test(after);
    const isLeft = /带[出离]$/.test(said) && LEFT.test(after);
    if (!CLAUSE_ENDS.test(after) && !TO_OTHERS.test(after) && !ofThis && !isLeft) return undefined;
    if (isLeft && PAPERS.test(before)) return foundAt('work-secret-mark', { from, to }, 2);
    const sentence = before.split(/[。;!?]/).at(-1) ?? '';
    const namesItself =
      THIS.test(sentence.slice(-40)) || NOT_YET.test(sentence) || ofThis || (isOnlyNot && FEW.test(line));
    const isForFew = namesItself && FEW.test(line) && LEAKS.test(said);
    if ((isForFew ? SPEAKS_OF_FEW : namesItself ? SPEAKS_OF : OTHERS).test(line)) return undefined;
    const isBracketed =
      /[（(【[][^（(【[)）】\]]{0,24}$/.test(before) && /^[^（(【[]{0,20}[)）】\]]/.test(after);
    const isRemark = !isOnlyNot && BEFORE.test(sentence) && (line.match(LETTERS)?.length ?? 0) <= 40;
    const handsOn =
      (TO_OTHERS.test(after) || /(?:群里|网上|外面)(?:发|传|转)$/.test(said)) &&
      (namesItself || PAPERS.test(line));
    // 第五条 …不得泄露: an article lays down a duty.
    if (ARTICLE.test(line) && !isBracketed) return undefined;
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
