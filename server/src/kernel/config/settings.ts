import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { LocalText } from '@zhengdun/contract';
import { FILING_NUMBER_FORMS, MARK_LINK, provinceOfCharacter, provinceOfCode } from '@zhengdun/rulebook';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { certificatesSchema, networkSchema, resolverAddressSchema } from '../egress/index.ts';
import { commaList, oneOf, plainWords, type ValueSpec, wholeNumber } from '../value.ts';
import {
  collectorName,
  fixedStorePlace,
  logEndpoint,
  logFiles,
  stampAuthority,
  storePlace,
} from './log-places.ts';

/** One setting: a value that may stand in the environment or in the configuration file under the same name. */
interface Setting<T> extends ValueSpec<T> {
  readonly help: LocalText;
  /** shown as •••• wherever settings are printed */
  readonly secret?: true;
}

const absolutePath: ValueSpec<string> = {
  schema: z
    .string()
    .max(4096)
    .refine((text) => path.isAbsolute(text) && !text.includes('\0')),
  allowed: { zh: '绝对路径', en: 'an absolute path' },
  example: '/var/lib/zhengdun',
};

/** Off loopback everything goes by TLS: see kernel/http/exposure.ts. */
const listenAddress: ValueSpec<string> = {
  schema: z
    .string()
    .transform((text) => (text === 'localhost' ? '127.0.0.1' : text))
    .refine((text) => ipaddr.isValid(text)),
  allowed: {
    zh: '本机的IP地址，0.0.0.0 为全部',
    en: 'an IP address of this machine; 0.0.0.0 is all of them',
  },
  example: '0.0.0.0',
};

const hostName: ValueSpec<string> = {
  schema: z
    .string()
    .max(253)
    .transform((text) => text.toLowerCase())
    .pipe(z.string().regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/)),
  allowed: { zh: '主机名', en: 'host names' },
  example: 'zhengdun.example.gov.cn',
};

/** Belief in half the world is a mistake: whoever is believed may say to be anybody. */
const proxyNetwork: ValueSpec<string> = {
  schema: networkSchema.transform(inPlainSpelling).refine(isNarrow),
  allowed: {
    zh: '反向代理的IP地址或网段，网段不大于 /8（IPv6 不大于 /32）',
    en: 'addresses or networks of reverse proxies, no larger than /8 (IPv6: /32)',
  },
  example: '127.0.0.1',
};

const readableFile: ValueSpec<string> = {
  schema: absolutePath.schema.refine((file) => isFile(file, constants.R_OK)),
  allowed: { zh: '可读文件的绝对路径', en: 'the absolute path of a readable file' },
  example: '/etc/zhengdun/tls.pem',
};

const program: ValueSpec<string> = {
  schema: absolutePath.schema.refine((file) => isFile(file, constants.X_OK)),
  allowed: { zh: '可执行文件的绝对路径', en: 'the absolute path of a program that can be run' },
  example: '/usr/bin/chromium',
};

/** A PEM file; the value is its certificates, each in PEM form. */
const certificateFile: ValueSpec<readonly string[]> = {
  schema: absolutePath.schema
    .refine((file) => isFile(file, constants.R_OK) && statSync(file).size <= 1024 * 1024)
    .transform((file) => readFileSync(file, 'utf8'))
    .pipe(certificatesSchema),
  allowed: { zh: '可读的PEM证书文件的绝对路径', en: 'the absolute path of a readable PEM file' },
  example: '/etc/zhengdun/ca.pem',
};

const databaseUrl: ValueSpec<string> = {
  schema: z
    .string()
    .max(4096)
    .refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text)),
  allowed: { zh: 'PostgreSQL 连接地址', en: 'a PostgreSQL address' },
  example: 'postgresql://zhengdun_app:密码@127.0.0.1:5432/zhengdun',
};

/** Which side of a sentence with two honest readings is taken: `R6=b,R8=b`. */
const readings: ValueSpec<Readonly<Record<string, 'a' | 'b'>>> = {
  schema: commaList({
    schema: z.string().regex(/^R[1-8]=[ab]$/),
    allowed: { zh: '', en: '' },
    example: '',
  }).schema.transform((items) =>
    Object.fromEntries(items.map((item) => [item.slice(0, 2), item.endsWith('a') ? 'a' : 'b'] as const)),
  ),
  allowed: {
    zh: 'R1 至 R8 的取舍，a 或 b，多个之间用逗号',
    en: 'choices between readings R1 to R8, a or b, commas between several',
  },
  example: 'R6=b,R8=b',
};

