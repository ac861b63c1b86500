import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { viewOfPage } from '../../../test/site-view.ts';
import { judgeRule } from '../judge.ts';
import { RULES } from './index.ts';
import type { RuleId } from './rule.ts';

/**
 * What a person finds on eight saved pages of real sites by reading their source, written down before the rules were
 * run on them. The pages lack their scripts, so what scripts write is `maybe-written`. A rule that is not named for a
 * page has the common answer.
 */
const PAGES: Readonly<Record<string, { url: string; found: Partial<Record<RuleId, string>> }>> = {
  'cxwxa.gov.cn': {
    url: 'https://www.xa.gov.cn/xw/qxrd/1833337.html',
    found: {
      'site-code': 'agree',
      'icp-number': 'well-formed',
      'police-number': 'consistent',
      'declared-domain': 'matches',
      'site-name': 'entity-name',
      'mark-present': 'coded',
      'repost-source': 'unclear',
      'repost-time': 'unclear',
      'repost-link': 'unclear',
    },
  },
  'djjiangsu.gov.cn': {
    url: 'https://www.jiangsu.gov.cn/art/2024/10/14/art_60085_11394426.html',
    found: {
      'site-code': 'agree',
      'icp-number': 'maybe-written',
      'police-number': 'maybe-written',
      'declared-domain': 'several',
      'site-name': 'entity-unknown',
      'mark-present': 'maybe-written',
    },
  },
  'gqsbeijing.gov.cn': {
    url: 'https://zdb.beijing.gov.cn/rdgz/202402/t20240229_3574611.html',
    found: {
      'site-code': 'agree',
      'icp-number': 'not-linked',
      'police-number': 'consistent',
      'declared-domain': 'matches',
      'site-name': 'entity-name',
      'mark-present': 'coded',
      'repost-source': 'unclear',
      'repost-time': 'unclear',
      'repost-link': 'unclear',
    },
  },
  'jchgz.gov.cn': {
    url: 'https://www.gz.gov.cn/ysgz/xwdt/ysdt/content/post_9360641.html',
    found: {
      'site-code': 'agree',
      'icp-number': 'well-formed',
      'police-number': 'consistent',
      'declared-domain': 'matches',
      'site-name': 'entity-name',
      'mark-present': 'coded',
      'repost-source': 'labelled',
      'repost-time': 'labelled',
      'repost-link': 'not-shown',
      'mail-entrance': 'linked',
    },
  },
  'ljywhlyw.cq.gov.cn': {
    url: 'https://whlyw.cq.gov.cn/zwxx_221/bmdt/gzdt/202107/t20210713_9468077.html',
    found: {
      'site-code': 'agree',
      'icp-number': 'well-formed',
      'police-number': 'consistent',
      'declared-domain': 'matches',
      'site-name': 'entity-name',
      'mark-present': 'coded',
      'client-demanded': 'suggested',
    },
  },
  'mhmiit.gov.cn': {
    url: 'https://www.miit.gov.cn/xwdt/gxdt/dfgz/art/2009/art_14730801.html',
    found: {
      'injected-content': 'promotion',
      'site-code': 'agree',
      'icp-number': 'maybe-written',
      'police-number': 'maybe-written',
      'declared-domain': 'matches',
      'site-name': 'entity-unknown',
      'mark-present': 'maybe-written',
      'repost-source': 'unclear',
      'repost-time': 'unclear',
      'repost-link': 'unclear',
    },
  },
  'qzhxiangtan.gov.cn': {
    url: 'https://www.xiangtan.gov.cn/109/171/content_1335045.html',
    found: {
      'site-code': 'agree',
      'icp-number': 'maybe-written',
      'police-number': 'maybe-written',
      'declared-domain': 'matches',
      'site-name': 'entity-unknown',
      'mark-present': 'maybe-written',
      'repost-source': 'labelled',
      'repost-time': 'labelled',
      'repost-link': 'not-shown',
      'form-notice': 'without-notice',
    },
  },
  'wjmoe.gov.cn': {
    url: 'https://www.moe.gov.cn/srcsite/A12/moe_1407/s3008/202406/t20240613_1135415.html',
    found: {
      'injected-content': 'promotion',
      'site-code': 'agree',
      'icp-number': 'well-formed',
      'police-number': 'consistent',
      'declared-domain': 'matches',
      'site-name': 'entity-name',
      'mark-present': 'coded',
    },
  },
};

