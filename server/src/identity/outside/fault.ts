import type { OutsideFaultCode } from '@zhengdun/contract';
import type { WebAnswer, WebCode, WebResponse } from '../../kernel/web/index.ts';

/** A provider that could not say who somebody is, and why. Whoever asked turns it into words. */
export class OutsideFault extends Error {
  readonly fault: OutsideFaultCode;

  constructor(fault: OutsideFaultCode, options?: ErrorOptions) {
    super(fault, options);
    this.name = 'OutsideFault';
    this.fault = fault;
  }
}

const FAULT_OF: Partial<Record<WebCode, OutsideFaultCode>> = {
  'address-refused': 'address-refused',
  'port-refused': 'address-refused',
  'no-such-name': 'not-reached',
  'no-address': 'not-reached',
  'resolver-failed': 'not-reached',
  'connect-refused': 'not-reached',
  'connect-timeout': 'not-reached',
  unreachable: 'not-reached',
  'bad-address': 'not-reached',
  'handshake-refused': 'untrusted',
  'handshake-timeout': 'no-answer',
  'response-timeout': 'no-answer',
};

/** What a refusal of connecting or fetching means for whoever asked a provider. */
export function faultOfWeb(code: WebCode): OutsideFault {
  return new OutsideFault(FAULT_OF[code] ?? 'answer-wrong');
}

/** A whole answer, or the fault that it is none. @throws OutsideFault */
export function demandWhole(answer: WebAnswer): WebResponse {
  if (!answer.ok) throw faultOfWeb(answer.code);
  if (answer.fault === 'too-slow') throw new OutsideFault('no-answer');
  if (answer.cut || answer.fault) throw new OutsideFault('answer-wrong');
  return answer;
}

/** Runs what may meet a fault and gives the fault; other errors pass. */
export async function faultOf(act: () => Promise<unknown>): Promise<OutsideFaultCode | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (error instanceof OutsideFault) return error.fault;
    throw error;
  }
}