/** A filing number in its one form, without blanks; the digits of a police number begin with those of its province. */
function filingNumber(form: 'icp-filing' | 'police-filing', example: string): ValueSpec<string> {
  const pattern = FILING_NUMBER_FORMS.rows.find(({ name }) => name === form)?.pattern;
  return {
    schema: z
      .string()
      .max(60)
      .transform((text) => text.replaceAll(/\s/g, ''))
      .refine((text) => {
        const found = pattern?.exec(text);
        const { province = '', number = '' } = found?.groups ?? {};
        const isOwn =
          form === 'icp-filing' || provinceOfCharacter(province)?.code === provinceOfCode(number)?.code;
        return found?.[0] === text && isOwn;
      }),
    allowed: {
      zh: `带省级简称的完整编号，如 ${example}`,
      en: 'the whole number with the character of the province',
    },
    example,
  };
}

/** The address of a mark's record, as it is copied from a page or from its source. */
const markRecord: ValueSpec<string> = {
  schema: z
    .string()
    .max(200)
    .refine((text) => MARK_LINK.test(text))
    .transform((text) => `https://bszs.conac.cn/sitename?method=show&id=${text.slice(-32)}`),
  allowed: {
    zh: '网上标识查询页的地址，以32位编号结尾',
    en: "the address of the mark's record, with 32 characters at its end",
  },
  example: `https://bszs.conac.cn/sitename?method=show&id=${'0'.repeat(32)}`,
};

