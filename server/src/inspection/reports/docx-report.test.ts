import type { CheckResult } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import {
  HOSTILE_TEXTS,
  hostileResult,
  PICTURE,
  pictureEvidence,
  resultWith,
  variedVerdicts,
  verdictOf,
} from '../../../test/check-results.ts';
import { unzip } from '../../../test/unzip.ts';
import { xmlFault } from '../../../test/well-formed-xml.ts';
import { digestsOf } from '../../kernel/digests.ts';
import { signaturePlaces } from '../../kernel/docx/index.ts';
import { type DocxReportOptions, renderDocxReport, resultJson } from './index.ts';

const pictures: DocxReportOptions['pictures'] = async () => PICTURE;

interface Parts {
  readonly xml: string;
  readonly paragraphs: string[];
  readonly members: Map<string, Buffer>;
}

async function documentOf(result: CheckResult, options: Partial<DocxReportOptions> = {}): Promise<Parts> {
  const members = unzip(await renderDocxReport(result, { pictures, ...options }));
  const xml = members.get('word/document.xml')?.toString('utf8') ?? '';
  const paragraphs = [...xml.matchAll(/<w:p>[\s\S]*?<\/w:p>/g)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''),
  );
  return { xml, paragraphs, members };
}

const result = resultWith([
  {
    ...verdictOf('mark-place', 'bottom-side', 'zh', { side: { zh: '左', en: 'left' } }),
    evidence: [pictureEvidence(PICTURE)],
  },
  verdictOf('https-served', 'served', 'zh'),
  verdictOf('cdn-place', 'no-cdn', 'zh'),
  verdictOf('exit-links', 'not-checked', 'zh'),
]);
const named = { ...result, unit: { ...result.unit, name: '样例县人民政府办公室' } };

describe('自查报告 as .docx', () => {
  it('tells what stopped several steps once, with the steps', async () => {
    const stopped = (rule: 'exit-links' | 'cdn-place', step: string) =>
      verdictOf(rule, 'not-checked', 'zh', {
        step: { zh: step, en: step },
        detail: { zh: '检测的是保存的页面', en: 'a saved page was checked' },
      });
    const { paragraphs } = await documentOf(
      resultWith([stopped('exit-links', '外链核查'), stopped('cdn-place', '域名解析')]),
    );
    const facts = paragraphs.filter((text) => text.startsWith('2.事实'));
    expect(facts).toHaveLength(1);
    expect(facts[0]).toMatch(
      /检测的是保存的页面，以下各步没有结果：(外链核查、域名解析|域名解析、外链核查)。$/,
    );
  });

  it('follows the outline of the brief', async () => {
    const { paragraphs } = await documentOf(named);
    const outline = paragraphs.filter((text) =>
      /^[一二三四五]、|^（[一二三四五]）|^附件|^表1|^[1-5]\.[事依整责完核]/.test(text),
    );
    expect(outline.map((text) => text.replace(/(?<=^\d\.[^。]*。).*/, ''))).toEqual([
      '一、基本情况',
      '（一）单位和应用',
      '（二）自查组织',
      '（三）检测时间、工具和地点',
      '二、自查结果',
      '表1　自查结果统计',
      '三、存在的问题',
      '（一）网上标识在底部，但不居中',
      '1.事实。',
      '2.依据。',
      '3.整改措施。',
      '4.责任单位和责任人。',
      '5.完成时限。',
      '四、无法判定事项及核实安排',
      '（一）尚未检测的事项（1项）',
      '1.事项。',
      '2.事实。',
      '3.核实办法。',
      '4.责任单位和责任人。',
      '5.完成时限。',
      '五、下一步措施',
      '附件：1.检测结果汇总表',
      '附件1',
      '附件2',
    ]);
  });

  it('bears the name of the unit where it is known, and a blank where it is not', async () => {
    expect((await documentOf(named)).paragraphs.slice(0, 2)).toEqual([
      '样例县人民政府办公室',
      '互联网政务应用安全自查报告',
    ]);
    const unnamed = await documentOf(result);
    expect(unnamed.paragraphs[0]).toBe('【待填写】互联网政务应用安全自查报告');
    expect(unnamed.paragraphs).toContain('1.单位名称：【待填写】。');
  });

  it('leaves to people what people know', async () => {
    const { paragraphs } = await documentOf(result);
    expect(paragraphs).toContain('自查工作由【待填写】负责，【待填写】参加。');
    expect(paragraphs).toContain('4.责任单位和责任人。网站运维单位，责任人【待填写】。');
    expect(paragraphs).toContain('5.完成时限。【待填写】。');
    for (const field of ['填报人', '审核人', '分管负责人', '联系电话']) {
      expect(paragraphs[paragraphs.indexOf(field) + 1]).toBe('【待填写】');
    }
  });

  it('is A4 with the text area of GB/T 9704-2012, 22 lines of 28 characters', async () => {
    const { xml, members } = await documentOf(result);
    const sections = [...xml.matchAll(/<w:sectPr>.*?<\/w:sectPr>/g)].map(([section]) => section);
    expect(sections).toHaveLength(3);
    for (const section of sections) {
      expect(section).toContain('<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"/>');
      expect(section).toMatch(
        /<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="\d+" w:footer="1418"/,
      );
    }
    expect(xml).toContain('<w:spacing w:line="579" w:lineRule="exact"/>');
    expect(members.get('word/settings.xml')?.toString()).toContain('<w:evenAndOddHeaders/>');
    expect(members.get('word/styles.xml')?.toString()).toMatch(
      /w:styleId="Normal".*?<w:spacing w:val="-4"\/>.*?<w:sz w:val="32"\/>/,
    );
  });

  it('numbers odd pages right and even pages left, between dashes', async () => {
    const { members } = await documentOf(result);
    const footers = [1, 2].map((number) => members.get(`word/footer${number}.xml`)?.toString() ?? '');
    expect(footers[0]).toMatch(/<w:ind [^>]*w:right="280".*<w:jc w:val="right"\/>.*— .*PAGE.* —/);
    expect(footers[1]).toMatch(/<w:ind [^>]*w:left="280".*<w:jc w:val="left"\/>.*— .*PAGE.* —/);
  });

  it('sets 小标宋, 黑体, 楷体 and 仿宋, for digits too; a setting takes the _GBK family and Times', async () => {
    const { xml, members } = await documentOf(result);
    const styles = members.get('word/styles.xml')?.toString() ?? '';
    for (const name of ['仿宋_GB2312', '黑体', '楷体_GB2312']) {
      expect(styles).toContain(`w:ascii="${name}" w:cs="${name}" w:eastAsia="${name}" w:hAnsi="${name}"`);
    }
    expect(xml).toContain('w:eastAsia="方正小标宋简体"');
    const other = await documentOf(result, { fonts: { family: 'gbk', timesDigits: true } });
    expect(other.xml).toContain('w:ascii="Times New Roman"');
    expect(other.xml).toContain('w:eastAsia="方正仿宋_GBK"');
  });

  it('signs with the unit and a date without leading zeros', async () => {
    const { paragraphs } = await documentOf(named, { date: '2026-03-05' });
    const at = paragraphs.lastIndexOf('样例县人民政府办公室');
    expect(paragraphs[at + 1]).toBe('2026年3月5日');
    expect((await documentOf(named)).paragraphs[at + 1]).toBe('【待填写】');
  });

  it('tells what was added and mended since the last check', async () => {
    const previousAt = '2026-11-20T01:00:00.000Z';
    const comparison = {
      previousId: result.id,
      previousAt,
      added: ['mark-place'],
      mended: ['https-served'],
      remaining: [],
    };
    expect((await documentOf({ ...result, comparison })).paragraphs).toContain(
      '与2026年11月20日的检测相比，问题新增1项（网上标识在底部，但不居中），已改1项（提供加密访问），仍存在0项。',
    );
  });

  it('says what was found last time and cannot be determined now', async () => {
    const comparison = {
      previousId: result.id,
      previousAt: '2026-11-20T01:00:00.000Z',
      added: [],
      mended: [],
      remaining: ['mark-place'],
      undetermined: ['https-served'],
    };
    expect((await documentOf({ ...result, comparison })).paragraphs).toContain(
      '与2026年11月20日的检测相比，问题新增0项，已改0项，仍存在1项（网上标识在底部，但不居中），上次不符合而本次无法判定1项（提供加密访问）。',
    );
  });

  it('lists every picture and the data with their digests', async () => {
    const { paragraphs, members } = await documentOf(result);
    const kept = digestsOf(PICTURE);
    const data = digestsOf(resultJson(result));
    for (const { sha256, sm3 } of [kept, data]) {
      expect(paragraphs).toContain(`SHA-256：${sha256}`);
      expect(paragraphs).toContain(`SM3：${sm3}`);
    }
    expect([...members.keys()].filter((name) => name.startsWith('word/media/'))).not.toEqual([]);
  });

  it('says that a picture is not enclosed where it is gone', async () => {
    const { paragraphs } = await documentOf(result, { pictures: async () => undefined });
    expect(paragraphs).toContain('（未附）');
  });
});

