import type { Hit } from '@zhengdun/contract';

type Placed = Pick<Hit, 'start' | 'end'>;

/**
 * Where hits of a saved text stand in what has become of it: those before and behind what was changed. What was changed itself
 * is not known of until it is screened.
 */
export function movedHits<Each extends Placed>(saved: string, now: string, hits: readonly Each[]): Each[] {
  if (saved === now) return [...hits];
  const most = Math.min(saved.length, now.length);
  let before = 0;
  while (before < most && saved[before] === now[before]) before += 1;
  let behind = 0;
  while (behind < most - before && saved[saved.length - 1 - behind] === now[now.length - 1 - behind])
    behind += 1;
  const shift = now.length - saved.length;
  return hits.flatMap((hit) => {
    if (hit.end <= before) return [hit];
    const isBehind = hit.start >= saved.length - behind;
    return isBehind ? [{ ...hit, start: hit.start + shift, end: hit.end + shift }] : [];
  });
}
