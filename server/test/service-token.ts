import type { PermissionName } from '@zhengdun/contract';
import { type House, identityTools } from '../src/app.ts';
import { makeToken } from '../src/identity/tokens/tokens.ts';
import { addDays, dayOf } from '../src/kernel/clock/index.ts';
import type { Actor } from '../src/kernel/tenancy/index.ts';

/** A service token of somebody, as the account page makes one. */
export async function serviceToken(
  house: House,
  owner: Actor,
  permissions: PermissionName[],
): Promise<string> {
  const asked = { ...identityTools(house), from: '127.0.0.1' };
  const endsOn = addDays(dayOf(new Date()), 30);
  const input = { kind: 'service', name: '样例系统', permissions, endsOn } as const;
  return (await makeToken(asked, owner, input)).token;
}
