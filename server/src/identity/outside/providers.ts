import { randomUUID } from 'node:crypto';
import { OUTSIDE_KINDS, type OutsideFaultCode, type ProviderInput, type Providers } from '@zhengdun/contract';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, EVERYTHING, type Scope, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import type { IdentityTools } from '../tools.ts';
import { faultOf } from './fault.ts';
import { openSecrets, type ProviderRow, sealSecrets, withProvider } from './open-provider.ts';
import { countBindings, findProvider, listProviders, removeProvider, saveProvider } from './provider.repo.ts';

/** Secrets without which a kind cannot work. */
const NEEDED: Readonly<Record<ProviderInput['kind'], readonly string[]>> = {
  oidc: [],
  cas: [],
  ldap: ['bindPassword'],
  'network-identity': [],
  certificate: [],
};

/** The providers: what is no secret, and which secrets are kept. @throws HouseError `providers-not-whole` */
export async function readProviders(
  tools: IdentityTools,
  actor: Actor,
  returnUrlOf: (id: string) => string,
): Promise<Providers> {
  demandWhole(actor);
  const rows = await listProviders(tools.db);
  const counts = await withinScope(tools.db, EVERYTHING, countBindings);
  return {
    rows: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      name: row.name,
      enabled: row.enabled,
      config: row.config,
      secrets: Object.keys(openSecrets(tools.secret, row)),
      bindings: counts.get(row.id) ?? 0,
      changedAt: row.changed_at.toISOString(),
      ...(OUTSIDE_KINDS[row.kind].manner === 'redirect' && { returnUrl: returnUrlOf(row.id) }),
    })),
    asOf: tools.now().toISOString(),
  };
}

/**
 * Adds a provider, or changes one. Secrets that are left out stay as they are.
 *
 * @param id of the one to change
 * @returns its id
 * @throws HouseError `providers-not-whole`, `provider-unknown`, `provider-secret-missing`, `provider-name-taken`
 */
export async function setProvider(
  tools: IdentityTools,
  caller: Caller,
  {
    id = randomUUID(),
    input,
    isNew,
  }: { readonly id?: string; readonly input: ProviderInput; readonly isNew: boolean },
): Promise<string> {
  const scope = demandWhole(caller.actor);
  await withinScope(tools.db, scope, async (trx) => {
    const before = isNew ? undefined : await findProvider(trx, id);
    if (!isNew && before?.kind !== input.kind) throw new HouseError('provider-unknown', {});
    const given = Object.fromEntries(
      Object.entries(input.secrets).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    );
    const secrets = { ...(before && openSecrets(tools.secret, before)), ...given };
    if (NEEDED[input.kind].some((name) => secrets[name] === undefined))
      throw new HouseError('provider-secret-missing', {});
    const taken = (await listProviders(trx)).some((each) => each.name === input.name && each.id !== id);
    if (taken) throw new HouseError('provider-name-taken', { name: input.name });
    await saveProvider(trx, {
      id,
      kind: input.kind,
      name: input.name,
      enabled: input.enabled,
      config: input.config,
      secrets: sealSecrets(tools.secret, id, secrets),
      changed_at: tools.now(),
      changed_by: caller.actor.id,
    });
    await recordDone(trx, caller, {
      act: 'provider-set',
      object: { kind: 'identity-provider', id },
      detail: { kind: input.kind, enabled: input.enabled, secrets: Object.keys(given) },
    });
  });
  return id;
}

/** 启用、停用. @throws HouseError `providers-not-whole`, `provider-unknown` */
export async function switchProvider(
  tools: IdentityTools,
  caller: Caller,
  { id, enabled }: { readonly id: string; readonly enabled: boolean },
): Promise<void> {
  const scope = demandWhole(caller.actor);
  await withinScope(tools.db, scope, async (trx) => {
    const row = await demandProvider(trx, id);
    await saveProvider(trx, { ...row, enabled, changed_at: tools.now(), changed_by: caller.actor.id });
    await recordDone(trx, caller, {
      act: 'provider-set',
      object: { kind: 'identity-provider', id },
      detail: { kind: row.kind, enabled, secrets: [] },
    });
  });
}

/** Removes a provider with everybody's bindings to it. @throws HouseError `providers-not-whole`, `provider-unknown` */
export async function takeAwayProvider(tools: IdentityTools, caller: Caller, id: string): Promise<void> {
  const scope = demandWhole(caller.actor);
  await withinScope(tools.db, scope, async (trx) => {
    const { kind } = await demandProvider(trx, id);
    await removeProvider(trx, id);
    await recordDone(trx, caller, {
      act: 'provider-removed',
      object: { kind: 'identity-provider', id },
      detail: { kind },
    });
  });
}

/** 测试连接, also of one that is off. @throws HouseError `providers-not-whole`, `provider-unknown` */
export async function testProvider(
  tools: IdentityTools,
  caller: Caller,
  { id, returnUrl }: { readonly id: string; readonly returnUrl: string },
): Promise<OutsideFaultCode | undefined> {
  const scope = demandWhole(caller.actor);
  const row = await demandProvider(tools.db, id);
  const fault = await withProvider(tools, row, ({ way, asking }) =>
    faultOf(() => way.test(asking, returnUrl)),
  );
  await withinScope(tools.db, scope, (trx) =>
    recordDone(trx, caller, {
      act: 'provider-tested',
      object: { kind: 'identity-provider', id },
      detail: { kind: row.kind, ...(fault && { fault }) },
    }),
  );
  return fault;
}

/** A provider that is on. @throws HouseError `provider-unknown` */
export async function demandEnabled(db: IdentityTools['db'], id: string): Promise<ProviderRow> {
  const row = await findProvider(db, id);
  if (!row?.enabled) throw new HouseError('provider-unknown', {});
  return row;
}

async function demandProvider(db: IdentityTools['db'], id: string): Promise<ProviderRow> {
  const row = await findProvider(db, id);
  if (!row) throw new HouseError('provider-unknown', {});
  return row;
}

function demandWhole(actor: Actor): Scope {
  const scope = scopeOf(actor, 'setting.manage');
  if (!scope.regions.includes('')) throw new HouseError('providers-not-whole', {});
  return scope;
}
