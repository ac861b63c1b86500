import type { MessageFault } from '@zhengdun/contract';

/**
 * What came of an attempt. `doubtful`: it went out and nothing came back, so it may have arrived. `lasting`: the same
 * attempt would fail again.
 */
export type Outcome =
  | { readonly result: 'sent' }
  | { readonly result: 'not-sent'; readonly fault: MessageFault; readonly lasting: boolean }
  | { readonly result: 'doubtful'; readonly fault: MessageFault };

/** A message on its way. */
export interface Parcel {
  readonly id: string;
  readonly text: string;
  readonly count: number;
  /** mail address or mobile number; where the channel needs none, the name under which the person signs in */
  readonly address: string;
  readonly now: Date;
}
