import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Two files of tests that install at once would refuse each other. */
const TURN = join(tmpdir(), 'zhengdun-apt');

/**
 * Packages of Debian, installed where we may.
 *
 * @param needed file → package that has it
 * @returns undefined when all are there, else why not
 */
export function lackOfPackages(needed: Readonly<Record<string, string>>): string | undefined {
  const missing = () => Object.keys(needed).filter((file) => !existsSync(file));
  if (missing().length === 0) return undefined;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return `no ${missing().join(', ')}, and no apt-get as root`;
  // Without their services: every test starts its own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const packages = missing().map((file) => needed[file] ?? '');
  for (const command of [['update'], ['install', '-y', '--no-install-recommends', ...packages]])
    spawnSync('/usr/bin/flock', [TURN, '/usr/bin/apt-get', '-qq', ...command], { stdio: 'ignore', env });
  return missing().length === 0
    ? undefined
    : `no ${missing().join(', ')}, and apt-get could not install them`;
}
