import { describe, expect, it } from 'vitest';
import { parsePage } from './dom.ts';
import { elementText, flatText } from './flat-text.ts';

function textOf(markup: string): string {
  return flatText(parsePage(markup)).text;
}

describe('the text of a page', () => {
  it('joins digits that the page splits over elements', () => {
    expect(textOf('<p>京公网安备 <b>1101</b><i>0202</i>000001号</p>')).toBe('京公网安备 11010202000001号');
  });

  it('parts blocks by line ends and cells by blanks', () => {
    expect(textOf('<div>甲</div><div>乙</div><table><tr><td>丙<td>丁</table>')).toBe('甲\n乙\n丙 丁');
  });

  it('turns full-width digits into plain ones and drops what has no shape', () => {
    expect(textOf('<p>１２３４５\u200b６</p>')).toBe('123456');
  });

  it('leaves out what inline styles hide, unless it is asked for', () => {
    const markup = '<p>甲</p><p style="display:none">乙</p><p hidden>丙</p>';
    const seen = flatText(parsePage(markup));
    expect([seen.text, seen.complete]).toEqual(['甲', false]);
    const all = flatText(parsePage(markup), { includeHidden: true });
    expect([all.text, all.complete]).toEqual(['甲\n乙\n丙', true]);
  });

  it('reads boxes that stand in a block of no letter size, as footers do', () => {
    expect(textOf('<div style="font-size:0"><span class="b">主办单位：某市人民政府</span></div>')).toContain(
      '某市人民政府',
    );
  });

  it('reads a line that is one em high', () => {
    expect(textOf('<p style="overflow:hidden;height:1em">某市人民政府</p>')).toBe('某市人民政府');
  });

  it('names the line of the source', () => {
    const text = flatText(parsePage('<p>甲</p>\n\n<p>乙\n丙</p>'));
    expect([text.lineAt(text.text.indexOf('甲')), text.lineAt(text.text.indexOf('乙'))]).toEqual([1, 3]);
    expect(text.lineAt(text.text.indexOf('丙'))).toBe(4);
  });

  it('names it within a long text, also behind a stretch of which nothing is seen', () => {
    const unseen = '\u200b'.repeat(9_000);
    const text = flatText(parsePage(`<p>${'甲\n'.repeat(3_000)}${unseen}\n乙</p>\n<p>${unseen}</p>丙`));
    expect(text.lineAt(text.text.indexOf('乙'))).toBe(3_002);
    expect(text.lineAt(text.text.indexOf('丙'))).toBe(3_003);
  });

  it('of one element ends at its bounds: what stands behind them is not even looked at', () => {
    const [block] = parsePage(`<div>${'<i>x</i>'.repeat(100)}</div>`).elements;
    if (!block) throw new Error('no element');
    let looked = 0;
    for (const child of block.children) {
      const next = child.nextSibling;
      const get = () => {
        looked++;
        return next;
      };
      Object.defineProperty(child, 'nextSibling', { get });
    }
    expect(elementText(block, 1_000, 10)).toBe('xxxxx');
    expect(looked).toBeLessThan(20);
  });
});
