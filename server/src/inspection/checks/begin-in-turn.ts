import { openGate } from '../../kernel/gate.ts';

/** A check begins with a burst: names, a dozen handshakes, the first page. More at once would only wait for one another. */
const AT_THE_DOOR = 32;
/** A site that has not answered after so long costs patience and nothing else: the next one may begin. */
const KEPT_WAITING_MS = 3_000;

/** Begins a look when its turn comes, and gives what becomes of it; the look tells when the site has answered. */
export type Begin = <T>(look: (answered: () => void) => Promise<T>) => Promise<T>;

/**
 * Lets the checks of a list begin in turn, so that no site is taken for silent because we were busy with a hundred others;
 * what follows the first page goes on beside the beginnings of others.
 */
export function beginInTurn({ atTheDoor = AT_THE_DOOR, keptWaitingMs = KEPT_WAITING_MS } = {}): Begin {
  const gate = openGate(atTheDoor);
  return async (look) => {
    const { underWay } = await gate(async () => {
      const { promise: over, resolve: answered } = Promise.withResolvers<void>();
      const timer = setTimeout(answered, keptWaitingMs);
      const underWay = look(answered);
      const ended = () => answered();
      underWay.then(ended, ended);
      await over;
      clearTimeout(timer);
      return { underWay };
    });
    return underWay;
  };
}
