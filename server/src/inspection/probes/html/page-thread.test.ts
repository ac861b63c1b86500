import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/** Told by a process of its own what the thread's module brings along: the tests' own process has loaded far more. */
const TELL = `
  import { registerHooks } from 'node:module';
  const loaded = [];
  registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
  await import(process.argv[1]);
  console.log(JSON.stringify(loaded));
`;

/** Each costs tens of megabytes in every thread. */
const HEAVY =
  /node_modules\/(zod|pinyin-pro|re2js|piscina|kysely)\/|contract\/src\/index|rulebook\/src\/(index|obligations)/;

it('a thread that reads pages loads neither schemas nor the Regulation nor the readings of characters', async () => {
  const module = new URL('./page-worker.ts', import.meta.url).href;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', TELL, module]);
  const loaded: string[] = JSON.parse(stdout);
  expect(loaded.some((url) => url.endsWith('/read-page.ts'))).toBe(true);
  expect(loaded.filter((url) => HEAVY.test(url))).toEqual([]);
});
