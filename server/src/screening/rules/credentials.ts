import { type AnchorRule, foundAt, lineAround } from './rule.ts';

/** What stands where a secret would stand in a pattern, a form or an explanation. */
const PLACEHOLDER =
  /^(?:[*x.\-_#?]{3,}|null|none|nil|undefined|true|false|string|text|varchar.*|password|passwd|pwd|your.*|my_?pass.*|change_?me.*|(?:example|sample)[a-z_-]*|test_?password|required|input.*|hidden|enter.*|<.*|\$.*|\{.*|%.*|\[.*|process\.env.*|os\.(?:environ|getenv).*|(?:config|settings|request|req|this|self|env|options|user|form|data|props|params)[.[(].*|[a-z_]+\(.*|https?:.*|&#.*)$/i;

/** Whether it may be a password, and is no word for one. */
export function isSecret(value: string): boolean {
  if (value.length < 4 || PLACEHOLDER.test(value)) return false;
  // A lone word of letters is a name of something more often than a password.
  return (
    /\d/.test(value) ||
    (/[^A-Za-z]/.test(value) && /[A-Za-z]/.test(value)) ||
    (/[a-z]/.test(value) && /[A-Z]/.test(value.slice(1)))
  );
}

/** Bits a character: 16 random letters and digits have more than 3. */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const sign of value) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}

