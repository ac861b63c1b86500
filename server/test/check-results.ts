import { createHash } from 'node:crypto';
import {
  type CheckResult,
  type CheckVerdict,
  COMMON_RESULTS,
  DISCLAIMER,
  type Evidence,
  type Lang,
  type ResultWords,
  RULE_WORDS,
  type RuleWords,
  STEPS,
  summarise,
  type UnitKind,
} from '@zhengdun/contract';
import { obligation } from '@zhengdun/rulebook';
import type { Facts } from '../src/inspection/facts.ts';
import { judgeRule } from '../src/inspection/judge.ts';
import type { AnyAnswer, Rule, RuleId } from '../src/inspection/rules/rule.ts';
import { siteViewWith } from './site-view.ts';

/** Results of checks for tests of what is made from them: reports, the console's data. */

const RULE_IDS = Object.keys(RULE_WORDS) as RuleId[];

/** Every verdict that any rule can give, in words. */
export function everyVerdict(lang: Lang): CheckVerdict[] {
  return RULE_IDS.flatMap((id) => {
    const words: RuleWords = RULE_WORDS[id];
    return [...Object.keys(words.results), ...Object.keys(COMMON_RESULTS)].map((code) =>
      verdictOf(id, code, lang),
    );
  });
}

/** One verdict for each rule; over the rules all four kinds of verdict occur. */
export function variedVerdicts(lang: Lang): CheckVerdict[] {
  return RULE_IDS.map((id, index) => {
    const words: RuleWords = RULE_WORDS[id];
    const codes = [...Object.keys(words.results), 'blocked', 'not-bound'];
    return verdictOf(id, codes[index % codes.length] ?? 'blocked', lang);
  });
}

/** The verdict of a rule for one of its codes, with made-up facts for everything that its words print. */
export function verdictOf(id: RuleId, code: string, lang: Lang, more: Facts = {}): CheckVerdict {
  const words: RuleWords = RULE_WORDS[id];
  const own: ResultWords | undefined = words.results[code] ?? COMMON_RESULTS[code as 'blocked'];
  const facts = { ...madeUpFacts(own), title: { ...words.title }, ...more };
  const answer: AnyAnswer = { code, facts };
  const rule: Rule = { id, needs: [], judge: () => answer };
  const site = siteViewWith({}, { url: URL_OF_SITE, unit: { kind: kindFor(id), level: 'township' } });
  return judgeRule(rule, site, lang);
}

const URL_OF_SITE = 'https://www.example.gov.cn/';

function kindFor(id: RuleId): UnitKind {
  const binds = obligation(RULE_WORDS[id].obligation)?.binds ?? [];
  return binds.includes('institution') && !binds.includes('organ') ? 'institution' : 'organ';
}

/** Names that stand for something; every other one gets a word. */
const MADE_UP: Facts = {
  page: 'https://www.example.gov.cn/bsdt.html',
  url: 'https://www.example.com/path/to/something.html?from=gov.cn',
  to: 'http://www.example.gov.cn/',
  link: 'https://beian.miit.gov.cn/',
  line: 1204,
  count: 3,
  at: '2026-11-23T02:12:05.000Z',
  date: '2026-11-20',
  host: 'www.example.gov.cn',
};

function madeUpFacts(words: ResultWords): Facts {
  const facts: Record<string, Facts[string]> = {};
  for (const text of Object.values(words)) {
    if (typeof text !== 'object') continue;
    for (const [, name = '', format] of `${text.zh}${text.en}`.matchAll(/\{(\w+)(?::([^{}]+))?\}/g)) {
      facts[name] = numberFor(format) ?? facts[name] ?? MADE_UP[name] ?? '样例';
    }
  }
  return facts;
}

/** Formats are for numbers; of what is counted there is one, which English words must fit as well. */
function numberFor(format: string | undefined): number | undefined {
  if (format === 'percent') return 0.13;
  if (format === 'bytes') return 123_456;
  return format?.includes('|') ? 1 : undefined;
}

