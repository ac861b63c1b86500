import type { SettingTopic } from '@zhengdun/contract';
import { type Config, SETTINGS, type SettingName } from '../kernel/config/index.ts';
import { readValue } from '../kernel/value.ts';

/** How the page shows a setting, and whether it may be chosen there. */
interface PageEntry {
  readonly topic: SettingTopic;
  /** the field of the settings that the page may set; without one the page only shows it */
  readonly sets?:
    | 'idleMinutes'
    | 'screenMark'
    | 'readings'
    | 'contact'
    | 'probeAddress'
    | 'operator'
    | 'icpNumber'
    | 'policeNumber'
    | 'markRecord';
  /** changing it asks for the second factor once more */
  readonly dangerous?: true;
  /** read when the program starts */
  readonly restart?: true;
}

export const PAGE_SETTINGS: Readonly<Record<SettingName, PageEntry>> = {
  ZHENGDUN_IDLE_MINUTES: { topic: 'security', sets: 'idleMinutes', dangerous: true },
  ZHENGDUN_SCREEN_MARK: { topic: 'security', sets: 'screenMark' },
  ZHENGDUN_LISTEN: { topic: 'security' },
  ZHENGDUN_PORT: { topic: 'security' },
  ZHENGDUN_HOSTS: { topic: 'security' },
  ZHENGDUN_PROXIES: { topic: 'security' },
  ZHENGDUN_TLS_CERT: { topic: 'security' },
  ZHENGDUN_TLS_KEY: { topic: 'security' },
  ZHENGDUN_CONTACT: { topic: 'checks', sets: 'contact', restart: true },
  ZHENGDUN_PROBE_ADDRESS: { topic: 'checks', sets: 'probeAddress', restart: true },
  ZHENGDUN_RESOLVERS: { topic: 'checks' },
  ZHENGDUN_ALLOW_NETWORKS: { topic: 'checks' },
  ZHENGDUN_CHROMIUM: { topic: 'checks' },
  ZHENGDUN_CA: { topic: 'checks' },
  ZHENGDUN_IDENTITY_ROOTS: { topic: 'security' },
  ZHENGDUN_READINGS: { topic: 'readings', sets: 'readings', dangerous: true },
  ZHENGDUN_OPERATOR: { topic: 'site', sets: 'operator' },
  ZHENGDUN_ICP_NUMBER: { topic: 'site', sets: 'icpNumber' },
  ZHENGDUN_POLICE_NUMBER: { topic: 'site', sets: 'policeNumber' },
  ZHENGDUN_MARK_RECORD: { topic: 'site', sets: 'markRecord' },
  ZHENGDUN_DATA: { topic: 'system' },
  ZHENGDUN_SITES: { topic: 'system' },
  ZHENGDUN_COMPARE_HOURS: { topic: 'checks' },
  ZHENGDUN_LOGS: { topic: 'system' },
  ZHENGDUN_LOG_FILES: { topic: 'system' },
  ZHENGDUN_LOG_STORE: { topic: 'system' },
  ZHENGDUN_LOG_STORE_KEYS: { topic: 'system' },
  ZHENGDUN_LOG_COLLECTOR: { topic: 'system' },
  ZHENGDUN_LOG_BACKUP: { topic: 'system' },
  ZHENGDUN_LOG_BACKUP_S3: { topic: 'system' },
  ZHENGDUN_LOG_BACKUP_HOUR: { topic: 'system' },
  ZHENGDUN_LOG_DRILL_DAYS: { topic: 'system' },
  ZHENGDUN_LOG_TSA: { topic: 'system' },
  ZHENGDUN_LOG_TSA_ROOTS: { topic: 'system' },
  DATABASE_URL: { topic: 'system' },
  ZHENGDUN_MIGRATOR_URL: { topic: 'system' },
  ZHENGDUN_LANG: { topic: 'system' },
};

/** Values that were chosen on the page, by name. */
export type PageValues = ReadonlyMap<string, string>;

/** The settings with what was chosen on the page, where neither environment nor file says something. */
export function withPageValues(config: Config, values: PageValues): Config {
  const chosen: Record<string, unknown> = {};
  for (const [name, entry] of Object.entries(PAGE_SETTINGS) as [SettingName, PageEntry][]) {
    const text = values.get(name);
    if (!entry.sets || text === undefined || config.sources[name] !== 'default') continue;
    const read = readValue<unknown>(SETTINGS[name], text);
    // One that an older version took and this one does not counts as not chosen.
    if (read.ok) chosen[entry.sets] = read.value;
  }
  return { ...config, ...chosen };
}
