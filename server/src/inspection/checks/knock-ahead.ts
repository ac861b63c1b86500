import type { FirstLook } from '../look-at-site.ts';
import { beginInTurn } from './begin-in-turn.ts';

/** Bytes of first pages that may wait for their turn. */
const KEPT_BYTES = 32 * 1024 * 1024;
/** Fewer than checks that begin: these go first. */
const AT_THE_DOOR = 16;

export interface Knocks<Site> extends Disposable {
  /** The look that has begun at a site whose turn has come now; undefined where nobody has knocked yet. */
  take(site: Site): FirstLook | undefined;
}

interface KnockOptions {
  /** sites whose turn has not come that are knocked at, at most */
  readonly ahead: number;
  readonly keptBytes?: number;
  readonly atTheDoor?: number;
}

/**
 * Asks for the first pages of sites before their turn: whether a site is silent is known only after 20 seconds, and a
 * list need not wait for that at its end. Each page is asked for once: the check goes on with what came. A site that was
 * taken before anybody knocked is left to its check.
 *
 * @param knock begins a look; must not be called twice for a site
 */
export function knockAhead<Site>(
  sites: Iterable<Site>,
  knock: (site: Site) => FirstLook,
  { ahead, keptBytes = KEPT_BYTES, atTheDoor = AT_THE_DOOR }: KnockOptions,
): Knocks<Site> {
  const begin = beginInTurn({ atTheDoor });
  const taken = new Set<Site>();
  /** in hand: somebody knocks, will knock, or has knocked, and the turn has not come */
  const inHand = new Map<Site, { readonly look?: FirstLook; readonly bytes: number }>();
  let bytes = 0;
  let stopped = false;
  let room = Promise.withResolvers<void>();

  const put = (site: Site, one: { readonly look?: FirstLook; readonly bytes: number }): void => {
    bytes += one.bytes - (inHand.get(site)?.bytes ?? 0);
    inHand.set(site, one);
  };
  const knockAt = async (site: Site): Promise<void> => {
    // Its turn may have come while it waited at the door.
    if (taken.has(site) || stopped) return;
    const first = knock(site);
    put(site, { look: first, bytes: 0 });
    const { home } = await first.look.catch(() => ({ home: undefined }));
    if (inHand.has(site)) put(site, { look: first, bytes: home?.body.length ?? 0 });
  };
  const goOn = async (): Promise<void> => {
    for (const site of sites) {
      while (!stopped && (inHand.size >= ahead || bytes >= keptBytes)) await room.promise;
      if (stopped) return;
      if (taken.has(site)) continue;
      put(site, { bytes: 0 });
      void begin(() => knockAt(site));
    }
  };
  void goOn();
  return {
    take(site) {
      taken.add(site);
      const one = inHand.get(site);
      inHand.delete(site);
      bytes -= one?.bytes ?? 0;
      room.resolve();
      room = Promise.withResolvers();
      return one?.look;
    },
    [Symbol.dispose]() {
      stopped = true;
      room.resolve();
    },
  };
}
