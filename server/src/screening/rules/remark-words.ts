import { product } from './rule.ts';

/*
 * The words that remarks on papers for the house are made of. A remark – 此件仅供班子成员传阅，会后由会务组收回，不得拍照外传 – says
 * little else, so a sentence that these words cover is one, in whatever order they stand; a sentence about something else
 * holds words that are none of them.
 */

/** What a word does in a remark. Its letter stands for it in the pattern of the remark. */
export type Part =
  | 'P' // this paper: 此件
  | 'p' // a paper: 名单
  | 'n' // 不得
  | 'a' // what is done to papers for few alone: 外传
  | 's' // what is done to any paper: 转发
  | 'w' // to whom or where not: 群里
  | 'o' // 仅供
  | 'O' // 仅呈
  | 'r' // who may: 班子成员
  | 'u' // what for: 传阅
  | 'm' // 内部资料
  | 'k' // 收回, 妥善保管
  | 't' // 会后
  | 'v' // 本人阅: who and what for in one
  | 'f'; // what fills a sentence: 请

const PAPERS =
  '件 文 文件 材料 资料 名单 清单 台账 表 表格 数据 数字 数 稿 文稿 稿件 初稿 草稿 送审稿 征求意见稿 讨论稿 修改稿 讨论件 纪要 会议纪要 记录 会议记录 简报 专报 周报 日报 月报 快报 通报 通知 ' +
  '报告 汇报 总结 方案 预案 计划 规划 要点 办法 意见 批复 请示 函 口径 答复口径 回应口径 内容 情况 信息 消息 动态 图 图纸 底图 底册 底稿 工作底稿 册 手册 汇编 本册 课件 讲义 讲稿 照片 视频 ' +
  '录音 截图 附件 附表 电子版 纸质版 文档 链接 二维码 通讯录 花名册 编号件 会议材料 会议资料 会议文件 参会材料 会议内容 谈话内容 讲话 讲话稿 考察材料 评审意见 测算 依据 过程 结果 底线 底价 标底 ' +
  '价格 报价 条款 线索 案情 案件 案卷 卷宗 档案 举报件 信访件 督办件 批示件 传阅件 交办单 流转单 审批表 处置 研判 分析 排查 摸底 部署 路线 安排 人事 干部 调整 任免 人选 考察 拟任 比分 分数 ' +
  '成绩 试题 题库 评分 打分 得分 抄告单 联系方式 考核结果 等次 等次建议 建议名单 编号文件 单子 表册 讲话录音 整理稿 会议录音 报送件 来文 电报 明电 快件 病例 病历 试卷 方案稿 测算表 底账 明细 ' +
  '明细表 汇总 汇总表 统计表 花名 名录 目录 台帐 图表 PPT ppt 文本 原文 原件 复印件 影印件 全文';
const NOT =
  '不得 严禁 禁止 请勿 勿 切勿 切莫 莫 不准 不许 不可 不能 不要 别 不宜 不便 不予 不作 不做 不再 谢绝 不 无须 不应 不该 绝不 暂不 先不 先别 千万别 可别 一律不 一律不得 不主动 ' +
  '不能够 不许再 请不要 请别 请不 尽量不要 绝对不能 绝不能 坚决不 从不 禁 毋 无需 均不 都不 不可以 不得再 不方便 暂缓 暂时不要 先不要';
const LEAKS =
  '外传 外泄 外发 外借 外流 外露 外送 外带 泄密 泄漏 泄露 失密 扩散 流出 流传 散布 散发 登报 见报 上报纸 上网 上互联网 上传 上传网络 上传互联网 带走 带离 带出 带回 带出去 拿走 拿出去 传出去 ' +
  '发出去 转出去 说出去 讲出去 扩大 扩大范围 扩大知悉范围 扩大知悉面 扩大传阅范围 截屏 截图 翻拍 翻印 往外传 往外说 往外发 往外讲 往外透 往外转 对外讲 对外说 对外传 对外提供 对外公布 对外公开 ' +
  '对外发布 对外披露 对外宣传 对外泄露 对外透露 对外引用 转至 转到 公之于众 公开报道 公开传播 公开引用 公开发表 公开宣传 公开谈论 公开讨论 谈论 议论 声张 走漏 走漏风声 私下传播 私下传阅 私下议论 ' +
  '传阅他人 转阅 透露 打听 横传 增印 加印 多印 通风报信 跑风漏气 外宣 出圈 公诸于众 往下发 往下传 往下讲 层层转发 流入 流向社会 见诸媒体 见诸报端 公开露面 走漏消息 传开 说漏 外扬 外讲 外谈 外说 ' +
  '出门 对外使用';
