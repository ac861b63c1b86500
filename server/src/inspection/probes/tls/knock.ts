import { dial, type Egress } from '../../../kernel/egress/index.ts';
import type { OfferAnswer } from '../../observation.ts';
import type { Offer } from './offers.ts';
import { MAX_ANSWER, readServerAnswer, type ServerAnswer } from './server-answer.ts';

/** What happened to one offer. `closed`: the server hung up without a word. */
export type KnockResult =
  | Exclude<ServerAnswer, { kind: 'incomplete' }>
  | { readonly kind: 'closed' | 'silent' | 'not-connected' };

export interface Door extends Egress {
  readonly host: string;
  readonly port: number;
  readonly signal?: AbortSignal | undefined;
  /** patience for connecting, and again for the answer */
  readonly timeoutMs: number;
}

const REST_TIMEOUT_MS = 1_000;

/**
 * Connects, says hello, listens to the first flight and hangs up. At most 128 KB are read.
 *
 * @throws the signal's reason when it is aborted
 */
export async function knock(door: Door, offer: Offer): Promise<KnockResult> {
  const { timeoutMs, signal } = door;
  const dialled = await dial({ ...door, connectTimeoutMs: timeoutMs });
  if (!dialled.ok) return { kind: dialled.code === 'reset' ? 'closed' : 'not-connected' };
  const { socket } = dialled;
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    let answer: ServerAnswer = { kind: 'incomplete' };
    const settle = (ending: 'closed' | 'silent') => {
      leave();
      if (answer.kind !== 'incomplete') resolve(answer);
      else if (answer.warning) resolve({ kind: 'alert', ...answer.warning });
      else resolve({ kind: received.length > 0 ? 'junk' : ending });
    };
    const closed = () => settle('closed');
    const abort = () => {
      leave();
      reject(signal?.reason);
    };
    let timer = setTimeout(settle, timeoutMs, 'silent');
    signal?.addEventListener('abort', abort);
    socket.once('close', closed);
    socket.once('end', closed);
    socket.on('data', (bytes) => {
      const had = answer.kind;
      received = Buffer.concat([received, bytes]);
      answer = readServerAnswer(received);
      if (answer.kind === 'hello' && had !== 'hello') {
        // The decision is known; only the certificates are still to come.
        clearTimeout(timer);
        timer = setTimeout(settle, Math.min(timeoutMs, REST_TIMEOUT_MS), 'silent');
      }
      const more = answer.kind === 'incomplete' || (answer.kind === 'hello' && !answer.complete);
      if (!more || received.length > MAX_ANSWER) settle('silent');
    });
    socket.write(offer.hello);
    if (signal?.aborted) abort();

    function leave(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      socket.removeAllListeners('data').destroy();
    }
  });
}

/**
 * The result in terms of the offer. A server that takes another version or suite than those offered has not
 * accepted this one. Hanging up without a word is how OpenSSL meets a record version that it does not know, and
 * how some firewalls meet everything: it is a refusal only from a server that is known to shake hands.
 */
export function judgeKnock(result: KnockResult, offer: Offer, shakesHands: boolean): OfferAnswer {
  switch (result.kind) {
    case 'hello':
      if (offer.version !== undefined && result.version !== offer.version) return 'refused';
      return offer.suites.has(result.suite) ? 'accepted' : 'unclear';
    case 'alert':
      return 'refused';
    case 'closed':
      return shakesHands ? 'refused' : 'unclear';
    default:
      return 'unclear';
  }
}
