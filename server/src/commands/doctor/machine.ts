import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { printTime } from '@zhengdun/contract';
import { charsetOf, shellWord } from '../../kernel/cli/index.ts';
import { DAY_MS } from '../../kernel/durations.ts';
import { type Finding, plain } from './finding.ts';

const GIB = 1024 ** 3;
/** Less than this and PostgreSQL may not even start. */
const NEEDED_BYTES = 0.5 * GIB;
/** Less than this and evidence pictures will soon fill it. */
const COMFORTABLE_BYTES = 5 * GIB;

/** Room on the disk of the data directory. */
export function checkDisk(data: string): Finding {
  const { bavail, bsize } = statfsSync(existsSync(data) ? data : '/');
  const free = bavail * bsize;
  const size = `${(free / GIB).toFixed(1)} GB`;
  return {
    id: 'disk',
    name: { zh: '磁盘空间', en: 'disk space' },
    state: free < NEEDED_BYTES ? 'missing' : free < COMFORTABLE_BYTES ? 'notice' : 'ok',
    detail: { zh: `剩余 ${size}`, en: `${size} free` },
    ...(free < COMFORTABLE_BYTES
      ? { cure: plain(`du -xh --max-depth=2 ${shellWord(data)} | sort -h | tail`) }
      : {}),
  };
}

/**
 * The clock: evidence and deadlines depend on it. Without a network it can only be seen whether something keeps it
 * right, and whether it runs behind what was already written.
 */
export function checkClock(data: string, now = new Date()): Finding {
  const base = { id: 'clock', name: { zh: '时钟', en: 'clock' } };
  const local = { zh: printTime(now.toISOString(), 'zh'), en: printTime(now.toISOString(), 'en') };
  const latest = newestTime(data);
  // One day: file systems and time zones of carelessly set machines differ by hours.
  if (latest > now.getTime() + DAY_MS) {
    return {
      ...base,
      state: 'missing',
      detail: {
        zh: `现为 ${local.zh}，早于数据目录中已有的文件，时钟不准`,
        en: `it says ${local.en}, earlier than files in the data directory: it is wrong`,
      },
      cure: plain('timedatectl set-ntp true'),
    };
  }
  const synchronised = isSynchronised();
  if (synchronised)
    return {
      ...base,
      state: 'ok',
      detail: { zh: `${local.zh}，已与时间服务器同步`, en: `${local.en}, synchronised` },
    };
  return {
    ...base,
    state: 'notice',
    detail:
      synchronised === false
        ? { zh: `${local.zh}，未与时间服务器同步`, en: `${local.en}, not synchronised` }
        : {
            zh: `${local.zh}，无从得知是否同步（容器中由宿主机负责）`,
            en: `${local.en}; whether it is synchronised cannot be known (in a container it is the host's affair)`,
          },
    cure: plain('timedatectl set-ntp true'),
  };
}

function newestTime(data: string): number {
  try {
    const log = join(data, 'log');
    return Math.max(...readdirSync(log).map((name) => statSync(join(log, name)).mtimeMs));
  } catch {
    return 0;
  }
}

/** Whether the kernel's clock is kept by a time service; undefined where nobody can say. */
function isSynchronised(): boolean | undefined {
  if (existsSync('/run/systemd/timesync/synchronized')) return true;
  try {
    const said = execFileSync('timedatectl', ['show', '--property=NTPSynchronized', '--value'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 3000,
    });
    return said.trim() === 'yes';
  } catch {
    return undefined;
  }
}

/** Whether the terminal can show Chinese, and as what it is encoded. */
export function checkLocale(env: Readonly<Record<string, string | undefined>>): Finding {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  const base = { id: 'locale', name: { zh: '语言环境', en: 'locale' } };
  const charset = charsetOf(env);
  if (charset)
    return {
      ...base,
      state: 'ok',
      detail: {
        zh: `${locale}，按 ${charset.toUpperCase()} 输出`,
        en: `${locale}, output in ${charset.toUpperCase()}`,
      },
    };
  if (/utf-?8/i.test(locale)) return { ...base, state: 'ok', detail: plain(locale) };
  return {
    ...base,
    state: 'notice',
    detail: {
      zh: `${locale || '未设置'}，按 UTF-8 输出；如中文显示为乱码，请设置语言环境`,
      en: `${locale || 'not set'}; output is UTF-8: set a locale if Chinese does not show`,
    },
    cure: plain('export LANG=C.UTF-8'),
  };
}
