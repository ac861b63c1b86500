// @ts-check
'use strict';
const { spawn } = require('node:child_process');
const os = require('node:os');
const path = require('node:path');

/** Goes with the packages when they are installed anew. */
const COMPILED = path.join(__dirname, '..', '..', 'node_modules', '.cache', 'compiled');

/**
 * Megabytes of young objects: a start makes many, and with room for them at once they are not collected a dozen times.
 * Programs that stay have them; short ones are to stay small.
 */
const ROOMY = ['--min-semi-space-size=32', '--max-semi-space-size=32'];

/**
 * Runs the program under the right Node with this terminal, and ends as it ends.
 *
 * @param {{ node: string, script: string, args: readonly string[], env: NodeJS.ProcessEnv, signal: AbortSignal }} options
 * @returns {Promise<number>} exit code; 128 + n when signal n ended it
 */
function handOver({ node, script, args, env, signal }) {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(node, [...(args[0] === 'serve' ? ROOMY : []), script, ...args], {
      stdio: 'inherit',
      env: {
        ...env,
        // Tools that the program starts shall find the same Node.
        PATH: `${path.dirname(node)}${path.delimiter}${env.PATH ?? ''}`,
        // Compiled once, read by every later start: a third of its time. Where nobody may write, Node goes on without.
        NODE_COMPILE_CACHE: env.NODE_COMPILE_CACHE ?? COMPILED,
        // The program ends when this process is no longer its parent.
        _ZHENGDUN_LAUNCHER: String(process.pid),
      },
    });
    const pass = () => child.kill(signal.reason?.exitCode === 130 ? 'SIGINT' : 'SIGTERM');
    signal.addEventListener('abort', pass, { once: true });
    child.on('error', reject);
    child.on('exit', (code, name) => resolve(code ?? 128 + (name ? os.constants.signals[name] : 0)));
  });
}

module.exports = { handOver };
