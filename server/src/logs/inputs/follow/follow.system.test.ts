import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { programEnvironment, ROOT, startProgram, until } from '../../../../test/program.ts';
import { readFrames } from '../../frame.ts';

const data = mkdtempSync(join(tmpdir(), 'zhengdun-follow-logs-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const folder = join(data, 'logs');
const logs = join(data, 'var');

function start() {
  const command = [process.execPath, join(ROOT, 'server/src/main.ts'), 'logs', 'serve', '--folder', folder];
  return startProgram([...command, '--follow', `web=${logs}/*.log*`], { env: programEnvironment(data) });
}

/** By their sequence: a file that was sealed meanwhile is gone, and what it held was seen before. */
async function gather(into: Map<number, string>): Promise<void> {
  const spool = join(folder, 'spool');
  for (const name of readdirSync(spool).filter((each) => each.endsWith('.spool')))
    for await (const events of readFrames(join(spool, name), { end: 0 }))
      for (const { sequence, raw } of events) into.set(sequence, raw.toString());
}

describe('zhengdun logs serve --follow', () => {
  it('neither loses nor doubles a line when it is killed again and again while a file grows and rotates', async () => {
    mkdirSync(logs);
    const file = join(logs, 'access.log');
    let written = 0;
    let rotations = 0;
    const writing = setInterval(() => {
      const lines = Array.from({ length: 40 }, (_, index) => `line ${written + index + 1}\n`).join('');
      written += 40;
      // Not always to the end of a line.
      const at = Math.floor(lines.length / 2);
      appendFileSync(file, lines.slice(0, at));
      appendFileSync(file, lines.slice(at));
      if (written % 2_000 !== 0) return;
      rotations += 1;
      renameSync(file, `${file}.${rotations}`);
      writeFileSync(file, '');
    }, 10);
    // It rotates every half second, also while nobody looks: the pattern has the rotated files too.
    const kept = new Map<number, string>();
    for (let run = 0; run < 4; run += 1) {
      const before = kept.size;
      const program = start();
      await until(
        () => `lines of run ${run}: ${program.output()}`,
        async () => {
          await gather(kept).catch(() => undefined);
          return kept.size > before + 500;
        },
      );
      if (run === 3) {
        clearInterval(writing);
        await until(
          () => `the last line: ${kept.size} of ${written}`,
          async () => {
            await gather(kept).catch(() => undefined);
            return kept.size >= written;
          },
        );
      }
      program.child.kill('SIGKILL');
      await program.ended;
      await gather(kept);
    }
    expect(rotations).toBeGreaterThan(0);
    const numbers = [...kept.values()].map((line) => Number(/^line (\d+)$/.exec(line)?.[1]));
    expect(numbers.length).toBe(written);
    expect(new Set(numbers).size).toBe(written);
    expect(Math.max(...numbers)).toBe(written);
  });
});
