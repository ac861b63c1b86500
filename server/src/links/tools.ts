import type { LocalText } from '@zhengdun/contract';
import type { CheckExits, EvidenceStore, LinkSight, TakenLink } from '../inspection/index.ts';
import type { Database } from '../kernel/database/index.ts';

/** What the pages of the register stand on. */
export interface LinkTools {
  readonly db: Database;
  readonly evidence: Pick<EvidenceStore, 'read'>;
  readonly now: () => Date;
}

/** An item as far as its links are concerned. */
export interface ItemWords {
  readonly applicationId: string;
  /** empty where nothing of it stands on a page */
  readonly page: string;
  /** empty where it was withdrawn or dropped, or its content destroyed */
  readonly text: string;
}

/** Where links come from: app.ts gives what other modules know. */
export interface LinkSources {
  readonly ofCheck: (id: string) => Promise<CheckExits | undefined>;
  readonly ofItem: (id: string) => Promise<ItemWords | undefined>;
  /** judges the check of a site again with what is in other hands; missing: nothing of links becomes a finding */
  readonly judgeTaken?: (check: string, taken: readonly TakenLink[]) => Promise<unknown>;
  /** where the pictures of links lie */
  readonly evidence?: Pick<EvidenceStore, 'read'>;
}

/** How links are looked at. */
export interface LinkEyes {
  readonly see: (url: string, signal?: AbortSignal) => Promise<LinkSight>;
  /** missing: no pictures are taken */
  readonly picture?: (url: string) => Promise<{ readonly sha256: string } | { readonly without: LocalText }>;
}
