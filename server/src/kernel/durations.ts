/** Lengths of time in milliseconds; a day is 24 hours, not a day of the calendar (kernel/clock has those). */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
/** How far Beijing's clock is ahead of UTC's. China has had one zone without summer time since 1992. */
export const BEIJING_MS = 8 * HOUR_MS;
