import type { OwnOutside } from '@zhengdun/contract';
import type { Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { plainText } from '../../kernel/plain-text.ts';
import { type Actor, EVERYTHING, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { demandPerson } from '../people/people.ts';
import { hasPassword } from '../people/person.repo.ts';
import { lockFactors } from '../sign-in/factors.ts';
import type { SessionRecord } from '../sign-in/session.repo.ts';
import type { ActTools, Browser, IdentityTools } from '../tools.ts';
import { insertBinding, listBindings, removeBinding } from './binding.repo.ts';
import { findAsserted, removeJourney } from './journey.repo.ts';
import { issuerOf, type ProviderRow } from './open-provider.ts';
import { findProvider, listProviders } from './provider.repo.ts';
import { demandEnabled } from './providers.ts';
import { recordOutside } from './record-outside.ts';
import type { Assertion } from './way.ts';

/** 绑定的外部身份, of whoever is signed in, and what this browser has just shown and nobody is bound to. */
export async function readOwnOutside(
  tools: IdentityTools,
  { session, browser }: { readonly session: SessionRecord; readonly browser: Browser },
): Promise<OwnOutside> {
  const providers = await listProviders(tools.db);
  return withinScope(tools.db, EVERYTHING, async (trx) => {
    const { bindings, free } = await listBindings(trx, providers, session.personId);
    const shown = await findAsserted(trx, {
      deviceDigest: browser.deviceDigest,
      sessionId: session.id,
      now: tools.now(),
    });
    const provider = shown && free.find(({ id }) => id === shown.provider_id);
    return {
      bindings,
      free: free.map(viewOf),
      ...(shown &&
        provider && { shown: { id: shown.id, providerName: provider.name, label: shown.label ?? '' } }),
    };
  });
}

/** Binds one's own account to what a provider has just said. @throws HouseError `outside-bound-already`, `outside-taken` */
export async function bindOwn(
  tools: ActTools,
  personId: string,
  {
    provider,
    assertion,
  }: { readonly provider: ProviderRow; readonly assertion: Omit<Assertion, 'twoFactors'> },
): Promise<void> {
  await withinScope(tools.db, EVERYTHING, (trx) =>
    bind(trx, tools, { provider, assertion, personId, by: personId }),
  );
}

/**
 * Takes over an identity that this browser has shown just before its owner signed in wholly.
 *
 * @throws HouseError `outside-journey-lost`, `outside-bound-already`, `outside-taken`, `provider-unknown`
 */
export async function adoptShown(
  tools: ActTools,
  { session, browser }: { readonly session: SessionRecord; readonly browser: Browser },
  id: string,
): Promise<void> {
  const { personId } = session;
  await withinScope(tools.db, EVERYTHING, async (trx) => {
    const { deviceDigest } = browser;
    const shown = await findAsserted(trx, { deviceDigest, sessionId: session.id, now: tools.now() });
    if (shown?.id !== id || !shown.issuer || !shown.subject) throw new HouseError('outside-journey-lost', {});
    const provider = await demandEnabled(trx, shown.provider_id);
    const assertion = { issuer: shown.issuer, subject: shown.subject, label: shown.label ?? '' };
    await bind(trx, tools, { provider, assertion, personId, by: personId });
    await removeJourney(trx, id);
  });
}

/** Unbinds one's own account, never from the last way in. @throws HouseError `binding-unknown`, `last-way-in` */
export async function unbindOwn(tools: ActTools, personId: string, id: string): Promise<void> {
  await withinScope(tools.db, EVERYTHING, async (trx) => {
    // Locked: two unbindings at once are one after the other.
    const { passkeys } = await lockFactors(trx, personId);
    await unbind(trx, tools, { id, personId, by: personId });
    if (passkeys > 0 || (await hasPassword(trx, personId))) return;
    const left = await listBindings(trx, await listProviders(trx, { enabled: true }), personId);
    if (!left.bindings.some(({ stale }) => !stale)) throw new HouseError('last-way-in', {});
  });
}

/** The bindings of somebody within reach. @throws HouseError `person-unknown` */
export async function readPersonOutside(
  tools: IdentityTools,
  actor: Actor,
  personId: string,
): Promise<Pick<OwnOutside, 'bindings' | 'free'>> {
  const providers = await listProviders(tools.db);
  return withinScope(tools.db, scopeOf(actor, 'person.manage'), async (trx) => {
    await demandPerson(trx, personId);
    const { bindings, free } = await listBindings(trx, providers, personId);
    return { bindings, free: free.map(viewOf) };
  });
}

/**
 * The administrator binds somebody's account to a subject. Our second factor stays asked for: what two factors of a
 * provider are worth is decided by the person's own binding alone.
 *
 * @throws HouseError `person-unknown`, `not-oneself`, `provider-unknown`, `outside-bound-already`, `outside-taken`
 */
export async function bindPerson(
  tools: ActTools,
  actor: Actor,
  {
    personId,
    providerId,
    subject,
  }: { readonly personId: string; readonly providerId: string; readonly subject: string },
): Promise<void> {
  if (personId === actor.id) throw new HouseError('not-oneself', {});
  await withinScope(tools.db, scopeOf(actor, 'person.manage'), async (trx) => {
    await demandPerson(trx, personId);
    const provider = await findProvider(trx, providerId);
    if (!provider) throw new HouseError('provider-unknown', {});
    const assertion = { issuer: issuerOf(provider), subject, label: plainText(subject, 100) };
    await bind(trx, tools, { provider, assertion, personId, by: actor.id });
  });
}

/** The administrator takes a binding away. @throws HouseError `person-unknown`, `binding-unknown` */
export async function unbindPerson(
  tools: ActTools,
  actor: Actor,
  { personId, bindingId }: { readonly personId: string; readonly bindingId: string },
): Promise<void> {
  await withinScope(tools.db, scopeOf(actor, 'person.manage'), async (trx) => {
    await demandPerson(trx, personId);
    await unbind(trx, tools, { id: bindingId, personId, by: actor.id });
  });
}

/** Whose account, and who does it: the person, or an administrator. */
interface Binding {
  readonly personId: string;
  readonly by: string;
}

async function bind(
  trx: Transaction,
  tools: ActTools,
  about: Binding & { readonly provider: ProviderRow; readonly assertion: Omit<Assertion, 'twoFactors'> },
): Promise<void> {
  const { provider, personId, by } = about;
  await insertBinding(trx, { ...about, now: tools.now() });
  const detail = { provider: provider.id };
  await recordOutside(trx, tools, { act: 'outside-bound', by, on: personId, detail });
}

async function unbind(
  trx: Transaction,
  tools: ActTools,
  { id, personId, by }: Binding & { readonly id: string },
): Promise<void> {
  const provider = await removeBinding(trx, { id, personId });
  if (provider === undefined) throw new HouseError('binding-unknown', {});
  await recordOutside(trx, tools, { act: 'outside-unbound', by, on: personId, detail: { provider } });
}

/** A provider as anybody may see it. */
export function viewOf({ id, kind, name }: ProviderRow) {
  return { id, kind, name };
}
