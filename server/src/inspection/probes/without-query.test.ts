import { expect, it } from 'vitest';
import { withoutQuery } from './without-query.ts';

it.each([
  ['https://a.example/x?t=title#part', 'https://a.example/x'],
  ['http://name:word@a.example:8080/x', 'http://a.example:8080/x'],
  ['/x?t=title', ''],
  ['javascript:share("title")', ''],
  ['mailto:office@a.example?subject=title', ''],
  ['title', ''],
  ['', ''],
])('%j is kept as %j', (address, kept) => {
  expect(withoutQuery(address)).toBe(kept);
});
