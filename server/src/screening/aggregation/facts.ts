/** What a fact is about. */
export type SubjectKind = 'person' | 'place' | 'system';

/** A kind of fact, and how it is found. */
interface FactKind {
  readonly of: SubjectKind;
  readonly pattern: RegExp;
}

/**
 * Kinds of facts about a person, a place or a system that tell more together than each by itself (Art. 16). Each is found by its
 * form or by the words that stand with it.
 */
export const FACT_KINDS = {
  'identity-number': {
    of: 'person',
    pattern: /(?<!\d)\d{6}(?:19|20)\d{2}[01]\d[0-3]\d\d{3}[\dXx](?![\dXx])/g,
  },
  'masked-number': {
    of: 'person',
    pattern: /(?<![\d*])(?=[\dXx*]{11,18}(?![\dXx*]))\d{0,14}\*{2,14}[\dXx]{0,14}/g,
  },
  mobile: { of: 'person', pattern: /(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g },
  home: {
    of: 'person',
    pattern:
      /(?:家住|现住|住址|住在|户籍地?址?|居住地址?)[:：]?[^\s,，。;；]{3,40}?\d+(?:号楼|号|室|栋|幢|组|户|单元)/g,
  },
  birth: {
    of: 'person',
    pattern:
      /(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?(?:出?生)|(?:出生(?:日期|年月)|生日)[:：]?[\d年月日./-]{6,11}/g,
  },
  post: {
    of: 'person',
    pattern:
      /(?:任|现任|担任|职务[:：]?|岗位[:：]?)[^\s,，。;；]{2,20}(?:长|主任|书记|主管|专员|科员|管理员|驾驶员|秘书|会计|出纳)/g,
  },
  bank: { of: 'person', pattern: /(?:开户行|银行卡|卡号|账号)[:：]?[^\n。]{0,12}?\d[\d ]{14,22}/g },
  plate: { of: 'person', pattern: /[\u4e00-\u9fff][A-HJ-NP-Z]·?[A-HJ-NP-Z\d]{4,5}[A-HJ-NP-Z\d挂学警]/g },
  family: {
    of: 'person',
    pattern: /(?:配偶|妻子|丈夫|儿子|女儿|父亲|母亲|其[父母妻夫子女]|家属)[:：是为]?[\u4e00-\u9fff]{2,4}/g,
  },
  school: {
    of: 'person',
    pattern: /(?:就读于|在读|毕业于|就学于)[\u4e00-\u9fff]{2,20}(?:小学|中学|学校|大学|学院|幼儿园)/g,
  },
  health: {
    of: 'person',
    pattern:
      /(?:患有?|确诊|诊断为|残疾等级|[一二三四]级残疾|肢体残疾|视力残疾|精神残疾|低保|重度)[^\s,，。;；]{0,12}/g,
  },
  routine: {
    of: 'person',
    pattern:
      /(?:每天|每日|每周[一二三四五六日]?|上下班|乘坐|航班|车次)[^。;；\n]{0,16}(?:\d{1,2}[:：时点]\d{0,2}|[GDCKTZ]\d{1,4}次?|[A-Z]{2}\d{3,4})/g,
  },
  address: {
    of: 'system',
    pattern: /(?<![\d.])(?:10|172|192|100|\d{1,3})\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.])/g,
  },
  port: { of: 'system', pattern: /(?:端口|port)[:：为是 ]{0,3}\d{2,5}|(?<=\d):\d{2,5}(?!\d)/gi },
  software: {
    of: 'system',
    pattern:
      /\b(?:nginx|apache|tomcat|mysql|oracle|redis|weblogic|struts2?|spring|log4j|openssl|openssh|windows server|centos|ubuntu|kylin|达梦|人大金仓|东方通|中创|泛微|致远|用友|蓝凌|thinkphp|fastjson|shiro|jboss|elasticsearch|kafka|nacos|docker|kubernetes)[ /vV版本]{0,4}\d[\d.]*/gi,
  },
  account: {
    of: 'system',
    pattern: /(?:账号|帐号|用户名|管理员|登录名)[:：为是 ]{1,3}[A-Za-z][\w.@-]{2,30}/g,
  },
  weakness: {
    of: 'system',
    pattern: /(?:CVE-\d{4}-\d{4,7}|弱口令|未打补丁|未修复|未授权访问|高危漏洞|SQL注入|默认口令)/gi,
  },
  topology: {
    of: 'system',
    pattern: /(?:VLAN ?\d+|网段|DMZ|核心交换机|网闸|边界防火墙|专线|双链路|拓扑)[^\n。]{0,20}/gi,
  },
  machine: { of: 'system', pattern: /(?:机房|机柜|服务器)(?:设在|位于|在|部署在)[^\s,，。;；]{3,30}/g },
  maker: {
    of: 'system',
    pattern:
      /(?:由|运维单位[:：]|承建单位[:：]|开发单位[:：])[\u4e00-\u9fff]{2,20}(?:公司|研究院|集团)(?:承建|开发|运维|负责)?/g,
  },
  grade: { of: 'system', pattern: /(?:等保|等级保护|定级)[^\n。]{0,6}[二三四]级/g },
  backup: { of: 'system', pattern: /备份[^\n。]{0,16}(?:\d{1,2}[:：时点]|每[日天周])/g },
  position: { of: 'place', pattern: /(?:东经|北纬|经度|纬度|坐标)[^\n。]{0,6}\d{1,3}[°.度][\d.′'分″"秒]*/g },
  guards: {
    of: 'place',
    pattern: /(?:保安|值守|值班|守卫|警卫|巡逻|看守)(?:人员)?[^\n。,，]{0,8}?\d+[名人]/g,
  },
  shift: {
    of: 'place',
    pattern:
      /(?:换班|交接班|轮班|值班时间|巡逻时间|巡查时间|每班)[^\n。]{0,14}?\d{1,2}[:：时点小]|\d{1,2}[:：时点]\d{0,2}(?:交接班|换班|轮班|巡逻|巡查)/g,
  },
  cameras: {
    of: 'place',
    pattern: /(?:监控|摄像头|探头|红外|报警器)[^\n。,，]{0,10}?\d+[个台处路套]|(?:监控|探头)(?:盲区|死角)/g,
  },
  entrance: { of: 'place', pattern: /(?:[东南西北侧后正]门|出入口|通道|围墙|大门)[^\n。]{0,14}/g },
  stock: {
    of: 'place',
    pattern:
      /(?:储备|库存|存放|储量|容量|存有)[^\n。,，]{0,10}?\d[\d.]*[吨公斤千克立方米件支发枚桶升套箱万]/g,
  },
  layout: {
    of: 'place',
    pattern:
      /(?:平面图|布局图|管线图|施工图|剖面|地下\d?[一二三]?层|负[一二三]层|墙体厚|混凝土)[^\n。]{0,14}/g,
  },
  route: { of: 'place', pattern: /(?:运输|押运|行进|行车|途经|路线)[^\n。]{0,8}(?:路|街|大道|高速|桥)/g },
  depth: {
    of: 'place',
    pattern: /(?:埋深|坝高|水深|管径|供水量|日供水|装机容量|电压等级)[^\n。]{0,6}\d[\d.]*/g,
  },
  keeper: {
    of: 'place',
    pattern: /(?:负责人|保管员|库管|管理员|联系人|值班电话)[:：]?[\u4e00-\u9fff\d]{2,11}/g,
  },
} as const satisfies Record<string, FactKind>;
export type FactKindName = keyof typeof FACT_KINDS;

/** A fact in a text: where it stands, in UTF-16 units. */
export interface Fact {
  /** a kind of ours, or the name of a kind of a combination */
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** Facts of one kind that are taken from one text. */
const MOST_FACTS = 2_000;

export function findFacts(text: string, of: SubjectKind): Fact[] {
  return Object.entries(FACT_KINDS).flatMap(([kind, fact]) =>
    fact.of === of ? factsBy(text, kind, fact.pattern) : [],
  );
}

export function factsBy(text: string, kind: string, pattern: RegExp): Fact[] {
  const facts: Fact[] = [];
  for (const match of text.matchAll(pattern)) {
    facts.push({ kind, start: match.index, end: match.index + match[0].length });
    if (facts.length >= MOST_FACTS) break;
  }
  return facts;
}
