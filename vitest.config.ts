import { defineConfig } from 'vitest/config';

// Limits end what hangs; they measure nothing. A loaded machine is several times slower than a quiet one.
const expect = { poll: { timeout: 60_000 } };

const WORKSPACES = '{bin,contract,rulebook,server,console,edge,scripts,bench}';

/** `unit`: everything that is quick. `system`: real processes. `browser`: a real Chromium. */
export default defineConfig({
  test: {
    // Processes and browsers mostly wait: four files at a time keep two processors busy.
    maxWorkers: 4,
    // Files share what is loaded: no test replaces a module or changes what others stand on.
    isolate: false,
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${WORKSPACES}/**/*.test.{ts,mts}`],
          exclude: ['**/node_modules/**', '**/*.{system,browser}.test.ts'],
          globalSetup: ['server/test/global-setup.ts'],
          testTimeout: 90_000,
          hookTimeout: 180_000,
          expect,
        },
      },
      ...['system', 'browser'].map((name) => ({
        test: {
          name,
          include: [`${WORKSPACES}/**/*.${name}.test.ts`],
          exclude: ['**/node_modules/**'],
          globalSetup: ['server/test/global-setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          expect,
        },
      })),
    ],
  },
});
