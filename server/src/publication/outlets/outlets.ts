import { randomBytes, randomUUID } from 'node:crypto';
import type { NewOutlet, OutletFault, OutletInput, OutletKind, OutletList } from '@zhengdun/contract';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, covers, mayDo, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { findApplicationFacts } from '../../registry/index.ts';
import type { PublicationTools } from '../tools.ts';
import { findDelivery, listDeliveries, type NamedDelivery, repeatDelivery } from './delivery.repo.ts';
import { findOutlet, insertOutlet, listOutlets, removeOutlet, updateOutlet } from './outlet.repo.ts';
import { openOutlet, sealOutlet } from './outlet-secrets.ts';
import { tellSystem } from './tell-system.ts';

/** Deliveries of an outlet that are shown. */
const SHOWN = 20;

/** The outlets that the reader sees, with what has not arrived. */
export async function readOutlets(
  tools: PublicationTools,
  actor: Actor,
  about: { readonly unit?: string | undefined },
): Promise<OutletList> {
  const { db, now } = tools;
  const scope = scopeOf(actor, 'publication.read');
  const manages = scopeOf(actor, 'outlet.manage');
  return withinScope(db, scope, async (trx) => {
    const rows = await listOutlets(trx, scope, about);
    const ids = rows.map(({ id }) => id);
    const deliveries = await listDeliveries(trx, ids, SHOWN);
    return {
      rows: rows.map((row) => ({
        id: row.id,
        application: { id: row.application_id, name: row.application_name },
        unit: { id: row.unit_id, name: row.unit_name },
        name: row.name,
        enabled: row.enabled,
        kind: row.kind,
        config: row.config,
        secrets: hasSecrets(row.kind) ? Object.keys(openOutlet(tools, row)) : [],
        ...(row.last_sent_at && { lastSentAt: row.last_sent_at.toISOString() }),
        ...(row.last_fault_at &&
          row.last_fault && { lastFault: { at: row.last_fault_at.toISOString(), fault: row.last_fault } }),
        deliveries: deliveries.filter(({ outlet_id }) => outlet_id === row.id).map(deliveryView),
        may: { manage: mayDo(actor, 'outlet.manage') && covers(manages, row) },
      })),
      may: { manage: mayDo(actor, 'outlet.manage') },
      asOf: now().toISOString(),
    };
  });
}

function deliveryView(row: NamedDelivery): OutletList['rows'][number]['deliveries'][number] {
  return {
    id: row.id,
    item: { id: row.item_id, title: row.title },
    event: row.due ? 'due' : row.event,
    version: row.version,
    state: row.state,
    tries: row.tries,
    madeAt: row.made_at.toISOString(),
    ...(row.state === 'waiting' && { nextAt: row.next_at.toISOString() }),
    ...(row.fault && { fault: row.fault }),
  };
}

/**
 * Sets up where the items of an application go.
 *
 * @returns its id, and of a content system the secret that signs what it is told
 * @throws HouseError `application-unknown`, `outlet-there`, `outlet-secret-missing`, `outlet-key-missing`
 */
export async function addOutlet(
  { db, data, now }: PublicationTools,
  caller: Caller,
  { applicationId, outlet }: NewOutlet,
): Promise<{ readonly id: string; readonly secret?: string }> {
  const id = randomUUID();
  const secret = outlet.kind === 'system' ? newSecret() : undefined;
  const secrets = secret === undefined ? givenSecrets(outlet) : { secret };
  await withinScope(db, scopeOf(caller.actor, 'outlet.manage'), async (trx) => {
    const application = await findApplicationFacts(trx, applicationId);
    if (!application) throw new HouseError('application-unknown', {});
    const row = {
      id,
      application_id: applicationId,
      ...application.unit.belonging,
      kind: outlet.kind,
      name: outlet.name,
      enabled: outlet.enabled,
      config: outlet.config,
      secrets: sealOutlet({ data }, id, secrets),
      set_by: caller.actor.id,
      set_at: now(),
    };
    await insertOutlet(trx, row).catch((error: unknown) => {
      const isThere = (error as { constraint?: string }).constraint === 'publication_outlet_application';
      throw isThere ? new HouseError('outlet-there', {}) : error;
    });
    await recordDone(trx, caller, { act: 'outlet-set', ...recorded(row), detail: detailOf(outlet) });
  });
  return { id, ...(secret !== undefined && { secret }) };
}

/** @throws HouseError `outlet-unknown`, `outlet-kind-stays` */
export async function changeOutlet(
  { db, data, now }: PublicationTools,
  caller: Caller,
  { id, outlet }: { readonly id: string; readonly outlet: OutletInput },
): Promise<void> {
  await withinScope(db, scopeOf(caller.actor, 'outlet.manage'), async (trx) => {
    const there = await findOutlet(trx, id);
    if (!there) throw new HouseError('outlet-unknown', {});
    if (there.kind !== outlet.kind) throw new HouseError('outlet-kind-stays', {});
    const { name, enabled, config } = outlet;
    const secrets = hasSecrets(outlet.kind)
      ? sealOutlet({ data }, id, givenSecrets(outlet, openOutlet({ data }, there)))
      : there.secrets;
    await updateOutlet(trx, id, { name, enabled, config, secrets, set_by: caller.actor.id, set_at: now() });
    await recordDone(trx, caller, { act: 'outlet-set', ...recorded(there), detail: detailOf(outlet) });
  });
}

