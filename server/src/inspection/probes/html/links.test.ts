import { describe, expect, it } from 'vitest';
import { parsePage } from './dom.ts';
import { readHiding } from './hiding.ts';
import { readLinks } from './links.ts';
import type { LinkFact } from './page-facts.ts';
import { readPageHiding } from './page-hiding.ts';

const PAGE = 'https://www.somecity.gov.cn/a/b.html';

function read(markup: string): LinkFact[] {
  const page = parsePage(markup);
  return readLinks(page, PAGE, { own: readHiding(page), byPage: readPageHiding(page) });
}

function linksOf(markup: string): string[] {
  return read(markup).map(({ kind, url }) => `${kind} ${url}`);
}

describe('links of a page', () => {
  it.each([
    ['<a href="../c.html#x">丙</a>', ['a https://www.somecity.gov.cn/c.html']],
    ['<area href="//b.example/">', ['area https://b.example/']],
    [
      '<select onchange="window.open(this.value)"><option value="http://b.example/">乙<option value="0">请选择</select>',
      ['option http://b.example/'],
    ],
    ['<form action="http://b.example/s"></form>', ['form http://b.example/s']],
    ['<iframe src="http://b.example/f"></iframe>', ['frame http://b.example/f']],
    ['<meta http-equiv="refresh" content="0; URL=\'http://b.example/\'">', ['refresh http://b.example/']],
    [`<a href="javascript:window.open('http://b.example/')">乙</a>`, ['open http://b.example/']],
    [`<div onclick="location.href='http://b.example/'">乙</div>`, ['location http://b.example/']],
    [`<script>function go(){location.replace("http://b.example/")}</script>`, ['location http://b.example/']],
    ['<base href="http://c.example/d/"><a href="e.html">戊</a>', ['a http://c.example/d/e.html']],
    [
      '<a href="mailto:a@b.example">信</a><a href="javascript:void(0)">空</a><a href="#top">顶</a><a href="http://[">坏</a>',
      ['a https://www.somecity.gov.cn/a/b.html'],
    ],
  ])('%s', (markup, links) => expect(linksOf(markup)).toEqual(links));

  it('carry their words, their line and what hides them', () => {
    const [link] = read('\n<div hidden>\n<a href="http://b.example/"> 某  站 </a></div>');
    const told = { kind: 'a', url: 'http://b.example/', text: '某 站', line: 3, hidden: 'hidden' };
    expect(link).toEqual({ ...told, nameless: true });
  });

  it('are no more than four thousand', () => {
    expect(linksOf('<a href="/x">甲</a>'.repeat(5_000))).toHaveLength(4_000);
  });
});