const ACTS =
  '公开 公布 公示 发布 发表 披露 转发 传播 透露 复印 复制 拷贝 拍照 拍摄 摄像 录音 录像 记录 抄录 摘抄 摘录 转抄 转传 转载 引用 报道 宣传 提供 刊登 刊载 登载 刊发 播发 广播 分享 共享 发送 ' +
  '发 传 转 说 讲 谈 告诉 告知 告 送 给 给到 交给 交 抄送 转借 转让 遗失 丢失 丢弃 抛弃 私存 打印 下载 存储 储存 存 处理 保存 打听 询问 传递 邮寄 携带 写 写进 提 提及 出现 反馈 解释 ' +
  '答复 回答 接受 采访 采用 作 做 用作 用于 作为 放 贴 挂 上 晒 出示 展示 念 读 听 听取 传输 走 走微信 传看 转交 转送 转呈 移交 上交 出借 借阅 借出 借 留 带 拿 露 泄 开放 宣布 通报 ' +
  '宣读 回复 回应 说明 讨论 交流 张贴 群发 私发 外寄 寄 扫描 识图 形成文件 写入 写入纪要 列入 对外答复';
const OUTSIDE =
  '外 对外 向外 往外 外面 外单位 外部 外人 外界 社会 向社会 公众 公开渠道 媒体 新闻媒体 记者 网站 网 网上 网络 上互联网 互联网 外网 门户网站 政府网站 官网 公众号 微信 微信群 微信工作群 工作群 ' +
  'QQ群 QQ 群里 群 群外 其他群 别的群 朋友圈 微博 抖音 短视频 新媒体 社交媒体 手机 私人手机 个人手机 互联网邮箱 外部邮箱 个人邮箱 网盘 云盘 他人 别人 任何人 任何单位 任何单位和个人 其他人 ' +
  '其他单位 其他部门 别的处室 别的科室 其他处室 无关人员 无关人 非参会人员 非涉及人员 范围以外 范围外 以外人员 项目组以外人员 第三方 亲友 家属 家人 同事 对方 服务对象 企业 中介 供应商 群众 当事人 ' +
  '被考核人 被调查人 会场 会议室 办公室 办公区 局外 厅外 院外 校外 机关以外 系统外 系统以外 境外 外协 县外 市外 会外 圈外 汇报材料 公开材料 工作简报 下面 大群 来电人 对方单位 患者家属 患者 家长 ' +
  '学生 商户 业主 投标人 竞买人 陌生人 非工作电脑 私人电脑 个人电脑 联网计算机 互联网计算机 U盘 移动硬盘 钉钉 企业微信 工作微信 外来人员 闲杂人员 公司 老百姓 居民 信访人 被检查单位 被审计单位 ' +
  '被巡察单位 被考核单位 下级 基层 社会面 公网 电话 传真 邮件';
const ONLY =
  '仅供 仅限 仅限于 只限 只限于 只供 限于 限 专供 发至 仅发至 只发至 下发至 印发至 传达至 传达到 阅至 仅向 只向 只给 仅给 仅用于 只用于 仅在 只在 仅由 只有 只对 仅对 限在 单独';
