import type { ReactNode } from 'react';

/** A moment (ms since 1970) in Beijing time to its second: `2026-11-30T08:22:54`. */
export function beijingClock(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 19);
}

/** A moment in Beijing time to its second, as lines of logs are told apart: `2026-11-30 08:22:54`. */
export function secondText(at: number): string {
  return beijingClock(at).replace('T', ' ');
}

export function LogTime({ iso }: { readonly iso: string }): ReactNode {
  return <time dateTime={iso}>{secondText(Date.parse(iso))}</time>;
}
