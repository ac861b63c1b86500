import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../test/database.ts';
import { openWholeHouse } from '../test/whole-house.ts';

const database = useTestDatabase();
const data = mkdtempSync(join(tmpdir(), 'zhengdun-routes-'));
afterAll(() => rmSync(data, { recursive: true }));

interface Described {
  summary?: string;
  description?: string;
  'x-permission'?: { name: string };
}

describe('every route of the house', () => {
  it('is described in both languages, with who may call it, for machines and on a page', async () => {
    const { http } = await openWholeHouse(database, { data });
    const ask = (url: string) => http.inject({ url, headers: { host: '127.0.0.1' } });
    const { paths } = (await ask('/openapi.json')).json() as {
      paths: Record<string, Record<string, Described>>;
    };
    const all = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, described]) => ({ route: `${method} ${path}`, ...described })),
    );
    expect(all.length).toBeGreaterThan(50);
    const mute = all.filter(
      ({ summary, description, ...more }) => !summary || !description || !more['x-permission'],
    );
    expect(mute).toEqual([]);
    const page = await ask('/api-docs');
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.body).not.toMatch(/<script|https?:\/\/(?!127)/);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    for (const { summary = '' } of all) expect(page.body).toContain(summary);
    expect((await ask('/api-docs?lang=en')).body).toContain('<html lang="en">');
    await http.close();
  });
});
