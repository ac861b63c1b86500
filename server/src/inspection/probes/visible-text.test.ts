import { describe, expect, it } from 'vitest';
import { visibleText } from './visible-text.ts';

describe('the visible text of a page', () => {
  it.each([
    ['<p>县<b>人民</b>政府</p>', '县 人民 政府'],
    ['<head><title>t</title></head><body>text', 'text'],
    ['a<!-- 暗 <p>链</p> -->b', 'a b'],
    ['a<script type="x">if (1 < 2) alert("</p>")</script>b', 'a b'],
    ['a<STYLE>p{}</STYLE >b<NoScript>c</NoScript>d', 'a b d'],
    ['a<header>b</header>c', 'a b c'],
    ['1 < 2 and 3', '1 < 2 and 3'],
    ['a<p title="never closed', 'a<p title="never closed'],
    ['a<script>never closed', 'a never closed'],
    ['a<!-- never closed <b>b</b>', 'a b'],
    ['a&nbsp;b\n\t c', 'a b c'],
    [`a<p x="${'y'.repeat(3_000)}">b`, `a<p x="${'y'.repeat(3_000)}">b`],
    ['', ''],
  ])('%j is %j', (markup, text) => {
    expect(visibleText(markup)).toBe(text);
  });

  it('keeps the letters that grow when they become small', () => {
    expect(visibleText('İİİİ<script>x</script>b')).toBe('İİİİ b');
  });

  it.each(['<', '<script', '<script ', '<!--', '<!-- <script>', '</', '<head', '<p <'])(
    'of 400 KB of %j is read in one pass',
    (hostile) => {
      // Read again for each of its openings, such a page would take hours; the runner's limit is the measure.
      expect(visibleText(hostile.repeat(400_000 / hostile.length))).toBeTypeOf('string');
    },
  );
});
