import { createHash } from 'node:crypto';
import { type CheckResult, VERDICTS } from '@zhengdun/contract';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import {
  HOSTILE_TEXTS,
  hostileResult,
  PICTURE,
  pictureEvidence,
  resultWith,
  SHORT_HOSTILE_TEXTS,
  variedVerdicts,
  verdictOf,
} from '../../../test/check-results.ts';
import { digestsOf } from '../../kernel/digests.ts';
import { type PictureLookup, renderHtmlReport, resultJson } from './index.ts';

const none: PictureLookup = async () => undefined;
const always: PictureLookup = async () => PICTURE;

async function reportOf(result: CheckResult, pictures = none): Promise<string> {
  return (await renderHtmlReport(result, { pictures })).html;
}

interface Element {
  readonly name: string;
  readonly attributes: Record<string, string>;
}

/** What a browser makes of a document: its elements, its text, and the text of its one data block. */
function parse(html: string): { elements: Element[]; text: string; data: string } {
  const elements: Element[] = [];
  const open: string[] = [];
  let text = '';
  let data = '';
  const parser = new Parser({
    onopentag: (name, attributes) => {
      open.push(name);
      elements.push({ name, attributes });
    },
    onclosetag: () => void open.pop(),
    ontext: (words) => {
      if (open.at(-1) === 'script') data += words;
      else if (open.at(-1) !== 'style') text += words;
    },
  });
  parser.end(html);
  return { elements, text, data };
}

const mark = verdictOf('mark-place', 'bottom-side', 'zh', { side: { zh: '左', en: 'left' } });
const box = { left: 0.1, top: 0.9, width: 0.05, height: 0.02 };
const withPicture = resultWith([
  { ...mark, evidence: [pictureEvidence(PICTURE, { box })] },
  verdictOf('https-served', 'served', 'zh'),
  verdictOf('cdn-place', 'no-cdn', 'zh'),
  verdictOf('exit-links', 'not-checked', 'zh'),
]);