/** Every setting by its name. The first sentence of `help` is what `zhengdun doctor` and the documents show. */
export const SETTINGS = {
  ZHENGDUN_DATA: { ...absolutePath, help: { zh: '数据目录', en: 'data directory' } },
  ZHENGDUN_SITES: {
    ...absolutePath,
    example: '/var/www/zhengdun',
    help: {
      zh: '静态发布的网页存放的文件夹，各单位在其下各用一个子文件夹；不填则不能发布到文件夹',
      en: 'folder below which static pages are written, one of its folders for each outlet; without it none is',
    },
  },
  ZHENGDUN_COMPARE_HOURS: {
    ...wholeNumber({ min: 0, max: 168, example: 24 }),
    help: {
      zh: '发布后自动比对网页的间隔小时数，默认24；0为不自动比对',
      en: 'hours between two comparisons of a published page, 24 by default; 0: none by itself',
    },
  },
  ZHENGDUN_LOGS: {
    ...commaList(logEndpoint, 'relp://0.0.0.0:2514'),
    help: {
      zh: '接收日志的地址，如 tls://0.0.0.0:6514,relp://0.0.0.0:2514；不填则 zhengdun serve 不接收日志',
      en: 'where logs are received, as tls://0.0.0.0:6514,relp://0.0.0.0:2514; without it zhengdun serve receives none',
    },
  },
  ZHENGDUN_LOG_FILES: {
    ...commaList(logFiles, 'web=/var/log/nginx/access.log*'),
    help: {
      zh: '持续读取的本机日志文件，来源名称=路径，可用 *',
      en: 'log files of this machine to follow: name of the source=path, * is allowed',
    },
  },
  ZHENGDUN_LOG_STORE: {
    ...storePlace,
    example: 's3://logs/zw',
    help: {
      zh: '封存的日志存放的对象存储（或共享目录），可由多个接收程序共用；不填则只存本机',
      en: 'object storage (or a common folder) for sealed logs, shared by any number of receivers; without it they stay on this machine',
    },
  },
  ZHENGDUN_LOG_STORE_KEYS: {
    ...absolutePath,
    example: '/etc/zhengdun/s3.json',
    help: {
      zh: '对象存储的设定（JSON）：endpoint、region、accessKey、secretKey',
      en: 'object storage (JSON): endpoint, region, accessKey, secretKey',
    },
  },
  ZHENGDUN_LOG_COLLECTOR: {
    ...collectorName,
    help: {
      zh: '本机接收程序在共用存储中的名称，各不相同，定下后不改',
      en: 'name of the receiver of this machine in the common store, another one for each; it stays',
    },
  },
  ZHENGDUN_LOG_BACKUP: {
    ...fixedStorePlace,
    help: {
      zh: '日志每天备份到哪里：另一块磁盘的目录，或 s3://桶/前缀；不填则不自动备份',
      en: 'where logs are backed up each day: a folder of another disk, or s3://bucket/prefix; without it they are not',
    },
  },
  ZHENGDUN_LOG_BACKUP_S3: {
    ...readableFile,
    example: '/etc/zhengdun/s3.json',
    help: {
      zh: '备份所用对象存储的设定文件（JSON：endpoint、region、accessKey、secretKey）',
      en: 'settings of the object storage for backups (JSON: endpoint, region, accessKey, secretKey)',
    },
  },
  ZHENGDUN_LOG_BACKUP_HOUR: {
    ...wholeNumber({ min: 0, max: 23, example: 3 }),
    help: {
      zh: '每天几点备份日志（北京时间），默认3点',
      en: 'hour of the day at which logs are backed up (Beijing time), 3 by default',
    },
  },
  ZHENGDUN_LOG_DRILL_DAYS: {
    ...wholeNumber({ min: 1, max: 365, example: 30 }),
    help: {
      zh: '每隔多少天演练一次从备份恢复，默认30',
      en: 'days between two drills of restoring the backup, 30 by default',
    },
  },
  ZHENGDUN_LOG_TSA: {
    ...stampAuthority,
    help: {
      zh: '每天请哪个时间戳机构（RFC 3161）为日志的检查点加盖时间戳；不填则不加盖',
      en: 'time-stamping authority (RFC 3161) that stamps the signed head of the logs each day; without it none does',
    },
  },
  ZHENGDUN_LOG_TSA_ROOTS: {
    ...readableFile,
    example: '/etc/zhengdun/tsa-roots.pem',
    help: {
      zh: '所信任的时间戳机构的根证书（PEM）',
      en: 'roots of time-stamping authorities that are trusted (PEM)',
    },
  },
  ZHENGDUN_LISTEN: {
    ...listenAddress,
    help: {
      zh: '提供服务的地址，默认只在本机；其他地址一律加密访问（HTTPS）',
      en: 'address to serve on, by default this machine alone; others are served by HTTPS only',
    },
  },
  ZHENGDUN_PORT: {
    ...wholeNumber({ min: 1, max: 65535, example: 8600 }),
    help: { zh: '提供服务的端口', en: 'port to serve on' },
  },
  ZHENGDUN_HOSTS: {
    ...commaList(hostName, 'zhengdun.example.gov.cn'),
    help: {
      zh: '访问本系统所用的主机名，不填则只能用IP地址',
      en: 'host names by which this system is opened; without one only its address is',
    },
  },
  ZHENGDUN_PROXIES: {
    ...commaList(proxyNetwork, '127.0.0.1,10.20.0.5'),
    help: {
      zh: '前置反向代理的地址，访问者的地址以其所报为准；默认没有，不采信任何转发信息',
      en: 'reverse proxies that are believed where they tell who asks; none by default',
    },
  },
  ZHENGDUN_TLS_CERT: {
    ...readableFile,
    help: {
      zh: '服务器证书（PEM，含中间证书），不填则自行生成自签名证书',
      en: 'certificate of the server (PEM, with intermediates); without it one of its own is made',
    },
  },
  ZHENGDUN_TLS_KEY: {
    ...readableFile,
    example: '/etc/zhengdun/tls-key.pem',
    help: { zh: '服务器证书的私钥（PEM）', en: 'private key of the certificate (PEM)' },
  },
  DATABASE_URL: {
    ...databaseUrl,
    secret: true,
    help: {
      zh: '外部 PostgreSQL，不填则使用内置的',
      en: 'outside PostgreSQL; without it the embedded one is used',
    },
  },
  ZHENGDUN_MIGRATOR_URL: {
    ...databaseUrl,
    example: 'postgresql://zhengdun_migrator:密码@127.0.0.1:5432/zhengdun',
    secret: true,
    help: {
      zh: '外部 PostgreSQL 中有建表权限的角色',
      en: 'a role of the outside PostgreSQL that may create tables',
    },
  },
  ZHENGDUN_LANG: { ...oneOf(['zh', 'en']), help: { zh: '语言', en: 'language' } },
  ZHENGDUN_IDLE_MINUTES: {
    ...wholeNumber({ min: 5, max: 30, example: 15 }),
    help: { zh: '无操作自动退出的分钟数', en: 'minutes without an act after which a session ends' },
  },
  ZHENGDUN_SCREEN_MARK: {
    ...oneOf(['on', 'off']),
    help: {
      zh: '屏幕水印：on 时每页淡显登录人姓名和时间',
      en: 'screen mark: with on, every page faintly shows the name of who has signed in, and the time',
    },
  },
  ZHENGDUN_RESOLVERS: {
    ...commaList(
      {
        schema: resolverAddressSchema,
        allowed: { zh: '域名服务器的地址', en: 'addresses of DNS servers' },
        example: '223.5.5.5',
      },
      '223.5.5.5,119.29.29.29:53',
    ),
    help: {
      zh: '检测时使用的域名服务器，不填则用系统的',
      en: "DNS servers for checks; the system's by default",
    },
  },
  ZHENGDUN_ALLOW_NETWORKS: {
    ...commaList(
      {
        schema: networkSchema,
        allowed: { zh: '网段', en: 'networks' },
        example: '10.20.0.0/16',
      },
      '10.20.0.0/16,172.16.8.0/24',
    ),
    help: {
      zh: '允许检测的内网网段，默认没有',
      en: 'private networks that may be checked; none by default',
    },
  },
  ZHENGDUN_CHROMIUM: {
    ...program,
    help: { zh: '浏览器检测使用的 Chromium', en: 'the Chromium for browser checks' },
  },
  ZHENGDUN_CA: {
    ...certificateFile,
    help: { zh: '另外信任的根证书', en: 'root certificates trusted besides the usual ones' },
  },
  ZHENGDUN_IDENTITY_ROOTS: {
    ...certificateFile,
    help: {
      zh: '核验身份核验证书时信任的根证书，由机构编制部门的签发机构提供',
      en: 'root certificates by which identity certificates are verified, given by who issues for the establishment authority',
    },
  },
  ZHENGDUN_PROBE_ADDRESS: {
    schema: z.string().refine((text) => ipaddr.isValid(text)),
    allowed: { zh: 'IP地址', en: 'an IP address' },
    example: '203.0.113.7',
    help: {
      zh: '本机访问外网时的地址，写入放行建议',
      en: 'the address that sites see us come from, named in advice',
    },
  },
  ZHENGDUN_READINGS: {
    ...readings,
    help: { zh: '条文两种读法的取舍', en: 'which of two readings of a sentence is taken' },
  },
  ZHENGDUN_CONTACT: {
    ...plainWords({
      allowed: { zh: '联系方式，不超过 100 个字符', en: 'a contact of at most 100 characters' },
      example: 'wlaq@example.gov.cn',
      max: 100,
    }),
    help: {
      zh: '联系方式，写入访问网站时的标识（User-Agent）',
      en: 'a contact, named in the User-Agent of our requests',
    },
  },
  ZHENGDUN_OPERATOR: {
    ...plainWords({
      allowed: { zh: '单位全称，不超过 60 个字符', en: 'the full name of a unit, at most 60 characters' },
      example: '样例市数据局',
      max: 60,
    }),
    help: {
      zh: '本系统的主办单位，显示在页头和页脚（第八条）',
      en: 'the unit that runs this system, at the head and foot of every page (Art. 8)',
    },
  },
  ZHENGDUN_ICP_NUMBER: {
    ...filingNumber('icp-filing', '京ICP备00000000号-1'),
    help: {
      zh: '本系统的ICP备案编号，显示在页脚（第四条）',
      en: 'the number of the ICP filing of this system, at the foot of every page (Art. 4)',
    },
  },
  ZHENGDUN_POLICE_NUMBER: {
    ...filingNumber('police-filing', '京公网安备11000000000000号'),
    help: {
      zh: '本系统的公安备案编号，显示在页脚（第四条）',
      en: 'the number of the public-security filing of this system, at the foot of every page (Art. 4)',
    },
  },
  ZHENGDUN_MARK_RECORD: {
    ...markRecord,
    help: {
      zh: '本系统网上标识的查询页地址，页脚以文字链接到该页（第九条）',
      en: "the record of this system's mark, to which the foot of every page leads (Art. 9)",
    },
  },
} as const satisfies Record<string, Setting<unknown>>;

export type SettingName = keyof typeof SETTINGS;

/** A network of IPv4 addresses in their IPv6 spelling is one of IPv4 addresses. */
function inPlainSpelling(network: string): string {
  const [base, bits] = ipaddr.parseCIDR(network);
  if (!(base instanceof ipaddr.IPv6) || !base.isIPv4MappedAddress() || bits < 96) return network;
  return `${base.toIPv4Address()}/${bits - 96}`;
}

function isNarrow(network: string): boolean {
  const [base, bits] = ipaddr.parseCIDR(network);
  return bits >= (base.kind() === 'ipv4' ? 8 : 32);
}

function isFile(file: string, mode: number): boolean {
  try {
    accessSync(file, mode);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
