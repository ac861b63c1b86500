import type { Http } from '../../../server/src/kernel/http/index.ts';
import { quantile, round } from './quantile.ts';
import type { Question } from './questions.ts';
import { enter, type ScopeName } from './users.ts';

/** A call, with the scope of who asks it. */
export interface AskedQuestion extends Question {
  readonly scope: ScopeName;
  readonly call: string;
}

/** What a page may cost its reader. */
const AIM_MS = 200;

/**
 * Users who read: each asks everything of the own scope once, in an order of the own, and reads a while after each
 * answer, as people at pages do. Scopes take turns, so that one reader in four sees the whole country.
 *
 * @returns milliseconds of every call, by scope and call
 */
export async function readMixed(
  http: Http,
  asked: readonly AskedQuestion[],
  { together, pause }: { readonly together: number; readonly pause: number },
): Promise<{ times: Map<string, number[]>; failures: string[] }> {
  const times = new Map(asked.map(({ scope, call }) => [`${scope} ${call}`, [] as number[]]));
  const failures = new Set<string>();
  const scopes = [...new Set(asked.map(({ scope }) => scope))];
  await Promise.all(
    Array.from({ length: together }, async (_, n) => {
      const scope = scopes[n % scopes.length] as ScopeName;
      const own = shuffled(asked.filter((each) => each.scope === scope));
      const users = new Map(
        await Promise.all(
          [...new Set(own.map(({ role }) => role))].map(
            async (role) => [role, await enter(http, { scope, role, n })] as const,
          ),
        ),
      );
      for (const { role, url, call } of own) {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 2 * pause));
        const begin = performance.now();
        try {
          await users.get(role)?.ask(url);
          times.get(`${scope} ${call}`)?.push(performance.now() - begin);
        } catch (error) {
          failures.add(`${scope}: ${String(error)}`);
        }
      }
    }),
  );
  return { times, failures: [...failures] };
}

/** All calls of the readers together. */
export function summaryOf(times: Iterable<readonly number[]>) {
  const all = [...times].flat();
  return {
    calls: all.length,
    p50: quantile(all, 0.5),
    p95: quantile(all, 0.95),
    p99: quantile(all, 0.99),
    [`percent within ${AIM_MS} ms`]: round((all.filter((each) => each <= AIM_MS).length / all.length) * 100),
  };
}

function shuffled<T>(things: readonly T[]): T[] {
  return things
    .map((thing) => ({ thing, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ thing }) => thing);
}
