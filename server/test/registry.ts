import { PERMISSIONS } from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Database } from '../src/kernel/database/index.ts';
import type { Actor, Scope } from '../src/kernel/tenancy/index.ts';

/** Somebody who may do everything, but only in a scope. */
export function actorWithin(scope: Partial<Scope>, id = 'somebody'): Actor {
  const whole = { regions: [], sectors: [], units: [], ...scope };
  return {
    id,
    kind: 'person',
    unitId: undefined,
    stage: 'full',
    scopes: new Map(PERMISSIONS.map((permission) => [permission, whole])),
  };
}

/** An invented province with two cities and a county; no division has a code from 99. */
export const REGIONS = {
  province: { code: '990000', path: '990000/', name: '样例省' },
  city: { code: '990100', path: '990000/990100/', name: '样例市' },
  county: { code: '990101', path: '990000/990100/990101/', name: '样例县' },
  district: { code: '990102', path: '990000/990100/990102/', name: '样例区' },
  otherCity: { code: '990200', path: '990000/990200/', name: '另一市' },
} as const;

export async function putRegions(db: Database): Promise<void> {
  for (const { code, path, name } of Object.values(REGIONS)) {
    const parent = path.split('/').at(-3) ?? null;
    await sql`INSERT INTO registry_region (code, name, path, parent_code) VALUES (${code}, ${name}, ${path}, ${parent})
      ON CONFLICT DO NOTHING`.execute(db);
  }
}
