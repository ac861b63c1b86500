import { type Act, recordAct } from '../../kernel/audit/index.ts';
import type { Transaction } from '../../kernel/database/index.ts';
import { unitOf } from '../record-act.ts';
import type { ActTools } from '../tools.ts';

type OutsideAct = 'outside-asserted' | 'outside-refused' | 'outside-bound' | 'outside-unbound';

/** Records what came of an outside identity, in the transaction of its effect. */
export async function recordOutside<Code extends OutsideAct>(
  trx: Transaction,
  { from }: Pick<ActTools, 'from'>,
  act: {
    readonly act: Code;
    /** who acts, by id; undefined where nobody is known yet */
    readonly by: string | undefined;
    /** whose account it is about */
    readonly on?: string | undefined;
    readonly detail: Act<Code>['detail'];
  },
): Promise<void> {
  const concerned = act.on ?? act.by;
  await recordAct(trx, {
    actor: act.by === undefined ? { kind: 'anonymous' } : { kind: 'person', id: act.by },
    from: { address: from },
    act: act.act,
    object: concerned === undefined ? undefined : { kind: 'person', id: concerned },
    unit: concerned && (await unitOf(trx, concerned)),
    result: act.act === 'outside-refused' ? 'refused' : 'done',
    detail: act.detail,
  });
}

/** Records that a provider, or what it said of somebody, was not taken. */
export function recordRefusal(
  trx: Transaction,
  tools: Pick<ActTools, 'from'>,
  about: {
    readonly by: string | undefined;
    readonly provider: string;
    readonly fault: Act<'outside-refused'>['detail']['fault'];
  },
): Promise<void> {
  const { by, provider, fault } = about;
  return recordOutside(trx, tools, { act: 'outside-refused', by, detail: { provider, fault } });
}
