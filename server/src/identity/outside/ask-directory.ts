import { HouseError } from '../../kernel/errors/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { findForSignIn } from '../people/person.repo.ts';
import { type Attempt, forgiveAttempt, takeAttempt } from '../sign-in/failures.ts';
import type { ActTools, Browser } from '../tools.ts';
import { findBinding } from './binding.repo.ts';
import { type Entry, enterByAssertion } from './enter-by-assertion.ts';
import { insertAsserted } from './journey.repo.ts';
import { asked } from './journeys.ts';
import { issuerOf, type ProviderRow, withProvider } from './open-provider.ts';
import { demandEnabled } from './providers.ts';
import { recordRefusal } from './record-outside.ts';
import type { Assertion } from './way.ts';

export interface Typed {
  readonly loginName: string;
  readonly password: string;
}

/**
 * Asks a directory whether a name and a password belong together. The try is counted before the directory is asked, by the
 * person that the name stands for – however it is spelt – or by the name where it stands for nobody.
 *
 * @param personId whose account is to be bound; undefined: somebody signs in
 * @throws HouseError `sign-in-refused`, `too-many-attempts`, `outside-failed`, `provider-unknown`
 */
export async function askDirectory(
  tools: ActTools,
  about: { readonly providerId: string; readonly browser: Browser; readonly personId?: string },
  { loginName, password }: Typed,
): Promise<{ provider: ProviderRow; assertion: Assertion }> {
  const { providerId, browser, personId } = about;
  const provider = await demandEnabled(tools.db, providerId);
  let attempt: Attempt | undefined;
  const assertion = await asked(tools, { provider, personId }, () =>
    withProvider(tools, provider, async ({ way, asking }) => {
      if (way.manner !== 'password') throw new HouseError('provider-unknown', {});
      return way.ask(asking, {
        loginName,
        password,
        beforeGuess: async (subject) => {
          attempt = await attemptAt(tools, { provider, subject, loginName, browser });
          await takeAttempt(tools, attempt);
        },
      });
    }),
  );
  if (!assertion) {
    await withinScope(tools.db, EVERYTHING, (trx) =>
      recordRefusal(trx, tools, { by: personId, provider: provider.id, fault: 'sign-in-refused' }),
    );
    throw new HouseError('sign-in-refused', {});
  }
  if (attempt) await forgiveAttempt(tools, attempt);
  return { provider, assertion };
}

/** Signs in by name and password of a directory. @throws HouseError as `askDirectory` and `enterByAssertion` */
export async function signInByDirectory(
  tools: ActTools,
  about: { readonly providerId: string; readonly browser: Browser },
  typed: Typed,
): Promise<Entry> {
  const { provider, assertion } = await askDirectory(tools, about, typed);
  const { browser } = about;
  return enterByAssertion(tools, { provider, assertion, browser }, (trx) =>
    insertAsserted(trx, tools, { providerId: provider.id, deviceDigest: browser.deviceDigest, assertion }),
  );
}

async function attemptAt(
  tools: ActTools,
  about: {
    readonly provider: ProviderRow;
    readonly subject: string | undefined;
    readonly loginName: string;
    readonly browser: Browser;
  },
): Promise<Attempt> {
  const { provider, subject, loginName, browser } = about;
  const name =
    subject === undefined ? `name/${loginName.normalize('NFKC').trim().toLowerCase()}` : `subject/${subject}`;
  const person =
    subject === undefined
      ? undefined
      : await withinScope(tools.db, EVERYTHING, async (trx) => {
          const binding = await findBinding(trx, provider.id, { issuer: issuerOf(provider), subject });
          return binding && findForSignIn(trx, { id: binding.person_id }, browser.deviceDigest);
        });
  return {
    account: `outside/${provider.id}/${name}`,
    source: browser.source,
    knownDevice: person?.knowsDevice ? browser.deviceDigest : undefined,
  };
}
