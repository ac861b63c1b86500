import { describe, expect, it } from 'vitest';
import { onwardFrom } from './onward.ts';

const onward = (page: string) => onwardFrom(Buffer.from(page), 'http://www.a.gov.cn/');

describe('a plain page that sends a browser on', () => {
  it.each([
    ['<meta http-equiv="refresh" content="0;url=https://www.a.gov.cn/">', 'https://www.a.gov.cn/'],
    [
      "<META HTTP-EQUIV=Refresh CONTENT='0; URL=https://www.a.gov.cn/index.html'>",
      'https://www.a.gov.cn/index.html',
    ],
    ['<script>window.location.href="https://www.a.gov.cn/";</script>', 'https://www.a.gov.cn/'],
    ["<script>location.replace('https://www.a.gov.cn/x')</script>", 'https://www.a.gov.cn/x'],
    [
      "<script>if (window.location.protocol != 'https:') { window.location.href = 'https://' + location.host; }</script>",
      'https://www.a.gov.cn/',
    ],
    [
      "<script>var url = location.href; if (location.protocol == 'http:') location.href = url.replace('http:', 'https:');</script>",
      'https://www.a.gov.cn/',
    ],
    [
      "<script>if('https:'!==document.location.protocol){location.protocol='https:'}</script>",
      'https://www.a.gov.cn/',
    ],
  ])('is seen to: %s', (page, to) => {
    expect(onward(page)).toBe(to);
  });

  it.each([
    ['<a href="https://www.a.gov.cn/">加密访问</a>'],
    ['<meta http-equiv="refresh" content="300">'],
    ['<meta http-equiv="refresh" content="0;url=/cn/">'],
    ["<script>function go(){ location.href='https://b.example/'; }</script>"],
    [
      "<script>var p = location.protocol === 'https:' ? 'https://s.example/a.js' : 'http://s.example/a.js';</script>",
    ],
    ['<!-- <script>location.href="https://www.a.gov.cn/"</script> -->'],
    ['<p onclick="location.href=\'https://b.example/\'">x</p>'],
  ])('is not seen to: %s', (page) => {
    expect(onward(page)).toBeUndefined();
  });
});
