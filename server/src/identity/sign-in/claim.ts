import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Claim, EMPLOYMENT_WORDS } from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';
import { writeDurably } from '../../kernel/durable-file.ts';
import { DAY_MS } from '../../kernel/durations.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { isClaimed, savePassword } from '../people/person.repo.ts';
import { recordAct } from '../record-act.ts';
import type { ActTools, Browser, IdentityTools } from '../tools.ts';
import { takeAttempt } from './failures.ts';
import { digestOf, newToken } from './secrets.ts';
import { openSession } from './session.repo.ts';
import { takePassword } from './take-password.ts';
import { linkError } from './use-link.ts';

/** The link of the first administrator holds for so long. */
export const ADMIN_LINK_MINUTES = 30;
const ADMIN_LINK_FILE = 'first-administrator-link';
/** The first administrator is system and security administrator at once for so long at most (small unit). */
const MERGED_DAYS = 180;

/**
 * Makes the one-time link of the first administrator, and keeps it in a file that only the program's own user may
 * read. Earlier links end.
 *
 * @param base address of the console, ended by `/`
 * @returns undefined when the installation has its administrator
 */
export async function makeAdminLink(
  tools: Pick<IdentityTools, 'db' | 'now'>,
  about: { base: string; data: string },
): Promise<{ url: string; file: string } | undefined> {
  const token = newToken();
  const made = await withinScope(tools.db, EVERYTHING, async (trx) => {
    if (await isClaimed(trx)) return false;
    await trx.deleteFrom('identity_invitation').where('person_id', 'is', null).execute();
    await trx
      .insertInto('identity_invitation')
      .values({
        digest: digestOf(token),
        ends_at: new Date(tools.now().getTime() + ADMIN_LINK_MINUTES * 60_000),
      })
      .execute();
    return true;
  });
  if (!made) {
    forgetAdminLink(about.data);
    return undefined;
  }
  // Behind # it reaches no server's log.
  const url = `${about.base}claim#${token}`;
  const file = join(about.data, ADMIN_LINK_FILE);
  await writeDurably(file, `${url}\n`, 0o600);
  return { url, file };
}

/** Removes the file with the link. */
export function forgetAdminLink(data: string): void {
  rmSync(join(data, ADMIN_LINK_FILE), { force: true });
}

/**
 * The first administrator takes the installation: the unit, the person and the password are made in one step. What
 * follows is the second factor.
 *
 * @returns token of a session at `enrolment`
 * @throws HouseError `link-refused`, `first-link-used`, `claim-needs-own-staff`, `claim-region-differs`, `password-…`, `too-many-attempts`
 */
export async function claim(tools: ActTools, input: Claim, browser: Browser): Promise<string> {
  await takeAttempt(tools, { account: undefined, source: browser.source });
  if (!EMPLOYMENT_WORDS[input.employment].established) throw new HouseError('claim-needs-own-staff', {});
  const password = await takePassword(input.password, [input.loginName, input.name]);
  return withinScope(tools.db, EVERYTHING, async (trx) => {
    await useAdminLink(trx, input.token, tools.now());
    const unitId = await makeUnit(trx, input);
    const personId = await makeFirstPerson(trx, { input, unitId, now: tools.now() });
    await savePassword(trx, { personId, password, now: tools.now() });
    await recordAct(trx, tools, { act: 'first-administrator', by: personId, on: unitId, result: 'done' });
    return openSession(trx, tools, { personId, stage: 'enrolment', browser });
  });
}

async function useAdminLink(trx: Transaction, token: string, now: Date): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('identity_invitation')
    .set({ used_at: now })
    .where('digest', '=', digestOf(token))
    .where('person_id', 'is', null)
    .where('used_at', 'is', null)
    .where('ends_at', '>', now)
    .executeTakeFirst();
  // The updated row is locked: two who use the link at once come one after the other.
  if (numUpdatedRows !== 1n) throw await linkError(trx, token);
  if (await isClaimed(trx)) throw new HouseError('link-refused', {});
}

async function makeUnit(trx: Transaction, input: Claim): Promise<string> {
  const id = randomUUID();
  const region = await demandRegion(trx, input);
  await trx
    .insertInto('registry_unit')
    .values({
      id,
      name: input.unitName,
      kind: input.unitKind,
      level: input.unitLevel,
      region_code: input.regionCode,
      region_path: region.path,
      sector_path: `${id}/`,
    })
    .execute();
  return id;
}

/**
 * The division of a code. One that GB/T 2260 does not know is added under the name that was given; a name that is not that of the
 * code is refused, for whoever mistypes a digit would stand in another county, under other supervisors.
 *
 * @throws HouseError `claim-region-differs`
 */
async function demandRegion(
  trx: Transaction,
  { regionCode: code, regionName: given }: Claim,
): Promise<{ path: string }> {
  await trx
    .insertInto('registry_region')
    .values({ code, name: given, path: regionPath(code) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const region = await trx
    .selectFrom('registry_region')
    .select(['name', 'path'])
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  // 「杭州市上城区」 and 「上城区」 are both its name.
  if (!given.replaceAll(/\s/g, '').endsWith(region.name))
    throw new HouseError('claim-region-differs', { code, name: region.name });
  return region;
}

/** Province, prefecture, county of a code of GB/T 2260: `330102` gives `330000/330100/330102/`. */
function regionPath(code: string): string {
  const province = `${code.slice(0, 2)}0000`;
  const prefecture = `${code.slice(0, 4)}00`;
  return [...new Set([province, prefecture, code])].map((each) => `${each}/`).join('');
}

async function makeFirstPerson(
  trx: Transaction,
  about: { input: Claim; unitId: string; now: Date },
): Promise<string> {
  const { input, unitId, now } = about;
  const personId = randomUUID();
  const mergedUntil = new Date(now.getTime() + MERGED_DAYS * DAY_MS);
  await sql`
    INSERT INTO identity_person (id, unit_id, region_path, sector_path, name, login_name, employment,
                                 employment_confirmed_on)
    SELECT ${personId}, id, region_path, sector_path, ${input.name}, ${input.loginName}, ${input.employment},
           ${now.toISOString().slice(0, 10)}
      FROM registry_unit WHERE id = ${unitId}`.execute(trx);
  await trx
    .insertInto('identity_small_unit')
    .values({
      unit_id: unitId,
      starts_at: now,
      ends_at: mergedUntil,
      approver: input.name,
      reason: '首次启动，尚未配备第二名管理员',
    })
    .execute();
  const whole = { person_id: personId, area: 'region', place: '', starts_at: now } as const;
  await trx
    .insertInto('identity_grant')
    .values([
      { id: randomUUID(), role: 'system-admin', ...whole },
      { id: randomUUID(), role: 'security-admin', ...whole, ends_at: mergedUntil },
    ])
    .execute();
  return personId;
}
