import { createHash, randomUUID } from 'node:crypto';
import type { ItemDecisionInput, PaperDecisionInput, PermissionName } from '@zhengdun/contract';
import { demandDocuments } from '../../assurance/index.ts';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { canonicalJson, type Json, jsonDigest } from '../../kernel/canonical-json.ts';
import type { Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { enterInLedger } from '../../kernel/ledger/index.ts';
import { beyondScope, ownedAs } from '../../kernel/tenancy/index.ts';
import { findItem, insertEvent, type NamedItem, updateItem } from '../item.repo.ts';
import { demandAct, type OnItem, onItem, recordedItem } from '../item.ts';
import { refusedByDatabase } from '../refusals.ts';
import type { DecisionRow } from '../tables.ts';
import type { PublicationTools } from '../tools.ts';
import { findHits, findScreening, findVersion } from '../version.repo.ts';
import { insertDecision } from './decision.repo.ts';
import { tellReviewers } from './reviewers.ts';

/**
 * 同意 or 退回, in person. Who may decide about what is held by the database; here its refusals get their words.
 *
 * @throws HouseError `item-unknown`, `item-not-in-review`, `return-ground-missing`, `person-needed`, and the refusals of
 *   `refusedByDatabase`
 */
export async function decideItem(
  tools: PublicationTools,
  caller: Caller,
  { id, input }: { readonly id: string; readonly input: ItemDecisionInput },
): Promise<void> {
  if (caller.actor.kind !== 'person') throw new HouseError('person-needed', {});
  await decide(tools, { caller, permission: 'publication.review', id }, input, async () => ({
    decided_by: caller.actor.id,
    ...NO_PAPER,
  }));
}

/**
 * Registers a 审签单 that was signed on paper, with its scan. Whoever signed it is held to the same as whoever decides here,
 * on the day of the signature.
 *
 * @throws HouseError as `decideItem` does, and `documents-not-at-hand`
 */
export async function registerPaperDecision(
  tools: PublicationTools,
  caller: Caller,
  { id, input }: { readonly id: string; readonly input: PaperDecisionInput },
): Promise<void> {
  const about = { caller, permission: 'publication.write', id } as const;
  await decide(tools, about, input, async ({ trx, item }) => {
    const [scan] = await demandDocuments(trx, item.unit_id, [input.scan], 'publication');
    return {
      decided_by: input.personId,
      paper_id: scan?.id ?? null,
      paper_number: input.number,
      signed_on: input.signedOn,
      registered_by: caller.actor.id,
    };
  });
}

const NO_PAPER = { paper_id: null, paper_number: null, signed_on: null, registered_by: null };
type Decider = Pick<DecisionRow, 'decided_by' | 'paper_id' | 'paper_number' | 'signed_on' | 'registered_by'>;

async function decide(
  tools: PublicationTools,
  about: { readonly caller: Caller; readonly permission: PermissionName; readonly id: string },
  input: ItemDecisionInput,
  deciderOf: (on: OnItem) => Promise<Decider>,
): Promise<void> {
  const { decision, ground } = input;
  if (decision === 'return' && ground === '') throw new HouseError('return-ground-missing', {});
  await onItem(tools, about, async (on) => {
    const { trx, item, now } = on;
    const step = demandAct(on, decision);
    if (input.version !== item.version) throw new HouseError('decision-on-current-version', {});
    const row = await decisionRow(on, input, await deciderOf(on));
    await refusedByDatabase(() => beyondScope(trx, () => insertDecision(trx, row)));
    const stage = decision === 'approve' ? row.stage : item.stage;
    const isThrough = step.state === 'published' && stage >= (item.stages ?? 0);
    await updateItem(trx, item.id, {
      state: step.state,
      stage,
      since: now,
      ...(decision === 'approve' && isThrough && { later_due_on: null }),
    });
    await note(on, row);
    const next = await findItem(trx, item.id);
    if (next?.state === 'review') await beyondScope(trx, () => tellReviewers(trx, next, now));
  });
}

async function decisionRow(
  { trx, item, now }: OnItem,
  { version, manifest, decision, ground }: ItemDecisionInput,
  decider: Decider,
): Promise<DecisionRow> {
  const files = await findVersion(trx, item.id, version);
  if (!files) throw new HouseError('item-version-unknown', { version });
  return {
    id: randomUUID(),
    item_id: item.id,
    version,
    ...ownedAs(item),
    round: item.round,
    stage: item.stage + 1,
    decision,
    ground,
    decided_at: now,
    // What was read; the database compares it with what stands there.
    manifest_sha256: manifest,
    manifest_sm3: files.manifest_sm3,
    text_sha256: files.textFile.sha256,
    text_sm3: files.textFile.sm3,
    ...(await screenedAs(trx, item)),
    ...decider,
  };
}

/** What screening had found of a version: counts by category and the digest of its hits. */
async function screenedAs(trx: Transaction, item: NamedItem) {
  const screening = await findScreening(trx, item.id, item.version);
  if (!screening) return { screening_id: null, edition: null, hits: null, hits_sha256: null };
  const hits = await findHits(trx, screening.id);
  const counts: Record<string, number> = {};
  for (const { category } of hits) counts[category] = (counts[category] ?? 0) + 1;
  const digests = hits.map(({ rule, part, start_at, end_at, digest, document_id }) => ({
    ...{ rule, part, digest, document: document_id },
    start: start_at,
    end: end_at,
  }));
  return {
    screening_id: screening.id,
    edition: screening.edition,
    hits: counts,
    hits_sha256: createHash('sha256').update(canonicalJson(digests)).digest('hex'),
  };
}

async function note({ trx, caller, item, now }: OnItem, row: DecisionRow): Promise<void> {
  const { version, stage, ground, decision } = row;
  await insertEvent(trx, item, {
    event: decision === 'approve' ? 'approved' : 'returned',
    version,
    stage,
    at: now,
    actor_id: row.decided_by,
    ground,
  });
  await enterInLedger(trx, {
    kind: 'item-decision',
    subject: `item-decision/${row.id}`,
    digests: decisionDigests(row),
    facts: { item: item.id, version: String(version), stage: String(stage), decision },
  });
  const detail = { version, stage, decision, paper: row.paper_id !== null };
  await recordDone(trx, caller, { act: 'item-decided', ...recordedItem(item), detail });
}

/** A decision as the ledger and the archive have it: all that was kept of it, in canonical JSON. */
export function decisionFacts(row: DecisionRow): Json {
  return {
    id: row.id,
    item: row.item_id,
    version: row.version,
    round: row.round,
    stage: row.stage,
    decision: row.decision,
    ground: row.ground,
    by: row.decided_by,
    at: row.decided_at.toISOString(),
    manifest: { sha256: row.manifest_sha256, sm3: row.manifest_sm3 },
    text: { sha256: row.text_sha256, sm3: row.text_sm3 },
    screening:
      row.edition === null ? null : { edition: row.edition, hits: row.hits, sha256: row.hits_sha256 },
    paper:
      row.paper_id === null
        ? null
        : {
            document: row.paper_id,
            number: row.paper_number,
            signedOn: row.signed_on,
            registeredBy: row.registered_by,
          },
  };
}

/** Digests of a decision, for the ledger. */
export function decisionDigests(row: DecisionRow) {
  return {
    decision: jsonDigest(decisionFacts(row)),
    manifest: `sha256:${row.manifest_sha256}`,
  } as const;
}
