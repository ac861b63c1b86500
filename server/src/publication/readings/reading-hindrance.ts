import type { Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import type { VersionFiles } from '../version.repo.ts';
import { findReadings, type ReadingRow } from './reading.repo.ts';

type Readings = ReadonlyMap<string, ReadingRow>;

/** Readings of the attachments of a version. */
export async function readingsOf(
  trx: Transaction,
  { attachments }: Pick<VersionFiles, 'attachments'>,
): Promise<Readings> {
  return findReadings(
    trx,
    attachments.map(({ id }) => id),
  );
}

/** `attachments-being-read`, `attachment-stopped` or `attachment-given-up` where one of the attachments keeps it from review. */
export function readingHindrance(
  { attachments }: Pick<VersionFiles, 'attachments'>,
  readings: Readings,
): HouseError | undefined {
  const those = (holds: (row: ReadingRow) => boolean) =>
    attachments.filter(({ id }) => {
      const row = readings.get(id);
      return row !== undefined && holds(row);
    });
  const [stopped] = those(({ outcome }) => outcome === 'stopped');
  if (stopped) return new HouseError('attachment-stopped', { name: stopped.name });
  const [givenUp] = those(({ outcome }) => outcome === 'given-up');
  if (givenUp) return new HouseError('attachment-given-up', { name: givenUp.name });
  const open = those(({ ended_at }) => ended_at === null);
  const [first] = open;
  return first && new HouseError('attachments-being-read', { name: first.name, count: open.length });
}
