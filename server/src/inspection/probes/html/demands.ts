import { plainText } from '../../../kernel/plain-text.ts';
import type { FlatText } from './flat-text.ts';
import type { DemandFact } from './page-facts.ts';

const LIMIT = 30;
const LONGEST_SENTENCE = 160;

/** A wish is no demand: 建议使用, 推荐, 最佳效果; nor is help where something does not open, or where a browser is too old. */
const SUGGESTS =
  /(?<!不)建议|推荐|最佳|更佳|更好|效果|体验|质量|流畅|可能|若(?!干)|如(果|无法|需|有|您|未|尚未|遇|不能|打不开|出现)|可以?(下载|使用|通过|选择|用)|也可|升级|版本(过|太|较)(低|旧)|旧版|低版本|老版本|不支持(本|该|此|视频|html5|canvas|audio)|浏览器[^,，]{0,6}不支持/i;
const EXCLUDES = /必须|只能|仅(支持|限)|只支持/;
const DEMANDS =
  /请(您)?(先|务必)?(使用|用|在|通过|采用|选择|换用|更换|切换|下载|安装|启用|打开|关注|扫码|登录)|必须|务必|须(先)?(使用|用|安装|下载|通过|关注|注册|在)|需(要)?(先)?(使用|用|安装|下载|通过|关注|注册)|只能|只有|仅(支持|限|可|能)|只支持|不支持(其他|其它|非)|限(用|使用)|才能|方可/;
/** Sentences against demands, and of what is not needed: 不得要求, 无需安装, 请勿下载. */
const NEGATED =
  /(不得|禁止|严禁|不应|无需|无须|毋需|不需要?|不必|不要|请勿|切勿|避免)[^,，]{0,16}(要求|必须|安装|使用|下载|绑定|关注|注册|通过)/;

const BROWSERS = [
  /\bIE\s*\d*|Internet ?Explorer/i,
  /Chrome|谷歌/i,
  /360/,
  /火狐|Firefox/i,
  /Edge/i,
  /Safari/i,
  /搜狗/,
  /QQ/,
  /猎豹/,
  /Opera/i,
];
const BROWSER =
  /(IE|Internet ?Explorer|Chrome|谷歌|360|火狐|Firefox|Edge|搜狗|QQ|猎豹|Safari)[\w\s.~+]{0,14}(浏览器|内核|及以上|及更高|以上版本)|(IE|Internet ?Explorer|Chrome|谷歌|火狐|Firefox|Edge|Safari)[\w\s.~+]{0,14}(版本)?[及或含]?(以上|更高)|(指定|专用|兼容|极速|IE)(模式|浏览器)|浏览器.{0,10}(IE|Chrome|谷歌|360|火狐|兼容模式|极速模式)/i;
const PLUG_IN = /控件|插件|ActiveX|Flash ?Player|Silverlight|Java ?(插件|运行)|证书助手|签章客户端|UKey驱动/i;
const OFFICE =
  /\bWPS\b|WPS ?Office|Microsoft ?Office|\bOffice ?20\d\d|(使用|安装|用) ?(MS ?)?(Word|Excel|Office)\b|Acrobat|Adobe ?Reader|福昕|(PDF|CEB|CAJ|OFD|SEP|书生|超星|方正)[^,，]{0,8}阅读器|下载[^,，]{0,10}阅读器/i;
/** Office programs as a skill, a subject or a purchase; formats of files. */
const NOT_TO_VISITORS =
  /熟练|熟悉|掌握|精通|(?<!只)[会能]使用|运用|操作(能力|技能|水平)|岗位|应聘|招聘|培训|课程|考试内容|学习|教学|采购|中标|正版|认证|(Word|Excel|WPS) ?(格式|文档|版|表格|排版|文件)/i;
