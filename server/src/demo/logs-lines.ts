import type { LogKindName, LogWay } from '@zhengdun/contract';
import { BEIJING_MS } from '../kernel/durations.ts';
import { chance } from './chance.ts';

/** A source of logs of the invented city. */
export interface DemoSource {
  readonly name: string;
  /** key of the unit */
  readonly unit: string;
  readonly way: LogWay;
  readonly kind: LogKindName;
  readonly address: string;
  readonly app?: string;
  /** lines of an hour of daylight, on the average; 0 has never sent anything */
  readonly busy: number;
  /** it has sent nothing for the last two days */
  readonly isSilent?: true;
}

export const LOG_SOURCES: readonly DemoSource[] = [
  {
    ...{ name: '教育局门户网站', unit: 'jiaoyu', way: 'relp', kind: 'access', address: '192.0.2.10' },
    ...{ app: 'nginx', busy: 9 },
  },
  {
    ...{ name: '教育局报名数据库', unit: 'jiaoyu', way: 'relp', kind: 'database', address: '192.0.2.11' },
    ...{ app: 'postgres', busy: 3 },
  },
  {
    ...{ name: '民政局门户网站', unit: 'minzheng', way: 'relp', kind: 'access', address: '192.0.2.20' },
    ...{ app: 'nginx', busy: 4, isSilent: true },
  },
  {
    ...{ name: '政务云堡垒机', unit: 'shuju', way: 'syslog-tls', kind: 'device', address: '192.0.2.30' },
    busy: 2,
  },
  {
    ...{ name: '教育局短信网关', unit: 'jiaoyu', way: 'syslog-tcp', kind: 'device', address: '192.0.2.12' },
    busy: 0,
  },
];

const PAGES = [
  ...['/', '/zwgk/', '/zwgk/tzgg/202611/t20261118_1042.html', '/bsfw/ksbm/', '/hdjl/ldxx/', '/css/site.css'],
  ...['/js/site.js', '/images/banner.jpg', `/search?q=${encodeURIComponent('入学报名')}`, '/bsfw/xjcx/'],
] as const;
const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
] as const;
const STATEMENTS = [
  "connection authorized: user=baoming database=baoming application_name='报名系统'",
  "statement: UPDATE baoming SET state = '已审核' WHERE batch = 202611",
  "statement: INSERT INTO shenhe (batch, result) VALUES (202611, '通过')",
  'disconnection: session time: 0:04:11.021 user=baoming database=baoming host=192.0.2.13',
] as const;
const DEVICE = [
  'pam_unix(sshd:session): session opened for user ops1(uid=1001) by (uid=0)',
  'pam_unix(sshd:session): session closed for user ops1',
  'Accepted publickey for ops1 from 192.0.2.41 port 52144 ssh2',
  'Failed password for invalid user admin from 198.51.100.23 port 40022 ssh2',
] as const;

function oneOf<T>(values: readonly T[], seed: string): T {
  return values[Math.floor(chance(seed) * values.length)] as T;
}

/** A line as rsyslog hands it on, without the line feed. @param at when it is said to happen */
export function demoLine({ name, kind, app }: DemoSource, at: Date, seed: string): string {
  const local = new Date(at.getTime() + BEIJING_MS).toISOString();
  const stamp = `${local.slice(0, 19)}+08:00`;
  switch (kind) {
    case 'access':
      return `<190>${stamp} web1 ${app ?? 'nginx'}: ${accessLine(local, `${name} ${seed}`)}`;
    case 'database':
      return `<134>${stamp} db1 ${app ?? 'postgres'}[2071]: LOG:  ${oneOf(STATEMENTS, seed)}`;
    default:
      return `<86>${stamp} bastion sshd[811]: ${oneOf(DEVICE, seed)}`;
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function accessLine(local: string, seed: string): string {
  const time = `${local.slice(8, 10)}/${MONTHS[Number(local.slice(5, 7)) - 1]}/${local.slice(0, 4)}:${local.slice(11, 19)} +0800`;
  // Somebody looks for doors that are not there.
  if (chance(`scan ${seed}`) < 0.03)
    return `198.51.100.23 - - [${time}] "GET /phpmyadmin/index.php HTTP/1.1" 404 548 "-" "curl/8.5.0"`;
  const client = `203.0.113.${Math.floor(chance(`client ${seed}`) * 250) + 1}`;
  const status = chance(`status ${seed}`) < 0.02 ? 502 : 200;
  const bytes = 400 + Math.floor(chance(`bytes ${seed}`) * 60_000);
  return `${client} - - [${time}] "GET ${oneOf(PAGES, `page ${seed}`)} HTTP/1.1" ${status} ${bytes} "-" "${oneOf(AGENTS, `agent ${seed}`)}"`;
}
