import { ROLE_NAMES, ROLES } from '@zhengdun/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import { type IdentityHouse, identityHouse, makeUnit, signedIn } from '../../test/identity-house.ts';
import { confirmAgain } from '../identity/index.ts';
import { loadConfig } from '../kernel/config/index.ts';
import { silentLog } from '../kernel/log.ts';
import { addSettingRoutes, type LiveSettings, openLiveSettings } from './index.ts';

const database = useTestDatabase();
const config = loadConfig({
  ZHENGDUN_DATA: '/nowhere',
  ZHENGDUN_CONTACT: 'wlaq@sample.example',
  DATABASE_URL: 'postgresql://a:geheim@127.0.0.1/b',
});
/** As it stands on pages, without its scheme. */
const RECORD = `//bszs.conac.cn/sitename?method=show&id=${'0A'.repeat(16)}`;
let house: IdentityHouse;
let live: LiveSettings;
let unit: string;
beforeAll(async () => {
  live = await openLiveSettings(database.db, config, silentLog());
  house = await identityHouse(database.db, (http) =>
    addSettingRoutes(http, {
      db: database.db,
      config,
      live,
      confirm: (asked, code) => confirmAgain(house.tools, asked, code),
    }),
  );
  unit = await makeUnit(database.db, { name: '样例局', region: '990000/990100/' });
});
afterAll(async () => {
  live.close();
  await house.http.close();
});

const whole = () =>
  signedIn(house, { unitId: unit, grants: [{ role: 'system-admin', area: 'region', place: '' }] });

describe('设置', () => {
  it('says of each what holds, what would by default, and where it is set; secrets are masked', async () => {
    const { browser } = await whole();
    const { body } = await browser.get('/api/settings');
    const of = (name: string) => body.settings.find((each: { name: string }) => each.name === name);
    expect(of('ZHENGDUN_IDLE_MINUTES')).toMatchObject({ value: '15', source: 'default', editable: true });
    expect(of('ZHENGDUN_CONTACT')).toMatchObject({ source: 'environment', editable: false });
    expect(of('DATABASE_URL').value).toBe('••••');
    expect(JSON.stringify(body)).not.toContain('geheim');
    expect(body.readings.map(({ id }: { id: string }) => id)).toEqual([
      'R1',
      'R2',
      'R3',
      'R4',
      'R5',
      'R6',
      'R7',
      'R8',
    ]);
  });

  it('changes what a dangerous one holds only after the second factor, at once, and back again', async () => {
    const { browser, seed } = await whole();
    const change = (name: string, value: string, code?: string) =>
      browser.post(`/api/settings/${name}`, { value, ...(code && { code }) });
    expect((await change('ZHENGDUN_IDLE_MINUTES', '10')).code).toBe('code-refused');
    house.clock.pass(1);
    expect((await change('ZHENGDUN_IDLE_MINUTES', '99', browser.codeOf(seed))).code).toBe('setting-refused');
    house.clock.pass(1);
    const changed = await change('ZHENGDUN_IDLE_MINUTES', '10', browser.codeOf(seed));
    expect(changed.status).toBe(200);
    expect(live.current.idleMinutes).toBe(10);
    // Another server takes it up.
    const other = await openLiveSettings(database.db, config, silentLog());
    expect(other.current.idleMinutes).toBe(10);
    other.close();
    house.clock.pass(1);
    await change('ZHENGDUN_READINGS', 'R1=a,R6=b', browser.codeOf(seed));
    expect(live.current.readings).toEqual({ R1: 'a', R6: 'b' });
    house.clock.pass(1);
    expect((await change('ZHENGDUN_SCREEN_MARK', 'perhaps')).code).toBe('setting-refused');
    expect((await change('ZHENGDUN_SCREEN_MARK', 'on')).status).toBe(200);
    expect(live.current.screenMark).toBe('on');
    await change('ZHENGDUN_IDLE_MINUTES', '', browser.codeOf(seed));
    expect(live.current.idleMinutes).toBe(15);
    for (const [name, wrong, right] of [
      ['ZHENGDUN_ICP_NUMBER', '京ICP备123号', '京ICP备 00000000号-1'],
      ['ZHENGDUN_POLICE_NUMBER', '京公网安备31000000000000号', '京公网安备11000000000000号'],
      ['ZHENGDUN_MARK_RECORD', 'https://bszs.example/sitename?method=show&id=1', RECORD],
    ] as const) {
      expect((await change(name, wrong)).code).toBe('setting-refused');
      expect((await change(name, right)).status).toBe(200);
    }
    expect(live.current).toMatchObject({ icpNumber: '京ICP备00000000号-1', markRecord: `https:${RECORD}` });
    expect((await change('ZHENGDUN_CONTACT', 'x')).code).toBe('setting-fixed');
    expect((await change('ZHENGDUN_PORT', '1')).code).toBe('setting-unknown');
    expect((await change('ZHENGDUN_PROBE_ADDRESS', '203.0.113.7')).status).toBe(200);
  });

  it('is open to the roles of the matrix, and changed by whoever administers all units', async () => {
    for (const role of ROLE_NAMES) {
      const area = ROLES[role].areas.at(-1) ?? 'unit';
      const { browser } = await signedIn(house, { unitId: unit, grants: [{ role, area, place: unit }] });
      const may = (ROLES[role].permissions as readonly string[]).includes('setting.manage');
      expect({ role, status: (await browser.get('/api/settings')).status }).toEqual({
        role,
        status: may ? 200 : 403,
      });
      const changed = await browser.post('/api/settings/ZHENGDUN_PROBE_ADDRESS', { value: '203.0.113.8' });
      expect(changed).toMatchObject({ status: 403, code: may ? 'setting-beyond-reach' : 'not-permitted' });
    }
  });
});