const APP = /\bAPP\b|客户端|小程序/i;
const PLATFORM = /微信|公众号|支付宝|钉钉|抖音|微博|企业微信/;
const ANY_PLATFORM = '(微信|公众号|支付宝|钉钉|抖音|APP|客户端|小程序)';
/** What the visitor wants: only a service can be made to depend on an app or a platform. */
const SERVICE = /办理|办事|查询|预约|申请|申报|报名|缴费|提交|登录|登陆|注册|打开|访问|查看|参与|参加|领取/;
/** Words that shut out every other way, next to the app or platform. */
const EXCLUSIVE = new RegExp(
  [
    `(必须|只能|只有|仅(支持|限|可|能)|只支持|须(先)?)[^,，]{0,14}${ANY_PLATFORM}`,
    `${ANY_PLATFORM}.{0,40}(方可|才能|才可)`,
    `请先?(关注|下载|安装|注册|添加)[^,，]{0,30}${ANY_PLATFORM}[^,，]{0,10}(后|再)`,
    `请先(关注|下载|安装|注册)[^,，]{0,30}${ANY_PLATFORM}`,
    '请在(微信|支付宝|钉钉)(客户端)?(中|内|里)?打开',
  ].join('|'),
  'i',
);
const OFFERED = new RegExp(`请.{0,6}(下载|安装|关注|扫|通过|使用).{0,30}${ANY_PLATFORM}`, 'i');
/** Duties of staff, and warnings. */
const NOT_OF_SERVICES =
  /工作人员|干部|党员|各(级|单位|部门)|规范|加强|管理|运营者|警惕|冒充|骗|会议|分享|朋友圈|好友/;

/**
 * Sentences that ask the visitor for a certain browser, plug-in, office program, app or platform (Art. 11).
 * A recommendation is told as one: 建议 is not 要求.
 */
export function readDemands(text: FlatText): DemandFact[] {
  const demands: DemandFact[] = [];
  for (const { sentence, offset } of sentences(text.text)) {
    if (demands.length >= LIMIT) break;
    const demand = judgeSentence(sentence);
    if (demand) demands.push({ ...demand, text: plainText(sentence, 120), line: text.lineAt(offset) });
  }
  return demands;
}

type Demand = Pick<DemandFact, 'kind' | 'strength'>;

function judgeSentence(sentence: string): Demand | undefined {
  const demand = aboutClient(sentence) ?? aboutPlatform(sentence);
  return demand && !NEGATED.test(sentence) ? demand : undefined;
}

function aboutClient(sentence: string): Demand | undefined {
  const isChoiceOfBrowsers = sentence.includes('浏览器') && brandsIn(sentence) >= 2;
  const kind = isChoiceOfBrowsers ? 'browser' : clientIn(sentence);
  if (!kind) return undefined;
  const choices = brandsIn(sentence);
  const excludes = EXCLUDES.test(sentence);
  const isChoice = kind === 'browser' && (choices >= 3 || (choices === 2 && !excludes));
  if ((SUGGESTS.test(sentence) && !excludes) || (isChoice && /支持|请|使用/.test(sentence)))
    return { kind, strength: 'suggested' };
  return DEMANDS.test(sentence) ? { kind, strength: 'demanded' } : undefined;
}

function brandsIn(sentence: string): number {
  return BROWSERS.filter((brand) => brand.test(sentence)).length;
}

function clientIn(sentence: string): DemandFact['kind'] | undefined {
  if (BROWSER.test(sentence)) return 'browser';
  if (OFFICE.test(sentence)) return NOT_TO_VISITORS.test(sentence) ? undefined : 'office';
  return PLUG_IN.test(sentence) && /下载|安装|启用|使用/.test(sentence) ? 'plug-in' : undefined;
}

function aboutPlatform(sentence: string): Demand | undefined {
  const kind = APP.test(sentence) ? 'app' : PLATFORM.test(sentence) ? 'platform' : undefined;
  if (!kind || !SERVICE.test(sentence) || NOT_OF_SERVICES.test(sentence)) return undefined;
  const suggested = SUGGESTS.test(sentence) && !EXCLUDES.test(sentence);
  if (EXCLUSIVE.test(sentence) && !suggested) return { kind, strength: 'demanded' };
  return OFFERED.test(sentence) ? { kind, strength: 'suggested' } : undefined;
}

function* sentences(text: string): Generator<{ sentence: string; offset: number }> {
  for (const match of text.matchAll(/[^。;!?\n]+/g)) {
    const sentence = match[0].trim();
    if (sentence.length < 6) continue;
    const leading = match[0].length - match[0].trimStart().length;
    yield { sentence: sentence.slice(0, LONGEST_SENTENCE), offset: match.index + leading };
  }
}
