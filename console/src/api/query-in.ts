import type { Schema } from './client.ts';

/** A schema of the contract that has a default for everything. */
interface QuerySchema<Query> extends Schema<Query> {
  parse(value: unknown): Query;
}

/** What an address asks for; what somebody mistyped there counts as not given. */
export function queryIn<Query>(schema: QuerySchema<Query>, search: URLSearchParams): Query {
  const read = schema.safeParse(Object.fromEntries(search));
  return read.success ? read.data : schema.parse({});
}
