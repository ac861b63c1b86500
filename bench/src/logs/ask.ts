export interface AskedTime {
  readonly question: string;
  /** lines that fit, or rows of a count */
  readonly found: number;
  /** wall time of the first and of the quickest of the others, and processor time of that, ms */
  readonly firstMs: number;
  readonly warmMs: number;
  readonly warmCpuMs: number;
}

/** Asked again so often, and the quickest counts. */
const AGAIN = 4;

/** Asks a question once cold and a few times warm. @param ask gives how much was found */
export async function timeQuestion(
  question: string,
  ask: () => Promise<number>,
  again = AGAIN,
): Promise<AskedTime> {
  const times: { ms: number; cpu: number; found: number }[] = [];
  for (let turn = 0; turn <= again; turn += 1) {
    const before = process.cpuUsage();
    const start = performance.now();
    const found = await ask();
    const { user, system } = process.cpuUsage(before);
    times.push({ ms: performance.now() - start, cpu: (user + system) / 1_000, found });
  }
  const [first, ...others] = times;
  const warm = others.toSorted((one, other) => one.ms - other.ms)[0];
  return {
    question,
    found: first?.found ?? 0,
    firstMs: first?.ms ?? 0,
    warmMs: warm?.ms ?? 0,
    warmCpuMs: warm?.cpu ?? 0,
  };
}
