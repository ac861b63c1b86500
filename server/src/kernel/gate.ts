/** Lets a number of tasks run at a time; the others wait in the order in which they came. */
export type Gate = <T>(task: () => Promise<T>) => Promise<T>;

export function openGate(width: number): Gate {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return async (task) => {
    if (inside < width) inside++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else inside--;
    }
  };
}
