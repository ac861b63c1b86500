import type { LocalText } from '@zhengdun/contract';
import type { FactKindName } from './facts.ts';

const FACT_WORDS = {
  'identity-number': { zh: '身份证号码', en: 'identity number' },
  'masked-number': { zh: '隐去一部分的号码', en: 'partly masked number' },
  mobile: { zh: '手机号码', en: 'mobile number' },
  home: { zh: '住址', en: 'home address' },
  birth: { zh: '出生日期', en: 'date of birth' },
  post: { zh: '职务', en: 'post' },
  bank: { zh: '银行账号', en: 'bank account' },
  plate: { zh: '车牌', en: 'vehicle plate' },
  family: { zh: '家庭成员', en: 'family' },
  school: { zh: '就读学校', en: 'school' },
  health: { zh: '健康状况', en: 'health' },
  routine: { zh: '行程规律', en: 'habits and journeys' },
  address: { zh: 'IP地址', en: 'IP address' },
  port: { zh: '端口', en: 'port' },
  software: { zh: '软件版本', en: 'software version' },
  account: { zh: '账号', en: 'account' },
  weakness: { zh: '漏洞', en: 'weakness' },
  topology: { zh: '网络结构', en: 'network layout' },
  machine: { zh: '机房位置', en: 'where its machines stand' },
  maker: { zh: '建设运维单位', en: 'who builds or runs it' },
  grade: { zh: '等保级别', en: 'protection grade' },
  backup: { zh: '备份安排', en: 'backups' },
  position: { zh: '坐标', en: 'coordinates' },
  guards: { zh: '守卫人数', en: 'guards' },
  shift: { zh: '值班换班时间', en: 'shifts' },
  cameras: { zh: '监控布设', en: 'cameras' },
  entrance: { zh: '出入口', en: 'entrances' },
  stock: { zh: '储备数量', en: 'stock' },
  layout: { zh: '内部结构', en: 'layout' },
  route: { zh: '运输路线', en: 'routes' },
  depth: { zh: '工程参数', en: 'engineering figures' },
  keeper: { zh: '负责人', en: 'who is in charge' },
} as const satisfies Record<FactKindName, LocalText>;

/** What a kind of fact is called; one that a unit has added is called as the unit calls it. */
export function factWords(kind: string): LocalText {
  const words: Readonly<Partial<Record<string, LocalText>>> = FACT_WORDS;
  return words[kind] ?? { zh: kind, en: kind };
}
