// @ts-check
'use strict';
const { spawn } = require('node:child_process');

/** Enough of a child's output to name the fault. */
const KEPT_BYTES = 256 * 1024;

/**
 * Runs a program to its end and keeps what it printed (the last 256 KB of each stream).
 *
 * @param {readonly string[]} command program and arguments
 * @param {{ cwd?: string, env: NodeJS.ProcessEnv, signal?: AbortSignal, onStart?: (pid: number) => void }} options
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>} code null: ended by a signal or never started
 */
function run(command, options) {
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: options.signal,
    });
    if (child.pid !== undefined) options.onStart?.(child.pid);
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