const ASSIGNED =
  /^["'”\])]{0,2}[ ]*(?:\([^)]{0,12}\))?[ ]*(?:[=-]>|[:=]{1,2}|is[ :]{1,2}|(?:统一|都|均|仍|还|就|已|已经|一律|全部|暂时|现在|目前|默认|初始)?(?:为|是|设为|设成|设置为|设置成|改为|改成|更改为|更换为|换成|重置为|重置成|默认为|初始为|用)了?)[ ]*["'“]?(?<value>[\x21-\x7e]{1,80})(?<next>.?)/;
const SERVICE = /(?:data source|server|host|jdbc:|database|initial catalog)\s*[=:]/i;

/** 密码Abc@1234: right behind the word, so it has to look like one; 密码SM4 is an algorithm. */
const ADJOINING = /^[】\]]?[ ]{0,2}["“「]?(?<value>[\x21-\x7e]{6,40})/;
/** 密码还是原来那个 Abc@1234: in free speech it has to be all that a password is made of. */
const SPOKEN =
  /^(?:还是|仍是|仍为|就是|跟|和|沿用|没变|没改|不变|统一|恢复)\p{sc=Han}{0,10}[ :,]{1,2}["“「]?(?<value>[A-Za-z0-9!@#$%^&*_+.-]{6,40})/u;
/** What stands behind 密码 where it means cryptography. */
export const ALGORITHM = /^(?:SM\d|AES|DES|RSA|ECC|TLS|SSL|HMAC|SHA|MD5|USB|UKey|PKI|CA\b|GM|GB|IC)/i;
/** <property name="password" value="…"/> */
const VALUE_OF = /^["'][ ]{1,4}(?:value|content)=["'](?<value>[^"'\n]{4,80})["']/;

/** define('DB_PASSWORD', '…') */
const CALLED = /(?:define|set|put|setProperty|setenv|env)\([ ]*["'][\w.-]*$/i;
const ARGUMENT = /^[\w.-]*["'][ ]*,[ ]*["'](?<value>[^"'\n]{4,80})["']/;

function strongBehind(after: string): string | undefined {
  const named = VALUE_OF.exec(after)?.groups?.value;
  if (named !== undefined) return named;
  const spoken = SPOKEN.exec(after)?.groups?.value ?? '';
  if (/\d/.test(spoken) && /[A-Za-z]/.test(spoken) && /[!@#$%^&*_]|[a-z].*[A-Z]|[A-Z].*[a-z]/.test(spoken))
    return ALGORITHM.test(spoken) || /@.+\.[A-Za-z]{2,}$/.test(spoken) ? undefined : spoken;
  const value = ADJOINING.exec(after)?.groups?.value?.replace(/[,;.)\]]+$/, '') ?? '';
  const isMixed = /\d/.test(value) && /[A-Za-z]/.test(value);
  return value.length >= 6 && isMixed && !ALGORITHM.test(value) && !/^[(["'<]/.test(value)
    ? value
    : undefined;
}

/** 用户名/密码：gov / …: the first is the name. */
const NAME_AND = /(?:用户名?|[账帐]号|[账帐]户|登录名|工号)[ ]*(?:[/、,|和及与&])[ ]*(?:初始|默认|登录)?$/;
const BOTH = /^[ ]*:[ ]*[\w.@-]{2,40}[ ]*[/,|、][ ]*(?<value>[\x21-\x7e]{4,60})/;

/** db_pass, bind_pw: with what they open before them. */
const SHORT_NAMES = [
  'db',
  'user',
  'root',
  'admin',
  'ftp',
  'mail',
  'smtp',
  'bind',
  'sql',
  'mysql',
  'redis',
  'my',
  'login',
  'auth',
  'conn',
  'sys',
  'rpc',
  'svc',
  'app',
].flatMap((name) => [`${name}pass`, `${name}pw`, `${name}psw`]);

/** 初始密码：…, password=…; in a connection string it is told as that. */
export const passwords: AnchorRule = {
  reach: { before: 100, after: 130 },
  anchors: [
    '密码',
    '口令',
    'password',
    'passwd',
    'pwd',
    'passphrase',
    'sshpass -p',
    'redis.auth',
    'requirepass',
    'masterauth',
    'passcode',
    'pswd',
    'passw0rd',
    'pa55word',
    'mima',
    'kouling',
    '密秘码',
    'credentials',
    ...SHORT_NAMES,
  ],
  worthALook: (text, end) =>
    /[:=：＝为為是成换換用]|^[】\]]?\s?[“「]?[\x21-\x7e]/.test(text.slice(end, end + 24)),
  judge({ text, from, to }) {
    const { before, after } = lineAround(text, from, to);
    const match = ASSIGNED.exec(after);
    const argument = CALLED.test(before) ? ARGUMENT.exec(after)?.groups?.value : undefined;
    const behind = match ? undefined : (argument ?? strongBehind(after));
    if (behind !== undefined) {
      if (!isSecret(behind) || /(?:商用|电子)$/.test(before)) return undefined;
      const start = to + after.indexOf(behind);
      return foundAt('password', { from: start, to: start + behind.length }, 1);
    }
    const isPair = NAME_AND.test(before) && /^[ ]*[:]/.test(after);
    const pair = isPair ? BOTH.exec(after)?.groups?.value : undefined;
    if (pair !== undefined && isSecret(pair)) {
      const start = to + after.indexOf(pair, after.search(/[/,|]|[ ](?=\S+$)/));
      return foundAt('password', { from: start, to: start + pair.length }, 1);
    }
    const raw = match?.groups?.value ?? '';
    const inConnection = SERVICE.test(before) && /[;&?]/.test(before.slice(-40));
    const value = (inConnection ? (raw.split(/[;&"']/)[0] ?? '') : (raw.split(/["'<>]/)[0] ?? '')).replace(
      /[,;.)\]]+$/,
      '',
    );
    if (
      !isSecret(value) ||
      (raw.length === value.length && /^[位个字次种级-]/.test(match?.groups?.next ?? ''))
    )
      return undefined;
    // 8-16位: how long one has to be; a word that goes on in Chinese is no password.
    if (/^\d{1,2}[-~]\d{1,2}$/.test(value)) return undefined;
    const at =
      to + after.indexOf(value, (match?.[0].length ?? 0) - (match?.groups?.next ?? '').length - raw.length);
    return foundAt(inConnection ? 'connection-string' : 'password', { from: at, to: at + value.length }, 1);
  },
};

/** 密(码)：…: brackets put into the word. */
export const bracketedPasswords: AnchorRule = {
  reach: { before: 100, after: 130 },
  anchors: ['码', '令'],
  worthALook: (text, end) =>
    /[密口][(（[〔【「『"“][码碼令]$/.test(text.slice(Math.max(0, end - 3), end)) &&
    /^[)）\]〕】」』"”]/.test(text.slice(end, end + 1)),
  judge: (spot) => passwords.judge({ ...spot, to: spot.to + 1 }),
};

/** pass: … as a name alone on its line or in its braces: elsewhere it is a word. */
export const passEntries: AnchorRule = {
  reach: { before: 40, after: 100 },
  anchors: ['pass', 'psw'],
  worthALook: (text, end) => /^["']?\s?[:=]/.test(text.slice(end, end + 3)),
  judge(spot) {
    const { before } = lineAround(spot.text, spot.from, spot.to);
    return /(?:^|[{,])[\s"'-]*$/.test(before) ? passwords.judge(spot) : undefined;
  },
};

/** A key in PEM with something in it. */
export const privateKeys: AnchorRule = {
  reach: { before: 48, after: 420 },
  anchors: ['privatekey'],
  judge({ text, from, to }) {
    const head = /-----BEGIN (?:[A-Z0-9]+ ){0,2}$/.exec(text.slice(Math.max(0, from - 40), from));
    const body = /^(?: BLOCK)?-----\s*(?:[A-Za-z-]+: [^\n]*\n\s*)*[A-Za-z0-9+/=]{14,}/.exec(
      text.slice(to, to + 400),
    );
    if (!head || !body) return undefined;
    return foundAt('private-key', { from: from - head[0].length, to: to + body[0].length }, 1);
  },
};

/** The key file of PuTTY, which says in its first line what it is. */
export const puttyKeys: AnchorRule = {
  reach: { before: 0, after: 40 },
  anchors: ['puttyuserkeyfile'],
  judge({ text, from, to }) {
    const head = /^-\d: [\w-]{4,20}/.exec(text.slice(to, to + 30));
    return head ? foundAt('private-key', { from, to: to + head[0].length }, 1) : undefined;
  },
};

/** Keys that tell by their beginning whose they are. */
const KEY_FORMS =
  /^(?:AKIA[0-9A-Z]{16}|ASIA[0-9A-Z]{16}|LTAI[0-9A-Za-z]{12,24}|AKID[0-9A-Za-z]{28,36}|AIza[\w-]{35}|gh[pousr]_[0-9A-Za-z]{36,}|github_pat_\w{40,}|glpat-[\w-]{20,}|xox[bporsa]-[\w-]{20,}|sk-(?:proj-|live-|ant-)?[\w-]{20,}|sk_live_\w{20,}|SG\.[\w-]{20,}\.[\w-]{20,})(?![0-9A-Za-z])/;

export const cloudKeys: AnchorRule = {
  reach: { before: 4, after: 200 },
  anchors: [
    'akia',
    'asia',
    'ltai',
    'akid',
    'aiza',
    'ghp',
    'gho',
    'ghs',
    'githubpat',
    'glpat',
    'xoxb',
    'xoxp',
    'skproj',
    'sklive',
    'skant',
  ],
  worthALook: (text, end) => /^[\w.-]{10}/.test(text.slice(end, end + 10)),
  judge({ text, from }) {
    if (/[0-9A-Za-z_]/.test(text[from - 1] ?? '')) return undefined;
    const key = KEY_FORMS.exec(text.slice(from, from + 200))?.[0];
    if (!key || entropy(key) < 2.8 || /example/i.test(key)) return undefined;
    return foundAt('cloud-key', { from, to: from + key.length }, 1);
  },
};

/** 邮箱授权码 are sixteen letters. */
const LETTERS_ALONE = /^[a-z]{16}$/;
const NAMED_KEY =
  /^["'”\])]{0,2}[ ]*(?:[:=]{1,2}|=>|为|是|(?=["'“ ]{0,2}(?:[0-9a-f]{32}|[A-Za-z0-9+/]{28})))[ ]*["'“]?(?:(?:Bearer|Basic)\s+)?(?<value>[A-Za-z0-9+/_\-.=]{16,200})/;

/** signKey, jwt_secret, deploy token */
const KEY_NAMES = [
  'sign',
  'aes',
  'des',
  'sm4',
  'sm2',
  'encrypt',
  'pay',
  'mch',
  'merchant',
  'hmac',
  'jwt',
  'master',
  'session',
  'security',
  'service',
  'license',
  'private',
  'push',
  'sms',
  'oss',
  'cos',
  'bot',
  'deploy',
  'personal',
  'webhook',
  'user',
  'api',
  'refresh',
  'bearer',
]
  .flatMap((name) => [`${name}key`, `${name}secret`, `${name}token`])
  .filter((name) => name !== 'privatekey');

/** secretKey = …, AppSecret：… with a value that is random. */
export const accessTokens: AnchorRule = {
  reach: { before: 4, after: 220 },
  anchors: [
    'secretkey',
    'accesskey',
    'accesskeysecret',
    'secretaccesskey',
    'appsecret',
    'clientsecret',
    'apikey',
    'accesstoken',
    'authtoken',
    'secretid',
    'appkey',
    'authorization',
    'accountkey',
    'secret',
    'token',
    '密钥',
    '私钥',
    'privatekey',
    '授权码',
    'encryptionkey',
    ...KEY_NAMES,
  ],
  worthALook: (text, end) => /[:=：＝为是]|^["'” ]{0,2}[A-Za-z0-9+/]{12}/.test(text.slice(end, end + 16)),
  judge({ text, from, to }) {
    const { before, after } = lineAround(text, from, to);
    // A page's guard against forged requests is anew in each page.
    if (/[cx]srf[_-]?$/i.test(before)) return undefined;
    const match = NAMED_KEY.exec(after);
    const value = match?.groups?.value ?? '';
    if (
      PLACEHOLDER.test(value) ||
      /example|placeholder|xxxx/i.test(value) ||
      !(/\d/.test(value) || (LETTERS_ALONE.test(value) && text.slice(0, to).endsWith('授权码'))) ||
      !/[A-Za-z]/.test(value)
    )
      return undefined;
    if (entropy(value) < 3 || /^eyJ/.test(value)) return undefined;
    const at = to + (match?.[0].length ?? 0) - value.length;
    return foundAt('access-token', { from: at, to: at + value.length }, 1);
  },
};

const SHORT_NAMED =
  /^(?:["']?[ ]?[:=][ ]?["']?(?<value>[A-Za-z0-9+/_-]{20,64})|(?<whole>-[A-Za-z0-9]{20,}))(?![A-Za-z0-9])/;

/** SK=…, sk-…: two letters say little, so what follows has to be random. */
export const shortSecrets: AnchorRule = {
  reach: { before: 2, after: 80 },
  anchors: ['sk'],
  worthALook: (text, end) => /^(?:["']?\s?[:=：]|-[A-Za-z0-9]{8})/.test(text.slice(end, end + 10)),
  judge({ text, from, to }) {
    if (/[0-9A-Za-z_-]/.test(text[from - 1] ?? '')) return undefined;
    const match = SHORT_NAMED.exec(text.slice(to));
    const { value, whole } = match?.groups ?? {};
    const secret = value ?? whole ?? '';
    if (!match || !/\d/.test(secret) || !/[A-Za-z]/.test(secret) || entropy(secret) < 3) return undefined;
    const end = to + match[0].length;
    return foundAt('access-token', { from: whole ? from : end - secret.length, to: end }, 1);
  },
};

/** A JSON web token: the head has to say how it is signed. */
export const webTokens: AnchorRule = {
  reach: { before: 0, after: 900 },
  anchors: ['eyj'],
  worthALook: (text, end) => /^[\w-]{6}/.test(text.slice(end, end + 6)),
  judge({ text, from }) {
    const token = /^(eyJ[\w-]{8,})\.eyJ[\w-]{8,}\.[\w-]{16,}/.exec(text.slice(from, from + 2000));
    if (!token || !/"alg"/.test(Buffer.from(token[1] ?? '', 'base64url').toString('latin1')))
      return undefined;
    return foundAt('web-token', { from, to: from + token[0].length }, 1);
  },
};

/** jdbc:oracle:thin:user/password@host */
const ORACLE = /^:thin:[^\s/:@]{1,64}\/(?<value>[^\s/@]{3,64})@[\w.[\]-]+/;
const WITH_PASSWORD = /^(?:\+srv)?:\/\/[^\s/:@]{0,64}:(?<value>[^\s/@]{3,64})@[\w.[\]-]+/;

/** mysql://user:password@host and the like. */
export const connectionStrings: AnchorRule = {
  reach: { before: 0, after: 320 },
  anchors: [
    'http',
    'https',
    'ftp',
    'sftp',
    'mysql',
    'postgres',
    'postgresql',
    'mongodb',
    'redis',
    'amqp',
    'smtp',
    'ldap',
    'sqlserver',
    'oracle',
    'kingbase8',
    'dm',
    'rtsp',
    'ssh',
    'smb',
    'svn',
    'telnet',
    'mqtt',
    'amqps',
    'rediss',
    'ftps',
    'ldaps',
    'smtps',
    'imap',
    'imaps',
    'pop3',
  ],
  worthALook: (text, end) =>
    /^(?:(?:\+srv)?:\/\/[^\s/:@]{0,64}:[^\s/@]{3,64}@|:thin:[^\s@]{5,128}@)/.test(text.slice(end, end + 144)),
  judge({ text, from, to }) {
    const behind = text.slice(to, to + 300);
    const match = WITH_PASSWORD.exec(behind) ?? ORACLE.exec(behind);
    const value = match?.groups?.value ?? '';
    if (!match || PLACEHOLDER.test(value)) return undefined;
    return foundAt('connection-string', { from, to: to + match[0].length }, 1);
  },
};
