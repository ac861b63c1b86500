import { ADMINISTRATOR_ROLES } from '@zhengdun/contract';
import type { Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { grantsOf } from '../grants/grant.repo.ts';
import { findForSignIn, type SignInRecord } from '../people/person.repo.ts';
import { enterPerson } from '../sign-in/finish-sign-in.ts';
import { openSession, removeEndedSessions } from '../sign-in/session.repo.ts';
import type { ActTools, Browser } from '../tools.ts';
import { type BindingRow, findBinding, noteUse } from './binding.repo.ts';
import type { ProviderRow } from './open-provider.ts';
import { recordOutside, recordRefusal } from './record-outside.ts';
import type { Assertion } from './way.ts';

/** What came of signing in by a provider: the token of a session, or that no account is bound. */
export type Entry =
  | { readonly token: string; readonly returnTo?: string }
  | { readonly unbound: ProviderRow };

interface About {
  readonly provider: ProviderRow;
  readonly assertion: Assertion;
  readonly browser: Browser;
}

/**
 * Signs in the account that is bound to what a provider has said.
 *
 * @param keep keeps what nobody is bound to, for being taken over after a whole sign-in
 * @throws HouseError `outside-closed`, `grants-ended`
 */
export async function enterByAssertion(
  tools: ActTools,
  about: About,
  keep: (trx: Transaction) => Promise<void>,
): Promise<Entry> {
  const { provider } = about;
  const entered = await withinScope(tools.db, EVERYTHING, async (trx) => {
    const found = await enterBy(trx, tools, about);
    if (found !== undefined) return found;
    await keep(trx);
    await recordRefusal(trx, tools, { by: undefined, provider: provider.id, fault: 'unbound' });
    return undefined;
  });
  if (entered === 'closed') throw new HouseError('outside-closed', {});
  return entered ?? { unbound: provider };
}

/**
 * Opens a session for the account that is bound to what a provider has said. It waits for our second factor, or for its
 * being set up, like one that a password has opened.
 *
 * @returns its token; `closed` where the account was; undefined where none is bound to it
 * @throws HouseError `grants-ended`
 */
async function enterBy(
  trx: Transaction,
  tools: ActTools,
  about: About,
): Promise<{ readonly token: string } | 'closed' | undefined> {
  const { provider, assertion, browser } = about;
  const binding = await findBinding(trx, provider.id, assertion);
  if (!binding) return undefined;
  const personId = binding.person_id;
  const person = await findForSignIn(trx, { id: personId }, browser.deviceDigest);
  if (!person || person.closed) {
    await recordRefusal(trx, tools, { by: personId, provider: provider.id, fault: 'closed' });
    return 'closed';
  }
  await noteUse(trx, binding.id, tools.now());
  const isEnough = await spares(trx, tools, { binding, person, assertion });
  await recordOutside(trx, tools, {
    act: 'outside-asserted',
    by: personId,
    detail: { provider: provider.id, wholly: isEnough },
  });
  if (isEnough) return { token: await enterPerson(trx, tools, { personId, browser }) };
  await removeEndedSessions(trx, tools.now());
  const stage = person.hasFactor ? 'second-factor' : 'enrolment';
  return { token: await openSession(trx, tools, { personId, stage, browser }) };
}

/**
 * Whether the provider's two factors stand for ours: it says so in the way that its settings name, the person has bound
 * the account in person, and has a second factor here. Never for the three administrators: whoever sets providers up must
 * not enter as one of the others by that.
 */
async function spares(
  trx: Transaction,
  tools: ActTools,
  {
    binding,
    person,
    assertion,
  }: { readonly binding: BindingRow; readonly person: SignInRecord; readonly assertion: Assertion },
): Promise<boolean> {
  if (!assertion.twoFactors || !person.hasFactor || binding.bound_by !== binding.person_id) return false;
  const grants = await grantsOf(trx, person.id, tools.now());
  return !grants.some(({ role }) => ADMINISTRATOR_ROLES.some((each) => each === role));
}