describe('the places of unit and date', () => {
  it('put the date two characters further right than the unit, the longer of both two characters from the edge', () => {
    expect(signaturePlaces(13, 7)).toEqual({ unit: 13, date: 15 });
    expect(signaturePlaces(5, 7)).toEqual({ unit: 17, date: 19 });
    expect(signaturePlaces(40, 7)).toEqual({ unit: 0, date: 2 });
  });
});

describe.each(['zh', 'en'] as const)('every rule in a .docx in %s', (lang) => {
  it('has counts that equal the list behind them, and valid XML', async () => {
    const varied = resultWith(variedVerdicts(lang), { lang });
    const { paragraphs, members } = await documentOf(varied);
    const total = lang === 'zh' ? '合计' : 'Total';
    const at = paragraphs.lastIndexOf(total);
    const { unmet, unknown, met, total: all } = varied.summary;
    expect(paragraphs.slice(at + 1, at + 6)).toEqual(
      [unmet, unknown, met, varied.summary['not-applicable'], all].map(String),
    );
    expect(paragraphs.filter((text) => /^[×✓–] |^\? /.test(text))).toHaveLength(all);
    for (const [name, bytes] of members) {
      if (/\.(xml|rels)$/.test(name)) expect(xmlFault(bytes.toString('utf8')), name).toBeUndefined();
    }
  });
});

describe('hostile text in a .docx', () => {
  it('leaves every part well-formed XML, without field, link, object or script', async () => {
    const { members, xml } = await documentOf(hostileResult(HOSTILE_TEXTS.length * 4));
    for (const [name, bytes] of members) {
      if (/\.(xml|rels)$/.test(name)) expect(xmlFault(bytes.toString('utf8')), name).toBeUndefined();
    }
    expect(xml).not.toMatch(/<w:(instrText|fldSimple|fldChar|hyperlink|object|altChunk)\b/);
    const relations = members.get('word/_rels/document.xml.rels')?.toString() ?? '';
    expect(relations).not.toContain('TargetMode="External"');
  });

  it('is text: a word that the package would take for a field stays a word', async () => {
    const { paragraphs } = await documentOf(hostileResult(HOSTILE_TEXTS.length * 4));
    expect(paragraphs.some((text) => text.includes('CURRENT'))).toBe(true);
    expect(paragraphs.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  });
});
