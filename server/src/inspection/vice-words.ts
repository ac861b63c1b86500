/**
 * Words with which intruders advertise on pages they broke into. Gathered from pages that were broken into. An
 * office's own text speaks of gambling, lotteries, invoices and education for adults, too: what stands there rightly
 * must not match.
 */

/** Makers of betting that call themselves so: 亚博体育, 必威APP. Some names are places as well: 金沙, 皇冠, 太阳城. */
const BRAND =
  '(?:新?葡京|金沙|威尼斯人|皇冠|永利|太阳城|万博|亚博|乐鱼|开云|爱游戏|必威|伟德|立博|澳博|申博|博狗|明升|华体会|九游会?|头头|乐橙|凯时|澳门银河)';
const BRAND_SUFFIX =
  '(?:娱乐城?|赌场|官网|官方网站|平台|网址|投注|真人|棋牌|电竞|手机版|注册|登录|开户|app|体育(?!馆|场|中心|公园|小镇|学校|局|用品|总会|产业))';
const GAME = '(?:时时彩|北京赛车|赛车pk|pk10|pk拾|快三|快3|六合彩|幸运飞艇|分分彩|pc蛋蛋|百家乐|老虎机)';

/** What hardly stands in an office's own text, not even in its menus. */
const ADVERTISED = new RegExp(
  [
    `${BRAND}${BRAND_SUFFIX}`,
    'bet ?365|1xbet|uedbet|188 ?bet|be ?player?体育|188金宝博',
    '(?:真人|线上|网上|在线)(?:百家乐|赌场|赌博|娱乐城|棋牌|投注|博彩)',
    `${GAME}(?:平台|投注|计划|官网|网址|技巧|开户|玩法|预测|群|app|游戏|注册|开奖网)`,
    '(?<!福利|体育)彩票(?:平台|计划|官网|网址|app|注册|娱乐|预测|投注(?!站|点|网点|终端|机|厅))',
    '足球(?:外围|投注)|外围(?:网站|赌球)|体育投注(?!站|点|网点|市场|业)|博彩(?:网|平台|app|导航|论坛|排名|大全)',
    '棋牌(?:游戏)?(?:平台|下载|app|官网|注册|送)|娱乐城(?:注册|开户|官网)|抢庄牛牛',
    '(?:成人|色情|情色|三级)(?:视频|电影|小说|图片|直播|影院|网站|论坛)|黄色(?:视频|网站)|裸聊|约炮|一夜情|援交',
    '无码(?:高清|视频|av|中文|在线)|(?:亚洲|精品|高清|国产)[^，。\\s]{0,4}无码|人人超碰|熟女|乱伦|乱子伦|自拍偷拍',
    '代开发票[^，。]{0,8}(?:微信|电话|qq|联系|\\d{7})|办假(?:证|文凭)|代办(?:毕业证|文凭)|办证刻章',
    '迷(?:奸|情|幻)药|枪支(?:出售|专卖)|私服发布|传奇私服|代孕(?:公司|机构|价格|套餐|网)|网络赚钱日结',
  ].join('|'),
  'i',
);

/** What nobody hides in good faith. */
const HIDDEN = new RegExp(
  [
    ADVERTISED.source,
    `${GAME}|新葡京|澳门(?:威尼斯人|金沙|永利)|博彩|娱乐城|赌(?:场|球|博网|城)|菠菜网|太阳城|申博|博狗|皇冠(?:网|现金|最新|备用)`,
    '色情|成人(?:用品|网|影|在线|电影)|私服|代孕|代开发票[^，。]{0,8}(?:公司|专业|全国)|高仿|复刻(?:手表|名表|表)|精仿',
    '\\b(?:casinos?|baccarat|sportsbook|gambling|porn\\w*|viagra|cialis|escorts?|togel|slot (?:gacor|online)|online slots?|betting|xxx)\\b',
    '\\b(?:replicas?|(?:louis vuitton|gucci|prada|chanel|hermes|rolex|michael kors|air jordans?|yeezy|ugg)\\b[^<]{0,40}\\b(?:sale|cheap|outlet|store|shoes|bags?|handbags)|payday loans?|weight loss|buy leads|cpanel|smtp)\\b',
  ].join('|'),
  'gi',
);

/** Texts that turn against it. */
const AGAINST =
  /打击|严打|防范|整治|查处|查获|破获|警惕|抵制|举报|远离|拒绝|禁止|严禁|涉嫌|(?<![档方文提教图草])案|专项|治理|反赌|禁赌|宣传|判处|犯罪|曝光|通报|违法|违规|非法|诈骗|骗局|谨防|陷阱|揭秘|获刑|宣判|审理|侵权|监管|管理(?!员)|规范|审批|备案|危害|治安|处罚|取缔|清理|整顿|提醒|认清|境外/;
/** Bodies that have such words in their names. */
const BODIES = /协会|学会|中心|委员会|总局|学院|大学/;

/** The advertising in a text that people are to read, e.g. a title; nothing where the text turns against it. */
export function advertisedVice(text: string): string | undefined {
  return AGAINST.test(text) ? undefined : ADVERTISED.exec(text)?.[0];
}

/** So much text around a word tells how it is meant. */
const AROUND = 24;
const MAX_WORDS = 40;

/** The same in a text that people are not to see, and with the less plain words that nobody hides in good faith. */
export function hiddenVice(text: string): string | undefined {
  let seen = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (++seen > MAX_WORDS) break;
    const around = text.slice(Math.max(0, match.index - AROUND), match.index + match[0].length + AROUND);
    if (!AGAINST.test(around) && !BODIES.test(around)) return match[0];
  }
  return undefined;
}
