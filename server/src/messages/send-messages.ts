import type { Transaction } from '../kernel/database/index.ts';
import { MINUTE_MS } from '../kernel/durations.ts';
import { keepDoing } from '../kernel/keep-doing.ts';
import type { Log } from '../kernel/log.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { findChannel, findChoice, noteAtChannel } from './channel.repo.ts';
import { deliver, textOf } from './deliver.ts';
import { afterQuiet, dueAt } from './due.ts';
import {
  bundle,
  doubtOldAttempts,
  dropUnwanted,
  forgetMessages,
  loginNameOf,
  type OutgoingRow,
  settleMessage,
  takeBundling,
  takeMessage,
  waitingPeople,
} from './message.repo.ts';
import type { Outcome } from './parcel.ts';
import { openAddress, openSecrets } from './sealed-values.ts';
import type { MessageTools } from './tools.ts';

const MOST_TRIES = 6;
/** An attempt ends within a minute: what is older has lost its program. */
const DEAD_MS = 10 * MINUTE_MS;
const KEPT_MS = 90 * 24 * 60 * MINUTE_MS;
const EVERY_MS = 15_000;

/**
 * Makes messages of the matters that are due: one a person, however many wait, and none within quiet hours. Any number
 * of programs may call it: one does it at a time.
 */
export async function bundleMatters({ db, now }: Pick<MessageTools, 'db' | 'now'>): Promise<void> {
  const at = now();
  await withinScope(db, EVERYTHING, async (trx) => {
    if (!(await takeBundling(trx))) return;
    await dropUnwanted(trx, at);
    for (const { first, ...person } of await waitingPeople(trx)) {
      const due = afterQuiet(new Date(Math.max(dueAt(first, person).getTime(), at.getTime())), person);
      if (due <= at) await bundle(trx, { ...person, now: at });
    }
    await forgetMessages(trx, new Date(at.getTime() - KEPT_MS));
  });
}

/**
 * Makes the next attempt that is due. It is written down before it is made, so that of a program that dies in between
 * the message is doubtful and not sent twice: a person who is not told once is told of the next matter, and sees what
 * waits in the console at any time.
 *
 * @returns whether there was one
 */
export async function sendNext(tools: MessageTools): Promise<boolean> {
  const { db, now } = tools;
  await doubtOldAttempts(db, new Date(now().getTime() - DEAD_MS));
  const message = await takeMessage(db, now());
  if (!message) return false;
  const outcome = await attempt(tools, message);
  await withinScope(db, EVERYTHING, (trx) => settle(trx, { message, outcome, now: now() }));
  return true;
}

async function attempt(
  { db, secret, policy, now }: MessageTools,
  { id, person_id, channel, count }: OutgoingRow,
): Promise<Outcome> {
  const choice = await findChoice(db, person_id);
  const way = await findChannel(db, channel);
  if (!way?.enabled || choice?.channel !== channel)
    return { result: 'not-sent', fault: 'no-channel', lasting: true };
  return deliver(
    policy,
    { kind: channel, config: way.config, secrets: openSecrets(secret, channel, way.secrets) },
    {
      id,
      count,
      text: textOf(count),
      address: choice.address
        ? openAddress(secret, person_id, choice.address)
        : await withinScope(db, EVERYTHING, async (trx) => (await loginNameOf(trx, person_id)) ?? ''),
      now: now(),
    },
  );
}

async function settle(
  trx: Transaction,
  { message, outcome, now }: { message: OutgoingRow; outcome: Outcome; now: Date },
): Promise<void> {
  const { id, channel: kind, tries, person_id } = message;
  if (outcome.result === 'sent') {
    await settleMessage(trx, id, { state: 'sent', fault: null });
    await noteAtChannel(trx, { kind, at: now });
    return;
  }
  const { result, fault } = outcome;
  await noteAtChannel(trx, { kind, at: now, fault });
  if (result === 'doubtful') return settleMessage(trx, id, { state: 'doubtful', fault });
  if (outcome.lasting || tries >= MOST_TRIES) return settleMessage(trx, id, { state: 'failed', fault });
  // 1, 2, 4, 8, 16 minutes
  const again = new Date(now.getTime() + 2 ** (tries - 1) * MINUTE_MS);
  const choice = await findChoice(trx, person_id);
  await settleMessage(trx, id, {
    state: 'waiting',
    fault,
    next_at: choice ? afterQuiet(again, choice) : again,
  });
}

/** Sends messages until the signal fires. Any number of programs may do it. */
export async function keepSending(
  tools: MessageTools & { readonly log: Log; readonly signal: AbortSignal },
): Promise<void> {
  const { log, signal } = tools;
  async function send(): Promise<void> {
    await bundleMatters(tools);
    while (!signal.aborted && (await sendNext(tools)));
  }
  await keepDoing(send, { everyMs: EVERY_MS, log, fault: 'messages could not be sent', signal });
}
