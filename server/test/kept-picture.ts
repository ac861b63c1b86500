import { sql } from 'kysely';
import { keepResult } from '../src/inspection/checks/keep-result.ts';
import type { EvidenceStore } from '../src/inspection/evidence.ts';
import type { Database } from '../src/kernel/database/index.ts';
import { EVERYTHING, withinScope } from '../src/kernel/tenancy/index.ts';
import { PICTURE } from './check-results.ts';
import { inspectedPage } from './inspections.ts';

/** A finished check of a unit with one picture. @param about.text what makes the picture another one */
export async function keepCheckWithPicture(
  { db, evidence }: { readonly db: Database; readonly evidence: EvidenceStore },
  { unit, text }: { readonly unit: string; readonly text: string },
): Promise<{ readonly id: string; readonly sha256: string }> {
  const picture = await evidence.keep(Buffer.concat([PICTURE, Buffer.from(text)]), 'image/jpeg');
  const { result, observations } = inspectedPage('https://www.a.gov.cn/');
  const { url } = result.target;
  const shown = { kind: 'picture', url, at: result.startedAt, caption: 'foot', ...picture } as const;
  const [first, ...rest] = result.verdicts;
  if (!first) throw new Error('a result without a verdict');
  const seen = { ...result, verdicts: [{ ...first, evidence: [shown] }, ...rest] };
  const basis = { kind: 'own-site' } as const;
  const order = { by: 'command', address: url, pages: 20, browser: false, lang: 'zh', basis } as const;
  await keepResult({ db, evidence }, { result: seen, observations }, { order });
  await withinScope(db, EVERYTHING, (trx) =>
    sql`UPDATE inspection_check c SET unit_id = u.id, region_path = u.region_path, sector_path = u.sector_path
      FROM registry_unit u WHERE u.id = ${unit} AND c.id = ${result.id}`.execute(trx),
  );
  return { id: result.id, sha256: picture.sha256 };
}
