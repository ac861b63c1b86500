// @ts-check
'use strict';
const { Ended } = require('./launch-error.cjs');

const WATCH_MS = 500;

/**
 * A signal that fires when this process is asked to end, or when the npm that started it is gone: npm passes no
 * signal on when it is killed outright.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {AbortSignal} its reason is an `Ended`
 */
function watchForEnding(env) {
  const controller = new AbortController();
  const end = (/** @type {number} */ exitCode) => controller.abort(new Ended(exitCode));
  process.on('SIGINT', () => end(130));
  process.on('SIGTERM', () => end(143));
  // Only under npm: who starts the program by hand, behind nohup or setsid, wants it to outlive the shell.
  if (env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) end(143);
    }, WATCH_MS).unref();
  }
  return controller.signal;
}

module.exports = { watchForEnding };
