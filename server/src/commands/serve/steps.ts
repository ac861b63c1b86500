import type { Lang, LocalText } from '@zhengdun/contract';
import type { Terminal } from '../../kernel/cli/index.ts';

/** The launcher does the first two: Node and dependencies. */
const BEFORE_US = 2;
/** From this time on a step is announced while it runs. */
const LONG_MS = 1500;

/** Runs a step of starting and prints it with its seconds: 「3/6 准备数据库 0.9 秒」. */
export type RunStep = <T>(name: LocalText, work: () => Promise<T>) => Promise<T>;

/** @param total with those of the launcher: bin/zhengdun says the same number */
export function createSteps(terminal: Terminal, total: number): RunStep {
  const { lang } = terminal;
  let number = BEFORE_US;
  return async (name, work) => {
    number += 1;
    const label = `${number}/${total} ${name[lang]}`;
    const started = performance.now();
    const timer = setTimeout(() => terminal.out(`${label}${WAIT[lang]}`), LONG_MS);
    try {
      const result = await work();
      terminal.out(`${label} ${seconds(performance.now() - started, lang)}`);
      return result;
    } finally {
      clearTimeout(timer);
    }
  };
}

const WAIT: LocalText = { zh: '，请稍候', en: ': please wait' };

function seconds(ms: number, lang: Lang): string {
  return `${(ms / 1000).toFixed(1)} ${lang === 'zh' ? '秒' : 's'}`;
}
