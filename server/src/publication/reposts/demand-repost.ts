import { REPOST_FIELD_WORDS, repostGaps } from '@zhengdun/contract';
import { HouseError } from '../../kernel/errors/index.ts';
import { enteredOf } from '../manifest.ts';
import type { ItemRecord, VersionRow } from '../tables.ts';

/** What keeps a repost from being reviewed; undefined: nothing does. */
export function repostHindrance(
  { kind }: Pick<ItemRecord, 'kind'>,
  version: Pick<VersionRow, 'manifest'>,
): HouseError | undefined {
  if (kind !== 'repost') return undefined;
  const gaps = repostGaps(enteredOf(version));
  return gaps.length === 0
    ? undefined
    : new HouseError('repost-incomplete', { fields: gaps.map((field) => REPOST_FIELD_WORDS[field]) });
}

/** @throws HouseError `repost-incomplete` where something that Article 14 asks for was not entered */
export function demandWholeRepost(
  item: Pick<ItemRecord, 'kind'>,
  version: Pick<VersionRow, 'manifest'>,
): void {
  const hindrance = repostHindrance(item, version);
  if (hindrance) throw hindrance;
}
