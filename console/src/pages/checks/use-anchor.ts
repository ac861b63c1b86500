import { useEffect } from 'react';
import { useLocation } from 'react-router';

/**
 * Brings the finding that the address names into view, out of the folds around it, with the focus.
 *
 * @param onHidden called when no such element is on the page, as while a filter hides it
 */
export function useAnchor(onHidden: () => void): void {
  const { hash, key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: every navigation looks again, also one to the same anchor.
  useEffect(() => {
    if (hash.length < 2) return;
    const target = document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!target) {
      onHidden();
      return;
    }
    for (let fold = target.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null) {
      fold.open = true;
    }
    target.focus({ preventScroll: true });
    target.scrollIntoView();
  }, [hash, key]);
}
