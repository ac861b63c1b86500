import { describe, expect, it } from 'vitest';
import { viewOfPage } from '../../../test/site-view.ts';
import { judgeRule } from '../judge.ts';
import type { BrowserFacts, ExitFacts, ExitTrial } from '../probes/browser/index.ts';
import { exitPrompt } from './15-exits.ts';

const LEFT: ExitTrial = {
  kind: 'a',
  url: 'https://www.company.example/',
  text: '企业网站',
  lure: false,
  inFrame: false,
  outcome: 'left',
};
const PROMPT = {
  form: 'layer',
  text: '即将离开本网站',
  waits: true,
  cancelStays: true,
  continueLeaves: true,
} as const;
const prompted = (more: Partial<NonNullable<ExitTrial['prompt']>> = {}): ExitTrial => ({
  ...LEFT,
  outcome: 'prompted',
  prompt: { ...PROMPT, ...more },
});
const SCRIPT = { url: 'https://www.shili.gov.cn/js/common.js', own: true };

/** The verdict on clicks; the page itself plays no part in it. */
function judged(exits: Partial<ExitFacts> | null) {
  const facts = {
    exits: exits && { found: { a: 2 }, trials: [], missingScripts: [], ...exits },
  } as unknown as BrowserFacts;
  const view = viewOfPage('<title>示例市人民政府</title>', 'https://www.shili.gov.cn/', {
    browser: { outcome: 'seen', at: '2026-11-23T02:12:05.000Z', ms: 1, facts, evidence: [] },
  });
  return judgeRule(exitPrompt, view, 'zh');
}

describe('the rule on exit prompts', () => {
  it.each([
    ['no exit at all', { found: {} }, 'not-applicable', 'no-exits'],
    ['prompts that do as they should', { trials: [prompted()] }, 'met', 'prompted'],
    ['prompts without a choice', { trials: [prompted({ cancelStays: null })] }, 'met', 'announced'],
    ['an exit that left beside one that prompted', { trials: [prompted(), LEFT] }, 'unmet', 'no-prompt'],
    ['prompts that do not wait', { trials: [prompted({ waits: false })] }, 'unmet', 'does-not-wait'],
    ['a 取消 that leaves', { trials: [prompted({ cancelStays: false })] }, 'unmet', 'cancel-leaves'],
    ['a 继续 that stays', { trials: [prompted({ continueLeaves: false })] }, 'unmet', 'continue-stuck'],
    ['a lure that got through', { trials: [prompted(), { ...LEFT, lure: true }] }, 'unmet', 'bypassed'],
    ['clicks without any effect', { trials: [{ ...LEFT, outcome: 'nothing' }] }, 'unknown', 'unclear'],
    ['a page that could not be clicked on', null, 'unknown', 'not-clicked'],
  ] as const)('on %s', (_, exits, verdict, code) => {
    expect(judged(exits)).toMatchObject({ verdict, code });
  });

  it('proves nothing by an exit that left where scripts did not reach us, and names them', () => {
    const verdict = judged({ trials: [LEFT], missingScripts: [SCRIPT] });
    expect(verdict).toMatchObject({ verdict: 'unknown', code: 'scripts-missing', reason: 'blocked' });
    expect(verdict.text.fact).toContain(SCRIPT.url);
    expect(judged({ found: {}, missingScripts: [SCRIPT] })).toMatchObject({ code: 'scripts-missing' });
  });

  it('knows that the prompt arrived where another exit prompted, whatever else is missing', () => {
    const trials = [prompted(), LEFT];
    expect(judged({ trials, missingScripts: [SCRIPT] })).toMatchObject({
      verdict: 'unmet',
      code: 'no-prompt',
    });
  });

  it('tells of clicks that had no effect beside those that prompted', () => {
    const { text } = judged({ trials: [prompted(), { ...LEFT, outcome: 'nothing' }] });
    expect(text.fact).toContain('点击外部链接2条，1条有提示（“即将离开本网站”），1条点击后没有反应');
  });
});