describe('the HTML report', () => {
  it('has its sections in the order of the brief', async () => {
    const { elements } = parse(await reportOf(withPicture));
    const ids = elements
      .filter(({ name }) => name === 'section')
      .flatMap(({ attributes }) => attributes.id ?? []);
    expect(ids).toEqual(['s-summary', 's-first', 's-unmet', 's-unknown', 's-about', 's-appendix', 's-proof']);
  });

  it('says the verdict in a sentence, then four counts', async () => {
    const { text } = parse(await reportOf(withPicture));
    expect(text).toMatch(/发现1项不符合\s+× 不符合 1\s+\? 无法判定 1\s+✓ 符合 1\s+– 不适用 1\s+共 4 项/);
    const urgent = { ...mark, severity: 2 };
    expect(parse(await reportOf(resultWith([urgent]))).text).toContain('发现1项不符合，其中1项建议今日处理');
    expect(parse(await reportOf(resultWith([verdictOf('hsts', 'blocked', 'zh')]))).text).toContain(
      '未发现不符合，有1项无法判定',
    );
  });

  it('tells each finding in six parts, under an anchor that stays', async () => {
    const html = await reportOf(withPicture);
    const finding = html.slice(html.indexOf('id="mark-place"'), html.indexOf('</article>'));
    for (const part of ['问题', '依据', '事实', '整改', '承办', '复核']) {
      expect(finding).toMatch(new RegExp(`>${part}</(span|dt)>`));
    }
    expect(finding).toContain('第九条第二款：机关事业单位网站应当在首页底部中间位置加注网上标识。');
  });

  it('groups what is undetermined by what settles it', async () => {
    const ids = ['hsts', 'tls-version', 'certificate-trust'] as const;
    const html = await reportOf(
      resultWith([
        ...ids.map((id) => verdictOf(id, 'not-checked', 'zh')),
        verdictOf('exit-links', 'blocked', 'zh'),
      ]),
    );
    expect(html.match(/<section class="group">/g)).toHaveLength(2);
    expect(html).toContain('承办：本单位办公室，3 项');
  });

  it('says what was not looked at', async () => {
    const left = {
      ...withPicture.steps[0],
      step: 'tls',
      state: 'skipped',
      detail: '检测的是保存的页面',
    } as const;
    const steps = [left, { ...left, step: 'dns' as const }];
    const { text } = parse(await reportOf({ ...withPicture, steps }));
    expect(text).toContain('“加密连接”、“域名解析”未做：检测的是保存的页面。');
    expect(text).toContain('附件、图片、视频和登录后的内容未看。');
    expect(text).toContain('另有110项义务靠登记和证明判定，本次检测不判。');
  });

  it('marks what is new and names what was mended since the last check', async () => {
    const comparison = {
      previousId: withPicture.id,
      previousAt: '2026-11-20T01:00:00.000Z',
      added: ['mark-place'],
      mended: ['https-served'],
      remaining: [],
      undetermined: ['exit-links'],
    };
    const html = await reportOf({ ...withPicture, comparison });
    expect(html).toContain('<dt>上次不符合而本次无法判定 1</dt><dd>外部链接是否有效</dd>');
    expect(html).toContain('与上次比较（2026年11月20日9时00分）');
    expect(html).toContain('<dt>新增 1</dt><dd>网上标识在底部，但不居中</dd>');
    expect(html).toContain('<dt>已改 1</dt><dd>提供加密访问</dd>');
    expect(html.slice(html.indexOf('id="mark-place"'))).toMatch(
      /^[\s\S]{0,600}<strong class="soft">新增<\/strong>/,
    );
  });

  it('names the reading of a sentence that has two', async () => {
    const verdict = { ...verdictOf('exit-prompt', 'prompted', 'zh'), reading: 'R8a' };
    expect(parse(await reportOf(resultWith([verdict]))).text).toContain('R8a：只约束门户网站。');
  });

  it('holds the data of --json, byte for byte, and their digests', async () => {
    const html = await reportOf(withPicture);
    const { data } = parse(html);
    expect(data).toBe(resultJson(withPicture));
    expect(JSON.parse(data)).toEqual(withPicture);
    const { sha256, sm3 } = digestsOf(data);
    expect(html).toContain(sha256);
    expect(html).toContain(sm3);
    expect(createHash('sha256').update(data).digest('hex')).toBe(sha256);
  });

  it('prints on A4: page numbers, headings with their content, nothing folded', async () => {
    const html = await reportOf(withPicture);
    expect(html).toContain('@page { size: A4; margin: 20mm; }');
    expect(html).toContain('counter(page) "/" counter(pages)');
    expect(html).toMatch(/@media print \{[\s\S]*break-after: avoid/);
    expect(html).not.toMatch(/<details|<summary|display: ?none|visibility: ?hidden/);
  });

  it('has one h1, landmarks, and heads for every table', async () => {
    const { elements } = parse(await reportOf(withPicture, always));
    const count = (wanted: string): number => elements.filter(({ name }) => name === wanted).length;
    expect([count('h1'), count('header') > 0, count('main'), count('footer'), count('nav')]).toEqual([
      1,
      true,
      1,
      1,
      1,
    ]);
    expect(elements.filter(({ name, attributes }) => name === 'th' && !attributes.scope)).toEqual([]);
    expect(elements.find(({ name }) => name === 'html')?.attributes.lang).toBe('zh-CN');
  });

  it('is the same when it is made again', async () => {
    expect(await reportOf(withPicture, always)).toBe(await reportOf(withPicture, always));
  });
});

describe('pictures in the HTML report', () => {
  it('stand in the file, with the measurement in their alternative text', async () => {
    const report = await renderHtmlReport(withPicture, { pictures: always });
    const image = parse(report.html).elements.find(({ name }) => name === 'img');
    expect(image?.attributes.src).toBe(`data:image/jpeg;base64,${PICTURE.toString('base64')}`);
    expect(image?.attributes.alt).toContain('中心在页面宽度13%、高度91%处');
    expect(report).toMatchObject({ pictures: 1, files: [] });
  });

  it('get the measured box drawn over them, except where the frame is in the picture', async () => {
    const drawn = async (caption: string): Promise<Element | undefined> => {
      const evidence = [pictureEvidence(PICTURE, { box, caption })];
      return parse(await reportOf(resultWith([{ ...mark, evidence }]), always)).elements.find(
        ({ name }) => name === 'rect',
      );
    };
    expect((await drawn('whole'))?.attributes).toEqual({ x: '10', y: '90', width: '5', height: '2' });
    expect(await drawn('foot')).toBeUndefined();
  });

  it('are shown once, however many findings they belong to', async () => {
    const evidence = [pictureEvidence(PICTURE)];
    const both = resultWith([
      { ...mark, evidence },
      { ...verdictOf('mark-present', 'shown', 'zh'), evidence },
    ]);
    const report = await renderHtmlReport(both, { pictures: always });
    expect(report.html.match(/<img /g)).toHaveLength(1);
    expect(report.pictures).toBe(1);
  });

  it('lie beside the file where it would exceed 5 MB, the gravest finding first inside', async () => {
    const large = [1, 2, 3].map((seed) => Buffer.alloc(1_600_000, seed));
    const verdicts = large.map((bytes, index) => ({
      ...mark,
      severity: 4 - index,
      evidence: [pictureEvidence(bytes)],
    }));
    const lookup: PictureLookup = async (sha256) => large.find((bytes) => digestsOf(bytes).sha256 === sha256);
    const report = await renderHtmlReport(resultWith(verdicts), { pictures: lookup, folder: '附图' });
    expect(Buffer.byteLength(report.html)).toBeLessThanOrEqual(5 * 1024 * 1024);
    expect(report.files.map(({ bytes }) => bytes)).toEqual([large[0]]);
    expect(report.files[0]?.path).toMatch(/^附图\/3-[0-9a-f]{8}\.jpg$/);
    expect(report.html).toContain(`src="${encodeURIComponent('附图')}/3-`);
    expect(report.pictures).toBe(3);
  });

  it('are not shown where they are gone or do not fit their digest', async () => {
    expect(await reportOf(withPicture)).toContain('截图没有随检测结果保存，不能显示');
    const other = await reportOf(withPicture, async () => Buffer.from('something else'));
    expect(other).toContain('截图与登记的摘要不符，不予显示');
    expect(other).not.toContain('<img');
  });
});

describe.each(['zh', 'en'] as const)('every rule in an HTML report in %s', (lang) => {
  const result = resultWith(variedVerdicts(lang), { lang });

  it('has counts that equal the lists behind them', async () => {
    const html = await reportOf(result);
    const { summary } = result;
    for (const verdict of VERDICTS) {
      expect(html).toMatch(new RegExp(`count v-${verdict}">.*class="number">${summary[verdict]}<`));
    }
    const rows = (from: string, to: string): number =>
      html.slice(html.indexOf(from), html.indexOf(to)).match(/<tr id=/g)?.length ?? 0;
    expect(html.match(/<article class="finding v-unmet"/g)).toHaveLength(summary.unmet);
    expect(rows('id="s-unknown"', 'id="s-about"')).toBe(summary.unknown);
    expect(rows('id="s-met"', 'id="s-not-applicable"')).toBe(summary.met);
    expect(rows('id="s-not-applicable"', 'id="s-proof"')).toBe(summary['not-applicable']);
  });

  it('has links that all lead somewhere', async () => {
    const { elements } = parse(await reportOf(result));
    const ids = elements.flatMap(({ attributes }) => attributes.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const links = elements.flatMap(({ attributes }) => attributes.href ?? []);
    for (const href of links.filter((each) => each.startsWith('#'))) expect(ids).toContain(href.slice(1));
    expect(links.filter((each) => !each.startsWith('#'))).toEqual([result.target.url]);
  });
});

describe('hostile text in an HTML report', () => {
  const ALLOWED = new Set(
    'html head meta title style body div header main footer section article nav p h1 h2 h3 h4 dl dt dd ul ol li a strong span table caption thead tbody tr th td figure figcaption pre code script'.split(
      ' ',
    ),
  );

  it('becomes no element, attribute, address or style', async () => {
    const html = await reportOf(hostileResult(HOSTILE_TEXTS.length * 4));
    const { elements, data } = parse(html);
    expect(elements.map(({ name }) => name).filter((name) => !ALLOWED.has(name))).toEqual([]);
    const attributes = elements.flatMap((element) => Object.keys(element.attributes));
    expect(attributes.filter((name) => /^on|^style$|^srcdoc$/.test(name))).toEqual([]);
    const links = elements.flatMap(({ attributes: { href } }) => href ?? []);
    expect(links.filter((href) => !/^#[\w-]+$/.test(href))).toEqual([]);
    expect(elements.filter(({ name }) => name === 'script')).toHaveLength(1);
    // not even <!--<script, after which a browser would not see the end of the element
    expect(data).not.toMatch(/[<>&]/);
    expect(JSON.parse(data)).toMatchObject({ schema: 'zhengdun/check-result/1' });
  });

  it('becomes no control character and no turned text', async () => {
    const { text } = parse(await reportOf(hostileResult(HOSTILE_TEXTS.length * 4)));
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(text.isWellFormed()).toBe(true);
  });

  it('stands in quotation marks where it would begin a cell: pasted into a sheet it is no formula', async () => {
    const places = HOSTILE_TEXTS.map((text) => ({ page: '', line: 1, url: 'http://a.example/', text }));
    const verdict = verdictOf('mixed-content', 'found', 'zh', { places });
    const html = await reportOf(resultWith([{ ...verdict, verdict: 'unknown' }]));
    expect(html).toContain('<li>第1行，“=HYPERLINK(');
    expect(html).not.toMatch(/<(td|li|p|th)[^>]*>[=+@-]/);
  });

  it('leaves the policy of the page in force: nothing runs, nothing is fetched', async () => {
    const html = await reportOf(hostileResult(8), always);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
    const digest = createHash('sha256').update(style).digest('base64');
    expect(policy.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; style-src 'sha256-${digest}'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
  });

  it('stays a file when there are two thousand findings', async () => {
    const html = await reportOf(hostileResult(2000, SHORT_HOSTILE_TEXTS));
    expect(html.match(/<article class="finding v-unmet"/g)).toHaveLength(500);
    expect(html.endsWith('</html>\n')).toBe(true);
  });
});
