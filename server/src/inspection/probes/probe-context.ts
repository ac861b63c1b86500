import type { Evidence, LocalText } from '@zhengdun/contract';
import type { Egress } from '../../kernel/egress/index.ts';
import type { Observation, UnseenCause } from '../observation.ts';

/** What a probe is given besides its target. */
export interface ProbeContext extends Egress {
  readonly signal?: AbortSignal | undefined;
  /** the present, for the times in observations; by default the machine's clock */
  readonly clock?: () => Date;
}

/** What a look brings: facts with evidence, or why there are none. */
export type Look<Facts> =
  | { readonly facts: Facts; readonly evidence: readonly Evidence[] }
  | {
      readonly outcome: 'blocked' | 'no-means' | 'left-out';
      readonly detail: LocalText;
      readonly cause?: UnseenCause;
    };

/** Takes the time of a look and makes an observation of it. Whatever the look throws goes on to the caller. */
export async function observe<Facts>(
  context: Pick<ProbeContext, 'clock'>,
  look: (at: string) => Promise<Look<Facts>>,
): Promise<Observation<Facts>> {
  const at = (context.clock?.() ?? new Date()).toISOString();
  const started = performance.now();
  const result = await look(at);
  const ms = Math.round(performance.now() - started);
  return 'facts' in result ? { outcome: 'seen', at, ms, ...result } : { at, ms, ...result };
}
