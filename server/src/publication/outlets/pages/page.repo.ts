import type { DocumentKind } from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Transaction } from '../../../kernel/database/index.ts';

/** Pages that a list holds. */
const MOST_PAGES = 200;

/** What is public below an address, the newest first. */
export async function listPages(
  trx: Transaction,
  { applicationId, base }: { readonly applicationId: string; readonly base: string },
): Promise<{ readonly title: string; readonly url: string; readonly publishedAt: Date }[]> {
  const { rows } = await sql<{ title: string; url: string; publishedAt: Date }>`
    SELECT v.title, i.published_url AS url, i.published_at AS "publishedAt"
      FROM publication_item i JOIN publication_version v ON v.item_id = i.id AND v.version = i.published_version
     WHERE i.application_id = ${applicationId} AND i.live AND i.published_url ^@ ${base}
     ORDER BY i.published_at DESC, i.id LIMIT ${MOST_PAGES}`.execute(trx);
  return rows;
}

/** Attachments of all versions of an item. */
export async function filesOfItem(
  trx: Transaction,
  id: string,
): Promise<{ readonly sha256: string; readonly kind: DocumentKind }[]> {
  const { rows } = await sql<{ sha256: string; kind: DocumentKind }>`
    SELECT DISTINCT d.sha256, d.kind FROM publication_attachment a JOIN assurance_document d ON d.id = a.document_id
     WHERE a.item_id = ${id}`.execute(trx);
  return rows;
}
