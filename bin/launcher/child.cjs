// @ts-check
'use strict';
const { spawn } = require('node:child_process');

/** Enough of a child's output to name the fault. */
const KEPT_BYTES = 256 * 1024;

/**
 * A shell that becomes the program (same pid, same start time) once it is told to. It hears nothing and ends when
 * whoever started it is killed first.
 */
const WHEN_TOLD = ['sh', '-c', 'read -r _ && exec "$@" </dev/null', 'sh'];

/**
 * Runs a program to its end and keeps what it printed (the last 256 KB of each stream).
 *
 * @param {readonly string[]} command program and arguments
 * @param {object} options
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} options.env
 * @param {AbortSignal} [options.signal]
 * @param {(pid: number) => void} [options.beforeStart] the program does nothing before this has returned: a lock that
 *   it also holds has no gap, whenever we are killed
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>} code null: ended by a signal or never started
 */
function run(command, options) {
  const [program = '', ...args] = options.beforeStart ? [...WHEN_TOLD, ...command] : command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['pipe', 'pipe', 'pipe'],
      signal: options.signal,
    });
    // Whoever ended before it read this is told by its exit code, not by a broken pipe.
    child.stdin.on('error', () => {});
    if (child.pid !== undefined) options.beforeStart?.(child.pid);
    child.stdin.end('\n');
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data) => {
      stdout = (stdout + data).slice(-KEPT_BYTES);
    });
    child.stderr.on('data', (data) => {
      stderr = (stderr + data).slice(-KEPT_BYTES);
    });
    child.on('error', (error) => {
      if (options.signal?.aborted) reject(options.signal.reason);
      else resolve({ code: null, stdout, stderr: stderr + error.message });
    });
    child.on('close', (code) => {
      if (options.signal?.aborted) reject(options.signal.reason);
      else resolve({ code, stdout, stderr });
    });
  });
}

module.exports = { run };
