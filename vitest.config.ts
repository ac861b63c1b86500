import { defineConfig } from 'vitest/config';

const WORKSPACES = '{bin,contract,rulebook,server,console,edge,scripts,bench}';
const ONE_FILE_AT_A_TIME = { fileParallelism: false, testTimeout: 120_000, hookTimeout: 120_000 };

/**
 * `unit`: everything that is quick. `system`: real processes. `browser`: a real Chromium. The last two run one file at
 * a time.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${WORKSPACES}/**/*.test.{ts,mts}`],
          exclude: ['**/node_modules/**', '**/*.{system,browser}.test.ts'],
          globalSetup: ['server/test/global-setup.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      ...['system', 'browser'].map((name) => ({
        test: {
          name,
          include: [`${WORKSPACES}/**/*.${name}.test.ts`],
          exclude: ['**/node_modules/**'],
          globalSetup: ['server/test/global-setup.ts'],
          ...ONE_FILE_AT_A_TIME,
        },
      })),
    ],
  },
});
