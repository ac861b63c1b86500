import type { Posted } from '../kernel/web/index.ts';

/** What came of an attempt, by whatever channel. */
export type Outcome = Posted;

/** A message on its way. */
export interface Parcel {
  readonly id: string;
  readonly text: string;
  readonly count: number;
  /** mail address or mobile number; where the channel needs none, the name under which the person signs in */
  readonly address: string;
  readonly now: Date;
}
