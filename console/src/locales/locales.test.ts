import { describe, expect, it } from 'vitest';
import { en as english } from './en.ts';
import type { TextKey } from './texts.ts';
import { zhCN } from './zh-CN.ts';
import { zhRooms } from './zh-CN-rooms.ts';

const zh: Readonly<Record<string, string>> = { ...zhCN, ...zhRooms };
const en: Readonly<Record<string, string>> = english;
const keys = Object.keys(zh) as TextKey[];

const FILES = import.meta.glob<string>(['../**/*.{ts,tsx}', '!./**', '!../**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const SOURCES = Object.values(FILES).join('\n');

/** console.md §1.1: words of an authority, of alarm, or of nobody. 安全 stands in the names of the Regulation and the product only. */
const FORBIDDEN =
  /违法|违规|合格|达标|通过|失败|异常|未知|系统繁忙|哎呀|请联系管理员|^确定$|！|(?<!互联网政务应用)安全/;

const placeholders = (text = ''): string[] => (text.match(/\{\w+/g) ?? []).sort();

/** A file and all that it imports at once: what is imported by a call is loaded later. */
function reachedFrom(starts: readonly string[], reached = new Set<string>()): Set<string> {
  for (const file of starts) {
    const source = FILES[file];
    if (source === undefined || reached.has(file)) continue;
    reached.add(file);
    const imports = [...source.matchAll(/^(?:import|export) [^;]*?from '(\.[^']+)';/gms)];
    const folder = new URL(file, 'file:///src/locales/');
    const found = imports.map(([, path = '']) => new URL(path, folder).pathname.replace('/src/', '../'));
    reachedFrom(found, reached);
  }
  return reached;
}

describe('the texts of the pages', () => {
  it('are the same in both languages, with the same values to fill in', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    for (const key of keys) expect(`${key} ${placeholders(en[key])}`).toBe(`${key} ${placeholders(zh[key])}`);
  });

  it('are all used', () => {
    const prefixes = [...SOURCES.matchAll(/`([a-z.]+\.)\$\{/g)].map(([, prefix]) => prefix ?? '');
    const unused = keys.filter(
      (key) => !SOURCES.includes(`'${key}'`) && !prefixes.some((prefix) => key.startsWith(prefix)),
    );
    expect(SOURCES.length).toBeGreaterThan(10_000);
    expect(unused).toEqual([]);
  });

  it('of the rooms are used by no file of the first view, which comes without them', () => {
    const first = reachedFrom(['../main.tsx', '../pages/checks/check-page.tsx']);
    expect(first.size).toBeGreaterThan(50);
    const sources = [...first].map((file) => FILES[file]).join('\n');
    expect(Object.keys(zhCN).filter((key) => sources.includes(`'${key}'`)).length).toBeGreaterThan(100);
    expect(Object.keys(zhRooms).filter((key) => sources.includes(`'${key}'`))).toEqual([]);
  });

  it('use no word that a page must not use', () => {
    expect(keys.filter((key) => FORBIDDEN.test(zh[key] ?? ''))).toEqual([]);
    expect('检查未通过').toMatch(FORBIDDEN);
    expect('网站安全').toMatch(FORBIDDEN);
  });

  it('are Chinese in Chinese, with its own marks, and English in English', () => {
    const mixed = keys.filter((key) => key !== 'app.otherLanguage' && !key.startsWith('grammar.'));
    expect(mixed.filter((key) => /[\u4e00-\u9fff，。；：（）]/.test(en[key] ?? ''))).toEqual([]);
    expect(mixed.filter((key) => !/[\u4e00-\u9fff]/.test(zh[key] ?? ''))).toEqual([]);
    expect(mixed.filter((key) => /[\u4e00-\u9fff][,;:!?()]/.test(zh[key] ?? ''))).toEqual([]);
  });
});

describe('the sources of the pages', () => {
  it('hold no Chinese words outside the language files', () => {
    const words = SOURCES.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '').match(/.*[\u4e00-\u9fff].*/g) ?? [];
    expect(words).toEqual([]);
  });
});
