import type { CheckStep } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import { until } from '../../../test/program.ts';
import { openTerminal } from '../../kernel/cli/index.ts';
import { createProgress } from './index.ts';
import { stepsLine } from './progress.ts';

const STEPS: CheckStep[] = [
  { step: 'dns', state: 'done', ms: 1200 },
  { step: 'http', state: 'done', ms: 300 },
  { step: 'tls', state: 'blocked', ms: 2000, detail: '服务器没有应答。' },
  { step: 'browser', state: 'running' },
  { step: 'links', state: 'waiting' },
];

function terminalOf(isTTY: boolean, env: Record<string, string> = {}) {
  const written: string[] = [];
  const stream = { write: (data: string | Uint8Array) => written.push(String(data)), isTTY, columns: 80 };
  const terminal = openTerminal({ lang: 'zh', env, stdout: stream, stderr: stream });
  return { status: terminal.status, written };
}

describe('progress', () => {
  it('is one line: the step, how far, and an estimate where there is one', () => {
    const detail = { pages: { done: 12, total: 20 }, remainingMs: 25_000 };
    expect(stepsLine(STEPS, detail, 'zh')).toBe('浏览器检测 3/5 步 12/20 页 约剩 25 秒');
    expect(stepsLine(STEPS, {}, 'zh')).toBe('浏览器检测 3/5 步');
    expect(stepsLine(STEPS, detail, 'en')).toBe('browser check step 3/5 page 12/20 about 25 seconds left');
  });

  it('shows pages beside the step as they are opened', async () => {
    const { status, written } = terminalOf(true);
    const progress = createProgress(status, { lang: 'zh', every: 20 });
    progress.steps(STEPS);
    progress.pages(3, 20);
    // At most four times a second: the timer draws what came in between.
    await until('the pages', () => written.includes('\r\u001b[2K浏览器检测 3/5 步 3/20 页'));
    progress.close();
  });

  it('is rewritten in a terminal and taken away at the end', () => {
    const { status, written } = terminalOf(true);
    const progress = createProgress(status, { lang: 'zh' });
    progress.steps(STEPS);
    progress.close();
    expect(written).toEqual(['\r\u001b[2K浏览器检测 3/5 步', '\r\u001b[2K']);
  });

  it('is a line for each finished step, once, where nothing can be rewritten', () => {
    for (const { status, written } of [
      terminalOf(false),
      terminalOf(true, { TERM: 'dumb' }),
      terminalOf(true, { ACCESSIBLE: '1' }),
    ]) {
      const progress = createProgress(status, { lang: 'zh' });
      progress.steps(STEPS);
      progress.steps(STEPS);
      progress.close();
      expect(written).toEqual([
        '域名解析 完成 1 秒\n',
        '网页读取 完成 不到 1 秒\n',
        '加密连接 受阻 2 秒: 服务器没有应答\n',
      ]);
    }
  });

  it('is a line for each target of a list, not for its steps', () => {
    const { status, written } = terminalOf(false);
    const progress = createProgress(status, { lang: 'zh' });
    progress.target({ position: 12, total: 500, host: 'www.a.gov.cn' });
    progress.steps(STEPS);
    progress.targetEnded('[12/500] www.a.gov.cn 不符合 6 无法判定 9 36 秒');
    progress.close();
    expect(written).toEqual(['[12/500] www.a.gov.cn 不符合 6 无法判定 9 36 秒\n']);
  });
});
