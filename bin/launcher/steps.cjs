// @ts-check
'use strict';

/** From this time on a step is announced while it runs, and shown when it is done even where steps are not listed. */
const LONG_MS = 1500;

/** @typedef {<T>(number: number, name: string, work: () => Promise<T>) => Promise<T>} RunStep */

/**
 * Prints each step with its seconds: 「2/6 安装依赖 18.2 秒」.
 *
 * @param {{ total: number, verbose: boolean, words: import('./words.cjs').Words }} options
 *   `verbose`: list every step on stdout; otherwise only the long ones, on stderr (stdout belongs to results)
 * @returns {RunStep}
 */
function createSteps({ total, verbose, words }) {
  const stream = verbose ? process.stdout : process.stderr;
  return async (number, name, work) => {
    const started = performance.now();
    let announced = false;
    const timer = setTimeout(() => {
      announced = true;
      stream.write(`${number}/${total} ${words.waiting(name)}\n`);
    }, LONG_MS);
    try {
      const result = await work();
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      if (verbose || announced) stream.write(`${number}/${total} ${name} ${words.seconds(seconds)}\n`);
      return result;
    } finally {
      clearTimeout(timer);
    }
  };
}

module.exports = { createSteps };
