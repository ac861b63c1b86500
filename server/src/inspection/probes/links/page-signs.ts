import { visibleText } from '../visible-text.ts';

/** What a page that answers says about being none: not there any more, for sale, in other hands, closed to programs. */
export interface PageSign {
  readonly state: 'soft-404' | 'parked' | 'hijacked' | 'bot-wall';
  readonly words: string;
}

const VICE_TITLE =
  /百家乐|时时彩|六合彩|北京赛车|真人(娱乐|视讯|棋牌)|(澳门|新)葡京|金沙娱乐|威尼斯人(娱乐|官网)|皇冠体育|bet ?365|博彩|棋牌(游戏|平台)|老虎机|体育投注|彩票(平台|投注)|成人(视频|电影)|色情|裸聊|一本道|在线AV|约炮|casino|slot gacor|judi online|porn/i;
const PARKED =
  /(此|该|本)?域名(正在|可以|可)?(出售|转让|交易|待售)|域名停靠|购买(此|该|这个)域名|domain (name )?(is )?(for sale|may be for sale|parked)|buy this domain|this domain (has expired|is parked)|sedoparking|parkingcrew|bodis\.com|dan\.com\/buy|afternic|hugedomains/i;
const NOT_FOUND_TITLE =
  /^\s*(404|页面(不存在|未找到|找不到|丢失|出错)|找不到(页面|网页|文件)|not found|page not found|error 404|对不起.{0,8}(页面|网页).{0,6}不存在)|404 ?(not found|错误|页面|error)|您(访问|查找|请求)的(页面|网页|内容|资源).{0,8}(不存在|未找到|找不到|已删除|已失效)/i;
const NOT_FOUND_BODY =
  /(您|你)(访问|查找|请求|要找|浏览)的(页面|网页|内容|资源|信息).{0,8}(不存在|未找到|找不到|已(被)?(删除|移除)|已失效|走丢)|(页面|网页|文章|内容|信息)(不存在|已(被)?删除|已失效|已下线)|该(网站|站点)(已(关闭|停用)|暂时关闭)|网站(已关闭|已停用|未备案)/;
const WALL =
  /安全验证|人机验证|滑动验证|请完成验证|访问过于频繁|您的访问(被|存在)|Just a moment\.\.\.|Attention Required|cf-challenge|_cf_chl|captcha|WAF (拦截|block)|请求(被|已被)拦截|安全防护/i;
/** A page with so much text is a page, whatever some words in it say. */
const SHORT = 600;

/** The first sign that counts; undefined for an ordinary page. Looks at the title, and at the text of short pages only. */
export function pageSign(markup: string): PageSign | undefined {
  const title =
    /<title[^>]{0,200}>([\s\S]{0,400}?)<\/title/i.exec(markup)?.[1]?.replace(/\s+/g, ' ').trim() ?? '';
  const text = visibleText(markup);
  const short = text.length < SHORT ? text : '';
  const found = (state: PageSign['state'], match: RegExpExecArray | null): PageSign | undefined =>
    match ? { state, words: match[0] } : undefined;
  return (
    found('hijacked', VICE_TITLE.exec(title)) ??
    found(
      'parked',
      PARKED.exec(title) ??
        PARKED.exec(short) ??
        (text.length < 200 ? PARKED.exec(markup.slice(0, 20_000)) : null),
    ) ??
    found('soft-404', NOT_FOUND_TITLE.exec(title) ?? NOT_FOUND_BODY.exec(short)) ??
    found(
      'bot-wall',
      WALL.exec(title) ?? (text.length < 200 ? WALL.exec(markup.slice(0, 20_000)) : WALL.exec(short)),
    )
  );
}