/** Said of papers alone. */
const SENT_TO = '仅呈 只呈 专呈 仅送 只送 专送 仅发 只发 限发 单发 单送 仅报 只报 密送';
const READERS =
  '领导 领导同志 市领导 县领导 区领导 省领导 局领导 厅领导 院领导 校领导 委领导 主要领导 分管领导 分管 有关领导 班子 班子成员 领导班子 领导班子成员 党组 党组会 党组成员 党委 党委会 常委 常委会 ' +
  '常委会议 委员 书记 市长 副市长 县长 副县长 区长 局长 副局长 厅长 秘书长 主任 处长 科长 各科长 主要负责人 主要负责同志 负责人 负责同志 分管负责同志 科级以上 处级以上 县处级 县处级以上 厅局级 ' +
  '厅局级以上 县团级 正科级 副科级以上 副处级以上 中层 中层以上 中层干部 各级 党员 党员干部 干部 机关 机关内部 机关干部 本局 本厅 本委 本办 本处 本科室 本院 本校 本所 本队 本中心 本单位 本部门 ' +
  '本系统 本级 本组 全局 全系统 单位内部 系统内 系统内部 部门内部 处内 科内 局内 院内 组内 会内 内部 内网 政务内网 办公网 内部人员 内部干部 内部职工 内部工作人员 工作人员 有关人员 相关人员 经办人 ' +
  '经办人员 承办人 办案人员 办案组 专案组 调查组 巡察组 考察组 督查组 工作组 工作专班 专班 专班成员 项目组 评审组 评委 专家组 指挥部 领导小组 领导小组成员 成员 成员单位 参会人员 与会人员 与会同志 ' +
  '参会同志 参会代表 参会单位 会上 会议期间 收件人 接收人 指定人员 授权人员 在编人员 在编 正式干部 窗口人员 接访干部 网格员 值班人员 带班领导 处室 各处室 科室 各科室 各处室主要负责人 主管 部门 ' +
  '有关部门 有关单位 各单位 县直部门 市直部门 各县 各市 各区 乡镇 乡镇党委 街道 党支部 支部 支委 纪委 纪检组 组织部 公安 政法机关 政法委 法院 检察院 人大代表 政协委员 内训 内审 授课 学员 老师 ' +
  '本群成员 你我 正职 副职 接线员 书记员 审委会 审判委员会 局务会 党组会议 办公会 投委会 纪检 主管领导 教研室 学院书记 学院 校内 医务人员 值守人员 分管同志 相关处室 有关科室 责任科室';
const USES =
  '使用 参考 参阅 传阅 阅 阅知 阅读 阅研 阅示 阅处 阅办 阅存 审阅 批阅 拆阅 拆 亲启 查阅 查看 浏览 观看 看 掌握 知悉 知晓 知道 了解 研究 研究用 讨论 讨论用 审议 审议用 审定 决策 决策参考 ' +
  '学习 学习用 交流 交流用 内部交流 工作用 工作参考 参照 核对 核对用 对照 流转 传达 学习传达 发放 领取 存档 备查 备案 汇报 汇报用 演练 演示 评审 评阅 办案 调查 履职 办理 办公 会议 会商 研判 ' +
  '可见 可看 可阅 开放 看见 看到 内部掌握使用 掌握使用 讨论使用 会诊 备课 阅卷 命题 值班 应急处置';
const MARKS =
  '内部资料 内部文件 内部材料 内部文稿 内部稿件 内部文档 内部数据 内部信息 内部事项 内部件 内部情况 内部参考 内部传阅 内部使用 内部掌握 内部交流 内部学习 内部讨论 内部研究 内部流转 内部发文 内部发行 内部通报 内部简报 内部名单 内部台账 内部口径 内部工作底稿 内部管理使用 内部工作 内部公开 内部敏感 内部版 内部稿 内部讨论稿 内部会议材料 内部培训资料 会议内部材料 工作秘密 工作秘密事项 工作秘密信息 工作秘密文件 敏感信息 敏感内容 敏感资料 敏感文件 非公开资料 非公开文件 非公开信息 非公开 不公开资料 受控文件 受控 涉密会议 保密资料 保密文件 党内文件 党内资料 内参';
const KEEPS =
  '收回 回收 交回 交还 退还 退回 归还 上交 清退 清点 销毁 粉碎 删除 即删 即焚 焚毁 烧毁 碎掉 撤回 收走 统一收回 统一回收 统一销毁 注意保存 注意保管 注意保密 妥善保管 妥善保存 妥善保密 严格保密 ' +
  '严守秘密 保密 保管 专人保管 锁好 收好 存好 控制知悉范围 严格控制知悉范围 控制范围 控制传阅范围 严控知悉范围 烂在肚子里 知道就行 知道就好 看看就行 看看就好 自己看 自己掌握 即退 交机要室 退机要室 ' +
  '交保密室 退办公室 交办公室 退还原处 清场 归档 锁柜 严禁外传 保守秘密 控制在小范围 小范围';
