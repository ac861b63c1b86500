import { LINK_CAUSE_WORDS, LINK_CHANGE_WORDS, type LocalText } from '@zhengdun/contract';
import type { EvidenceStore, TakenLink } from '../inspection/index.ts';
import type { Database, Transaction } from '../kernel/database/index.ts';
import { digestsOf } from '../kernel/digests.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { applicationsAt } from './link.repo.ts';
import { findTaken, type TakenRow } from './taken.repo.ts';

type Evidence = Pick<EvidenceStore, 'read'>;

/** Exit links of an application that are in other hands by the register, each with the picture from when all was well. */
export async function takenLinksOf(
  trx: Transaction,
  evidence: Evidence,
  applicationId: string,
): Promise<TakenLink[]> {
  const rows = await findTaken(trx, applicationId);
  return Promise.all(rows.map((row) => takenLink(evidence, row)));
}

/** The same of whoever has registered a host as its main one. */
export async function takenLinksAt(
  { db, evidence }: { readonly db: Database; readonly evidence: Evidence },
  host: string,
): Promise<readonly TakenLink[]> {
  return withinScope(db, EVERYTHING, async (trx) => {
    const links: TakenLink[] = [];
    for (const { id } of await applicationsAt(trx, host))
      links.push(...(await takenLinksOf(trx, evidence, id)));
    return links;
  });
}

async function takenLink(evidence: Evidence, row: TakenRow): Promise<TakenLink> {
  const { url, page, line, text, since, picture, picture_at, good } = row;
  const bytes = picture === null ? undefined : await evidence.read(picture);
  return {
    ...{ url, page, line, text, why: whyOf(row), since: since.toISOString() },
    ...(picture !== null &&
      picture_at &&
      bytes && {
        picture: {
          ...digestsOf(bytes),
          mediaType: 'image/jpeg',
          bytes: bytes.length,
          at: picture_at.toISOString(),
          title: good?.title.slice(0, 100) ?? '',
        },
      }),
  };
}

function whyOf({ cause, changes }: TakenRow): LocalText {
  const words =
    changes.length > 0 ? changes.map((each) => LINK_CHANGE_WORDS[each]) : [LINK_CAUSE_WORDS[cause]];
  return { zh: words.map(({ zh }) => zh).join('，'), en: words.map(({ en }) => en).join(', ') };
}
