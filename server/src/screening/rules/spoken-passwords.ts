import { ALGORITHM, isSecret } from './credentials.ts';
import { type AnchorRule, type Found, foundAt, lineAround, type Spot } from './rule.ts';

/* Passwords as people tell them: with Chinese in them, said at some length, or under a word's first letters. */

/** 口令：春天2024！: a word and figures, which nobody tells from an explanation but by what it is made of. */
const WORDY =
  /^["”)\]]{0,2}(?:\([^)]{0,6}\))?[ ]*(?:[:=]|(?:是|为|(?:改|设|统一|设置|定)(?:为|成)|还是|就是)[ ]*[:]?)[ ]*["“「]?(?<value>[\p{sc=Han}]{2,8}[@#_.*!+-]{0,2}\d{2,8}[A-Za-z!@#.*]{0,4})["”」]?[ ]*(?=$|[,。;、)\n]|[ ]{2})/u;
const EXPLAINED =
  /[见同后前位加于至]|附件|号码|尾号|身份证|[学工编证卡账]号|电话|手机|联系|拨打|短信|请|咨询|热线|由|条|版本|日期|生日|年份|[月日]\d|第/;
const PUBLIC_WORD = /红包|抽奖|活动|直播|互动|领取|竞猜|灯谜|游戏|暗号/;

export const wordyPasswords: AnchorRule = {
  reach: { before: 60, after: 60 },
  anchors: ['密码', '口令'],
  worthALook: (text, end) =>
    /^[^\n]{0,10}[:=：＝是为為成]\s?["“「]?\p{sc=Han}{2}/u.test(text.slice(end, end + 16)),
  judge({ text, from, to }) {
    const { after, line } = lineAround(text, from, to);
    const match = WORDY.exec(after);
    const value = match?.groups?.value ?? '';
    if (!match || EXPLAINED.test(value) || PUBLIC_WORD.test(line)) return undefined;
    if (!/\d{3}|[@#_*!]\d\d|\d\d[A-Za-z!@#]/.test(value)) return undefined;
    const at = to + after.indexOf(value);
    return foundAt('password', { from: at, to: at + value.length }, 1);
  },
};

/** 密码还没改，仍然是admin888; 新密码已发各科室：Zx_0912: said at some length, and then all that a password is made of. */
const SAID_LATER =
  /^[^\n。;!?:]{1,24}?(?:是|为|即|叫|用|成了?|[:])[ ]?["“「]?(?<value>[A-Za-z0-9!@#$%^&*_+.-]{6,40})["”」]?[ ]*(?:$|[,。;、)\n]|[的吧啊哈])/u;
const OF_SOMETHING_ELSE =
  /型号|标准|算法|编号|证书|产品|设备|版本|协议|地址|网址|域名|邮箱|[账帐]号|用户名|工号|QQ|微信|电话|手机|链接|网站|接口|技术|要求|例如|比如|不得|不要|不能|不可|禁止|弱口令|规则|格式|长度|姓名|文件|模块|资质|评估|机/i;

export const saidPasswords: AnchorRule = {
  reach: { before: 60, after: 80 },
  anchors: ['密码', '口令'],
  worthALook: (text, end) =>
    /^[^\n]{1,24}?[是为即叫用成:：]/.test(text.slice(end, end + 28)) &&
    /[A-Za-z\d]{3}/.test(text.slice(end, end + 50)),
  judge({ text, from, to }) {
    const { before, after } = lineAround(text, from, to);
    const match = SAID_LATER.exec(after);
    const value = match?.groups?.value ?? '';
    const said = after.slice(0, match?.[0].indexOf(value) ?? 0);
    if (
      !match ||
      OTHER_WORD.test(after) ||
      OF_SOMETHING_ELSE.test(said) ||
      /(?:商用|电子|国密|破解|常见)$/.test(before)
    )
      return undefined;
    const isMixed = /\d/.test(value) && /[A-Za-z]/.test(value) && !/[A-Za-z0-9]\.[A-Za-z]{2,}$/.test(value);
    if (!isMixed || !isSecret(value) || ALGORITHM.test(value)) return undefined;
    const at = to + after.indexOf(value);
    return foundAt('password', { from: at, to: at + value.length }, 1);
  },
};

/** mm：Ab_1234: the first letters of 密码; elsewhere millimetres. */
export const abbreviatedPasswords: AnchorRule = {
  reach: { before: 30, after: 60 },
  anchors: ['mm', 'kl', 'pw'],
  worthALook: (text, end) => /^\s?[:：=]\s?[\x21-\x7e]{5}/.test(text.slice(end, end + 9)),
  judge({ text, from, to }) {
    if (/[0-9A-Za-z_.-]$/.test(text.slice(0, from).trimEnd())) return undefined;
    const value = /^ ?[:=] ?(?<value>[\x21-\x7e]{5,40})/.exec(text.slice(to))?.groups?.value ?? '';
    if (!/[a-z]/i.test(value) || !/\d/.test(value) || !isSecret(value) || /^\d+[a-z]+$/i.test(value))
      return undefined;
    const at = to + text.slice(to).indexOf(value);
    return foundAt('password', { from: at, to: at + value.length }, 1);
  },
};

/*
 * A password that is told: a word for one, then what links, then the value. The stronger the value looks – letters of both
 * cases, figures and signs – the more may stand between; what looks like a number needs a link of known words alone.
 */

const LINKS =
  /^(?:[ ,:;"“”「」、()?]|的|了|是|为|就|还|又|都|也|在|用|叫|即|改|换|设|定|成|变|做|发|给|写|输|填|打|敲|加|你|我|他|它|大家|各位|知道|记|好|下|一下|这|那|那个|这个|这儿|这里|如下|统一|仍然?|依然|现在|目前|已经?|暂时?|先|新|旧|老|原来?|以前|去年|今年|默认|初始|出厂|老规矩|老样子|跟|和|同|一样|不变|没变|没换过?|没改过?|换过|改过|变了|哈|啊|哦|吧|呢|通用|所有|窗口|系统|门户|名|局名|首字母|拼音|缩写|字母|数字|年份|加|后面|前面|中间|重置|恢复|后台|账号|的话|应该|可能|好像|大概|还没|别忘|别|wifi|WiFi|oa|OA|电脑|开机|登录|登陆|请勿|不要|外泄|外传|保密|内部|个|字|位|进去|进系统)*$/u;
const TOLD_ELSEWHERE =
  /型号|标准|算法|编号|证书|产品|设备|版本|协议|地址|网址|域名|邮箱|用户名|QQ|电话|手机|链接|网站|接口|技术|要求|例如|比如|如[“"]|不得|不能|不可|禁止|弱口令|规则|格式|长度|姓名|文件|模块|资质|评估|价格|尺寸|预算|采购|办法|规定|位数|以上|至少|不少于|不低于|组成|包含|包括|错误|超过|尝试|有效期|锁定|忘记|找回|附件|见|第\d|条$/;
/** What 密码 begins when it is no password: 密码学, 密码箱. */
const OTHER_WORD =
  /^(?:学|箱|锁|器|机(?!房)|本(?!子)|法|局|管理|委|技术|产品|应用|算法|服务|体系|设备|战|破译|子|芯片|模块|保护|测评|评估|基础|支撑|安全|资源|工作|领域|行业|人才|竞赛|强度|策略|复杂|长度|要求|规则|格式)/;
const NUMBER_WORDS = /^[零〇一二三四五六七八九十幺]{4,12}$|^[四五六七八4-8]个[零〇一二三四五六七八九0-9]$/;

/** How much a value looks like a password: 3 letters, figures and signs; 2 letters and figures; 1 figures; 0 none. */
function strengthOf(value: string): number {
  if (!isSecret(value) || ALGORITHM.test(value)) return 0;
  if (
    /^(?:https?:|www\.)|[/\\]|@[\w-]+\.[a-z]{2,}|@\d+\.\d+\.|\.(?:cn|com|net|org|gov|html?|docx?|xlsx?|pdf|zip|rar)$/i.test(
      value,
    )
  )
    return 0;
  if (/^\d+(?:[-~*x.:/]\d+)+[a-z%]{0,3}$|^\d{4}[-.]\d|^V?\d+(?:\.\d+)+$/i.test(value)) return 0;
  const letters = /[A-Za-z]/.test(value);
  const figures = /\d/.test(value);
  if (letters && figures && value.length >= 6)
    return /[!@#$%^&*_+=?~.-]/.test(value) || (/[a-z]/.test(value) && /[A-Z]/.test(value)) ? 3 : 2;
  return figures && !letters && /^[\d#*@!]{4,12}$/.test(value) ? 1 : 0;
}

const VALUE = /[A-Za-z0-9!@#$%^&*_+=?~.-]{4,40}/g;

/** 密码大家都知道，就是那个…; 口令没换过，还是出厂的…; 大屏密码六个六 */
export const toldPasswords: AnchorRule = {
  reach: { before: 40, after: 90 },
  anchors: ['密码', '口令'],
  worthALook: (text, end) =>
    /[A-Za-z\d]{3}|\d[#*-]?\d|[个個][零〇一二三四五六七八九\d]|[零〇一二三四五六七八九]{4}/.test(
      text.slice(end, end + 60),
    ),
  judge({ text, from, to }) {
    const { before, after } = lineAround(text, from, to);
    if (
      OTHER_WORD.test(after) ||
      /(?:商用|电子|国密|破解|常见|验证|动态|数字|财富|基因|一键|报警)$/.test(before)
    )
      return undefined;
    const told = after.split(/[。;\n]/)[0] ?? '';
    const written =
      /^[ :=是为就用,]{0,4}(?<value>[零〇一二三四五六七八九十幺]{4,12}|[四五六七八4-8]个[零〇一二三四五六七八九\d])(?!\p{sc=Han})/u.exec(
        told,
      );
    const inWords = written?.groups?.value;
    if (inWords && NUMBER_WORDS.test(inWords)) return toldAt(to + told.indexOf(inWords), inWords);
    for (const match of told.matchAll(VALUE)) {
      const value = match[0].replace(/[.,?~]+$/, '');
      const said = told.slice(0, match.index);
      if (said.length > 32 || TOLD_ELSEWHERE.test(said)) return undefined;
      const strength = strengthOf(value);
      const behind = told.slice(match.index + value.length);
      if (
        strength === 0 ||
        (/^\p{sc=Han}/u.test(behind) && !/^(?:的|吧|啊|哈|哦|了|登|进|请|首次|别|下)/.test(behind))
      )
        continue;
      const isLinked = LINKS.test(said);
      const isLoose = (said.match(/\p{sc=Han}/gu)?.length ?? 0) <= 14;
      if (
        (strength === 3 && isLoose) ||
        (strength === 2 && isLinked) ||
        (strength === 1 && isLinked && isOpened(before, said))
      )
        return toldAt(to + match.index, value);
    }
    return undefined;
  },
};

function toldAt(at: number, value: string): Found {
  return foundAt('password', { from: at, to: at + value.length }, 1);
}

/** What figures alone open: a meeting, a door. */
function isOpened(before: string, said: string): boolean {
  return (
    /^[ :=#是为]{0,3}$/.test(said) &&
    /(?:入会|会议|参会|开门|大门|门禁|保密柜|保险柜|柜|锁|投影|大屏|U盾|盾|卡|机|箱|盘|WiFi|wifi|无线|腾讯会议[ :\d-]{6,20}[, ]*|会议号[ :\d-]{6,20}[, ]*)(?:的)?$/.test(
      before,
    )
  );
}

/** Kq@7310sl 这是考勤机的密码: the value first. */
const SAID_AFTER =
  /(?<value>[A-Za-z0-9!@#$%^&*_+=-]{6,40})["”」]?[ ,]*(?:这|就|才)?(?:个)?(?:是|为|作为|当)(?:[\p{sc=Han}A-Za-z]{0,8}的)?(?:新|初始|默认|登录|开机|解压)?$/u;

export const toldBefore: AnchorRule = {
  reach: { before: 60, after: 16 },
  anchors: ['密码', '口令'],
  worthALook: (text, end) =>
    /[A-Za-z\d!@#$%^&*_+=-]{6}["”」]?[ ,，]{0,2}[这這就才是为為作当當]/.test(
      text.slice(Math.max(0, end - 50), end),
    ),
  judge({ text, from, to }: Spot) {
    const { before, after } = lineAround(text, from, to);
    const match = SAID_AFTER.exec(before);
    const value = match?.groups?.value ?? '';
    if (
      !match ||
      strengthOf(value) < 3 ||
      OTHER_WORD.test(after) ||
      /不|禁|弱/.test(after.slice(0, 8)) ||
      /如|例/.test(before.slice(0, match.index).slice(-3))
    )
      return undefined;
    return toldAt(from - before.length + match.index, value);
  },
};

/** 远程：192.0.2.15  administrator  Zw#srv_15; 登录：zhangsan  Zs@20260101: a name, a blank and what can be nothing else. */
export const namedValues: AnchorRule = {
  reach: { before: 30, after: 80 },
  anchors: [
    'root',
    'admin',
    'administrator',
    'sysadmin',
    'sa',
    'postgres',
    'oracle',
    '登录',
    '登陆',
    '账号',
    '帐号',
    '用户名',
    '用户',
    'ssh',
    'pw',
    '远程桌面',
  ],
  worthALook: (text, end) =>
    /[!@#$%^&*_]/.test(text.slice(end, end + 70)) &&
    /^[^\n。；]{0,44} [\x21-\x7e]{6}/.test(text.slice(end, end + 52)),
  judge({ text, from, to }) {
    if (/[\w.@/-]$/.test(text.slice(Math.max(0, from - 1), from))) return undefined;
    const { after } = lineAround(text, from, to);
    const match =
      /^[: =]{0,3}(?:[\w.@:-]{2,40}[ ,]+)?(?:(?:pw|pwd|pass)[ :]+)?(?<value>[\x21-\x7e]{6,40})[ ]*(?:$|[,。;、)])/.exec(
        after,
      );
    const value = match?.groups?.value ?? '';
    const isStrong = strengthOf(value) === 3 && /[!@#$%^&*]/.test(value) && !/[=<>(){}"']/.test(value);
    if (!match || !isStrong || !/^[: ]/.test(after)) return undefined;
    return toldAt(to + after.indexOf(value, match[0].length - value.length - 3), value);
  },
};
