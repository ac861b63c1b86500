import type { OutletFault } from '@zhengdun/contract';

/** A file of a site. */
export interface SiteFile {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** Where pages lie. What stood under a name is replaced whole; whoever asks meanwhile gets the one or the other. */
export interface SiteStore {
  /** @throws SiteFault */
  put(path: string, file: SiteFile): Promise<void>;
  /** What is not there is gone already. @throws SiteFault */
  remove(path: string): Promise<void>;
}

/** A store refused, or could not be reached. */
export class SiteFault extends Error {
  readonly fault: OutletFault;
  /** the same attempt would fail again */
  readonly lasting: boolean;

  constructor(fault: OutletFault, lasting: boolean, options?: ErrorOptions) {
    super(fault, options);
    this.name = 'SiteFault';
    this.fault = fault;
    this.lasting = lasting;
  }
}
