import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/**
 * What goes away or is folded with the focus in it – a form whose act is done – would leave whoever works by keyboard at the
 * top of the window: the heading of the page takes the focus instead, where nothing else has it by then.
 *
 * @param isPending the act is under way
 */
export function useFocusReturn(part: RefObject<HTMLElement | null>, isPending: boolean): void {
  const wasPending = useRef(false);
  useEffect(() => {
    if (wasPending.current && !isPending) returnFocus();
    wasPending.current = isPending;
  }, [isPending]);
  useLayoutEffect(() => {
    const own = part.current;
    return () => {
      if (own?.contains(document.activeElement)) returnFocus();
    };
  }, [part]);
}

/** Once the browser has taken the focus from what is not shown any more. */
function returnFocus(): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) document.querySelector<HTMLElement>('main h1')?.focus();
    }),
  );
}
