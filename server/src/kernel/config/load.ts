import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { Lang } from '@zhengdun/contract';
import type { z } from 'zod';
import { dataDirectory } from '../../../../bin/launcher/data-directory.cjs';
import { closest } from '../closest.ts';
import { type Misread, readValue } from '../value.ts';
import type { LogBackup, LogEndpoint, LogFiles, LogStamps, StorePlace } from './log-places.ts';
import { SETTINGS, type SettingName } from './settings.ts';

/** Where a value came from. */
export type Source = 'environment' | 'file' | 'default';

/** The settings of a run. Lists are empty and texts undefined where nothing was set. */
export interface Config {
  /** absolute path of the data directory */
  readonly data: string;
  /** folder below which static pages are written */
  readonly sites: string | undefined;
  /** hours between two comparisons of a published page; 0: none by itself */
  readonly compareHours: number;
  /** where logs are received */
  readonly logs: readonly LogEndpoint[];
  readonly logFiles: readonly LogFiles[];
  /** where receivers put what is sealed */
  readonly logStore: StorePlace | undefined;
  readonly logStoreKeys: string | undefined;
  /** name of the receiver of this machine in that store */
  readonly logCollector: string | undefined;
  readonly logBackup: LogBackup;
  readonly logStamps: LogStamps;
  readonly listen: string;
  readonly port: number;
  /** host names by which others open the system, in lower case */
  readonly hosts: readonly string[];
  /** networks of reverse proxies that are believed, in CIDR form */
  readonly proxies: readonly string[];
  /** files in PEM form */
  readonly tlsCert: string | undefined;
  readonly tlsKey: string | undefined;
  /** contains a password */
  readonly databaseUrl: string | undefined;
  /** contains a password */
  readonly migratorUrl: string | undefined;
  readonly lang: Lang;
  /** 超时退出 (Art. 30), minutes */
  readonly idleMinutes: number;
  /** name and time over every page of who has signed in */
  readonly screenMark: 'on' | 'off';
  readonly resolvers: readonly string[];
  readonly allowNetworks: readonly string[];
  readonly chromium: string | undefined;
  /** certificates in PEM form */
  readonly extraCa: readonly string[];
  /** PEM each: who issues identity certificates (Art. 7) */
  readonly identityRoots: readonly string[];
  readonly probeAddress: string | undefined;
  readonly readings: Readonly<Record<string, 'a' | 'b'>>;
  readonly contact: string | undefined;
  /** what stands at the foot of every page of this system: who runs it, its filings, the record of its mark */
  readonly operator: string | undefined;
  readonly icpNumber: string | undefined;
  readonly policeNumber: string | undefined;
  readonly markRecord: string | undefined;
  /** the configuration file, where there is one */
  readonly file: string | undefined;
  /** each setting that is set, as it is written; secrets too */
  readonly texts: Readonly<Partial<Record<SettingName, string>>>;
  /** where each setting came from */
  readonly sources: Readonly<Record<SettingName, Source>>;
}

/** One mistake in the settings. */
export type ConfigMistake =
  | {
      readonly kind: 'bad-value';
      readonly name: SettingName;
      readonly source: Source;
      readonly misread: Misread;
    }
  | {
      readonly kind: 'unknown-name';
      readonly name: string;
      readonly source: Source;
      readonly meant: string | undefined;
    }
  | { readonly kind: 'unreadable-file'; readonly path: string; readonly detail: string };

/** The settings hold mistakes; all of them are listed. */
export class ConfigError extends Error {
  readonly mistakes: readonly ConfigMistake[];

