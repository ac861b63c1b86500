/** Rows of one statement: PostgreSQL takes at most 65 535 values. */
const BATCH = 1_000;

/** Rows in the portions that one statement takes. */
export function* batches<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += BATCH) yield rows.slice(from, from + BATCH);
}
