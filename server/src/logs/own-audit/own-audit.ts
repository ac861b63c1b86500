import type { Unnumbered } from '../frame.ts';

/** Nobody can declare a source of such a name, nor send under it. Behind it stands the id of the unit whose affair it was. */
const OWN = 'zhengdun/';

/** How the archive names the audit log of this house, for one unit; '' are records of no unit. */
export const ownAuditSource = (unit: string): string => `${OWN}${unit}`;
export const isOwnAudit = (source: string): boolean => source.startsWith(OWN);
/** As readers see it, whichever unit it is of. */
export const OWN_AUDIT_NAME = 'zhengdun';
/** By which a search names it among the sources. */
export const OWN_AUDIT_ID = '00000000-0000-0000-0000-000000000000';

/** A record as it is brought into the archive. */
export interface WaitingRecord {
  readonly id: string;
  /** whose affair it was, or to whom belongs who acted; '' is no unit's */
  readonly unit: string;
  /** canonical JSON: its SHA-256 is what the ledger keeps of the record */
  readonly text: string;
}

export function eventOf({ unit, text }: WaitingRecord, receivedAt: number): Unnumbered {
  return { raw: Buffer.from(text), receivedAt, source: ownAuditSource(unit), kind: 'audit' };
}
