import { type AnchorRule, CELLS, foundAt, lineAround } from './rule.ts';

/** What stands for a value, or comes from elsewhere. */
const ELSEWHERE = /^(?:[*x.#?]{3,}|<.*|\$.*|\{.*|%.*|\[.*|your.*|-.*|&#.*|example.*|.*密码.*)$/i;

function isValue(value: string): boolean {
  // $1$…: the digest of one, as switches write it.
  return value.length >= 4 && (/^\$\d\$|^%[\^$@]%/.test(value) || !ELSEWHERE.test(value));
}

/** An option that takes a password, behind the program whose option it is; `user:password` counts from the colon. */
const OPTIONS: readonly (readonly [program: RegExp, option: RegExp])[] = [
  [/^(?:mysql|mysqldump|mysqladmin|mariadb)/i, / -p(?<value>[^\s'"-][^\s]{3,63})/],
  [/^(?:mysql|mysqldump|mysqladmin|mariadb)/i, / -p'(?<value>[^'\n]{4,64})'/],
  [/^(?:curl|wget)/i, / (?:-u|--user)[ =]?["']?[^\s:"']{1,64}:(?<value>[^\s"']{4,64})/],
  [/^redis-?cli/i, / (?:-a|--pass)[ =]?["']?(?<value>[^\s"']{4,64})/],
  [/^net use/i, / \/user:\S{1,64} (?<value>[^\s/]{4,64})/i],
  [/^net use/i, /^ (?:\S: )?\\\\\S{1,80} (?!\/)(?<value>[^\s/]{4,64})(?: \/user:|$)/i],
  [/^snmp(?:walk|get|bulkwalk|set)/i, / -c ["']?(?<value>[^\s"']{4,64})/],
  [/^net user/i, /^ [^\s/]{1,64} (?<value>[^\s/*]{4,64}) \/add/i],
  [/^(?:ldapsearch|ldapmodify|ldapadd)/i, / -w ["']?(?<value>[^\s"']{4,64})/],
  [/^(?:mongo|mongosh|mongodump)/i, / (?:-p|--password)[ =]?["']?(?<value>[^\s"']{4,64})/],
  [/^(?:sqlcmd|isql|bcp|disql)/i, / -P ?["']?(?<value>[^\s"']{4,64})/],
  [/^sqlplus/i, /^ [^\s/@]{1,64}\/(?<value>[^\s@]{4,64})@?/],
  [/^docker login/i, / -p ["']?(?<value>[^\s"']{4,64})/],
  [/^smbclient/i, / -U ["']?[^\s%"']{1,64}%(?<value>[^\s"']{4,64})/],
  [/^openssl/i, / -pass(?:in|out)? pass:(?<value>[^\s"']{4,64})/],
  [/^(?:zip|7z|unzip|rar)/i, / (?:-P |-p)(?<value>[^\s"']{6,64})/],
];

/** mysql -uroot -p…, curl -u user:…, net use … /user:admin … */
export const commandLines: AnchorRule = {
  reach: { before: 2, after: 260 },
  anchors: [
    'mysql',
    'mysqldump',
    'mysqladmin',
    'mariadb',
    'curl',
    'wget',
    'rediscli',
    'netuse',
    'netuser',
    'snmpwalk',
    'snmpget',
    'snmpset',
    'snmpbulkwalk',
    'ldapsearch',
    'ldapmodify',
    'ldapadd',
    'mongo',
    'mongosh',
    'mongodump',
    'sqlcmd',
    'isql',
    'bcp',
    'disql',
    'sqlplus',
    'dockerlogin',
    'smbclient',
    'openssl',
  ],
  worthALook: (text, end) => /^ [^\n]{0,200}?[-/:]/.test(text.slice(end, end + 210)),
  judge({ text, from, to }) {
    if (/[\w.]/.test(text[from - 1] ?? '')) return undefined;
    const { after } = lineAround(text, from, to);
    const program = text.slice(from, to);
    for (const [name, option] of OPTIONS) {
      if (!name.test(program)) continue;
      const match = option.exec(after);
      const value = match?.groups?.value;
      if (!match || value === undefined || !isValue(value)) continue;
      const at = to + match.index + match[0].lastIndexOf(value);
      return foundAt('password', { from: at, to: at + value.length }, 1);
    }
    return undefined;
  },
};

/** Lines of the settings of switches and routers: a word for the secret, how it is written, and the secret. */
const DEVICE =
  /^["']?[ ]+(?:(?:read|write|cipher|simple|plain|irreversible-cipher|sha256|hash|ascii|hex|encrypted|\d{1,2})[ ]+){0,3}["']?(?<value>[\x21-\x7e]{5,120})/i;
const DEVICE_LINE =
  /^[ ]*(?:undo )?(?:enable|username|local-user|user|snmp-server|snmp-agent|radius|tacacs|key|line|crypto|wpa|ppp|set authentication|ike|ntp|ip ospf|password|neighbor|isakmp|pre-shared)/i;
const WORDS =
  /^(?:read|write|version|group|host|none|local|all|required|policy|the|for|and|is|to|of|RO|RW)$/i;

/** snmp-server community …, enable secret 5 …, username admin password cipher … */
export const deviceSettings: AnchorRule = {
  reach: { before: 90, after: 160 },
  anchors: [
    'community',
    'secret',
    'password',
    'cipher',
    'presharedkey',
    'keystring',
    'sharedkey',
    'wpapassphrase',
  ],
  worthALook: (text, end) => /^["']? +[\x21-\x7e]{1,}/.test(text.slice(end, end + 6)),
  judge({ text, from, to }) {
    const { before, after } = lineAround(text, from, to);
    if (!DEVICE_LINE.test(before + text.slice(from, to))) return undefined;
    const match = DEVICE.exec(after);
    const value = match?.groups?.value?.replace(/["']$/, '');
    if (!match || value === undefined || !isValue(value) || WORDS.test(value)) return undefined;
    if (/^(?:public|private)$/i.test(value)) return undefined;
    const at = to + match[0].lastIndexOf(value);
    return foundAt('password', { from: at, to: at + value.length }, 1);
  },
};

const PAIR = /^[ ]?[/／|][ ]?(?<value>[\x21-\x7e]{5,40})(?![/\w])/;

/** root/…, admin / …: the name of an account and its password. */
export const accountPairs: AnchorRule = {
  reach: { before: 40, after: 60 },
  anchors: [
    'root',
    'admin',
    'administrator',
    'sysadmin',
    'sysdba',
    'guest',
    'postgres',
    'oracle',
    'weblogic',
    'tomcat',
    'sa',
    '账号',
    '帐号',
    '账户',
    '用户名',
    '登录名',
    '这个号',
  ],
  worthALook: (text, end) =>
    /^ ?[/／|] ?[\x21-\x7e]{5}|^ ?[:：] ?[\w.-]{2,24} ?[/／|] ?[\x21-\x7e]{5}/.test(
      text.slice(end, end + 40),
    ),
  judge({ text, from, to }) {
    if (/[\w/.\\@-]$|[\w/]:$/.test(text.slice(Math.max(0, from - 2), from))) return undefined;
    const named = /^[ ]?:[ ]?[\w.-]{2,24}(?=[ ]?[/|])/.exec(text.slice(to, to + 30))?.[0].length ?? 0;
    const value =
      PAIR.exec(text.slice(to + named, to + named + 48))?.groups?.value?.replace(/[,;.)\]]+$/, '') ?? '';
    const isMixed = /\d/.test(value) && /[A-Za-z]/.test(value) && !/[/\\]/.test(value);
    const isNumber = /^\d{6,12}$/.test(value);
    if (
      !(isMixed || isNumber) ||
      value.length < 5 ||
      ELSEWHERE.test(value) ||
      /\.(?:html?|php|jsp|js|css|png|jpg|aspx?)/i.test(value)
    )
      return undefined;
    const at = to + named + text.slice(to + named).indexOf(value);
    return foundAt('password', { from: at, to: at + value.length }, 1);
  },
};

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const HOOKS = new RegExp(
  `^(?:qyapi[^\\s?]{0,60}\\?key=${UUID}|feishu[^\\s?]{0,40}/hook/${UUID}|dingtalk[^\\s?]{0,40}\\?access_token=[0-9a-f]{32,}|slack\\.com/services/T[0-9A-Z]{6,}/B[0-9A-Z]{6,}/\\w{16,})`,
  'i',
);

/** Addresses of robots: whoever has one may write into the group. */
export const webhooks: AnchorRule = {
  reach: { before: 2, after: 200 },
  anchors: ['qyapi', 'feishu', 'dingtalk', 'slack'],
  worthALook: (text, end) => text[end] === '.',
  judge({ text, from }) {
    const match = HOOKS.exec(text.slice(from, from + 200));
    if (!match) return undefined;
    return { rule: 'access-token', from, to: from + match[0].length, severity: 1, masking: 'ends' };
  },
};

const COLUMN = /^(?:登录|初始|默认|管理员|数据库|系统|用户)?(?:密码|口令|passwd|password|pwd)$/i;

/** A table with a column of passwords: what stands in the rows below. */
export const passwordColumns: AnchorRule = {
  reach: { before: 160, after: 400 },
  anchors: ['密码', '口令', 'password', 'passwd', 'pwd'],
  worthALook: (text, end) => /^[ ]{0,3}[|\t\n,]|^ {2}/.test(text.slice(end, end + 4)),
  judge({ rows, from, to }) {
    const text = rows();
    const { before, line } = lineAround(text, from, to);
    const cells = line.split(CELLS);
    const column = before.split(CELLS).length - 1;
    if (cells.length < 2 || !COLUMN.test((cells[column] ?? '').trim())) return undefined;
    let at = text.indexOf('\n', to) + 1;
    for (let row = 0; row < 6 && at > 0 && at < text.length; row++) {
      const close = text.indexOf('\n', at);
      const own = text.slice(at, close < 0 ? text.length : close);
      const value = (own.split(CELLS)[column] ?? '').trim();
      const looksLikeOne =
        /^[\x21-\x7e]{4,40}$/.test(value) &&
        /\d/.test(value) &&
        (/[A-Za-z!@#$%^&*_]/.test(value) || value.length >= 6);
      if (looksLikeOne && !ELSEWHERE.test(value)) {
        const place = at + own.lastIndexOf(value);
        return foundAt('password', { from: place, to: place + value.length }, 1);
      }
      at = close < 0 ? 0 : close + 1;
    }
    return undefined;
  },
};

/** WiFi：name / password */
export const wirelessNames: AnchorRule = {
  reach: { before: 10, after: 90 },
  anchors: ['wifi', 'ssid', '无线网络', '无线热点'],
  worthALook: (text, end) => /^(?:名称?|热点|账号)?[ :：]/.test(text.slice(end, end + 4)),
  judge({ text, from, to }) {
    const { after } = lineAround(text, from, to);
    const match =
      /^(?:名称?|热点|账号)?[ :]{1,3}[^\s/|,:]{2,32}[ ]?[/|,:][ ]?(?:密码|口令|pwd|pw)?[ :]{0,2}(?<value>[\x21-\x7e]{8,40})(?:[ ,。;]|$)/i.exec(
        after,
      );
    const value = match?.groups?.value?.replace(/[,;.)]+$/, '') ?? '';
    if (!match || !/\d/.test(value) || ELSEWHERE.test(value) || /^https?:/i.test(value)) return undefined;
    const at = to + after.indexOf(value, match[0].length - value.length - 3);
    return foundAt('password', { from: at, to: at + value.length }, 1);
  },
};

/** 密码多少？ and the answer in the next line of a chat. */
const ANSWER =
  /^[^\n]{0,6}[?？]?[^\n]{0,4}\n(?:[^\n:：]{1,16}[:：][ ]?|[^\n]{1,12}\d{1,2}:\d{2}(?::\d{2})?\n)?[ ]*(?:是)?(?<value>[\x21-\x7e]{6,40})[ ]*(?:$|\n)/;

/** 密码 or 密码如下： and what may be one alone on the next line. */
const ON_NEXT_LINE =
  /^(?:如下|为|是)?[ ]*:?[ ]*\n[ ]*(?<value>(?=[^\n]*\d)(?=[^\n]*[A-Za-z])[\x21-\x7e]{6,40})[ ]*(?:$|\n)/;

export const passwordAnswers: AnchorRule = {
  reach: { before: 40, after: 90 },
  anchors: ['密码', '口令'],
  worthALook: (text, end) => /^[^\n]{0,10}\n/.test(text.slice(end, end + 11)),
  judge({ text, from, to }) {
    const { before, after } = lineAround(text, from, to);
    const behind = text.slice(to, to + 90);
    const isAsked = /[?？]|多少|是什么|发我|给我|发一下|发下/.test(before + after);
    const match = isAsked ? ANSWER.exec(behind) : ON_NEXT_LINE.exec(behind);
    const value = match?.groups?.value ?? '';
    if (
      !match ||
      !(/\d/.test(value) && (/[A-Za-z]/.test(value) || value.length >= 6)) ||
      ELSEWHERE.test(value)
    )
      return undefined;
    const at = to + match[0].lastIndexOf(value);
    return foundAt('password', { from: at, to: at + value.length }, 1);
  },
};

/** What four digits open. */
const DEVICE_LOCK = /(?:开机|锁屏|解锁|保险柜|保险箱|门禁|U盘)(?:的)?$/i;

/** 支付密码 258013: six digits behind a word for what it opens. */
export const shortCodes: AnchorRule = {
  reach: { before: 20, after: 30 },
  anchors: ['密码', '口令', '门禁码', '开门码', '锁屏码', 'pin', 'pin码'],
  worthALook: (text, end) => /^[ :：#是为]{0,3}\d{4}/.test(text.slice(end, end + 7)),
  judge({ text, from, to }) {
    const { before, after } = lineAround(text, from, to);
    const opens =
      /(?:支付|交易|取款|门禁|大门|房门|保险柜|保险箱|机房|开机|锁屏|解锁|登录|登陆|初始|默认|wifi|无线|会议|投屏|仓库|柜)(?:的)?$/i;
    const match = /^[ :#是为]{0,3}(?<value>\d{4,12})(?![\d位个-])[^\p{L}]*(?:$|[,。; \n])/u.exec(after);
    const value = match?.groups?.value ?? '';
    const isCode = /码$|pin/i.test(text.slice(from, to)) && !/密码$/.test(text.slice(from, to));
    const isNamed = isCode && /^[ ]?[:是为]/.test(after) && !/[A-Za-z]$/.test(before);
    if (!match || !(isNamed || (value.length >= 6 && opens.test(before)) || DEVICE_LOCK.test(before)))
      return undefined;
    const at = to + match[0].indexOf(value);
    return foundAt('password', { from: at, to: at + value.length }, 1);
  },
};