/** A result with these verdicts; its counts are those of the verdicts. */
export function resultWith(verdicts: readonly CheckVerdict[], some: Partial<CheckResult> = {}): CheckResult {
  const lang = some.lang ?? 'zh';
  return {
    schema: 'zhengdun/check-result/1',
    id: '6d0aa37f-6739-4732-b3d3-6c4f7d7c4bc7',
    lang,
    tool: { name: 'zhengdun', version: '0.1.0' },
    rulebook: { edition: '2026-11-23', obligations: 151, decidable: 41, checks: 49 },
    target: {
      url: URL_OF_SITE,
      host: 'www.example.gov.cn',
      displayHost: 'www.example.gov.cn',
      finalUrl: URL_OF_SITE,
      siteName: '样例县人民政府',
      snapshot: false,
    },
    unit: { kind: 'organ', level: 'county', from: { kind: 'suffix', level: 'page' } },
    basis: { kind: 'own-site' },
    startedAt: '2026-11-23T02:12:05.000Z',
    finishedAt: '2026-11-23T02:12:41.000Z',
    steps: STEPS.map((step) => ({ step, state: 'done' as const, ms: 1200 })),
    conditions: {
      userAgent: 'Mozilla/5.0 (compatible; Zhengdun/0.1)',
      resolvers: ['223.5.5.5:53'],
      pagesOpened: 12,
      pagesLimit: 20,
      linksChecked: 214,
      linksFound: 230,
      browser: 'Chromium 153.0.0.0',
      notChecked: [lang === 'zh' ? '附件、图片、视频和登录后的内容未看' : 'Attachments were not read'],
    },
    verdicts: [...verdicts],
    summary: summarise(verdicts),
    disclaimer: DISCLAIMER[lang],
    ...some,
  };
}

/** A JPEG of 8 × 6 pixels. */
export const PICTURE = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAGAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAABf/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AIwD4R//2Q==',
  'base64',
);

/** Evidence of a kept picture. */
export function pictureEvidence(bytes: Uint8Array, some: Partial<Evidence> = {}): Evidence {
  return {
    kind: 'picture',
    url: URL_OF_SITE,
    at: '2026-11-23T02:12:30.000Z',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    sm3: createHash('sm3').update(bytes).digest('hex'),
    mediaType: 'image/jpeg',
    bytes: bytes.length,
    pixels: { width: 8, height: 6 },
    caption: 'foot',
    ...some,
  };
}

/** What hostile pages put into texts. */
export const HOSTILE_TEXTS: readonly string[] = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '</script></style></template><svg onload=alert(1)>',
  '<!--<script ',
  '"><a href="javascript:alert(1)">链接</a>',
  '\u001b]0;标题\u0007\u001b[2J\u009b31m红',
  '\u202e\u2066反向\u2069\u200b\u200f文字',
  '=HYPERLINK("http://evil.example/","点我")',
  '+cmd|\u0027 /C calc\u0027!A0',
  'x'.repeat(10_000),
  '甲'.repeat(10_000),
  'NUL\u0000尾\ufffe\uffff',
  '孤\ud800立\udfff代理',
  'CURRENT',
  'line one\r\nline two\u2028line three',
  '[x](javascript:alert(1)) **bold** `code` {{ insert: param, x }}',
];

/** The same without what is long, for results with very many findings. */
export const SHORT_HOSTILE_TEXTS = HOSTILE_TEXTS.filter((text) => text.length < 200);

/** A result in which every text that can come from a page is hostile. */
export function hostileResult(findings: number, texts: readonly string[] = HOSTILE_TEXTS): CheckResult {
  const text = (index: number): string => texts[index % texts.length] ?? '';
  const kinds = ['unmet', 'unknown', 'met', 'not-applicable'] as const;
  const verdicts = Array.from({ length: findings }, (_, index): CheckVerdict => {
    const verdict = kinds[index % 4] ?? 'unmet';
    const isFault = verdict === 'unmet' || verdict === 'unknown';
    return {
      ...verdictOf('mixed-content', 'found', 'zh'),
      anchor: text(index).slice(0, 60),
      verdict,
      severity: 3,
      article: (index % 44) + 1,
      ...(verdict === 'unknown' && { reason: 'proof-needed' as const }),
      message: text(index + 1),
      text: {
        title: text(index),
        basis: text(index + 1),
        fact: text(index + 2),
        ...(isFault && {
          problem: text(index + 3),
          remedy: text(index + 4),
          handler: text(index + 5),
          recheck: text(index + 6),
          technical: text(index + 7),
        }),
      },
      facts: {
        places: texts
          .slice(0, 6)
          .map((each, place) => ({ page: each, line: place + 1, url: each, text: each })),
      },
      evidence: [
        {
          kind: 'page',
          url: text(index),
          at: '2026-11-23T02:12:30.000Z',
          excerpt: text(index + 1).slice(0, 300),
        },
      ],
    };
  });
  const plain = resultWith(verdicts);
  return {
    ...plain,
    target: { ...plain.target, siteName: text(0), displayHost: text(1), url: 'javascript:alert(1)' },
    unit: { ...plain.unit, name: text(2) },
    basis: { kind: 'order', order: text(1) },
    conditions: { ...plain.conditions, userAgent: text(0), browser: text(1), notChecked: [...texts] },
    steps: plain.steps.map((step, index) => ({ ...step, state: 'blocked', detail: text(index) })),
  };
}
