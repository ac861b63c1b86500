import type { HandIn } from '@zhengdun/contract';
import type { Caller } from '../../kernel/audit/index.ts';
import { type Json, jsonDigest } from '../../kernel/canonical-json.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { ownedAs, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { findItem } from '../item.repo.ts';
import { correctItem } from '../publish-item.ts';
import { submitItem } from '../submit-item.ts';
import type { PublicationTools } from '../tools.ts';
import { beginItem, type HandedIn, writeVersion } from '../write-item.ts';
import { endHandingIn, findByReference, findHandingIn, insertHandingIn } from './hand-in.repo.ts';
import type { HandingInRow } from './tables.ts';

interface Handing {
  readonly key: string;
  readonly input: HandIn;
}

/**
 * Takes an item as it stands in a content system: the first one under its reference begins an item, a later one is its next
 * version; then it is submitted. Under the same key it is done once, also where a program died half way.
 *
 * @returns id of the item
 * @throws HouseError `idempotency-key-reused`, `item-published` where it is public and no ground is given, and those of
 *   beginning, writing, correcting and submitting
 */
export async function handIn(
  tools: PublicationTools,
  caller: Caller,
  { key, input }: Handing,
): Promise<string> {
  const handed =
    (await findHanded(tools, caller, { key, input })) ?? (await write(tools, caller, { key, input }));
  if (handed.done_at === null) await finish(tools, caller, { handed, input });
  return handed.item_id;
}

async function findHanded(
  { db }: PublicationTools,
  { actor }: Caller,
  { key, input }: Handing,
): Promise<HandingInRow | undefined> {
  const before = await withinScope(db, scopeOf(actor, 'publication.write'), (trx) =>
    findHandingIn(trx, { personId: actor.id, key }),
  );
  if (before && before.digest !== digestOf(input)) throw new HouseError('idempotency-key-reused', { key });
  return before;
}

function digestOf(input: HandIn): string {
  return jsonDigest(input as unknown as Json);
}

/** Of two programs that hand in the same at once, one writes and the other finds what was written. */
async function write(tools: PublicationTools, caller: Caller, handing: Handing): Promise<HandingInRow> {
  try {
    await writeOnce(tools, caller, handing);
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
    if (!(await findHanded(tools, caller, handing))) await writeOnce(tools, caller, handing);
  }
  const handed = await findHanded(tools, caller, handing);
  if (!handed) throw new Error('what was handed in is not there after it was written');
  return handed;
}
const UNIQUE_VIOLATION = '23505';

async function writeOnce(tools: PublicationTools, caller: Caller, { key, input }: Handing): Promise<void> {
  const { reference, applicationId, ground = '' } = input;
  const handedIn: HandedIn = {
    reference,
    editor: input.editor,
    note: (trx, item, version) =>
      insertHandingIn(trx, {
        person_id: caller.actor.id,
        key,
        ...ownedAs(item),
        digest: digestOf(input),
        item_id: item.id,
        version,
        at: tools.now(),
        done_at: null,
      }),
  };
  const there = await withinScope(tools.db, scopeOf(caller.actor, 'publication.write'), (trx) =>
    findByReference(trx, { applicationId, reference }),
  );
  if (!there) {
    await beginItem(tools, caller, input, handedIn);
    return;
  }
  const { id, state } = there;
  if (state === 'published' || state === 'withdrawn') {
    if (ground === '') throw new HouseError('item-published', {});
    await correctItem(tools, caller, { id, ground });
  }
  await writeVersion(tools, caller, { id, input: { ...input, after: there.version }, handedIn });
}

async function finish(
  tools: PublicationTools,
  caller: Caller,
  { handed, input }: { readonly handed: HandingInRow; readonly input: HandIn },
): Promise<void> {
  const { item_id: id, version } = handed;
  const scope = scopeOf(caller.actor, 'publication.write');
  const item = await withinScope(tools.db, scope, (trx) => findItem(trx, id));
  const isOpen = item?.state === 'draft' || item?.state === 'returned';
  if (input.submit && isOpen && item.version === version)
    await submitItem(tools, caller, { id, version }).catch((error: unknown) => {
      // Whoever asked at the same time was first.
      if (!(error instanceof HouseError && error.code === 'item-not-draft')) throw error;
    });
  await withinScope(tools.db, scope, (trx) => endHandingIn(trx, handed, tools.now()));
}
