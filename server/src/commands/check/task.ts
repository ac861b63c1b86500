import type { EvidenceStore, Inspector } from '../../inspection/index.ts';
import type { Invocation } from '../../kernel/cli/index.ts';
import type { CHECK_OPTIONS } from './options.ts';
import type { CommandOrder } from './read-order.ts';

/** What checking one site and checking a list work with. */
export interface CheckTask extends Omit<Invocation<typeof CHECK_OPTIONS>, 'operands'> {
  readonly command: CommandOrder;
  readonly inspector: Inspector;
  readonly evidence: EvidenceStore;
}
