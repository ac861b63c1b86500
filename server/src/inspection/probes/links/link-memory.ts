import { BoundedMap } from '../../../kernel/bounded-map.ts';

/**
 * What became of links that several sites of one list share: provincial portals, the same associations. Each address is
 * asked once in half an hour, also when many sites come to it in the same moment: that is kinder to those asked, and
 * quicker. Only for a list run; whoever checks a site again wants its links asked again.
 */
export interface LinkMemory<Look> {
  /** The remembered look at an address with the time at which it was taken, or a new one that is then remembered. */
  recall(url: string, look: () => Promise<Look>): Promise<{ readonly look: Look; readonly askedAt?: string }>;
}

interface Kept<Look> {
  readonly look: Promise<Look>;
  readonly at: Date;
}

const KEPT_MS = 30 * 60_000;
const MOST = 20_000;

/** @param keptMs how long a look is good for. Default half an hour */
export function openLinkMemory<Look>(keptMs = KEPT_MS): LinkMemory<Look> {
  const kept = new BoundedMap<string, Kept<Look>>(MOST);

  return {
    async recall(url, look) {
      const known = kept.get(url);
      if (known && Date.now() - known.at.getTime() < keptMs) {
        try {
          return { look: await known.look, askedAt: known.at.toISOString() };
        } catch {
          // Whoever asked was stopped meanwhile: that says nothing of the link.
        }
      }
      const asked = look();
      kept.set(url, { look: asked, at: new Date() });
      try {
        return { look: await asked };
      } catch (error) {
        if (kept.get(url)?.look === asked) kept.delete(url);
        throw error;
      }
    },
  };
}
