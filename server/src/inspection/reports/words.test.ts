import type { CheckResult, Lang } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import { everyVerdict, resultWith, verdictOf } from '../../../test/check-results.ts';
import { unzip } from '../../../test/unzip.ts';
import { renderDocxReport, renderHtmlReport, renderTerminal } from './index.ts';

/** Words that no report says of a site; 安全 and 通过 only as verdicts. */
const FORBIDDEN =
  /违法|违规|合格|达标|(检测|检查|复核|未|不)通过|通过[，。、]|失败|异常|未知|系统繁忙|哎呀|请联系管理员|[！!]|(网站|页面|应用|结果)(是|为|很)?安全[，。；]|得分|评分|百分之/;

const pictures = async (): Promise<undefined> => undefined;

/** Everything that a report says of its own: without the quoted sentences of the Regulation. */
async function wordsOf(result: CheckResult): Promise<Record<string, string>> {
  const { html } = await renderHtmlReport(result, { pictures });
  const document = unzip(await renderDocxReport(result, { pictures })).get('word/document.xml');
  const plain = (markup: string): string =>
    markup.replaceAll(/<(style|script)[\s\S]*?<\/\1>|<!doctype[^>]*>/g, '').replaceAll(/<[^>]+>/g, ' ');
  const quoted = result.verdicts.map(({ text }) => text.basis.replace(/^[^:：]*[:：] ?/, ''));
  const own = (text: string): string => quoted.reduce((rest, basis) => rest.replaceAll(basis, ''), text);
  return {
    html: own(plain(html)),
    docx: own(plain(document?.toString('utf8') ?? '')),
    terminal: renderTerminal(result, { lang: result.lang, width: 80, colour: false, all: true }),
  };
}

function resultIn(lang: Lang): CheckResult {
  return resultWith(everyVerdict(lang), { lang });
}

describe('the words of reports', () => {
  it('are none of those that are never used', async () => {
    for (const [form, words] of Object.entries(await wordsOf(resultIn('zh')))) {
      expect(FORBIDDEN.exec(words)?.[0], form).toBeUndefined();
    }
  });

  it('are English in an English report, but for names and quoted sentences', async () => {
    for (const [form, words] of Object.entries(await wordsOf(resultIn('en')))) {
      const rest = words.replaceAll(
        /样例(县人民政府)?|政盾|找错|公网安备|编办|政务|公益|网站标识码|网上标识/g,
        '',
      );
      expect(/[\u4e00-\u9fff]{3,}/.exec(rest)?.[0], form).toBeUndefined();
    }
  });

  it('name no command of a terminal in a document for offices', async () => {
    for (const lang of ['zh', 'en'] as const) {
      const { docx } = await wordsOf(resultIn(lang));
      expect(/zhengdun (?!\d)[a-z]+|(?<![-\w])--[a-z]+/.exec(docx ?? '')?.[0], lang).toBeUndefined();
    }
  });

  it('count one thing as one in English', async () => {
    const { conditions, steps } = resultIn('en');
    const single = {
      lang: 'en',
      conditions: { ...conditions, pagesOpened: 1, linksChecked: 1 },
      steps,
    } as const;
    const results = [
      everyVerdict('en'),
      [verdictOf('mark-place', 'bottom-side', 'en')],
      [verdictOf('mark-place', 'blocked', 'en')],
    ].map((verdicts) => resultWith(verdicts, single));
    for (const result of results) {
      for (const [form, words] of Object.entries(await wordsOf(result))) {
        const told = words.match(
          /(?<![\d.,-]|of )1 ([a-z]+ )?(items|pages|links|exits|places|scripts|days|forms|reposts|services|nodes|views|characters|certificates|addresses|obligations|are|were|have)\b/g,
        );
        expect(told ?? [], form).toEqual([]);
      }
    }
  });

  it('carry the notice on every report', async () => {
    const { html, docx } = await wordsOf(resultIn('zh'));
    const notice = '本结果为技术检测结论，供自查和整改使用，不替代主管部门认定。';
    expect(html).toContain(notice);
    expect(docx).toContain(notice);
  });
});
