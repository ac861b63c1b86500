import { defineConfig } from 'vitest/config';

const WORKSPACES = '{bin,contract,rulebook,server,console,edge,scripts,bench}';

/**
 * `unit`: everything that is quick. `system`: real processes and browsers, one file at a time.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${WORKSPACES}/**/*.test.{ts,mts}`],
          exclude: ['**/node_modules/**', '**/*.system.test.ts'],
          globalSetup: ['server/test/global-setup.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'system',
          include: [`${WORKSPACES}/**/*.system.test.ts`],
          exclude: ['**/node_modules/**'],
          globalSetup: ['server/test/global-setup.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
