import type { Database } from '../kernel/database/index.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { findItem } from './item.repo.ts';
import type { PublicationTools } from './tools.ts';
import { findVersion } from './version.repo.ts';
import { textOf } from './version-view.ts';

/** What an item says where others than its author may see it. */
export interface SaidItem {
  readonly applicationId: string;
  /** empty where nothing of it is public */
  readonly page: string;
  /** of what is public, else of what was submitted; empty where it is neither, or its content was destroyed */
  readonly text: string;
}

/** The words of an item, for the program itself. Undefined where there is no such item. */
export async function readItemWords(
  { db, vault }: Pick<PublicationTools, 'vault'> & { readonly db: Database },
  id: string,
): Promise<SaidItem | undefined> {
  return withinScope(db, EVERYTHING, async (trx) => {
    const item = await findItem(trx, id);
    if (!item) return undefined;
    const { live, state, published_version, published_url, application_id: applicationId } = item;
    const isSubmitted = state === 'review' || state === 'approved';
    const version = live ? published_version : isSubmitted ? item.version : null;
    const files = version === null ? undefined : await findVersion(trx, id, version);
    const isThere = files && !files.textFile.destruction;
    const text = isThere ? await textOf({ vault }, trx, files) : '';
    return { applicationId, page: live ? (published_url ?? '') : '', text };
  });
}
