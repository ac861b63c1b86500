import {
  type CheckResult,
  type CheckVerdict,
  type CheckView,
  COMMON_RESULTS,
  DISCLAIMER,
  type Evidence,
  fillTemplate,
  HANDLER_WORDS,
  type Lang,
  type ResultWords,
  RULE_WORDS,
  type RuleWords,
  STEPS,
  summarise,
} from '@zhengdun/contract';

/** A result of a site that does not exist, in the words of the contract. */

const AT = '2026-11-23T02:12:05.000Z';
const HOME = 'https://www.shili.gov.cn/';
export const PICTURE_DIGEST = 'a'.repeat(64);

/** The foot of an invented page, with a frame where the mark stands. */
export const PICTURE = Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="500" viewBox="0 0 1280 500">
<rect width="1280" height="500" fill="#fff"/><rect y="360" width="1280" height="140" fill="#2a568f"/>
<text x="640" y="430" fill="#fff" font-size="20" text-anchor="middle">示例市人民政府 主办</text>
<rect x="160" y="390" width="80" height="80" fill="#a52a2a"/><rect x="156" y="386" width="88" height="88" fill="none" stroke="#f00" stroke-width="3"/></svg>`,
);

const FOOT: Evidence = {
  kind: 'picture',
  url: HOME,
  at: AT,
  sha256: PICTURE_DIGEST,
  sm3: 'b'.repeat(64),
  mediaType: 'image/jpeg',
  bytes: PICTURE.length,
  caption: 'foot',
  pixels: { width: 1280, height: 500 },
  box: { left: 0.125, top: 0.9662, width: 0.0625, height: 0.0251 },
};

interface Planned {
  readonly rule: keyof typeof RULE_WORDS;
  readonly code: string;
  readonly article: number;
  readonly severity: number;
  readonly facts?: CheckVerdict['facts'];
  readonly evidence?: readonly Evidence[];
}

const LEFT_BEHIND = {
  step: { zh: '外链核查', en: 'exit link check' },
  detail: { zh: '本次设置为不做', en: 'left out' },
};
const BLOCKED = {
  step: { zh: '加密连接', en: 'encrypted connection' },
  detail: { zh: '连接超时', en: 'timed out' },
};
const NOT_BOUND = {
  bound: [{ zh: '事业单位', en: 'public institutions' }],
  kind: { zh: '党政机关', en: 'Party or government organ' },
};
const TRIALS = [1, 2, 3].map((n) => ({
  kind: 'a',
  url: `https://xiehui.example/${n}?from=gov.cn`,
  text: `某某协会 ${n} <b>&amp;</b>`,
  page: HOME,
  lure: true,
  outcome: 'left',
}));

const PLAN: readonly Planned[] = [
  {
    rule: 'https-redirect',
    code: 'stays-plain',
    article: 29,
    severity: 2,
    facts: { url: 'http://www.shili.gov.cn/', status: 200 },
  },
  {
    rule: 'exit-prompt',
    code: 'bypassed',
    article: 15,
    severity: 3,
    facts: { tried: 28, url: 'https://xiehui.example/?from=gov.cn', trials: TRIALS },
  },
  {
    rule: 'mark-place',
    code: 'bottom-side',
    article: 9,
    severity: 4,
    facts: { x: 0.1563, y: 0.9787, side: { zh: '左', en: 'left' } },
    evidence: [FOOT],
  },
  {
    rule: 'repost-link',
    code: 'not-shown',
    article: 14,
    severity: 3,
    facts: { page: `${HOME}a.html`, source: '示例日报', count: 1 },
  },
  { rule: 'exit-links', code: 'not-checked', article: 15, severity: 2, facts: LEFT_BEHIND },
  { rule: 'certificate-trust', code: 'blocked', article: 29, severity: 2, facts: BLOCKED },
  { rule: 'certificate-expiry', code: 'blocked', article: 29, severity: 2, facts: BLOCKED },
  { rule: 'tls-version', code: 'blocked', article: 29, severity: 2, facts: BLOCKED },
  { rule: 'home-updated', code: 'level-unknown', article: 13, severity: 3 },
  {
    rule: 'icp-number',
    code: 'well-formed',
    article: 4,
    severity: 2,
    facts: { number: '示ICP备2022000001号-1', link: 'https://beian.miit.gov.cn/' },
  },
  { rule: 'dead-plugins', code: 'none', article: 11, severity: 3, facts: { pages: 12 } },
  { rule: 'miner-scripts', code: 'none', article: 3, severity: 1, facts: { pages: 12 } },
  { rule: 'institution-suffix', code: 'not-bound', article: 5, severity: 2, facts: NOT_BOUND },
  { rule: 'institution-mail-suffix', code: 'not-bound', article: 31, severity: 2, facts: NOT_BOUND },
];

