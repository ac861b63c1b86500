import { ALGORITHM, isSecret } from './credentials.ts';
import { type AnchorRule, foundAt, lineAround } from './rule.ts';

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
    if (!match || OF_SOMETHING_ELSE.test(said) || /(?:商用|电子|国密|破解|常见)$/.test(before))
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
