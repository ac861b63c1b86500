import type { Lang } from '@zhengdun/contract';
import {
  type Config,
  ConfigError,
  describeMistake,
  describeSource,
  loadConfig,
  SETTINGS,
  type SettingName,
} from '../../kernel/config/index.ts';
import type { Finding } from './finding.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings that are not the defaults, with where they come from. Mistakes are a finding here, not an end. */
export function readSettings(env: Environment): { config: Config; finding: Finding } {
  const base = { id: 'settings', name: { zh: '设置', en: 'settings' } };
  try {
    const config = loadConfig(env);
    return {
      config,
      finding: { ...base, state: 'ok', detail: { zh: describe(config, 'zh'), en: describe(config, 'en') } },
    };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const words = (lang: Lang) => error.mistakes.map((mistake) => describeMistake(mistake, lang)).join('\n');
    const finding: Finding = { ...base, state: 'missing', detail: { zh: words('zh'), en: words('en') } };
    return { config: defaults(env), finding };
  }
}

/** What the rest is examined with: where the data lies is known even when other settings are wrong. */
function defaults(env: Environment): Config {
  const { ZHENGDUN_DATA, XDG_DATA_HOME } = env;
  const place = ZHENGDUN_DATA?.startsWith('/') ? { ZHENGDUN_DATA } : {};
  return loadConfig({ ...place, XDG_DATA_HOME, ZHENGDUN_CONFIG: '/dev/null' });
}

function describe(config: Config, lang: Lang): string {
  const names = Object.keys(SETTINGS) as SettingName[];
  const set = names.filter((name) => config.sources[name] !== 'default');
  const rows = set.map((name) => {
    const source = describeSource(config.sources[name], lang);
    return lang === 'zh'
      ? `${name}（${source}）：${SETTINGS[name].help.zh}`
      : `${name} (${source}): ${SETTINGS[name].help.en}`;
  });
  if (config.file) rows.unshift(lang === 'zh' ? `配置文件 ${config.file}` : `file ${config.file}`);
  if (rows.length === 0) return lang === 'zh' ? '全部为默认值' : 'all as by default';
  return rows.join('\n');
}
