import { describe, expect, it } from 'vitest';
import { decodePage } from './decode.ts';

const TEXT = '某某市人民政府门户网站，主办单位：某某市人民政府办公室，网站标识码与备案编号见页脚。';
/** The first words in GBK and in Big5, written as bytes: Node encodes UTF-8 and UTF-16 only. */
const GBK = Buffer.from('c4b3c4b3cad0c8cbc3f1d5feb8aeb5c4cdf8d5be', 'hex');
const BIG5 = Buffer.from('a4a4b5d8a5c1b0eaaabaa4a4a4e5', 'hex');

function page(meta: string, body: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`<html><head><meta charset="${meta}"></head><body>`),
    body,
    Buffer.from('</body>'),
  ]);
}

describe('decodePage', () => {
  it('reads UTF-8 whatever the page claims', () => {
    const { text, encoding } = decodePage(page('gb2312', Buffer.from(TEXT)), 'text/html');
    expect(text).toContain(TEXT);
    expect(encoding).toMatchObject({ used: 'utf-8', meta: 'gbk', agrees: false });
  });

  it('reads GBK that is declared as gb2312, and calls that agreement', () => {
    const { text, encoding } = decodePage(page('gb2312', GBK), undefined);
    expect(text).toContain('某某市人民政府的网站');
    expect(encoding).toMatchObject({ used: 'gb18030', agrees: true });
  });

  it('reads GBK under a header and a meta tag that both say UTF-8', () => {
    const { text, encoding } = decodePage(page('utf-8', GBK), 'text/html; charset=UTF-8');
    expect(text).toContain('某某市人民政府的网站');
    expect(encoding).toMatchObject({ used: 'gb18030', header: 'utf-8', meta: 'utf-8', agrees: false });
  });

  it('reads Big5', () => {
    expect(decodePage(page('big5', BIG5), undefined).text).toContain('中華民國的中文');
  });

  it.each([
    ['utf-16le', Buffer.from([0xff, 0xfe])],
    ['utf-16le', Buffer.alloc(0)],
  ])('reads %s under a meta tag that says gb2312, also without its mark', (label, mark) => {
    const markup = `<html><head><meta charset="gb2312"></head><body class="index">${TEXT}</body></html>`;
    const bytes = Buffer.concat([mark, Buffer.from(markup, 'utf16le')]);
    const { text, encoding } = decodePage(bytes, 'text/html');
    expect(text).toContain(TEXT);
    expect(encoding).toMatchObject({ used: label, agrees: false });
  });

  it('reads UTF-16 with its bytes the other way round', () => {
    const bytes = Buffer.from(
      `<html><body class="index-page-of-the-site">${TEXT}</body></html>`,
      'utf16le',
    ).swap16();
    expect(decodePage(bytes, undefined).text).toContain(TEXT);
  });

  it('is not led astray by one broken character or by an unknown label', () => {
    const bytes = Buffer.concat([page('x-unknown', Buffer.from(TEXT.repeat(10))), Buffer.from([0xe6])]);
    const { text, encoding } = decodePage(bytes, 'text/html; charset=nonsense');
    expect(text).toContain(TEXT);
    expect(encoding.used).toBe('utf-8');
  });

  it('reads a page of plain ASCII, an empty one, and NULs', () => {
    expect(decodePage(Buffer.from('<p>hello</p>'), undefined).encoding.used).toBe('utf-8');
    expect(decodePage(Buffer.alloc(0), undefined).text).toBe('');
    expect(decodePage(Buffer.alloc(1_000), undefined).text).toHaveLength(1_000);
  });
});
