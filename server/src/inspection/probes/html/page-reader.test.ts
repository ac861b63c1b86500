import { describe, expect, it } from 'vitest';
import { openPageReader, type PageReaderOptions } from './page-reader.ts';
import type { RawPage } from './read-page.ts';

const SLOW = new URL('../../../../test/slow-page-worker.ts', import.meta.url);
const HOSTILE = new URL('../../../../test/hostile-page-worker.ts', import.meta.url);

function page(body: string): RawPage {
  return { url: 'https://www.a.gov.cn/', status: 200, body: Buffer.from(body), contentType: 'text/html' };
}

function open(options: Partial<PageReaderOptions> = {}) {
  return openPageReader({ salt: 'test salt', worker: HOSTILE, ...options });
}

const GOOD = page('<title>某某县人民政府</title>');

describe('a page', () => {
  it('that hangs its thread is ended and told, and the next page is read', async () => {
    await using reader = open({ timeLimitMs: 1_500 });
    expect(await reader.read(page('hang'))).toBe('too-slow');
    await using patient = open();
    expect(await patient.read(GOOD)).toMatchObject({ title: '某某县人民政府' });
  });

  it('is not blamed for the time that its thread takes to load', async () => {
    await using reader = open({ worker: SLOW, timeLimitMs: 2_500 });
    expect(await reader.read(GOOD)).toMatchObject({ title: '某某县人民政府' });
  });

  it('that eats the memory costs its thread, not the program, and the next page is read by the same reader', async () => {
    await using reader = open({ memoryLimitMb: 40 });
    expect(await reader.read(page('eat'))).toBe('too-large');
    expect(await reader.read(GOOD)).toMatchObject({ title: '某某县人民政府' });
  });

  it('on which our own code fails is no fact: the failure is thrown', async () => {
    await using reader = open();
    await expect(reader.read(page('fail'))).rejects.toThrow('a bug of ours');
  });

  it('of any hostile form is read within the limits of the real reader', async () => {
    await using reader = openPageReader({ salt: 'test salt', timeLimitMs: 60_000 });
    const forms = [
      '<div>'.repeat(30_000),
      '<a href=/x>x</a>'.repeat(5_000),
      `<title>a\0b</title>${'\0'.repeat(30_000)}`,
      `<p ${'a="b" '.repeat(30_000)}>`,
      `<!--${'-'.repeat(300_000)}`,
      `<p>${'县'.repeat(60_000)}</p>`,
      `<title>${'\ud800'.repeat(1_000)}</title>`,
    ];
    for (const form of forms) expect(await reader.read(page(form))).toMatchObject({ status: 200 });
  });
});
