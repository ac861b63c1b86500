import type { ApplicationQuery, ApplicationRow, ApplicationView, Lang, Platform } from '@zhengdun/contract';
import { OBLIGATIONS } from '@zhengdun/rulebook';
import type { Database } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { narrowedBy, placeOf } from '../regions/place.ts';
import { findRegion } from '../regions/region.repo.ts';
import { changeViews } from '../units/read-units.ts';
import { findChanges, findContacts, findUnit } from '../units/unit.repo.ts';
import { unitInputOf } from '../units/unit.ts';
import {
  type ApplicationFilter,
  countApplications,
  findApplication,
  findFilings,
  findPlatform,
  findPlatforms,
  readApplicationPage,
} from './application.repo.ts';
import { applicationInputOf } from './application.ts';
import { fieldDuties } from './field-duties.ts';

/** One page of the register. @throws HouseError `region-unknown`, `unit-unknown` */
export async function readApplications(db: Database, actor: Actor, query: ApplicationQuery) {
  const scope = scopeOf(actor, 'application.read');
  return withinScope(db, scope, async (trx) => {
    const filter = await filterOf(trx, query);
    const { page, size } = query;
    const about = { filter, offset: (page - 1) * size, limit: size };
    const { rows, total, more } = await readApplicationPage(trx, scope, about);
    return {
      rows: rows.map(
        ({ unit_id, unit_name, main_address, check_id, checked_at, unmet, unknown, ...row }) => ({
          ...row,
          unit: { id: unit_id, name: unit_name },
          ...(main_address !== null && { mainAddress: main_address }),
          ...checkedOf({ check_id, checked_at, unmet, unknown }),
        }),
      ),
      total,
      more,
      registered: total > 0 ? total : await countApplications(trx, scope, {}),
      narrowed: await narrowedBy(trx, query),
      asOf: new Date().toISOString(),
    };
  });
}

/** What a query asks for, with the paths of its place. @throws HouseError `region-unknown`, `unit-unknown` */
export async function filterOf(
  db: Database,
  query: Omit<ApplicationQuery, 'page' | 'size'>,
): Promise<ApplicationFilter> {
  return { ...query, place: await placeOf(db, query) };
}

function checkedOf(row: {
  check_id: string | null;
  checked_at: Date | null;
  unmet: number | null;
  unknown: number | null;
}): Pick<ApplicationRow, 'checked'> {
  if (row.checked_at === null) return {};
  return {
    checked: {
      at: row.checked_at.toISOString(),
      unmet: row.unmet ?? 0,
      unknown: row.unknown ?? 0,
      ...(row.check_id !== null && { checkId: row.check_id }),
    },
  };
}

/** @throws HouseError `application-unknown` */
export async function readApplication(
  db: Database,
  actor: Actor,
  { id, lang }: { readonly id: string; readonly lang: Lang },
): Promise<ApplicationView> {
  return withinScope(db, scopeOf(actor, 'application.read'), async (trx) => {
    const row = await findApplication(trx, id);
    const unit = row && (await findUnit(trx, row.unit_id));
    if (!row || !unit) throw new HouseError('application-unknown', {});
    const { contacts } = unitInputOf(unit, await findContacts(trx, [unit.id]));
    const contact =
      contacts.find(({ post }) => post === 'liaison') ??
      contacts.find(({ post }) => post === 'in-charge') ??
      contacts[0];
    const host = row.host_id ? await findPlatform(trx, row.host_id) : undefined;
    const region = await findRegion(trx, unit.region_code);
    return {
      ...applicationInputOf(row, await findFilings(trx, [id])),
      id,
      unit: { id: unit.id, name: unit.name, regionName: region?.name ?? unit.region_code },
      ...(contact && { contact }),
      ...(host && { host: platformView(host) }),
      ...checkedOf(row),
      fieldDuties: fieldDuties(row, OBLIGATIONS, lang),
      changedAt: row.changed_at.toISOString(),
      asOf: new Date().toISOString(),
    };
  });
}

/** The history of an application, newest first. @throws HouseError `application-unknown` */
export async function readApplicationChanges(db: Database, actor: Actor, id: string) {
  return withinScope(db, scopeOf(actor, 'application.read'), async (trx) => {
    if (!(await findApplication(trx, id))) throw new HouseError('application-unknown', {});
    return {
      rows: await changeViews(trx, await findChanges(trx, { applicationId: id })),
      asOf: new Date().toISOString(),
    };
  });
}

/** Platforms that are open to others; they are no secret. */
export async function readPlatforms(db: Database, words: string | undefined): Promise<Platform[]> {
  return (await findPlatforms(db, words)).map(platformView);
}

function platformView({
  application_id,
  unit_name,
  ...row
}: NonNullable<Awaited<ReturnType<typeof findPlatform>>>): Platform {
  return { id: application_id, unitName: unit_name, ...row };
}
