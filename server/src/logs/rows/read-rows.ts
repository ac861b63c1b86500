import { LOG_KINDS, type LogKind, type Received } from '../event.ts';
import { readGroups } from '../parquet/read-groups.ts';
import { columnsOf } from './columns.ts';
import { type Cell, openRebuilder } from './rebuild.ts';

/**
 * The events of a file of a segment as they were acknowledged, in lots, in the order of the file.
 *
 * @throws whatever is wrong with the file; RangeError where a row is none that was ever written
 */
export async function* readRows(path: string, kind: LogKind): AsyncGenerator<Received[]> {
  const names = columnsOf(kind).map(({ name }) => name);
  const rebuilder = openRebuilder();
  for await (const group of readGroups(path)) {
    const columns = new Map(names.map((name) => [name, group.column(name)]));
    let row = 0;
    const cell: Cell = (name) => columns.get(name)?.[row] as ReturnType<Cell>;
    const sequences = columns.get('sequence');
    const received = columns.get('received');
    const sources = columns.get('source');
    const declared = columns.get('declared');
    let events: Received[] = [];
    for (; row < group.rows; row += 1) {
      const raw = rebuilder.rawOf(cell);
      const source = sources?.[row];
      const sequence = Number(sequences?.[row]);
      const receivedAt = Number(received?.[row]);
      if (!raw || typeof source !== 'string' || !isWhole(sequence) || !isWhole(receivedAt))
        throw new RangeError('a row is none that was written');
      events.push({ sequence, receivedAt, source, kind: kindOf(declared?.[row]), raw });
      if (events.length < 8_192) continue;
      yield events;
      events = [];
    }
    yield events;
    // While the next group is read nothing holds this one.
    columns.clear();
  }
}

/** Six bytes of it stand in a leaf. */
const isWhole = (value: number) => Number.isSafeInteger(value) && value >= 0 && value < 2 ** 48;

function kindOf(text: unknown): LogKind | undefined {
  if (text === null || text === undefined) return undefined;
  const kind = LOG_KINDS.find((each) => each === text);
  if (!kind) throw new RangeError('a row is none that was written');
  return kind;
}