function worded(
  { rule, code, article, severity, facts = {}, evidence = [] }: Planned,
  lang: Lang,
): CheckVerdict {
  const table: RuleWords = RULE_WORDS[rule];
  const common: Readonly<Record<string, ResultWords>> = COMMON_RESULTS;
  const words = table.results[code] ?? common[code];
  if (!words) throw new RangeError(`${rule} has no result ${code}`);
  const known = { title: table.title, ...facts };
  const fill = (text: { zh: string; en: string }): string => fillTemplate(text[lang], known, lang);
  const isFault = words.verdict === 'unmet' || words.verdict === 'unknown';
  return {
    anchor: rule,
    article,
    obligation: table.obligation,
    rule,
    verdict: words.verdict,
    code,
    severity,
    message: fill(isFault ? words.problem : words.fact),
    text: {
      title: table.title[lang],
      basis: lang === 'zh' ? `第${article}条：示例条文。` : `Article ${article}: an invented sentence.`,
      fact: fill(words.fact),
      ...(isFault && {
        problem: fill(words.problem),
        remedy: fill(words.remedy),
        handler: HANDLER_WORDS[words.handler][lang],
        recheck: fill(words.recheck),
        ...(words.technical && { technical: fill(words.technical) }),
      }),
    },
    facts,
    evidence: [...evidence],
    ...(isFault && { handler: words.handler }),
    ...(words.verdict === 'unknown' && { reason: words.reason }),
    ...(words.verdict === 'unmet' && { effort: words.effort }),
  };
}

interface ResultOptions {
  readonly id: string;
  readonly lang?: Lang;
  readonly comparison?: CheckResult['comparison'];
  /** nothing could be reached: every verdict is open */
  readonly unreachable?: boolean;
}

export function inventedResult({ id, lang = 'zh', comparison, unreachable }: ResultOptions): CheckResult {
  const plan = unreachable
    ? PLAN.map((each) => ({ ...each, code: 'blocked', facts: BLOCKED, evidence: [] }))
    : PLAN;
  const verdicts = plan.map((each) => worded(each, lang));
  return {
    schema: 'zhengdun/check-result/1',
    id,
    lang,
    tool: { name: 'zhengdun', version: '0.1.0' },
    rulebook: { edition: '2026-11-23', obligations: 151, decidable: 41, checks: PLAN.length },
    target: {
      url: HOME,
      host: 'www.shili.gov.cn',
      displayHost: 'www.shili.gov.cn',
      snapshot: false,
      ...(!unreachable && { siteName: '示例市人民政府', finalUrl: `${HOME}index.html` }),
    },
    unit: { kind: 'organ', from: { kind: 'suffix', level: 'none' } },
    basis: { kind: 'own-site' },
    startedAt: AT,
    finishedAt: '2026-11-23T02:12:41.000Z',
    steps: STEPS.map((step, index) => {
      if (step === 'tls') return { step, state: 'blocked', ms: 5_000, detail: BLOCKED.detail[lang] };
      if (step === 'links') return { step, state: 'skipped', detail: LEFT_BEHIND.detail[lang] };
      return { step, state: 'done', ms: 300 + index * 400 };
    }),
    conditions: {
      userAgent: 'Mozilla/5.0 (compatible; Zhengdun/0.1)',
      resolvers: ['192.0.2.53:53'],
      pagesOpened: 12,
      pagesLimit: 21,
      linksChecked: 0,
      linksFound: 28,
      browser: 'Chromium 156.0',
      notChecked: [lang === 'zh' ? '附件、图片、视频和登录后的内容未看' : 'Attachments, pictures and videos'],
    },
    verdicts,
    summary: summarise(verdicts),
    ...(comparison && { comparison }),
    disclaimer: DISCLAIMER[lang],
  };
}

/** A finished check as the server shows it. */
export function finishedView(result: CheckResult): CheckView {
  const { id, target, unit, summary, steps, startedAt, finishedAt } = result;
  return {
    id,
    state: 'done',
    url: target.url,
    displayHost: target.displayHost,
    ...(target.siteName && { siteName: target.siteName }),
    unit,
    requestedAt: startedAt,
    finishedAt,
    summary,
    steps,
    early: [],
    result,
  };
}

/** The same check while it runs: so many steps are done, so many verdicts are known. */
export function runningView(
  result: CheckResult,
  { steps: done, verdicts }: { steps: number; verdicts: number },
): CheckView {
  const { result: _, summary: __, finishedAt: ___, siteName: ____, ...view } = finishedView(result);
  return {
    ...view,
    state: 'running',
    steps: result.steps.map((each, index) => {
      if (index < done) return each;
      return { step: each.step, state: index === done ? 'running' : 'waiting' };
    }),
    early: result.verdicts.slice(0, verdicts),
  };
}
