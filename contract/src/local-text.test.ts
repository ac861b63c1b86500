import { describe, expect, it } from 'vitest';
import { counted, fillTemplate, printMonth } from './local-text.ts';

describe('what is counted in English', () => {
  it.each([
    [0, '0 pages'],
    [1, '1 page'],
    [2, '2 pages'],
  ])('%i is told as %s', (count, told) => {
    expect(counted(count, 'page', 'pages')).toBe(told);
  });

  it('agrees with its verb in a template', () => {
    const template = '{pages:page was|pages were} read; line {line}.';
    expect(fillTemplate(template, { pages: 1, line: 1 }, 'en')).toBe('1 page was read; line 1.');
    expect(fillTemplate(template, { pages: 12, line: 1 }, 'en')).toBe('12 pages were read; line 1.');
  });
});

it('a month is printed as people write it', () => {
  expect([printMonth('2026-03', 'zh'), printMonth('2026-03', 'en')]).toEqual(['2026年3月', '2026-03']);
});
