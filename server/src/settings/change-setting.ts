import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { type Config, SETTINGS, type SettingName } from '../kernel/config/index.ts';
import type { Database } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { readValue } from '../kernel/value.ts';
import { mayEditSettings } from './read-settings.ts';
import { forgetPageValue, savePageValue } from './setting.repo.ts';
import { PAGE_SETTINGS } from './setting.ts';

/**
 * A setting that the caller may choose on the page.
 *
 * @throws HouseError `setting-unknown`, `setting-beyond-reach`, `setting-fixed`
 */
export function demandEditable(config: Config, caller: Caller, name: string): SettingName {
  const known = Object.keys(PAGE_SETTINGS).find((each) => each === name) as SettingName | undefined;
  if (!known || !PAGE_SETTINGS[known].sets) throw new HouseError('setting-unknown', {});
  if (!mayEditSettings(caller.actor)) throw new HouseError('setting-beyond-reach', {});
  if (config.sources[known] !== 'default') throw new HouseError('setting-fixed', { name: known });
  return known;
}

/**
 * Chooses a value on the page, or gives the setting back to its default.
 *
 * @param input.value empty for the default
 * @throws HouseError `setting-refused`
 */
export async function changeSetting(
  db: Database,
  caller: Caller,
  { name, value }: { readonly name: SettingName; readonly value: string },
): Promise<void> {
  const { allowed, example } = SETTINGS[name];
  if (value !== '' && !readValue<unknown>(SETTINGS[name], value).ok)
    throw new HouseError('setting-refused', { allowed, example });
  await db.transaction().execute(async (trx) => {
    if (value === '') await forgetPageValue(trx, name);
    else await savePageValue(trx, { name, value, by: caller.actor.id, at: new Date() });
    await recordDone(trx, caller, {
      act: 'setting-changed',
      object: { kind: 'setting', id: name },
      unit: caller.actor.unitId,
      detail: {},
    });
  });
}
