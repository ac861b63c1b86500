/// <reference lib="dom" />

interface Awaited {
  pressed: boolean;
}

/**
 * Runs inside a frame, in our world: notes from now on whether what stands at a point is what the mouse comes to press.
 * Layers move while they open; a press beside the button tells nothing about the button.
 */
export function awaitPress({ x, y }: { x: number; y: number }): void {
  let target = document.elementFromPoint(x, y);
  for (let root = target?.shadowRoot; root; root = target?.shadowRoot) {
    const inside = root.elementFromPoint(x, y);
    if (!inside || inside === target) break;
    target = inside;
  }
  const awaited: Awaited = { pressed: false };
  (window as unknown as { zhengdunPress?: Awaited }).zhengdunPress = awaited;
  const note = (event: Event): void => {
    const [deepest] = event.composedPath();
    if (
      event.isTrusted &&
      target &&
      (event.composedPath().includes(target) || target.contains(deepest as Node))
    )
      awaited.pressed = true;
  };
  for (const kind of ['pointerdown', 'mousedown', 'click'])
    addEventListener(kind, note, { capture: true, once: true });
}

/** Runs inside a frame: whether that has happened; null where nobody waits for it. */
export function hasBeenPressed(): boolean | null {
  return (window as unknown as { zhengdunPress?: Awaited }).zhengdunPress?.pressed ?? null;
}
