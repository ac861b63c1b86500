import { createHash } from 'node:crypto';
import { sm3 } from '../../kernel/gm/index.ts';
import type { SubjectReader } from '../../kernel/ledger/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { decisionDigests } from './decide-item.ts';
import { findDecisionsByIds } from './decision.repo.ts';

const VERSION = /^publication\/([0-9a-f-]{36}):(\d+)$/;
const DECISION = 'item-decision/';

/** Manifests as they are kept now, for the verification of the ledger. */
export const ITEM_VERSION_SUBJECTS: SubjectReader = {
  async read(db, subjects) {
    const ids = new Set(subjects.flatMap((subject) => VERSION.exec(subject)?.[1] ?? []));
    if (ids.size === 0) return new Map();
    const rows = await withinScope(db, EVERYTHING, (trx) =>
      trx
        .selectFrom('publication_version')
        .select(['item_id', 'version', 'manifest'])
        .where('item_id', 'in', [...ids])
        .execute(),
    );
    return new Map(
      rows.map(({ item_id, version, manifest }) => [
        `publication/${item_id}:${version}`,
        {
          manifest: `sha256:${createHash('sha256').update(manifest).digest('hex')}`,
          'manifest-sm3': `sm3:${sm3(Buffer.from(manifest)).toString('hex')}`,
        },
      ]),
    );
  },
  mayBeGone: () => false,
};

/** Decisions as they are kept now. */
export const ITEM_DECISION_SUBJECTS: SubjectReader = {
  async read(db, subjects) {
    const ids = subjects.map((subject) => subject.slice(DECISION.length));
    const rows = await withinScope(db, EVERYTHING, (trx) => findDecisionsByIds(trx, ids));
    return new Map(rows.map((row) => [`${DECISION}${row.id}`, decisionDigests(row)]));
  },
  mayBeGone: () => false,
};