/** What the pages have in common. */
const COMMON: Partial<Record<RuleId, string>> = {
  'hidden-links': 'none',
  'injected-content': 'none',
  'miner-scripts': 'none',
  'organ-suffix': 'organ-suffix',
  'government-suffix-use': 'not-bound',
  'institution-suffix': 'not-bound',
  'dead-plugins': 'none',
  'client-demanded': 'none',
  'install-demanded': 'none',
  'repost-source': 'none',
  'repost-time': 'none',
  'repost-link': 'none',
  'secrecy-marks': 'none',
  'work-secret-marks': 'none',
  'staff-entrance': 'none-seen',
  'mail-entrance': 'none-seen',
  'personal-numbers': 'none',
  'form-notice': 'no-forms',
  'mixed-content': 'none',
  'plain-login': 'no-login',
};

const NUMBERS: Readonly<Record<string, readonly string[]>> = {
  'cxwxa.gov.cn': ['陕ICP备2024054100号', '陕公网安备61011202000087号', '6101000007'],
  'djjiangsu.gov.cn': ['3200000084'],
  'gqsbeijing.gov.cn': ['京ICP备10032462号', '京公网安备11010202008100号', '1100000224'],
  'jchgz.gov.cn': ['粤ICP备2022092331号-1', '粤公网安备44010602000929号', '4401000004'],
  'ljywhlyw.cq.gov.cn': ['渝ICP备19008933号', '渝公网安备50010502002224号', '5000000091'],
  'mhmiit.gov.cn': ['bm07000001'],
  'qzhxiangtan.gov.cn': ['4303000006'],
  'wjmoe.gov.cn': ['京ICP备10028400号-1', '京公网安备11010202007625号', 'bm05000001'],
};

function readSaved(name: string): Buffer {
  return readFileSync(new URL(`../../../test/pages/${name}/index.html`, import.meta.url));
}

describe.each(Object.entries(PAGES))('the saved page of %s', (name, { url, found }) => {
  const view = viewOfPage(readSaved(name), url);
  const expected = { ...COMMON, ...found };

  it.each(Object.entries(expected))('is answered by %s with %s', (rule, code) => {
    const judged = RULES.find(({ id }) => id === rule);
    if (!judged) throw new Error(`no rule ${rule}`);
    expect(judgeRule(judged, view, 'zh').code).toBe(code);
  });

  it('gives its numbers as they are written', () => {
    const facts = RULES.filter(({ id }) => ['icp-number', 'police-number', 'site-code'].includes(id)).map(
      (rule) => JSON.stringify(judgeRule(rule, view, 'zh').facts),
    );
    for (const number of NUMBERS[name] ?? []) expect(facts.join('\n')).toContain(number);
  });

  it('is answered the same where it is written in GB18030 and calls itself GB2312 or nothing, as older sites do', () => {
    const saved = readSaved(name);
    // One of them was saved in UTF-16.
    const text = iconv.decode(saved, saved[0] === 0xff ? 'utf16-le' : 'utf8');
    const relabelled = text.replace(/(charset\s*=\s*["']?)utf-?8/gi, '$1gb2312');
    const older = viewOfPage(iconv.encode(relabelled, 'gb18030'), url);
    for (const rule of RULES) expect(judgeRule(rule, older, 'zh')).toEqual(judgeRule(rule, view, 'zh'));
  });

  it('is put into words without a gap, in both languages', () => {
    for (const rule of RULES) {
      for (const lang of ['zh', 'en'] as const) {
        const verdict = judgeRule(rule, view, lang);
        expect(`${verdict.message} ${verdict.text.fact}`).not.toMatch(/[{}]|undefined|\[object/);
      }
    }
  });
});
