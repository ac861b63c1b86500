/**
 * How prompts speak of leaving, from real ones: 您访问的链接即将离开“…”门户网站，是否继续；该链接为外部链接；
 * 您即将访问的网站不属于本站. Sources of patterns, because the search runs inside the page.
 */
export const LEAVING_WORDS = [
  '(即将|将要?|正在|准备|确定|确认|是否|您要|你要).{0,20}(离开|跳转|转到|转向)',
  '离开.{0,40}(网站|门户|本站|网页|平台|系统|页面)',
  '(跳转|转到|转向|前往|访问|打开|进入|链接).{0,12}(外部|站外|第三方|其他|非.{0,8}(网站|站点|网页))',
  '(外部|站外|第三方)的?(链接|网站|网址|网页|页面)',
  '即将.{0,6}(访问|打开|前往|进入|浏览)',
  '非(本站|本网站|政府|党政机关|官方)',
  '不(属于|是|在).{0,10}(本站|本网站|政府网站|党政机关|本门户)',
  '(是否|确定|确认)要?(继续)?(访问|打开|前往|跳转|离开|进入)',
  '是否(要)?继续',
  '\\bleav(e|ing)\\b.{0,40}(site|website|page)',
  'external (site|link|website)',
].join('|');

/** Of other questions, though one may go on after them. */
export const OTHER_WORDS = 'cookie|隐私(政策|保护)|下载|删除|尚未保存|未提交';

const LEAVING = new RegExp(LEAVING_WORDS, 'i');
const OTHER = new RegExp(OTHER_WORDS, 'i');

/** Whether a native dialog asks about leaving for another site. */
export function speaksOfLeaving(text: string): boolean {
  return LEAVING.test(text) && !OTHER.test(text);
}
