import { plainText } from '../../../kernel/plain-text.ts';
import type { FlatText } from './flat-text.ts';
import type { DemandFact } from './page-facts.ts';

const LIMIT = 30;
const LONGEST_SENTENCE = 160;

/** A wish is no demand: 建议使用, 推荐, 最佳效果. */
const SUGGESTS =
  /建议|推荐|最佳|更佳|更好|效果|体验|可能|若|如果|如无法|如需|如有|可以?(下载|使用|通过|选择)|也可|升级/;
const DEMANDS =
  /请(您)?(先|务必)?(使用|用|在|通过|采用|选择|换用|更换|切换|下载|安装|启用|打开|关注|扫码|登录)|必须|务必|须(先)?(使用|用|安装|下载|通过|关注|注册|在)|需(要)?(先)?(使用|用|安装|下载|通过|关注|注册)|只能|只有|仅(支持|限|可|能)|只支持|不支持(其他|其它|非)|限(用|使用)|才能|方可/;

const BROWSER =
  /(IE|Internet ?Explorer|Chrome|谷歌|360|火狐|Firefox|Edge|搜狗|QQ|猎豹|Safari)[\w\s.~]{0,14}(浏览器|内核|及以上|以上版本)|(指定|专用|兼容|极速|IE)(模式|浏览器)|浏览器.{0,10}(IE|Chrome|谷歌|360|火狐|兼容模式|极速模式)/i;
const PLUG_IN = /控件|插件|ActiveX|Flash ?Player|Silverlight|Java ?(插件|运行)|证书助手|签章客户端|UKey驱动/i;
const OFFICE =
  /\bWPS\b|WPS ?Office|Microsoft ?Office|\bOffice ?20\d\d|(使用|安装|用) ?(MS ?)?(Word|Excel|Office)\b|Acrobat|Adobe ?Reader|福昕/i;
const APP = /\bAPP\b|客户端|小程序/i;
const PLATFORM = /微信|公众号|支付宝|钉钉|抖音|微博|企业微信/;
/** What the visitor wants: only a service can be made to depend on an app or a platform. */
const SERVICE = /办理|查询|预约|申请|申报|报名|缴费|提交|登录|登陆|注册|使用|打开|访问|浏览|查看|参与|领取/;
/** Words that shut out every other way, next to the app or platform. */
const EXCLUSIVE =
  /(必须|只能|只有|仅(支持|限|可|能)|只支持|须(先)?)[^,，]{0,14}(微信|公众号|支付宝|钉钉|抖音|APP|客户端|小程序)|(微信|公众号|支付宝|钉钉|抖音|APP|客户端|小程序).{0,40}(方可|才能|才可)|请在(微信|支付宝|钉钉)(客户端)?(中|内|里)?打开/i;

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

function judgeSentence(sentence: string): Pick<DemandFact, 'kind' | 'strength'> | undefined {
  const suggested = SUGGESTS.test(sentence) && !/必须|只能|仅(支持|限)|只支持/.test(sentence);
  if (DEMANDS.test(sentence) || suggested) {
    const kind = BROWSER.test(sentence) ? 'browser' : OFFICE.test(sentence) ? 'office' : undefined;
    if (kind) return { kind, strength: suggested ? 'suggested' : 'demanded' };
    if (PLUG_IN.test(sentence) && /下载|安装|启用|使用/.test(sentence)) {
      return { kind: 'plug-in', strength: suggested ? 'suggested' : 'demanded' };
    }
  }
  const kind = APP.test(sentence) ? 'app' : PLATFORM.test(sentence) ? 'platform' : undefined;
  if (!kind || !SERVICE.test(sentence)) return undefined;
  if (EXCLUSIVE.test(sentence) && !suggested) return { kind, strength: 'demanded' };
  return /请.{0,6}(下载|安装|关注|扫|通过|使用|登录)/.test(sentence)
    ? { kind, strength: 'suggested' }
    : undefined;
}

function* sentences(text: string): Generator<{ sentence: string; offset: number }> {
  for (const match of text.matchAll(/[^。;!?\n]+/g)) {
    const sentence = match[0].trim();
    if (sentence.length < 6) continue;
    const leading = match[0].length - match[0].trimStart().length;
    yield { sentence: sentence.slice(0, LONGEST_SENTENCE), offset: match.index + leading };
  }
}
