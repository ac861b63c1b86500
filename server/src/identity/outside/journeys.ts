import { OUTSIDE_FAULT_WORDS } from '@zhengdun/contract';
import { HouseError } from '../../kernel/errors/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { forgiveAttempt, takeAttempt } from '../sign-in/failures.ts';
import { newToken } from '../sign-in/secrets.ts';
import type { ActTools, Browser } from '../tools.ts';
import { type Entry, enterByAssertion } from './enter-by-assertion.ts';
import { OutsideFault } from './fault.ts';
import { insertJourney, noteAsserted, takeJourney } from './journey.repo.ts';
import { type ProviderRow, withProvider } from './open-provider.ts';
import { demandEnabled } from './providers.ts';
import { recordRefusal } from './record-outside.ts';
import type { Assertion } from './way.ts';

/** Where a journey leads and whence. */
export interface Travel {
  readonly providerId: string;
  /** address to which the provider sends the browser back: of this provider alone */
  readonly returnUrl: string;
  readonly browser: Browser;
  /** whose account is to be bound; undefined: somebody signs in */
  readonly personId?: string | undefined;
}

/**
 * Begins a journey to a provider.
 *
 * @param returnTo page of the console to go to after all
 * @returns where to send the browser
 * @throws HouseError `provider-unknown`, `outside-failed`
 */
export async function beginJourney(tools: ActTools, travel: Travel, returnTo?: string): Promise<string> {
  const { providerId, returnUrl, browser, personId } = travel;
  const provider = await demandEnabled(tools.db, providerId);
  const state = newToken();
  const begun = await asked(tools, { provider, personId }, () =>
    withProvider(tools, provider, async ({ way, asking }) => {
      if (way.manner !== 'redirect') throw new HouseError('provider-unknown', {});
      return way.begin(asking, { returnUrl, state });
    }),
  );
  const kept = { ...begun.kept, returnUrl, ...(returnTo !== undefined && { returnTo }) };
  await withinScope(tools.db, EVERYTHING, (trx) =>
    insertJourney(trx, tools, { providerId, deviceDigest: browser.deviceDigest, personId, state, kept }),
  );
  return begun.url;
}

/**
 * Takes the browser back and asks the provider who came. The journey is used up, whatever comes of it.
 *
 * @param query what stood behind `?` of the return address
 * @throws HouseError `outside-journey-lost`, `outside-failed`, `provider-unknown`, `too-many-attempts`
 */
export async function finishJourney(
  tools: ActTools,
  travel: Omit<Travel, 'returnUrl'>,
  query: string,
): Promise<{ journeyId: string; provider: ProviderRow; assertion: Assertion; returnTo?: string }> {
  const { providerId, browser, personId } = travel;
  const attempt = { account: undefined, source: browser.source };
  await takeAttempt(tools, attempt);
  const provider = await demandEnabled(tools.db, providerId);
  const returned = new URLSearchParams(query.replace(/^\?/, ''));
  const [state = '', ...more] = returned.getAll('state');
  const journey = await withinScope(tools.db, EVERYTHING, async (trx) => {
    const taken =
      more.length > 0
        ? undefined
        : await takeJourney(trx, tools, { state, providerId, deviceDigest: browser.deviceDigest, personId });
    if (taken) return taken;
    await recordRefusal(trx, tools, { by: personId, provider: providerId, fault: 'journey-lost' });
    return undefined;
  });
  if (!journey) throw new HouseError('outside-journey-lost', {});
  const { returnUrl = '', returnTo, ...kept } = journey.kept;
  const assertion = await asked(tools, { provider, personId }, () =>
    withProvider(tools, provider, async ({ way, asking }) => {
      if (way.manner !== 'redirect') throw new HouseError('provider-unknown', {});
      return way.finish(asking, { returnUrl, state, query: returned, kept });
    }),
  );
  await forgiveAttempt(tools, attempt);
  return { journeyId: journey.id, provider, assertion, ...(returnTo !== undefined && { returnTo }) };
}

/** Signs in by a journey that has come back. @throws HouseError as `finishJourney` and `enterByAssertion` */
export async function signInByJourney(
  tools: ActTools,
  travel: Omit<Travel, 'returnUrl' | 'personId'>,
  query: string,
): Promise<Entry> {
  const { journeyId, provider, assertion, returnTo } = await finishJourney(tools, travel, query);
  const entry = await enterByAssertion(tools, { provider, assertion, browser: travel.browser }, (trx) =>
    noteAsserted(trx, { id: journeyId, assertion, now: tools.now() }),
  );
  return { ...entry, ...(returnTo !== undefined && { returnTo }) };
}

/** Asks a provider; its fault is recorded and put into words. @throws HouseError `outside-failed` */
export async function asked<Result>(
  tools: ActTools,
  { provider, personId }: { readonly provider: ProviderRow; readonly personId: string | undefined },
  act: () => Promise<Result>,
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof OutsideFault)) throw error;
    await withinScope(tools.db, EVERYTHING, (trx) =>
      recordRefusal(trx, tools, { by: personId, provider: provider.id, fault: error.fault }),
    );
    throw new HouseError(
      'outside-failed',
      { name: provider.name, reason: OUTSIDE_FAULT_WORDS[error.fault] },
      { cause: error },
    );
  }
}
