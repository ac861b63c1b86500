import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { processMark } from '../../bin/launcher/lock.cjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** data directory of the embedded database that the test files of one run share */
    testData: string;
  }
}

const KEEPER_MS = 20_000;

/** Names a data directory for the run; a database starts in it when a test first asks for one. */
export default function setUp(project: TestProject): () => Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'zhengdun-test-'));
  // As root, PostgreSQL runs as another user.
  chmodSync(data, 0o711);
  project.provide('testData', data);
  return async () => {
    await keeperIsGone(join(data, 'postgresql', 'keeper', 'lock'));
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  };
}

/** The keeper ends by itself soon after the last test file has let go. */
async function keeperIsGone(lock: string): Promise<void> {
  for (const end = performance.now() + KEEPER_MS; performance.now() < end; ) {
    if (marks(lock).every((mark) => processMark(Number(mark.split('.')[0])) !== mark)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the keeper of the test database did not end');
}

function marks(lock: string): string[] {
  try {
    return readdirSync(lock);
  } catch {
    return [];
  }
}
