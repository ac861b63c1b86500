import { type RefObject, useEffect, useRef, useState } from 'react';
import { recall, remember } from '../../browser-memory.ts';

const MEMORY = 'zhengdun.review-keys';

interface ReviewKeys {
  /** holds the places to go to */
  readonly places: RefObject<HTMLElement | null>;
  readonly onApprove: () => void;
  readonly onReturn: () => void;
}

/**
 * J and K go from place to place, A and R open the form of a decision, ? lists the keys. Nothing is decided by a key, none
 * counts while somebody types, and they can be switched off (WCAG 2.1.4).
 */
export function useReviewKeys({ places, onApprove, onReturn }: ReviewKeys) {
  const [isOn, setOn] = useState(recall(MEMORY) !== 'off');
  const [isListed, setListed] = useState(false);
  const acts = useRef<Readonly<Record<string, () => void>>>({});
  acts.current = {
    j: () => go(places.current, 1),
    k: () => go(places.current, -1),
    a: onApprove,
    r: onReturn,
    '?': () => setListed((before) => !before),
  };
  useEffect(() => {
    if (!isOn) return;
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const act = acts.current[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [isOn]);
  function turn(on: boolean): void {
    remember(MEMORY, on ? 'on' : 'off');
    setOn(on);
  }
  return { isOn, isListed, turn };
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

/** To the next place, or the one before; round at the ends. */
function go(within: HTMLElement | null, step: 1 | -1): void {
  const places = [...(within?.querySelectorAll<HTMLElement>('[data-place]') ?? [])];
  const at = places.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? (step === 1 ? 0 : places.length - 1) : (at + step + places.length) % places.length;
  places[next]?.focus();
}