  constructor(mistakes: readonly ConfigMistake[]) {
    super('config-invalid');
    this.name = 'ConfigError';
    this.mistakes = mistakes;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;
type SettingValue<Name extends SettingName> = z.output<(typeof SETTINGS)[Name]['schema']>;

const FILE_NAME = 'zhengdun.conf';
const MAX_FILE_BYTES = 1024 * 1024;
const NAMES = Object.keys(SETTINGS) as SettingName[];
/** Names with our prefix that stand in the environment only. */
const ENVIRONMENT_ONLY = ['ZHENGDUN_CONFIG'];

/**
 * Reads the settings from the environment and from one file (`ZHENGDUN_CONFIG`, else `zhengdun.conf` in the data
 * directory) with the same names; the environment wins. An empty value counts as not set.
 *
 * @throws ConfigError with every mistake at once
 */
export function loadConfig(env: Environment = process.env): Config {
  const mistakes: ConfigMistake[] = [];
  const path = configPath(env);
  const fromFile = readSettingsFile(path, { mustExist: Boolean(env.ZHENGDUN_CONFIG), mistakes });
  mistakes.push(...unknownNames(env, 'environment'), ...unknownNames(fromFile ?? {}, 'file'));
  const sources = Object.fromEntries(NAMES.map((name) => [name, sourceOf(name)])) as Record<
    SettingName,
    Source
  >;
  const config: Config = {
    data: take('ZHENGDUN_DATA') ?? dataDirectory({ ...env, ZHENGDUN_DATA: undefined }),
    sites: take('ZHENGDUN_SITES'),
    compareHours: take('ZHENGDUN_COMPARE_HOURS') ?? 24,
    logs: take('ZHENGDUN_LOGS') ?? [],
    logFiles: take('ZHENGDUN_LOG_FILES') ?? [],
    logStore: take('ZHENGDUN_LOG_STORE'),
    logStoreKeys: take('ZHENGDUN_LOG_STORE_KEYS'),
    logCollector: take('ZHENGDUN_LOG_COLLECTOR'),
    logBackup: {
      place: take('ZHENGDUN_LOG_BACKUP'),
      s3File: take('ZHENGDUN_LOG_BACKUP_S3'),
      hour: take('ZHENGDUN_LOG_BACKUP_HOUR') ?? 3,
      drillDays: take('ZHENGDUN_LOG_DRILL_DAYS') ?? 30,
    },
    logStamps: { authority: take('ZHENGDUN_LOG_TSA'), rootsFile: take('ZHENGDUN_LOG_TSA_ROOTS') },
    listen: take('ZHENGDUN_LISTEN') ?? '127.0.0.1',
    port: take('ZHENGDUN_PORT') ?? 8600,
    hosts: take('ZHENGDUN_HOSTS') ?? [],
    proxies: take('ZHENGDUN_PROXIES') ?? [],
    tlsCert: take('ZHENGDUN_TLS_CERT'),
    tlsKey: take('ZHENGDUN_TLS_KEY'),
    databaseUrl: take('DATABASE_URL'),
    migratorUrl: take('ZHENGDUN_MIGRATOR_URL'),
    lang: take('ZHENGDUN_LANG') ?? 'zh',
    idleMinutes: take('ZHENGDUN_IDLE_MINUTES') ?? 15,
    screenMark: take('ZHENGDUN_SCREEN_MARK') ?? 'off',
    resolvers: take('ZHENGDUN_RESOLVERS') ?? [],
    allowNetworks: take('ZHENGDUN_ALLOW_NETWORKS') ?? [],
    chromium: take('ZHENGDUN_CHROMIUM'),
    extraCa: take('ZHENGDUN_CA') ?? [],
    identityRoots: take('ZHENGDUN_IDENTITY_ROOTS') ?? [],
    probeAddress: take('ZHENGDUN_PROBE_ADDRESS'),
    readings: take('ZHENGDUN_READINGS') ?? {},
    contact: take('ZHENGDUN_CONTACT'),
    operator: take('ZHENGDUN_OPERATOR'),
    icpNumber: take('ZHENGDUN_ICP_NUMBER'),
    policeNumber: take('ZHENGDUN_POLICE_NUMBER'),
    markRecord: take('ZHENGDUN_MARK_RECORD'),
    file: fromFile ? path : undefined,
    texts: Object.fromEntries(
      NAMES.flatMap((name) => {
        const text = env[name] || fromFile?.[name];
        return text ? [[name, text]] : [];
      }),
    ),
    sources,
  };
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return config;

  function sourceOf(name: SettingName): Source {
    if (env[name]) return 'environment';
    return fromFile?.[name] ? 'file' : 'default';
  }

  function take<Name extends SettingName>(name: Name): SettingValue<Name> | undefined {
    const text = env[name] || fromFile?.[name];
    if (!text) return undefined;
    const read = readValue<unknown>(SETTINGS[name], text);
    if (read.ok) return read.value as SettingValue<Name>;
    mistakes.push({ kind: 'bad-value', name, source: sources[name], misread: read });
    return undefined;
  }
}

function configPath(env: Environment): string {
  if (env.ZHENGDUN_CONFIG) return resolve(env.ZHENGDUN_CONFIG);
  return join(dataDirectory(env), FILE_NAME);
}

function readSettingsFile(
  path: string,
  options: { mustExist: boolean; mistakes: ConfigMistake[] },
): Environment | undefined {
  try {
    if (statSync(path).size > MAX_FILE_BYTES) throw new Error('larger than 1 MB');
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (missing && !options.mustExist) return undefined;
    options.mistakes.push({
      kind: 'unreadable-file',
      path,
      detail: error instanceof Error ? error.message : String(error),
    });
    return undefined;
  }
}

/** Names that nobody reads: in the file all of them, in the environment those with our prefix. */
function unknownNames(values: Environment, source: Source): ConfigMistake[] {
  const known: readonly string[] = source === 'file' ? NAMES : [...NAMES, ...ENVIRONMENT_ONLY];
  return Object.keys(values)
    .filter((name) => !known.includes(name) && (source === 'file' || name.startsWith('ZHENGDUN_')))
    .map((name) => ({ kind: 'unknown-name', name, source, meant: closest(name, known) }));
}
