import ipaddr from 'ipaddr.js';
import { sql } from 'kysely';
import { DAY_MS } from '../../kernel/durations.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import type { IdentityTools } from '../tools.ts';
import { keyedDigest } from './secrets.ts';

/** Failures are counted for so long from the first. */
const WINDOW_MINUTES = 15;
/** Tries within the window; the next one is refused unseen. */
const LIMITS = { account: 5, device: 10, source: 30 } as const;
const FORGOTTEN_AFTER_MS = DAY_MS;

/** A try at any credential: password, code, recovery code, token, link. */
export interface Attempt {
  /** login name as typed, whether somebody has it or not; undefined for a link, which names nobody */
  readonly account: string | undefined;
  readonly source: string;
  /** digest of the device cookie, where this account has signed in wholly from that browser before */
  readonly knownDevice?: string | undefined;
}

/**
 * Counts a try before it is looked at, so that tries side by side are all counted; `forgiveAttempt` takes it back
 * when it was right. Tries from a browser that the account knows are counted for that browser alone: whoever tries
 * from elsewhere cannot lock the owner out (Art. 30 限制登录失败次数).
 *
 * @throws HouseError `too-many-attempts`, the same whether the account is there or not
 */
export async function takeAttempt(tools: IdentityTools, attempt: Attempt): Promise<void> {
  const now = tools.now();
  const opened = new Date(now.getTime() - WINDOW_MINUTES * 60_000);
  for (const { key, limit } of keysOf(tools, attempt)) {
    const { rows } = await sql<{ failures: number; since: Date }>`
      INSERT INTO identity_failure AS f (key, failures, since) VALUES (${key}, 1, ${now})
      ON CONFLICT (key) DO UPDATE SET
        failures = CASE WHEN f.since < ${opened} THEN 1 ELSE least(f.failures, 1000000) + 1 END,
        since = CASE WHEN f.since < ${opened} THEN ${now} ELSE f.since END
      RETURNING failures, since`.execute(tools.db);
    const row = rows[0];
    if (!row || row.failures <= limit) continue;
    const waited = (now.getTime() - row.since.getTime()) / 60_000;
    throw new HouseError('too-many-attempts', { minutes: Math.max(1, Math.ceil(WINDOW_MINUTES - waited)) });
  }
}

/** Takes back a try that was right. */
export async function forgiveAttempt(tools: IdentityTools, attempt: Attempt): Promise<void> {
  for (const { key } of keysOf(tools, attempt)) {
    await tools.db
      .updateTable('identity_failure')
      .set({ failures: sql`greatest(failures - 1, 0)` })
      .where('key', '=', key)
      .execute();
  }
}

/** After a whole sign-in the account's own counts begin anew; what is over a day old is forgotten. */
export async function clearFailures(tools: IdentityTools, attempt: Attempt): Promise<void> {
  const own = keysOf(tools, attempt).filter(({ limit }) => limit !== LIMITS.source);
  await tools.db
    .deleteFrom('identity_failure')
    .where((is) =>
      is.or([
        is('key', 'in', ['', ...own.map(({ key }) => key)]),
        is('since', '<', new Date(tools.now().getTime() - FORGOTTEN_AFTER_MS)),
      ]),
    )
    .execute();
}

function keysOf(tools: IdentityTools, attempt: Attempt): { key: string; limit: number }[] {
  const { account, source, knownDevice } = attempt;
  const key = (...parts: string[]): string => keyedDigest(tools.secret, 'failure', ...parts);
  if (account !== undefined && knownDevice !== undefined) {
    return [{ key: key('device', account, knownDevice), limit: LIMITS.device }];
  }
  const bySource = { key: key('source', networkOf(source)), limit: LIMITS.source };
  return account === undefined
    ? [bySource]
    : [bySource, { key: key('account', account), limit: LIMITS.account }];
}

/** An IPv6 line has 2^64 addresses: they count as one. */
function networkOf(source: string): string {
  if (!ipaddr.isValid(source)) return source;
  const address = ipaddr.process(source);
  if (address.kind() === 'ipv4') return address.toString();
  return address.toNormalizedString().split(':').slice(0, 4).join(':');
}
