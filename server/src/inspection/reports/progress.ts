import { type CheckStep, type Lang, STEP_STATE_WORDS, STEP_WORDS } from '@zhengdun/contract';
import type { Terminal } from '../../kernel/cli/index.ts';
import { cleanText } from './clean-result.ts';
import { durationText } from './phrases.ts';
import { terminalText } from './terminal-style.ts';

/** What is known of the step under way beside its name. */
export interface StepDetail {
  readonly pages?: { readonly done: number; readonly total: number };
  /** an honest estimate; leave it out where there is none */
  readonly remainingMs?: number;
}

/** Progress of a check on stderr (console.md §3). */
export interface Progress {
  /** where the steps of the target under way stand */
  steps(steps: readonly CheckStep[], detail?: StepDetail): void;
  /** pages opened so far, of at most so many: shown beside the steps from now on */
  pages(done: number, total: number): void;
  /** a target of a list begins; its steps are no longer told one by one where there is no terminal */
  target(target: { readonly position: number; readonly total: number; readonly host: string }): void;
  /** a target of a list has ended; `line` is what `renderListLine` gave, without colour */
  targetEnded(line: string): void;
  /** takes the line away and stops; afterwards nothing is written */
  close(): void;
}

export interface ProgressOptions {
  readonly lang: Lang;
  /** ms between redraws in a terminal; the status line itself writes at most four times a second */
  readonly every?: number;
}

/**
 * Progress over the kernel's status line, which knows whether there is a terminal: one line that is rewritten, or
 * else a line per finished step or target. The line is redrawn by a timer too, so that it never shows an old state.
 */
export function createProgress(status: Terminal['status'], { lang, every = 500 }: ProgressOptions): Progress {
  const told = new Set<string>();
  let prefix = '';
  let inList = false;
  let line = '';
  let last: readonly CheckStep[] = [];
  let known: StepDetail = {};
  const draw = (): void => {
    if (line !== '') status.update(line);
  };
  const timer = setInterval(draw, every);
  timer.unref();
  const steps: Progress['steps'] = (now, detail = known) => {
    last = now;
    line = [prefix, stepsLine(now, detail, lang)].filter(Boolean).join(' ');
    draw();
    if (inList) return;
    for (const step of now) {
      if (!isFinished(step) || told.has(step.step)) continue;
      told.add(step.step);
      status.finished(finishedLine(step, lang));
    }
  };
  return {
    steps,
    pages(done, total) {
      known = { pages: { done, total } };
      steps(last);
    },
    target({ position, total, host }) {
      inList = true;
      prefix = `[${position}/${total}] ${cleanText(host).slice(0, 80)}`;
      line = prefix;
      draw();
    },
    targetEnded(text) {
      status.finished(text);
    },
    close() {
      clearInterval(timer);
      line = '';
      status.clear();
    },
  };
}

function isFinished({ state }: CheckStep): boolean {
  return state === 'done' || state === 'blocked' || state === 'skipped';
}

/** 「浏览器检测 3/7 步 12/20 页 约剩 25 秒」; what is not known is left out. */
export function stepsLine(steps: readonly CheckStep[], detail: StepDetail, lang: Lang): string {
  const zh = lang === 'zh';
  const done = steps.filter(isFinished).length;
  const running = steps.findLast(({ state }) => state === 'running');
  const { pages, remainingMs } = detail;
  const parts = [
    running ? STEP_WORDS[running.step][lang] : '',
    zh ? `${done}/${steps.length} 步` : `step ${done}/${steps.length}`,
    pages ? (zh ? `${pages.done}/${pages.total} 页` : `page ${pages.done}/${pages.total}`) : '',
    remainingMs === undefined ? '' : remainingText(remainingMs, lang),
  ];
  return parts.filter(Boolean).join(' ');
}

function remainingText(ms: number, lang: Lang): string {
  const duration = terminalText(durationText(Math.max(1000, ms), lang), lang);
  return lang === 'zh' ? `约剩 ${duration}` : `about ${duration} left`;
}

/** 「加密连接 受阻 2 秒: 服务器没有应答」 */
function finishedLine({ step, state, ms, detail }: CheckStep, lang: Lang): string {
  const parts = [
    STEP_WORDS[step][lang],
    STEP_STATE_WORDS[state][lang],
    ms !== undefined && state !== 'skipped' ? terminalText(durationText(ms, lang), lang) : '',
  ];
  const words = parts.filter(Boolean).join(' ');
  return detail ? `${words}: ${terminalText(cleanText(detail), lang)}` : words;
}
