import { describe, expect, it } from 'vitest';
import { hostileResult, resultWith, verdictOf } from '../../../test/check-results.ts';
import { displayWidth } from '../../kernel/cli/index.ts';
import {
  EMPTY_TALLY,
  interruptedText,
  type ListTally,
  renderListLine,
  renderListSummary,
  tallyNotChecked,
  tallyResult,
} from './index.ts';

const PLAIN = { lang: 'zh', colour: false } as const;

describe('a line of a list run', () => {
  const entry = { position: 12, total: 500, host: 'www.a.gov.cn', ms: 36_400 };

  it('tells position, host, what is unmet and unknown, and the seconds', () => {
    const summary = { unmet: 6, unknown: 9, met: 41, 'not-applicable': 15, total: 71 };
    const line = renderListLine({ ...entry, outcome: { summary } }, PLAIN);
    expect(line).toBe('[12/500] www.a.gov.cn 不符合 6 无法判定 9 36 秒');
  });

  it('says why a site was not checked, without what a terminal would obey', () => {
    const line = renderListLine(
      { ...entry, host: 'a\u001b[2J.cn', outcome: { notChecked: '域名不能解析。' } },
      PLAIN,
    );
    expect(line).toBe('[12/500] a [2J.cn 未检测 (域名不能解析) 36 秒');
  });
});

describe('the end of a list run', () => {
  const sites = Array.from({ length: 12 }, (_, index) =>
    resultWith([
      verdictOf('mark-place', 'bottom-side', 'zh'),
      ...(index < 3 ? [verdictOf('https-served', 'not-served', 'zh')] : []),
      verdictOf('exit-prompt', 'blocked', 'zh'),
    ]),
  );
  const tally = [...Array(2).keys()].reduce<ListTally>(
    (sum, index) => tallyNotChecked(sum, `www.b${index}.gov.cn`, '域名不能解析'),
    sites.reduce(tallyResult, EMPTY_TALLY),
  );

  it('names the commonest problems first, then the hosts not checked with their reasons, then the counts', () => {
    expect(renderListSummary(tally, { ...PLAIN, width: 80 })).toMatchInlineSnapshot(`
      "最常见的问题
        12 个网站  第九条第二款  网上标识在底部, 但不居中
        3 个网站   第二十九条    网站没有提供加密访问

      未检测的网站
        www.b0.gov.cn  域名不能解析
        www.b1.gov.cn  域名不能解析

      合计 14 个网站, 已检测 12 个, 未检测 2 个
      检测 27 项次: 不符合 15, 无法判定 12, 符合 0, 不适用 0"
    `);
  });

  it('keeps counts, not results, and at most ten problems of a line each', () => {
    const hostile = tallyResult(EMPTY_TALLY, hostileResult(200));
    const text = renderListSummary(hostile, { ...PLAIN, width: 80 });
    expect(text.split('\n').every((line) => displayWidth(line) <= 80)).toBe(true);
    expect(hostile.problems.size).toBe(1);
  });

  it('says how an interrupted run goes on', () => {
    expect(interruptedText(212, 500, 'zh')).toBe('已中断，完成 212/500，重新运行同一命令接着做');
  });
});
