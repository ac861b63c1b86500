import { afterAll, afterEach, beforeAll } from 'vitest';
import { startTestBrowser, type TestBrowser } from './browser.ts';
import { builtPages } from './build.ts';
import { type FakeServer, startFakeServer } from './fake-server.ts';
import { finishedView, inventedResult, PICTURE, PICTURE_DIGEST, runningView } from './invented-result.ts';

/** What the tests of one file share: a server with the built console, and a browser. */
export interface Setting {
  readonly server: FakeServer;
  readonly browser: TestBrowser;
  /** address of a page of the console */
  url(path: string): string;
}

/** Starts server and browser for the tests of one file, and ends them with it. Checks are forgotten after each test. */
export function setUp(options: { browser?: () => Promise<TestBrowser | undefined> } = {}): () => Setting {
  let setting: Setting | undefined;
  beforeAll(async () => {
    const dist = await builtPages('console');
    const browser = await (options.browser?.() ?? startTestBrowser());
    if (!browser) return;
    const server = await startFakeServer({
      dist,
      onStart: (row) => {
        const result = inventedResult({ id: row.id });
        const running = [
          { steps: 0, verdicts: 0 },
          { steps: 3, verdicts: 5 },
          { steps: 6, verdicts: 9 },
        ].map((far) => ({ ...runningView(result, far), requestedAt: row.requestedAt }));
        return [{ ...row, steps: [], early: [] }, ...running, finishedView(result)];
      },
      onCorrect: (result, { unitName, unitKind, unitLevel }) => ({
        ...result,
        unit: {
          ...(unitName && { name: unitName }),
          ...(unitKind && { kind: unitKind }),
          ...(unitLevel && { level: unitLevel }),
          from: { kind: unitKind ? 'given' : 'none', level: unitLevel ? 'given' : 'none' },
        },
      }),
      pictures: (sha256) =>
        sha256 === PICTURE_DIGEST ? { bytes: PICTURE, mediaType: 'image/svg+xml' } : undefined,
    });
    setting = { server, browser, url: (path) => server.url.replace(/\/$/, path) };
  });
  afterEach(() => {
    setting?.server.mend();
    setting?.server.clear();
  });
  afterAll(async () => {
    await setting?.browser[Symbol.asyncDispose]();
    await setting?.server[Symbol.asyncDispose]();
  });
  return () => {
    if (!setting) throw new Error('the setting is not up');
    return setting;
  };
}

/** Ids of checks that the tests put on the server. */
export const IDS = {
  done: '11111111-1111-4111-8111-111111111111',
  previous: '22222222-2222-4222-8222-222222222222',
  running: '33333333-3333-4333-8333-333333333333',
  waiting: '44444444-4444-4444-8444-444444444444',
  broken: '55555555-5555-4555-8555-555555555555',
  unreachable: '66666666-6666-4666-8666-666666666666',
  missing: '77777777-7777-4777-8777-777777777777',
} as const;

/** A check in each of its states. */
export function putEveryState(server: FakeServer): void {
  const done = inventedResult({
    id: IDS.done,
    comparison: {
      previousId: IDS.previous,
      previousAt: '2026-11-20T02:12:00.000Z',
      added: ['https-redirect', 'exit-prompt'],
      mended: ['icp-number'],
      remaining: ['mark-place', 'repost-link'],
      undetermined: ['tls-version'],
    },
  });
  const view = finishedView(done);
  const { result: _, summary: __, ...unfinished } = view;
  server.put(
    view,
    finishedView(inventedResult({ id: IDS.previous })),
    { ...runningView(done, { steps: 3, verdicts: 7 }), id: IDS.running },
    { ...unfinished, id: IDS.waiting, state: 'waiting', steps: [] },
    { ...unfinished, id: IDS.broken, state: 'broken', failure: '检测程序在运行中被停止（服务重新启动）。' },
    finishedView(inventedResult({ id: IDS.unreachable, unreachable: true })),
  );
}
