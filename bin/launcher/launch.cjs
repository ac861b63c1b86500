// @ts-check
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { dataDirectory, makeDataDirectory } = require('./data-directory.cjs');
const { watchForEnding } = require('./ending.cjs');
const { findNode } = require('./find-node.cjs');
const { handOver } = require('./hand-over.cjs');
const { installDependencies } = require('./install.cjs');
const { Ended, LaunchError } = require('./launch-error.cjs');
const { createSteps } = require('./steps.cjs');
const { chooseWords } = require('./words.cjs');

const ROOT = path.resolve(__dirname, '..', '..');

/** Exit code of our own faults, as in sysexits.h. */
const EX_SOFTWARE = 70;

/**
 * Finds Node 24, installs the dependencies and hands over to a TypeScript program of this repository; ends the
 * process with the program's exit code.
 *
 * @param {{ script: string, args: readonly string[], steps: number, verbose: boolean }} request
 *   `steps`: how many steps are counted in all; the launcher does the first two
 */
async function launch({ script, args, steps, verbose }) {
  const words = chooseWords(args, process.env);
  const signal = watchForEnding(process.env);
  try {
    const running = { path: process.execPath, version: process.version };
    const setting = { running, root: ROOT, data: openDataDirectory(words), env: process.env, words, signal };
    const step = createSteps({ total: steps, verbose, words });
    const onWait = (/** @type {number} */ pid) => process.stderr.write(`${words.held(pid)}\n`);
    const node = await step(1, words.findNode, () => findNode(setting, onWait));
    await step(2, words.install, () => installDependencies(setting, node, onWait));
    process.exitCode = await handOver({
      node,
      script: path.join(ROOT, script),
      args,
      env: process.env,
      signal,
    });
  } catch (error) {
    process.exitCode = explain(error, words);
  }
  process.exit();
}

/** @param {import('./words.cjs').Words} words */
function openDataDirectory(words) {
  const data = dataDirectory(process.env);
  try {
    makeDataDirectory(data);
    fs.mkdirSync(path.join(data, 'cache'), { recursive: true, mode: 0o700 });
    return data;
  } catch {
    throw new LaunchError(words.dataNotWritable(data));
  }
}

/**
 * @param {unknown} error
 * @param {import('./words.cjs').Words} words
 * @returns {number} exit code
 */
function explain(error, words) {
  if (error instanceof Ended) return error.exitCode;
  const text =
    error instanceof LaunchError
      ? `${words.failed}${error.message}`
      : `${words.unexpected}${describe(error)}`;
  process.stderr.write(`${text}\n`);
  return EX_SOFTWARE;
}

/** @param {unknown} error */
function describe(error) {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

module.exports = { launch };
