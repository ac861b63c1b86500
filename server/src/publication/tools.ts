import type { LocalText } from '@zhengdun/contract';
import type { Vault } from '../assurance/index.ts';
import type { Database } from '../kernel/database/index.ts';

/** What a screening found at a place of a text, in characters (UTF-16 units) of it. */
export interface ScreenedHit {
  readonly rule: string;
  readonly category: string;
  /** 1 is the gravest */
  readonly severity: 1 | 2 | 3 | 4;
  readonly start: number;
  readonly end: number;
  readonly why: LocalText;
  readonly suggestion?: string | undefined;
}

/** Screens a text. */
export type Screen = (text: string) => Promise<{
  /** edition of the rules */
  readonly edition: string;
  readonly hits: readonly ScreenedHit[];
}>;

/** What this module stands on. */
export interface PublicationTools {
  readonly db: Database;
  readonly vault: Vault;
  /** folder of the data, with the files of the ledger */
  readonly data: string;
  /** missing: nothing is screened, and every item says so */
  readonly screen?: Screen | undefined;
  readonly now: () => Date;
}
