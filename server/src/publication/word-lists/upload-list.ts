import { randomUUID } from 'node:crypto';
import type { Lang, WordListTaken, WordListUpload } from '@zhengdun/contract';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { plainText } from '../../kernel/plain-text.ts';
import { cellName, readSentRows } from '../../kernel/sheet/index.ts';
import { ownedAs, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { findUnitFacts } from '../../registry/index.ts';
import { readWordList } from '../../screening/index.ts';
import type { PublicationTools } from '../tools.ts';
import { findWordList, insertVersionOfList, insertWordList, listVersions } from './word-list.repo.ts';

const FAULTS_SHOWN = 200;

/**
 * Takes a file of words as a list of a unit, or as the next version of it. It is not used by that.
 *
 * @throws HouseError `unit-unknown`, and what a file that is no table is refused with
 */
export async function uploadWordList(
  { db, now }: PublicationTools,
  caller: Caller,
  { lang, ...input }: WordListUpload & { readonly lang: Lang },
): Promise<WordListTaken> {
  const { unitId, file } = input;
  const name = plainText(input.name, 60);
  const rows = await readSentRows(Buffer.from(file.content, 'base64'), file.name, lang);
  const { list, faults } = readWordList(rows, name);
  const shown = faults.slice(0, FAULTS_SHOWN).map(({ line, at, column, problem }) => ({
    ...{ line, cell: cellName(at, line), column: column[lang], problem: problem[lang] },
  }));
  const entries = list.entries.length;
  const refused = { entries, isKnown: false, faults: shown, faultCount: faults.length };
  if (faults.length > 0 || entries === 0) return refused;
  return withinScope(db, scopeOf(caller.actor, 'publication.manage'), async (trx) => {
    const unit = await findUnitFacts(trx, unitId);
    if (!unit) throw new HouseError('unit-unknown', {});
    let there = await findWordList(trx, { unitId, name });
    if (!there) {
      await insertWordList(trx, { id: randomUUID(), ...unit.belonging, name, in_force: null });
      there = await findWordList(trx, { unitId, name });
    }
    if (!there) throw new HouseError('unit-unknown', {});
    const { id } = there;
    const [newest] = await listVersions(trx, [id]);
    const whole = { id, entries, faults: [], faultCount: 0 };
    if (newest?.digest === list.version) return { ...whole, version: newest.version, isKnown: true };
    const version = (newest?.version ?? 0) + 1;
    await insertVersionOfList(trx, {
      ...{ list_id: id, version, ...ownedAs(there), digest: list.version, count: entries },
      ...{ entries: JSON.stringify(list.entries), file_name: plainText(file.name, 200) },
      ...{ made_by: caller.actor.id, made_at: now(), tried_at: null },
    });
    await recordDone(trx, caller, {
      act: 'word-list-taken',
      object: { kind: 'word-list', id },
      unit: unitId,
      detail: { version, entries },
    });
    return { ...whole, version, isKnown: false };
  });
}
