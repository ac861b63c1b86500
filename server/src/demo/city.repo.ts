import { sql } from 'kysely';
import { creditCodeFits } from '../kernel/check-digits.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { DAY_MS } from '../kernel/durations.ts';
import { APPLICATIONS, type DemoApplication } from './applications.ts';
import { chance, idOf } from './chance.ts';
import { icpNumberOf, policeCodeOf, recordOf, siteCodeOf } from './pages.ts';
import { CONTRACTOR, type DemoPerson, PEOPLE } from './people.ts';
import { type DemoUnit, REGIONS, UNITS } from './units.ts';

/** The register was filled so long ago. */
const REGISTERED_DAYS = 740;

export const unitId = (key: string): string => idOf(`unit ${key}`);
export const applicationId = (key: string): string => idOf(`application ${key}`);
export const personId = (loginName: string): string => idOf(`person ${loginName}`);

/** 样例市 */
const CITY = '990100';

const unitOf = new Map(UNITS.map((unit) => [unit.key, unit]));

/** @param key of a unit */
export function belongingOf(key: string) {
  return {
    unit_id: unitId(key),
    region_path: pathOf(unitOf.get(key)?.region ?? ''),
    sector_path: sectorPathOf(key),
  };
}

function pathOf(region: string): string {
  return REGIONS.find(({ code }) => code === region)?.path ?? '';
}

function sectorPathOf(key: string): string {
  const below = unitOf.get(key)?.below;
  return `${below ? sectorPathOf(below) : ''}${unitId(key)}/`;
}

function daysFrom(now: Date, days: number): Date {
  return new Date(now.getTime() + days * DAY_MS);
}

function dayFrom(now: Date, days: number): string {
  return daysFrom(now, days).toISOString().slice(0, 10);
}

/** Writes regions, units, applications and people with the dates of two years ago. @param trx sees every unit */
export async function insertCity(trx: Transaction, now: Date): Promise<void> {
  const registered = daysFrom(now, -REGISTERED_DAYS);
  await trx
    .insertInto('registry_region')
    .values(
      REGIONS.map(({ code, name, path }) => ({
        ...{ code, name, path, local: true },
        parent_code: path.split('/').at(-3) ?? null,
      })),
    )
    .execute();
  await trx
    .insertInto('registry_unit')
    .values(UNITS.map((unit) => unitRow(unit, registered)))
    .execute();
  await trx.insertInto('registry_contact').values(UNITS.flatMap(contactRows)).execute();
  await trx
    .insertInto('registry_application')
    .values(APPLICATIONS.map((application) => applicationRow(application, registered)))
    .execute();
  await trx
    .insertInto('registry_filing')
    .values(APPLICATIONS.flatMap((application) => filingRows(application, now)))
    .execute();
  await trx
    .insertInto('registry_platform')
    .values(APPLICATIONS.filter(({ isPlatform }) => isPlatform).map(platformRow))
    .execute();
  await insertHistory(trx, now);
  await trx
    .insertInto('identity_person')
    .values(PEOPLE.map((person) => personRow(person, now)))
    .execute();
  await trx
    .insertInto('identity_grant')
    .values(
      PEOPLE.filter(({ loginName }) => loginName !== CONTRACTOR).map((person) =>
        grantRow(person, registered),
      ),
    )
    .execute();
}

function unitRow(unit: DemoUnit, at: Date) {
  const { key, name, kind, level, region, below } = unit;
  const { region_path, sector_path } = belongingOf(unit.key);
  return {
    ...{ id: unitId(key), name, kind, level, region_path, sector_path },
    region_code: region,
    superior_id: below ? unitId(below) : null,
    credit_code: creditCodeOf(unit),
    created_at: at,
    changed_at: at,
  };
}

