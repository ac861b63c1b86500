import {
  APPLICATION_KIND_WORDS,
  BOUND_WORDS,
  CONDITION_WORDS,
  type Force,
  type Obligation,
  RULE_WORDS,
} from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import {
  articleOf,
  COMPANIONS,
  companion,
  companionValue,
  DUTIES,
  OBLIGATIONS,
  obligation,
  obligationsOfArticle,
  READINGS,
  REGULATION,
  reading,
  rulebookEdition,
  SENTENCES_WITHOUT_OBLIGATION,
  sentenceAt,
  VALUES,
} from './index.ts';

/** The checks that exist, and the one obligation that each decides. */
const RULES: Readonly<Record<string, string>> = {
  'hidden-links': 'A3.3-tamper',
  'injected-content': 'A3.3-tamper',
  'miner-scripts': 'A3.3-tamper',
  'home-reachable': 'A3.4-stable-running',
  'exposed-files': 'A3.5-data-theft',
  'site-code': 'A4.1-opening-review',
  'icp-number': 'A4.2-icp-filing',
  'police-number': 'A4.3-public-security-filing',
  'declared-domain': 'A5.1-one-zh-one-en-domain',
  'organ-suffix': 'A5.2-organ-suffix',
  'government-suffix-use': 'A5.3-no-gov-suffix-for-others',
  'institution-suffix': 'A5.4-institution-suffix',
  'site-name': 'A8.1-name-entity-first',
  'entity-name-shown': 'A8.3-entity-name-shown',
  'mark-present': 'A9.3-mark-present',
  'mark-place': 'A9.4-mark-place',
  'mark-genuine': 'A9.5-mark-genuine',
  'own-site-below-county': 'A10.3-no-own-site-below',
  'dead-plugins': 'A11.1-open-standards',
  'works-without-scripts': 'A11.2-client-compatibility',
  'client-demanded': 'A11.3-no-client-demanded',
  'install-demanded': 'A11.5-no-install-precondition',
  'service-off': 'A12.2-service-off',
  'name-released': 'A12.5-domain-cancelled',
  'one-portal': 'A4.4-one-portal',
  'home-updated': 'A13.7-content-timely',
  'review-procedure': 'A13.2-review-procedure',
  'reviewers-on-staff': 'A13.4-reviewer-staff',
  'reviews-recorded': 'A13.5-review-archive',
  'pages-as-approved': 'A13.6-content-right',
  'reposts-relevant': 'A14.1-repost-relevant',
  'reposts-assessed': 'A14.2-repost-assessed',
  'reposts-true': 'A14.6-repost-true',
  'reposts-rights': 'A14.7-repost-rights',
  'repost-source': 'A14.3-repost-source',
  'repost-time': 'A14.4-repost-time',
  'repost-link': 'A14.5-repost-link',
  'exit-links': 'A15.3-link-handled',
  'exit-prompt': 'A15.4-exit-prompt',
  'secrecy-marks': 'A16.2-no-state-secret',
  'work-secret-marks': 'A16.3-no-work-secret',
  'sm-support': 'A17.4-cryptography',
  'staff-entrance': 'A19.2-staff-functions',
  'mail-entrance': 'A19.3-mail-access',
  'personal-numbers': 'A21.3-personal-information',
  'form-notice': 'A22.1-consent',
  'site-place': 'A23.1-data-centre',
  'third-party-place': 'A23.2-cloud-place',
  'cdn-place': 'A28.2-cdn-nodes',
  'https-served': 'A29.1-secure-connection',
  'https-redirect': 'A29.1-secure-connection',
  'tls-version': 'A29.1-secure-connection',
  'certificate-trust': 'A29.1-secure-connection',
  'certificate-expiry': 'A29.1-secure-connection',
  hsts: 'A29.1-secure-connection',
  'mixed-content': 'A29.1-secure-connection',
  'certificate-issuer': 'A29.2-licensed-ca',
  'plain-login': 'A30.3-multi-factor',
  'organ-mail-suffix': 'A31.2-organ-mail-suffix',
  'institution-mail-suffix': 'A31.3-institution-mail-suffix',
};

/** Parts of sentences that bind without 应当, 不得 or the like: they state what is so. */
const BOUND_WITHOUT_A_WORD = [
  'A8.3-entity-name-shown',
  'A27.3-continuity-plan',
  'A40.5-regional-duty',
  'A40.6-named-leader',
  'A41.1-accountability',
];

const FORCE_IN_SENTENCE: Readonly<Record<Exclude<Force, 'derived'>, RegExp>> = {
  must: /应当|必须|页面上要|最多/,
  'must-not': /不得|严禁/,
  'in-principle': /原则上|优先/,
  encouraged: /鼓励/,
};

const positioned = [...OBLIGATIONS, ...DUTIES, ...READINGS, ...SENTENCES_WITHOUT_OBLIGATION];

function rulesOf({ decidedBy }: Obligation): readonly string[] {
  return decidedBy.flatMap((decision) => ('rules' in decision ? (decision.rules ?? []) : []));
}