const TIMES =
  '会后 会议结束后 会毕 散会后 散会 阅后 阅毕 阅完 看后 看完 看过 用后 用完 用毕 学习后 传达后 传阅后 讨论后 审议后 培训后 课后 离场时 离会时 公布前 公开前 公示前 正式公布前 正式发布前 正式印发前 ' +
  '印发前 发布前 批准前 审定前 宣布前 决定前 未公布前 未经审定 未经批准 未经同意 未经许可 未经允许 未经授权 未经请示 定稿前 上会前 开标前 评审前 公告前 揭晓前 还没定 没定 未定 未定稿 尚未定稿 未公示 ' +
  '未公布 未公开 未对外公布 没公布 没公开 没对外公布 没对外公布过 还没公布 还没公示 尚未公布 尚未公示 尚未公开 未发布 未经核实 没出文 没下文 未下文 文没下来 定下来之前 口径未定 征求意见阶段 讨论稿 ' +
  '送审稿 用罄 看毕 课毕 保密要求 保密提示 保密提醒';
/** Who may, and what for, in one. */
const ALONE =
  '本人阅 本人拆 本人拆阅 本人可见 本人知悉 本人阅知 亲启 亲收 亲拆 专阅 密阅 你知我知 阅退 当日阅退';
const FILLERS =
  '请 务必 一律 统一 由 须 需 应 要 必须 及时 立即 立刻 当场 当面 自行 全部 全程 全文 各位 大家 你们 我们 你 我 他 她 它 咱们 同志 同志们 老师 领导们 先 再 还 就 才 也 都 均 已 将 ' +
  '把 被 向 对 往 给 到 至 在 从 于 以 为 是 系 属 属于 之 的 地 得 了 过 着 吧 啊 哈 哦 呀 啦 和 与 及 或 或者 并 且 而 等 等等 任何 任意 任何形式 形式 任何方式 方式 任何渠道 ' +
  '渠道 途径 各种 所有 其他 其它 别的 有关 相关 无关 擅自 私自 随意 随便 私下 个人 规定 范围 规定范围 知悉面 知悉范围 传阅范围 以外 以内 之外 之内 内 外 上 下 中 前 后 时 起 止 期间 注意 ' +
  '提示 提醒 温馨提示 特别提醒 重要提示 备注 注 说明 要求 因 因此 如 如有 如需 如果 需要 若 只是 暂 暂时 目前 现在 绝对 千万 切实 严格 严肃 认真 原则 对待 这 那 该 此 本 其 份 个 些 张 ' +
  '件 册 页 人 场 一 二 两 三 这个 这些 以上 上述 下列 所附 跟 同 用 这次 本次 仅 只 供 呈 送 用于 作为 一下 直接 赶紧 马上 当日 当天 今天 明天 原则上 理由 层层 互相 相互 各自 彼此 ' +
  '自己 本人 就是 还是 一定 可 可以 能 能够 会 已经 正在 人员 工作 没 没有 未 尚未 未经 领取 放在 留在 座位 桌上 全体 使用 同意 批准 许可 允许 授权 不论 无论 关于';
const VOCABULARY = new Map<string, Part>();
for (const [part, words] of [
  ['f', FILLERS],
  ['s', ACTS],
  ['u', USES],
  ['w', OUTSIDE],
  ['r', READERS],
  ['p', PAPERS],
  ['o', ONLY],
  ['O', SENT_TO],
  ['t', TIMES],
  ['k', KEEPS],
  ['a', LEAKS],
  ['m', MARKS],
  ['v', ALONE],
  ['n', NOT],
] as const)
  for (const word of words.split(' ')) VOCABULARY.set(word, part);

/** Words that lead to remarks by what is done with the paper: two letters at least, or a negation before one. */
export const DEEDS: readonly string[] = [
  ...[...LEAKS.split(' '), ...ACTS.split(' ')].filter((word) => word.length > 1),
  ...product(
    ['不要', '别', '不能', '不得', '请勿', '勿', '不许', '不准', '严禁', '不'],
    [
      '给',
      '发',
      '传',
      '转',
      '说',
      '讲',
      '往',
      '向',
      '对',
      '让',
      '写',
      '放',
      '跟',
      '和',
      '念',
      '读',
      '拿',
      '带',
      '留',
      '存',
      '走',
      '用',
    ],
  ),
];
/** Words that lead to remarks by who may read the paper. */
export const LIMITS: readonly string[] = `${ONLY} ${SENT_TO} ${ALONE}`
  .split(' ')
  .filter((word) => word.length > 1)
  .concat(
    product(
      ['限', '仅', '只'],
      ['本', '内', '会', '领', '班', '党', '各', '主', '科', '处', '县', '有', '相', '在'],
    ),
  );