/** Of a registering authority that there is none of: 18 characters whose last one fits. */
function creditCodeOf({ key, region, kind }: DemoUnit): string {
  const number = String(Math.floor(chance(`${key} credit code`) * 1e9)).padStart(9, '0');
  const code = `${kind === 'organ' ? '11' : '12'}${region}${number}`;
  return [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((last) => code + last).find(creditCodeFits) ?? code;
}

const CONTACTS = [
  { post: 'principal', name: '样例负责人', title: '主要负责人' },
  { post: 'in-charge', name: '样例分管负责人', title: '分管负责人' },
  { post: 'liaison', name: '样例联络员', title: '办公室' },
] as const;

function contactRows(unit: DemoUnit) {
  return CONTACTS.map((contact) => ({ ...belongingOf(unit.key), ...contact, phone: '0990-0000000' }));
}

function applicationRow(application: DemoApplication, at: Date) {
  const { key, name, kind, unit, host, flags, mlpsLevel, isPlatform, on, closed } = application;
  return {
    ...belongingOf(unit.key),
    ...{ id: applicationId(key), name, kind },
    state: closed ? ('closed' as const) : ('running' as const),
    addresses: host ? [host] : [],
    hosts: host ? [host] : [],
    flags: [...flags],
    mlps_level: mlpsLevel ?? null,
    opened_on: dayFrom(at, -Math.floor(chance(`${key} opened`) * 2_000)),
    host_id: on ? applicationId(on) : null,
    is_platform: isPlatform,
    ...{ check_id: null, checked_at: null, unmet: null, unknown: null },
    created_at: at,
    changed_at: at,
  };
}

function filingRows({ key, unit, host = '', filings }: DemoApplication, now: Date) {
  const numbers: Partial<Record<(typeof filings)[number], string>> = {
    icp: icpNumberOf(key),
    police: `京公网安备${policeCodeOf(key)}号`,
    'site-code': siteCodeOf(key),
    mark: recordOf(host),
  };
  return filings
    .filter((kind) => kind !== 'site-code' || unit.kind === 'organ')
    .filter((kind) => chance(`${key} ${kind} filed`) < 0.9)
    .map((kind) => {
      const filed = Math.floor(chance(`${key} ${kind} day`) * 380);
      const ends = kind === 'mlps-test' || kind === 'identity-certificate';
      return {
        ...belongingOf(unit.key),
        application_id: applicationId(key),
        kind,
        number: numbers[kind] ?? `样例〔${dayFrom(now, -filed).slice(0, 4)}〕${filed + 1}号`,
        filed_on: dayFrom(now, -filed),
        expires_on: ends ? dayFrom(now, 365 - filed) : null,
      };
    });
}

function platformRow({ key, name, kind, unit, host = '' }: DemoApplication) {
  return { application_id: applicationId(key), name, kind, unit_name: unit.name, address: host };
}

/** 历史: registered two years ago, and some changed since. */
async function insertHistory(trx: Transaction, now: Date): Promise<void> {
  const actor = personId('demo.system');
  const row = (
    unit: DemoUnit,
    application: string | null,
    about: { at: Date; act: 'registered' | 'changed'; fields: object },
  ) => ({
    ...belongingOf(unit.key),
    ...about,
    actor,
    application_id: application,
    fields: sql<never>`${JSON.stringify(about.fields)}::jsonb`,
  });
  const begun = daysFrom(now, -REGISTERED_DAYS);
  const registered = { at: begun, act: 'registered' as const };
  await trx
    .insertInto('registry_change')
    .values([
      ...UNITS.map((unit) => row(unit, null, { ...registered, fields: { name: ['', unit.name] } })),
      ...APPLICATIONS.map(({ key, name, unit }) =>
        row(unit, applicationId(key), { ...registered, fields: { name: ['', name] } }),
      ),
      ...APPLICATIONS.filter(({ mlpsLevel }) => mlpsLevel === 3).map(({ key, unit }) =>
        row(unit, applicationId(key), {
          at: daysFrom(now, -Math.floor(100 + chance(`${key} changed`) * 400)),
          act: 'changed',
          fields: { mlpsLevel: ['2', '3'] },
        }),
      ),
    ])
    .execute();
}

function personRow(person: DemoPerson, now: Date) {
  const { loginName, name, unit, employment } = person;
  const of = unitOf.get(unit);
  if (!of) throw new Error(`no unit ${unit}`);
  return {
    ...belongingOf(unit),
    ...{ id: personId(loginName), name, employment },
    login_name: loginName,
    employment_confirmed_on: dayFrom(now, -REGISTERED_DAYS),
    created_at: daysFrom(now, -REGISTERED_DAYS),
  };
}

function grantRow({ loginName, unit, role, area }: DemoPerson, at: Date) {
  return {
    id: idOf(`grant ${loginName}`),
    person_id: personId(loginName),
    role,
    area,
    // Administrators are the whole installation's, the supervisor is the city's.
    place: area !== 'region' ? unitId(unit) : role === 'supervisor' ? CITY : '',
    starts_at: at,
    given_at: at,
  };
}
