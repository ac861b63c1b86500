import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

export interface Cruise {
  readonly violations: readonly Violation[];
  /** files of ours that were read */
  readonly modules: number;
}

const PROGRAM = fileURLToPath(import.meta.resolve('dependency-cruiser')).replace(
  /src\/main\/index\.mjs$/,
  'bin/dependency-cruiser.mjs',
);
const FOLDERS = ['bin', 'contract', 'rulebook', 'server', 'console', 'bench', 'scripts'];

/**
 * A tool that understands nothing of the sources also finds no violation: fewer files than this is a fault. Raise
 * it as the house grows.
 */
export const LEAST_MODULES = 150;

/** Checks who imports whom against .dependency-cruiser.cjs. @param root of a checkout */
export async function cruise(root: string): Promise<Cruise> {
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const args = [PROGRAM, ...folders, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const output = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
      // Its exit code is the number of violations.
      if (stdout.startsWith('{')) resolve(stdout);
      else reject(error ?? new Error(stderr));
    });
  });
  const { summary, modules } = JSON.parse(output) as {
    summary: { violations: { rule: { name: string }; from: string; to: string }[] };
    modules: { source: string }[];
  };
  return {
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
    modules: modules.filter(({ source }) => FOLDERS.some((folder) => source.startsWith(`${folder}/`))).length,
  };
}
