import { VERDICT_WORDS, VERDICTS } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import {
  everyVerdict,
  HOSTILE_TEXTS,
  hostileResult,
  resultWith,
  SHORT_HOSTILE_TEXTS,
  variedVerdicts,
  verdictOf,
} from '../../../test/check-results.ts';
import { displayWidth } from '../../kernel/cli/index.ts';
import { renderTerminal, type TerminalReportOptions } from './index.ts';

const PLAIN: TerminalReportOptions = { lang: 'zh', width: 80, colour: false, all: false };
const ADDRESS = /[a-z]+:\/\/\S{20,}/;
const LANGS = ['zh', 'en'] as const;

describe('the result of a check on a terminal', () => {
  const result = resultWith([
    verdictOf('mark-place', 'bottom-side', 'zh'),
    verdictOf('police-number', 'kind-unknown', 'zh'),
    verdictOf('exit-prompt', 'no-prompt', 'zh', {
      text: '某某协会',
      trials: [
        { url: 'http://a.example/', text: '某某协会', lure: false, outcome: 'left' },
        { url: 'http://b.example/', text: '某某学会', lure: false, outcome: 'left' },
        { url: 'http://c.example/', text: '某某公司', lure: false, outcome: 'prompted' },
      ],
    }),
    verdictOf('https-served', 'served', 'zh'),
    verdictOf('cdn-place', 'no-cdn', 'zh'),
  ]);

  it('has the lines of the brief: head, chapters, findings with fact and act, summary and next step last', () => {
    const reports = [{ file: '自查-www.example.gov.cn.html', bytes: 1_887_437, pictures: 7 }];
    expect(renderTerminal(result, { ...PLAIN, reports })).toMatchInlineSnapshot(`
      "政盾 0.1.0, 规则库 2026-11-23, 义务 151 项, 其中机器可检 41 项, 分 49 项检测
      检测 https://www.example.gov.cn/ 按党政机关检测, 级别为县级 (由域名后缀和页面文
      字推定, --as-unit 更正)
      2026-11-23 10:12:05 开始, 用时 36 秒, 打开页面 12 个, 核查外链 214 条

      第二章 开办和建设        不符合 1  无法判定 1  符合 0  不适用 0
        不符合    第九条第二款  网上标识在底部, 但不居中
                  看到  标识中心位于页面宽度 13%、高度 13% 处, 在底部样例侧
                  整改  请网站运维单位将标识移到页面底部居中位置
        无法判定  第四条第一款  公安备案编号 (缺少登记信息)
                  补齐  请补充单位性质后重新判定
      第三章 信息安全          不符合 1  无法判定 0  符合 0  不适用 0
        不符合    第十五条      点击外链时没有提示
                  看到  点击外部链接 1 条, 1 条直接离开, 例如 "某某协会"
                        (https://www.example.com/path/to/something.html?from=gov.cn)
                  整改  请网站运维单位为全部外部链接加上离开提示, 包括图片、下拉框和脚
                        本打开的链接; 示例见 zhengdun rulebook show 15
                  另有 1 处相同, 加 --all 列出
      第四章 网络和数据安全    不符合 0  无法判定 0  符合 1  不适用 1

      合计 5 项: 不符合 2, 无法判定 1, 符合 1, 不适用 1
      另有 110 项靠登记和证明判定, 本命令不判
      报告 自查-www.example.gov.cn.html (1.8 MB, 含截图 7 张)
      下一步 改好后重新运行本命令, 报告将标出已改和新增的问题"
    `);
  });

  it('counts without listing what is met or does not apply, and lists it with --all', () => {
    expect(renderTerminal(result, PLAIN)).not.toContain('提供加密访问');
    const all = renderTerminal(result, { ...PLAIN, all: true });
    expect(all).toMatch(/ {2}符合 +第二十九条 +提供加密访问\n +看到 /);
    expect(all).toMatch(/ {2}不适用 +第二十八条 +内容分发网络节点所在地\n +原因 /);
  });

  it('tells how many places are like the first, and lists them with --all', () => {
    expect(renderTerminal(result, PLAIN)).toContain('另有 1 处相同, 加 --all 列出');
    const all = renderTerminal(result, { ...PLAIN, all: true });
    expect(all.match(/位置 {2}/g)).toHaveLength(2);
    expect(all).not.toContain('某某公司');
  });

  it('puts what waits for the same act together, and apart with --all', () => {
    const waiting = (['https-served', 'tls-version', 'hsts'] as const).map((rule) =>
      verdictOf(rule, 'not-checked', 'zh', { step: '加密连接', why: '没有做' }),
    );
    const text = renderTerminal(resultWith(waiting), PLAIN);
    expect(text).toMatch(/ {2}无法判定 {2}尚未检测 3 项: /);
    expect(text.match(/^ +补齐/gm)).toHaveLength(1);
    expect(renderTerminal(resultWith(waiting), { ...PLAIN, all: true }).match(/^ +补齐/gm)).toHaveLength(3);
  });

  it('tells once the fact that leaves several items open', () => {
    const open = (['repost-source', 'repost-time', 'repost-link'] as const).map((rule) =>
      verdictOf(rule, 'unclear', 'zh', {
        page: 'https://www.example.gov.cn/a.html',
        source: '样例市人民政府',
      }),
    );
    const text = renderTerminal(resultWith(open), PLAIN);
    expect(text.replaceAll(/\s/g, '')).toMatch(/需提供证明3项:转载标注[^:]*\(是否属于转载需人工核实\)看到/);
    expect(text.match(/^ +看到/gm)).toHaveLength(1);
  });

  it('says once why steps were not completed, beside what waits for them', () => {
    const detail = { zh: '域名不存在', en: 'there is no such name' };
    const step = (zh: string, en: string) => ({ step: { zh, en }, detail });
    const blocked = resultWith([
      verdictOf('https-served', 'blocked', 'zh', step('网页读取', 'page retrieval')),
      verdictOf('hsts', 'blocked', 'zh', step('网页读取', 'page retrieval')),
      verdictOf('tls-version', 'blocked', 'zh', step('加密连接', 'encrypted connection')),
      verdictOf('mark-place', 'not-checked', 'zh', {
        step: { zh: '浏览器检测', en: 'browser check' },
        detail: { zh: '本次没有使用浏览器', en: 'no browser was used this time' },
      }),
    ]);
    const text = renderTerminal(blocked, PLAIN);
    expect(text.match(/域名不存在/g)).toHaveLength(1);
    expect(text).toContain('            看到  域名不存在 (网页读取、加密连接)\n            补齐  ');
    expect(text).toContain('看到  本次没有使用浏览器 (浏览器检测)');
  });

  it('asks for address and network first where no page opened', () => {
    const shut = resultWith([verdictOf('https-served', 'blocked', 'zh')]);
    const conditions = { ...shut.conditions, pagesOpened: 0 };
    expect(renderTerminal({ ...shut, conditions }, PLAIN)).toMatch(
      /下一步 网站没有打开, 请核对网址和网络[^\n]*$/,
    );
  });

  it('shows a Chinese name as people write it', () => {
    const target = {
      ...result.target,
      url: 'https://xn--fsq541d.xn--zfr164b/',
      host: 'xn--fsq541d.xn--zfr164b',
      displayHost: '样例.政务',
    };
    expect(renderTerminal({ ...result, target }, PLAIN)).toContain('检测 https://样例.政务/ 按');
  });

  it('says what was found last time and cannot be determined now', () => {
    const comparison = {
      previousId: result.id,
      previousAt: '2026-11-20T01:00:00.000Z',
      added: [],
      mended: [],
      remaining: ['exit-prompt'],
      undetermined: ['police-number'],
    };
    expect(renderTerminal({ ...result, comparison }, PLAIN).replaceAll('\n', '')).toContain(
      '新增 0, 已改 0, 仍存在 1, 上次不符合而本次无法判定 1',
    );
  });

  it('colours the words of verdicts and nothing else', () => {
    const coloured = renderTerminal(result, { ...PLAIN, colour: true });
    const words = [...coloured.matchAll(/\u001b\[\d+m(.*?)\u001b\[0m/g)].map(([, word]) => word);
    expect(new Set(words)).toEqual(new Set(VERDICTS.map((verdict) => VERDICT_WORDS[verdict].word.zh)));
    expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(renderTerminal(result, PLAIN));
  });

  it('says what was added and mended since the last check', () => {
    const compared = {
      ...result,
      comparison: {
        previousId: result.id,
        previousAt: '2026-11-20T01:00:00.000Z',
        added: ['mark-place'],
        mended: ['https-served'],
        remaining: ['exit-prompt'],
      },
    };
    const text = renderTerminal(compared, PLAIN);
    expect(text).toContain('与上次 (2026-11-20 09:00) 比较: 新增 1, 已改 1, 仍存在 1');
    expect(text).toContain('  新增  网上标识在底部, 但不居中');
    expect(text).toContain('  已改  提供加密访问');
  });

  it('names the obligations that it does not decide, and a next step that fits', () => {
    expect(renderTerminal(result, PLAIN)).toContain('另有 110 项靠登记和证明判定, 本命令不判');
    const unknownOnly = resultWith([verdictOf('https-served', 'blocked', 'zh')]);
    expect(renderTerminal(unknownOnly, PLAIN)).toMatch(/下一步 补齐后重新运行本命令[^\n]*$/);
    const clean = resultWith([verdictOf('https-served', 'served', 'zh')]);
    expect(renderTerminal(clean, PLAIN)).toMatch(/下一步 定期重新运行本命令[^\n]*$/);
  });

  it('asks for the kind of unit where it is not known', () => {
    const unknown = { ...result, unit: { from: { kind: 'none', level: 'none' } } as const };
    expect(renderTerminal(unknown, PLAIN)).toContain('单位性质不明 (--as-unit 补充)');
  });
});

describe.each(LANGS)('every verdict of every rule in %s', (lang) => {
  const result = resultWith(everyVerdict(lang), { lang });

  it.each([80, 60, 40])('fits into %i cells; only addresses stick out', (width) => {
    const text = renderTerminal(result, { ...PLAIN, lang, width, all: true });
    const wide = text.split('\n').filter((line) => displayWidth(line) > width);
    expect(wide.filter((line) => !ADDRESS.test(line))).toEqual([]);
  });

  it('holds no sign that is one cell here and two there', () => {
    const text = renderTerminal(result, { ...PLAIN, lang, all: true });
    expect(text).not.toMatch(/[“”‘’…—–·×→●─│]/u);
  });

  it('has counts that equal the lists behind them', () => {
    const varied = resultWith(variedVerdicts(lang), { lang });
    const text = renderTerminal(varied, { ...PLAIN, lang, all: true });
    for (const verdict of VERDICTS) {
      const word = VERDICT_WORDS[verdict].word[lang];
      const listed = text.match(new RegExp(`^  ${word}  +(第|Article)`, 'gm')) ?? [];
      expect(listed.length).toBe(varied.summary[verdict]);
      const counted = [...text.matchAll(new RegExp(`(?<!不)${word} (\\d+)`, 'g'))].map(([, count]) =>
        Number(count),
      );
      const [total = 0, ...chapters] = counted.reverse();
      expect(total).toBe(listed.length);
      expect(chapters.reduce((sum, count) => sum + count, 0)).toBe(total);
    }
  });
});

describe('hostile text on a terminal', () => {
  it('moves no cursor, turns no line and ends', () => {
    for (const all of [false, true]) {
      const text = renderTerminal(hostileResult(HOSTILE_TEXTS.length * 4), { ...PLAIN, all });
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/);
      expect(text).not.toMatch(/[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
      expect(text.isWellFormed()).toBe(true);
    }
  });

  it('lists two thousand findings', () => {
    const text = renderTerminal(hostileResult(2000, SHORT_HOSTILE_TEXTS), PLAIN);
    expect(text.match(/^ {2}不符合 /gm)).toHaveLength(500);
  });
});
