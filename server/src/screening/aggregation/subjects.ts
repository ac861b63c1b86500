import type { SubjectKind } from './facts.ts';

/** A person, place or system that a text speaks of, and where. */
export interface Mention {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const MOST_MENTIONS = 5_000;
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤甘';
const NAME = `(?:欧阳|上官|司马|诸葛|[${SURNAMES}])[\\u4e00-\\u9fff]{1,2}`;
/** Names stand behind their label, before what is said of a person, or in a cell of their own. */
const PERSONS: readonly RegExp[] = [
  new RegExp(
    `(?:姓名|联系人|负责人|申请人|当事人|经办人|救助对象|获奖人|公示对象|拟任人选|党员|学生|教师|职工|被告|原告|保管员|管理员)[:： \\t]{0,2}(${NAME})(?![\\u4e00-\\u9fff])`,
    'g',
  ),
  new RegExp(`(?<![\\u4e00-\\u9fff])(${NAME})(?=[,，、 ]?(?:男|女)[,，、 ])`, 'g'),
  new RegExp(
    `(?<![\\u4e00-\\u9fff])(${NAME})(?=同志|老师|先生|女士|[（(](?:男|女|身份证|电话|手机|\\d))`,
    'g',
  ),
  new RegExp(
    `(?<![\\u4e00-\\u9fff])(${NAME})(?=[:：,，]?[ ]?(?:现住|家住|住|现任|任|担任|手机|电话|身份证|出生|就读|患|毕业))`,
    'g',
  ),
  new RegExp(`(?:^|[\\t|,，\\n]|\\d[ .、])[ ]?(${NAME})(?=[ ]?(?:[\\t|,，]|[ ]{1,4}[\\dA-Z男女*]))`, 'g'),
];
const SYSTEM =
  /(?<![\u4e00-\u9fffA-Za-z])[\u4e00-\u9fffA-Za-z]{2,16}?(?:系统|平台|门户网站|网站|数据库|服务器|内网|专网|小程序|APP)(?![\u4e00-\u9fff]{0,1}(?:建设|工程|的通知))/g;
const SYSTEM_WITHIN = /[\u4e00-\u9fff]{2,12}(?:系统|平台|门户网站|数据库|内网|专网)/g;
const PLACE =
  /[\u4e00-\u9fff]{2,14}?(?:仓库|油库|冷库|金库|枪库|弹药库|物资库|储备库|水库|大坝|水厂|水源地|变电站|调压站|泵站|雷达站|机房|基地|监控中心|指挥中心|数据中心|档案馆|看守所|戒毒所|机场|哨所|营区|隧道|大桥|加油站|气站|考点|命题点)/g;
/** What a name may begin with by accident, since words are not parted. */
const HEADS =
  /^(?:关于|位于|设在|在|对|将|由|于|和|及|与|为|该|本|我|其|各|经|从|到|向|是|有|全|新建|建设|改造|做好|加强|开展|完成|通过|登录|访问|使用|目前|现有|进入|负责|推进|升级|部署)+/;
const EVERYWHERE =
  /^(?:管理|信息|业务|操作|办公|相关|有关|各|应用|政府|政务|公共|服务|数据|门户|监控|综合)*(?:系统|平台|网站|数据库|服务器|机房|仓库|基地|内网)$/;

export function findSubjects(text: string, kind: SubjectKind): Mention[] {
  const mentions: Mention[] = [];
  for (const pattern of kind === 'person' ? PERSONS : kind === 'place' ? [PLACE] : [SYSTEM, SYSTEM_WITHIN]) {
    for (const match of text.matchAll(pattern)) {
      if (mentions.length >= MOST_MENTIONS) break;
      const whole = match[1] ?? match[0];
      const name = kind === 'person' ? whole : whole.replace(HEADS, '');
      if (name.length < 2 || (kind !== 'person' && (name.length < 4 || EVERYWHERE.test(name)))) continue;
      const start = match.index + match[0].indexOf(name);
      mentions.push({ name, start, end: start + name.length });
    }
  }
  return sorted(mentions);
}

/** Where names that are given stand. */
export function findNamed(text: string, names: readonly string[]): Mention[] {
  const mentions: Mention[] = [];
  for (const name of names) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      mentions.push({ name, start: at, end: at + name.length });
      if (mentions.length >= MOST_MENTIONS) break;
    }
  }
  return sorted(mentions);
}

function sorted(mentions: readonly Mention[]): Mention[] {
  return mentions.toSorted((a, b) => a.start - b.start || b.end - a.end);
}
