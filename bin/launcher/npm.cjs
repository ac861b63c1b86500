// @ts-check
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { LaunchError } = require('./launch-error.cjs');

/**
 * The npm to call: the one that runs us, else the one on the PATH.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} node path of the Node that shall run it
 * @param {import('./words.cjs').Words} words
 * @returns {string[]} program and first arguments
 */
function npmCommand(env, node, words) {
  const running = env.npm_execpath;
  if (running && path.basename(running) === 'npm-cli.js' && fs.existsSync(running)) return [node, running];
  const found = (env.PATH ?? '')
    .split(path.delimiter)
    .some((folder) => folder && fs.existsSync(path.join(folder, 'npm')));
  if (!found) throw new LaunchError(words.npmMissing);
  return ['npm'];
}

/** Flags of every call: no questions, one retry (a dead network is told within seconds), cache before network. */
const NPM_FLAGS = [
  '--yes',
  '--prefer-offline',
  '--loglevel=error',
  '--no-update-notifier',
  '--fetch-retries=1',
  '--fetch-retry-mintimeout=1000',
];

/**
 * Whether npm's output says that the registry could not be reached.
 *
 * @param {string} output
 */
function isNetworkFault(output) {
  return /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT)\b|network/i.test(
    output,
  );
}

module.exports = { npmCommand, isNetworkFault, NPM_FLAGS };
