import { describe, expect, it } from 'vitest';
import { attribute, lineage, parsePage, rawText, walkNodes } from './dom.ts';

describe('a parsed page', () => {
  it('knows the line of every position', () => {
    const page = parsePage('a\nbb\nccc');
    expect([0, 1, 2, 4, 5, 7].map((offset) => page.lineAt(offset))).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it('is walked in document order, in and out again', () => {
    const page = parsePage('<a><b></b><c>x</c></a><d></d>');
    expect(page.elements.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
    const steps: string[] = [];
    walkNodes(page.root, {
      enter(node) {
        if ('name' in node) steps.push(`+${node.name}`);
        return true;
      },
      leave: ({ name }) => steps.push(`-${name}`),
    });
    expect(steps).toEqual(['+a', '+b', '-b', '+c', '-c', '-a', '+d', '-d']);
  });

  it('gives attributes trimmed, comments, ancestors and raw text', () => {
    const page = parsePage('<div><p id=" x "><!-- 注 --><script>var a="<b>";</script></p></div>');
    const [, paragraph, script] = page.elements;
    expect([...lineage(paragraph ?? page.root)].map(({ name }) => name)).toEqual(['p', 'div']);
    expect([paragraph && attribute(paragraph, 'id'), paragraph && attribute(paragraph, 'class')]).toEqual([
      'x',
      '',
    ]);
    expect(page.comments.map(({ data }) => data)).toEqual([' 注 ']);
    expect(script && rawText(script)).toBe('var a="<b>";');
  });

  it('stops at its bounds and says so', () => {
    expect(parsePage('<i>'.repeat(200_000)).cut).toBe(true);
    expect(parsePage('<br>'.repeat(200_000)).cut).toBe(true);
    expect(parsePage('<p>通知</p>').cut).toBe(false);
  });
});
