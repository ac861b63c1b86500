import { describe, expect, it } from 'vitest';
import { parsePage } from './dom.ts';
import { readEmbedded } from './embedded.ts';

const PAGE = 'https://www.somecity.gov.cn/';

function embeddedIn(markup: string): string[] {
  return readEmbedded(parsePage(markup), PAGE).map(
    ({ kind, url = '', type = '' }) => `${kind} ${url}${type && ` ${type}`}`,
  );
}

describe('what a page pulls in', () => {
  it.each([
    ['<script src="/a.js"></script>', ['script https://www.somecity.gov.cn/a.js']],
    [
      '<link rel="stylesheet" href="a.css"><link rel="icon" href="a.ico">',
      ['style https://www.somecity.gov.cn/a.css'],
    ],
    ['<img src="//b.example/a.png">', ['image https://b.example/a.png']],
    ['<iframe src="http://b.example/"></iframe>', ['frame http://b.example/']],
    [
      '<video src="a.mp4"><source src="b.webm"></video>',
      ['media https://www.somecity.gov.cn/a.mp4', 'media https://www.somecity.gov.cn/b.webm'],
    ],
    [
      '<object data="a.swf" type="application/x-shockwave-flash"></object>',
      ['object https://www.somecity.gov.cn/a.swf application/x-shockwave-flash a.swf'],
    ],
    ['<object classid="clsid:1"><param name="Movie" value="m.swf"></object>', ['object  clsid:1 m.swf']],
    ['<applet code="A.class"></applet>', ['applet  A.class']],
    ['<video><object classid="clsid:1"><embed src="a.swf"></object></video>', ['media ']],
    [
      '<script>new ActiveXObject("Excel.Application")</script>',
      ['script ', 'object  ActiveX Excel.Application'],
    ],
    ['<script>new ActiveXObject("Msxml2.XMLHTTP")</script>', ['script ']],
  ])('%s', (markup, found) => expect(embeddedIn(markup)).toEqual(found));

  it('is told once an address, with its first line', () => {
    const found = readEmbedded(parsePage('\n<img src="a.png">\n<img src="a.png">'), PAGE);
    expect(found).toEqual([{ kind: 'image', url: 'https://www.somecity.gov.cn/a.png', line: 2 }]);
  });
});