/** Words that lead to remarks by what becomes of the paper. */
export const ENDS: readonly string[] = KEEPS.split(' ').filter((word) =>
  /[收回还退销毁碎删焚清交]/.test(word),
);
export const OWN_MARKS: readonly string[] = MARKS.split(' ');

/** By their first sign, the longest first. */
const BY_SIGN = new Map<string, { word: string; part: Part }[]>();
for (const [word, part] of [...VOCABULARY].sort(([a], [b]) => b.length - a.length)) {
  const sign = word.charAt(0);
  const known = BY_SIGN.get(sign);
  if (known) known.push({ word, part });
  else BY_SIGN.set(sign, [{ word, part }]);
}

const NOUNS = PAPERS.split(' ')
  .sort((a, b) => b.length - a.length)
  .join('|');
/** 此件, 本套材料, 以上名单 */
const THIS = new RegExp(
  `^(?:[本此该]|这[份套张本册批个组些页]|以上|上述|下列|所附|所列|群里的?)[份套册批组]?的?(?:${NOUNS}|群|页|电|条|项)`,
);
/** 样例市商务局, 各县（市、区）委: an organ, which may be the reader. */
const ORGAN =
  /^[各本]?\p{sc=Han}{0,7}?(?:[省市县区州](?:委办?|直)?|委员会|[局厅委办室处科院校所组站部]|中心|小组)(?!\p{sc=Han}?[传发泄借])/u;
/** 专班成员, 主治医师, 招生老师 */
const PEOPLE =
  /^\p{sc=Han}{0,6}?(?:成员|委员|代表|干部|领导|负责人|书记|主任|[局处科院校厅]长|经办人|承办人|医师|教师|老师|专家|评委|组员|书记员|审判员|管理员)(?:们|及以上|以上)?/u;
/** 无关人员, 其他处室 */
const STRANGERS =
  /^(?:其[他它]|别的|外|无关|不相关|非|另外)\p{sc=Han}{0,5}?(?:人员|单位|部门|处室|科室|同志|同事|人|群)|^(?:被\p{sc=Han}{1,3}|当事|申请|举报|利害关系|竞买|投标)[人方]/u;

export interface Word {
  readonly part: Part | '-' | 'g' | 'd' | 'x';
  readonly from: number;
  readonly to: number;
}

/** The words of a sentence, the longest first at each place: 'g' an organ, 'd' figures and Latin words, '-' signs, 'x' a letter of something else. */
export function wordsOf(sentence: string): readonly Word[] {
  const words: Word[] = [];
  for (let from = 0; from < sentence.length; ) {
    const { part, length } = wordAt(sentence, from);
    words.push({ part, from, to: from + length });
    from += length;
  }
  return words;
}

const MAY_BE_THIS = /[本此该这以上下所群]/;
const MAY_BE_STRANGERS = /[其别外无不非另被当申举利竞投]/;

function wordAt(sentence: string, from: number): { part: Word['part']; length: number } {
  const sign = sentence.charAt(from);
  const rest = sentence.slice(from, from + 16);
  const paper = MAY_BE_THIS.test(sign) ? THIS.exec(rest)?.[0].length : undefined;
  if (paper) return { part: 'P', length: paper };
  const stranger = MAY_BE_STRANGERS.test(sign) ? STRANGERS.exec(rest)?.[0].length : undefined;
  if (stranger) return { part: 'w', length: stranger };
  const known = BY_SIGN.get(sign)?.find(({ word }) => sentence.startsWith(word, from));
  if (known) return { part: known.part, length: known.word.length };
  const signs = /^[^\p{L}\p{N}]+/u.exec(rest)?.[0].length;
  if (signs) return { part: '-', length: signs };
  const figures = /^(?:\d+(?:年|月|日|号|份|页|期|个月)?|[A-Za-z]+)/.exec(rest)?.[0].length;
  if (figures) return { part: 'd', length: figures };
  const people = PEOPLE.exec(rest)?.[0].length;
  if (people) return { part: 'r', length: people };
  const organ = ORGAN.exec(rest)?.[0].length;
  return organ ? { part: 'g', length: organ } : { part: 'x', length: 1 };
}