function placeKey({ article, paragraph, sentence }: Obligation['position']): string {
  return `${article}.${paragraph}.${sentence}`;
}

describe('the rulebook', () => {
  it('has 151 obligations, 16 duties, 8 readings and 5 sentences that make none', () => {
    expect([OBLIGATIONS, DUTIES, READINGS, SENTENCES_WITHOUT_OBLIGATION].map(({ length }) => length)).toEqual(
      [151, 16, 8, 5],
    );
    expect(rulebookEdition).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('numbers obligations and duties by article, without gaps and without doubles', () => {
    const ids = [...OBLIGATIONS, ...DUTIES].map(({ id }) => id);
    expect(new Set(ids).size).toBe(167);
    for (const { id, position } of [...OBLIGATIONS, ...DUTIES]) {
      expect(id).toMatch(new RegExp(`^A${position.article}\\.\\d+-[a-z0-9]+(-[a-z0-9]+)*$`));
    }
    for (const { number } of REGULATION.articles) {
      const serials = ids
        .filter((id) => id.startsWith(`A${number}.`))
        .map((id) => Number(id.slice(id.indexOf('.') + 1, id.indexOf('-'))))
        .sort((left, right) => left - right);
      expect(serials, `Article ${number}`).toEqual(serials.map((_, index) => index + 1));
    }
  });

  it('finds obligations by id and by article, in the order of the text', () => {
    expect(obligation('A9.4-mark-place')?.position.quote).toBe('首页底部中间位置');
    expect(obligation('A9.4')).toBeUndefined();
    expect(obligationsOfArticle(15).map(({ id }) => id)).toEqual([
      'A15.1-link-relevant',
      'A15.2-link-checked',
      'A15.3-link-handled',
      'A15.4-exit-prompt',
    ]);
    expect(obligationsOfArticle(44)).toEqual([]);
    const articles = OBLIGATIONS.map(({ position }) => position.article);
    expect(articles).toEqual(articles.toSorted((left, right) => left - right));
  });
});

describe('positions', () => {
  it.each(positioned.map(({ position }) => [placeKey(position), position] as const))(
    'sentence %s holds its quote',
    (_, position) => {
      expect(sentenceAt(position)).toContain(position.quote);
    },
  );

  it('cover every sentence of the Regulation', () => {
    const all = REGULATION.articles.flatMap(({ number, paragraphs }) =>
      paragraphs.flatMap((paragraph) =>
        paragraph.sentences.map((_, index) => `${number}.${paragraph.number}.${index + 1}`),
      ),
    );
    const decided = new Set([...OBLIGATIONS, ...DUTIES].map(({ position }) => placeKey(position)));
    const undecided = SENTENCES_WITHOUT_OBLIGATION.map(({ position }) => placeKey(position));
    expect(all.filter((place) => !decided.has(place))).toEqual(undecided);
  });
});

describe('force', () => {
  it.each(OBLIGATIONS.map((entry) => [entry.id, entry] as const))(
    'of %s is that of its words',
    (id, entry) => {
      if (entry.force === 'derived' || BOUND_WITHOUT_A_WORD.includes(id)) return;
      expect(sentenceAt(entry.position)).toMatch(FORCE_IN_SENTENCE[entry.force]);
    },
  );

  it('follows the quote where the quote itself holds the word', () => {
    for (const { id, force, position } of OBLIGATIONS) {
      for (const strict of ['must-not', 'in-principle', 'encouraged'] as const) {
        if (FORCE_IN_SENTENCE[strict].test(position.quote)) expect(force, id).toBe(strict);
      }
    }
  });

  it('is derived for three obligations only', () => {
    const derived = OBLIGATIONS.filter(({ force }) => force === 'derived').map(({ id }) => id);
    expect(derived).toEqual(['A2.1-inventory', 'A9.5-mark-genuine', 'A38.2-plan-exists']);
  });

  it('of an encouragement is light and never decided by a probe alone', () => {
    const encouraged = OBLIGATIONS.filter(({ force }) => force === 'encouraged');
    expect(encouraged).toHaveLength(4);
    for (const { id, severity, decidedBy } of encouraged) {
      expect(severity, id).toBe(4);
      expect(
        decidedBy.some(({ means }) => means !== 'probe'),
        id,
      ).toBe(true);
    }
  });
});

describe('decisions', () => {
  it('exist for every obligation', () => {
    for (const { id, decidedBy } of OBLIGATIONS) expect(decidedBy.length, id).toBeGreaterThan(0);
  });

  it('name every check once, under the obligation that it decides', () => {
    const named = OBLIGATIONS.flatMap((entry) => rulesOf(entry).map((rule) => [rule, entry.id] as const));
    expect(new Set(named.map(([rule]) => rule)).size).toBe(named.length);
    expect(Object.fromEntries(named)).toEqual(RULES);
  });

  it('agree with the words of the checks', () => {
    const words: readonly (readonly [string, { readonly obligation: string }])[] = Object.entries(RULE_WORDS);
    for (const [rule, { obligation: decided }] of words) expect(RULES[rule], rule).toBe(decided);
  });
});

describe('applicability', () => {
  it('uses the closed vocabularies, each word once', () => {
    for (const { id, binds, applications, conditions } of OBLIGATIONS) {
      expect(binds.length, id).toBeGreaterThan(0);
      for (const words of [binds, applications, conditions])
        expect(new Set(words).size, id).toBe(words.length);
      for (const bound of binds) expect(BOUND_WORDS).toHaveProperty([bound]);
      for (const kind of applications) expect(APPLICATION_KIND_WORDS).toHaveProperty([kind]);
      for (const condition of conditions) expect(CONDITION_WORDS).toHaveProperty([condition]);
    }
  });

  it('leaves the applications empty only where a region or department is bound', () => {
    for (const { id, binds, applications } of OBLIGATIONS) {
      if (applications.length === 0) expect(binds, id).toEqual(['region']);
    }
  });

  it('needs every condition of the vocabulary somewhere', () => {
    const used = new Set<string>(OBLIGATIONS.flatMap(({ conditions }) => conditions));
    expect(Object.keys(CONDITION_WORDS).filter((word) => !used.has(word))).toEqual([]);
  });

  it('lets a column on a superior platform answer for what it publishes and links', () => {
    for (const article of [13, 14, 16]) {
      for (const { id, applications } of obligationsOfArticle(article)) {
        expect(applications, id).toContain('column');
      }
    }
    expect(obligation('A20.1-device-logs')?.applications).not.toContain('column');
  });
});

describe('references', () => {
  it('from obligations lead to companion rules', () => {
    for (const { id, companions } of OBLIGATIONS) {
      for (const name of companions) expect(companion(name), `${id}: ${name}`).toBeDefined();
    }
  });

  it('between obligations and readings agree in both directions', () => {
    const fromObligations = OBLIGATIONS.flatMap(({ id, readings }) =>
      readings.map((name) => `${name} ${id}`),
    );
    const fromReadings = READINGS.flatMap(({ id, obligations }) =>
      obligations.map((name) => `${id} ${name}`),
    );
    expect(fromObligations.toSorted()).toEqual(fromReadings.toSorted());
    expect(READINGS.map(({ id }) => id)).toEqual(['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8']);
    expect(reading('R6')?.preset).toBe('unset');
  });

  it('from a reading stay within its article', () => {
    for (const { obligations, position } of READINGS) {
      for (const name of obligations) expect(obligation(name)?.position.article).toBe(position.article);
    }
  });

  it('from values lead to obligations, and to the text or a companion rule', () => {
    expect(new Set(VALUES.map(({ id }) => id)).size).toBe(VALUES.length);
    for (const { id, source, obligations, value, unit } of VALUES) {
      expect(companionValue(id)?.value).toBe(value);
      expect(obligations.length, id).toBeGreaterThan(0);
      for (const name of obligations) {
        expect(obligation(name), `${id}: ${name}`).toBeDefined();
        if (source !== 'regulation') expect(obligation(name)?.companions, `${id}: ${name}`).toContain(source);
      }
      if (source !== 'regulation') expect(companion(source), id).toBeDefined();
      expect(typeof value, id).toBe(unit === 'date' ? 'string' : 'number');
    }
  });

  it('to the Regulation in values name an article that exists', () => {
    for (const { id, source, obligations } of VALUES) {
      if (source !== 'regulation') continue;
      for (const name of obligations)
        expect(articleOf(obligation(name)?.position.article ?? 0), id).toBeDefined();
    }
  });

  it('to companion rules are by unique ids, with an edition', () => {
    expect(new Set(COMPANIONS.map(({ id }) => id)).size).toBe(COMPANIONS.length);
    for (const { id, title, edition, inForce } of COMPANIONS) {
      expect(title.length, id).toBeGreaterThan(0);
      expect(edition.length, id).toBeGreaterThan(0);
      if (inForce) expect(inForce, id).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it('never call a value confirmed whose source is not', () => {
    for (const { id, source, confirmed } of VALUES) {
      if (confirmed && source !== 'regulation') expect(companion(source)?.confirmed, id).toBe(true);
    }
  });
});

describe('what the notes on the split insist on', () => {
  it.each([
    ['A4.3-public-security-filing', '30日内'],
    ['A9.4-mark-place', '轻微'],
    ['A13.4-reviewer-staff', '没有要求编制必须在本单位'],
    ['A14.4-repost-time', '不是原文发表的时间'],
    ['A15.4-exit-prompt', '公立医院、高校不是党政机关'],
    ['A16.2-no-state-secret', '不保存文字和图片'],
    ['A19.2-staff-functions', '无法判定'],
    ['A25.7-top-admin-own-staff', '本单位在编、专人负责'],
    ['A30.2-national-id', '未采用不记为不符合'],
    ['A31.2-organ-mail-suffix', '自建'],
    ['A34.7-report-phishing', '两个部门'],
  ])('%s says %s', (id, words) => {
    expect(obligation(id)?.explanation.zh).toContain(words);
  });

  it('never advises a certificate that browsers do not trust', () => {
    expect(obligation('A29.2-licensed-ca')?.advice.zh).toContain('确认常用浏览器信任新证书');
  });
});
