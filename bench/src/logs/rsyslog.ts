import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { meterOf } from '../process-tree.ts';
import { feed } from './feed.ts';

const OFTEN_MS = 200;

export interface PeerRun {
  readonly name: string;
  readonly ms: number;
  readonly cpu: number;
  /** on disk at the end */
  readonly bytes: number;
  readonly peak: number;
}

/** rsyslog receives the same lines over TCP into a file, and gzip packs that; undefined where it is not installed. */
export async function runRsyslog(
  file: string,
  about: { readonly folder: string; readonly port: number; readonly bytes: number },
): Promise<PeerRun | undefined> {
  const { folder, port, bytes } = about;
  if (spawnSync('rsyslogd', ['-v']).status !== 0) return undefined;
  const out = join(folder, 'rsyslog.log');
  const conf = join(folder, 'rsyslog.conf');
  writeFileSync(
    conf,
    [
      'global(workDirectory="/tmp")',
      'module(load="imtcp")',
      `input(type="imtcp" port="${port}" address="127.0.0.1")`,
      'template(name="raw" type="string" string="%rawmsg%\\n")',
      `action(type="omfile" file="${out}" template="raw" ioBufferSize="64k" flushOnTXEnd="on")`,
    ].join('\n'),
  );
  const child = spawn('rsyslogd', ['-n', '-f', conf, '-i', join(folder, 'rsyslog.pid')], { stdio: 'ignore' });
  const meter = meterOf(child.pid ?? 0);
  const before = meter();
  let peak = 0;
  const start = performance.now();
  try {
    await feed(file, port);
    for (let size = 0; size < bytes; size = statSync(out, { throwIfNoEntry: false })?.size ?? 0) {
      peak = Math.max(peak, meter().memory);
      if (child.exitCode !== null) return undefined;
      await setTimeout(OFTEN_MS);
    }
    const cpu = meter().cpu - before.cpu;
    const received = performance.now() - start;
    child.kill();
    await once(child, 'exit').catch(() => undefined);
    const packed = await pack('gzip', ['-6', '-k', out], `${out}.gz`);
    return {
      name: 'rsyslog, then gzip -6',
      ms: received + packed.ms,
      cpu: cpu + packed.cpu,
      bytes: packed.bytes,
      peak,
    };
  } finally {
    child.kill();
  }
}

/** A packer over a whole file; undefined where it is not installed. */
export async function runZstd(file: string, folder: string): Promise<PeerRun | undefined> {
  if (spawnSync('zstd', ['-V']).status !== 0) return undefined;
  const out = join(folder, 'lines.zst');
  const packed = await pack('zstd', ['-9', '-T1', '-q', '-f', '-o', out, file], out);
  return { name: 'zstd -9 over the file', ...packed };
}

async function pack(program: string, args: readonly string[], out: string) {
  const child = spawn(program, args, { stdio: 'ignore' });
  const meter = meterOf(child.pid ?? 0);
  const start = performance.now();
  let last = meter();
  let peak = 0;
  const timer = setInterval(() => {
    const now = meter();
    if (now.cpu > last.cpu) last = now;
    peak = Math.max(peak, now.memory);
  }, OFTEN_MS);
  await once(child, 'exit');
  clearInterval(timer);
  return { ms: performance.now() - start, cpu: last.cpu, bytes: statSync(out).size, peak };
}