/** Gives an outlet another secret; the one before is worth nothing from now on. @throws HouseError `outlet-unknown` */
export async function renewSecret(
  { db, data, now }: PublicationTools,
  caller: Caller,
  id: string,
): Promise<{ readonly secret: string }> {
  const secret = newSecret();
  await withinScope(db, scopeOf(caller.actor, 'outlet.manage'), async (trx) => {
    const there = await findOutlet(trx, id);
    if (there?.kind !== 'system') throw new HouseError('outlet-unknown', {});
    const secrets = sealOutlet({ data }, id, { secret });
    await updateOutlet(trx, id, { secrets, set_by: caller.actor.id, set_at: now() });
    await recordDone(trx, caller, { act: 'outlet-secret-renewed', ...recorded(there), detail: {} });
  });
  return { secret };
}

/** Tells a content system of nothing, to see whether it hears. @throws HouseError `outlet-unknown` */
export async function testOutlet(
  tools: PublicationTools,
  caller: Caller,
  id: string,
): Promise<{ readonly sent: boolean; readonly fault?: OutletFault }> {
  const scope = scopeOf(caller.actor, 'outlet.manage');
  const outlet = await withinScope(tools.db, scope, (trx) => findOutlet(trx, id));
  if (outlet?.kind !== 'system') throw new HouseError('outlet-unknown', {});
  const outcome = await tellSystem(tools, outlet, {
    delivery: randomUUID(),
    event: 'test',
    at: tools.now().toISOString(),
    application: outlet.application_id,
  });
  const fault = outcome.result === 'sent' ? undefined : outcome.fault;
  await withinScope(tools.db, scope, (trx) =>
    recordDone(trx, caller, {
      act: 'outlet-tested',
      ...recorded(outlet),
      detail: { ...(fault && { fault }) },
    }),
  );
  return { sent: fault === undefined, ...(fault && { fault }) };
}

/** Removes an outlet with what it was still to be told. @throws HouseError `outlet-unknown` */
export async function dropOutlet({ db }: PublicationTools, caller: Caller, id: string): Promise<void> {
  await withinScope(db, scopeOf(caller.actor, 'outlet.manage'), async (trx) => {
    const there = await findOutlet(trx, id);
    if (!there) throw new HouseError('outlet-unknown', {});
    await removeOutlet(trx, id);
    await recordDone(trx, caller, { act: 'outlet-removed', ...recorded(there), detail: {} });
  });
}

/** 重新送: what did not arrive is tried again. @throws HouseError `delivery-unknown` */
export async function sendAgain({ db, now }: PublicationTools, caller: Caller, id: string): Promise<void> {
  await withinScope(db, scopeOf(caller.actor, 'outlet.manage'), async (trx) => {
    const there = await findDelivery(trx, id);
    if (!there || !(await repeatDelivery(trx, id, now()))) throw new HouseError('delivery-unknown', {});
    const object = { kind: 'outlet', id: there.outlet_id } as const;
    await recordDone(trx, caller, {
      act: 'delivery-repeated',
      object,
      unit: there.unit_id,
      detail: { delivery: id },
    });
  });
}

/** Whoever sets it up enters what it signs in with; of a content system that is the server's own. */
function hasSecrets(kind: OutletKind): boolean {
  return kind === 's3' || kind === 'sftp';
}

/** What is given, and of what is left out what was kept. @throws HouseError `outlet-secret-missing`, `outlet-key-missing` */
function givenSecrets(
  outlet: OutletInput,
  kept: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  if (outlet.kind === 'sftp') return waysIn(outlet.secrets, kept);
  if (outlet.kind !== 's3') return {};
  const { accessKey = kept.accessKey, secretKey = kept.secretKey } = outlet.secrets;
  if (!accessKey || !secretKey) throw new HouseError('outlet-secret-missing', {});
  return { accessKey, secretKey };
}

/** A key or a password, never both. */
function waysIn(
  {
    password,
    privateKey,
  }: { readonly password?: string | undefined; readonly privateKey?: string | undefined },
  kept: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (password && privateKey) throw new HouseError('outlet-key-missing', {});
  if (privateKey) return { privateKey };
  if (password) return { password };
  if (!kept.privateKey && !kept.password) throw new HouseError('outlet-key-missing', {});
  return kept;
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function recorded({ id, unit_id }: { readonly id: string; readonly unit_id: string }) {
  return { object: { kind: 'outlet', id }, unit: unit_id } as const;
}

function detailOf({ kind, enabled }: OutletInput) {
  return { kind, enabled };
}
