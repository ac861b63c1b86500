import type { SettingsView, SettingView } from '@zhengdun/contract';
import { READINGS } from '@zhengdun/rulebook';
import { namesOfPeople } from '../identity/index.ts';
import { type Config, SETTINGS, type SettingName } from '../kernel/config/index.ts';
import type { Database } from '../kernel/database/index.ts';
import { type Actor, EVERYTHING, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { readPageValues } from './setting.repo.ts';
import { PAGE_SETTINGS } from './setting.ts';

const MASK = '••••';
/** What holds where nothing is set. */
const DEFAULTS: Partial<Record<SettingName, string>> = {
  ZHENGDUN_LISTEN: '127.0.0.1',
  ZHENGDUN_PORT: '8600',
  ZHENGDUN_LANG: 'zh',
  ZHENGDUN_IDLE_MINUTES: '15',
  ZHENGDUN_READINGS: READINGS.flatMap(({ id, preset }) =>
    preset === 'unset' ? [] : [`${id}=${preset}`],
  ).join(','),
};

/** 设置: what holds, what would hold by default, and where it is set. @param config of environment and file */
export async function readSettings(
  { db, config }: { readonly db: Database; readonly config: Config },
  actor: Actor,
): Promise<SettingsView> {
  const chosen = await readPageValues(db);
  const names = await withinScope(db, EVERYTHING, (trx) =>
    namesOfPeople(
      trx,
      chosen.map((row) => row.changed_by),
    ),
  );
  const mayEdit = mayEditSettings(actor);
  const settings = (Object.keys(PAGE_SETTINGS) as SettingName[]).map((name): SettingView => {
    const { topic, sets, dangerous, restart } = PAGE_SETTINGS[name];
    const spec = SETTINGS[name];
    const own = chosen.find((row) => row.name === name);
    const isFixed = config.sources[name] !== 'default';
    const text = isFixed ? (config.texts[name] ?? '') : (own?.value ?? DEFAULTS[name] ?? '');
    const isSecret = 'secret' in spec && text !== '';
    return {
      name,
      topic,
      help: spec.help,
      value: isSecret ? MASK : text,
      default: DEFAULTS[name] ?? '',
      source: isFixed ? config.sources[name] : own ? 'page' : 'default',
      allowed: spec.allowed,
      example: spec.example,
      editable: sets !== undefined && !isFixed && mayEdit,
      dangerous: dangerous === true,
      restart: restart === true,
      ...(own && {
        changedAt: own.changed_at.toISOString(),
        changedBy: names.get(own.changed_by) ?? '',
      }),
    };
  });
  const readings = READINGS.map(({ id, position, a, b, preset }) => ({
    id,
    position: `${position.article}`,
    question: { zh: position.quote, en: position.quote },
    a,
    b,
    preset,
  }));
  return { settings, readings, asOf: new Date().toISOString() };
}

/** Settings hold for all units at once: only whoever administers all of them changes one. */
export function mayEditSettings(actor: Actor): boolean {
  return scopeOf(actor, 'setting.manage').regions.includes('');
}
