// @ts-check
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { run } = require('./child.cjs');
const { acquireLock } = require('./lock.cjs');
const { LaunchError } = require('./launch-error.cjs');
const { npmCommand, isNetworkFault, NPM_FLAGS } = require('./npm.cjs');

const WANTED_MAJOR = 24;

/**
 * `running` is the Node that runs the launcher itself.
 *
 * @typedef {{ running: { path: string, version: string }, root: string, data: string, env: NodeJS.ProcessEnv, words: import('./words.cjs').Words, signal: AbortSignal }} Setting
 */

/**
 * Finds a Node that is new enough: the running one; the one remembered from an earlier start; else it is fetched
 * once through npm. A warm `npx` without network hangs for minutes, hence the remembered path.
 *
 * @param {Setting} setting
 * @param {(pid: number) => void} onWait
 * @returns {Promise<string>} absolute path of the program
 */
async function findNode(setting, onWait) {
  if (majorOf(setting.running.version) >= WANTED_MAJOR) return setting.running.path;
  const cache = path.join(setting.data, 'cache');
  const stamp = path.join(cache, `node-${WANTED_MAJOR}.json`);
  const remembered = readStamp(stamp);
  if (remembered) return remembered;
  const lock = await acquireLock(path.join(cache, 'node.lock'), { onWait, signal: setting.signal });
  try {
    const meanwhile = readStamp(stamp);
    if (meanwhile) return meanwhile;
    const node = await fetchNode(setting, lock);
    writeStamp(stamp, node);
    return node;
  } finally {
    lock.release();
  }
}

/**
 * @param {Setting} setting
 * @param {import('./lock.cjs').Lock} lock
 */
async function fetchNode(setting, lock) {
  const npm = npmCommand(setting.env, setting.running.path, setting.words);
  let found = '';
  // The package of the platform holds the program itself. `node` needs an install script, which many forbid.
  for (const name of [`node-linux-${process.arch}`, 'node']) {
    const fetched = await run(
      [
        ...npm,
        'exec',
        ...NPM_FLAGS,
        `--package=${name}@${WANTED_MAJOR}`,
        '--',
        'node',
        '-p',
        'process.execPath',
      ],
      { cwd: setting.root, env: setting.env, signal: setting.signal, beforeStart: lock.alsoHeldBy },
    );
    if (fetched.code !== 0 && isNetworkFault(fetched.stderr))
      throw new LaunchError(setting.words.nodeUnreachable);
    const node = fetched.stdout.trim().split('\n').at(-1) ?? '';
    const version = node.startsWith('/')
      ? await run([node, '-v'], { env: setting.env, signal: setting.signal })
      : undefined;
    if (version?.code === 0 && majorOf(version.stdout) >= WANTED_MAJOR) return node;
    found = version?.stdout.trim() || lastLine(fetched.stderr) || '-';
  }
  throw new LaunchError(setting.words.nodeUnusable(found));
}

/**
 * @param {string} stamp
 * @returns {string | undefined} the remembered program, if it is still the same file
 */
function readStamp(stamp) {
  try {
    const kept = JSON.parse(fs.readFileSync(stamp, 'utf8'));
    const now = fs.statSync(kept.path);
    return now.size === kept.size && now.mtimeMs === kept.mtimeMs ? kept.path : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} stamp
 * @param {string} node
 */
function writeStamp(stamp, node) {
  const { size, mtimeMs } = fs.statSync(node);
  fs.writeFileSync(`${stamp}.${process.pid}`, JSON.stringify({ path: node, size, mtimeMs }));
  fs.renameSync(`${stamp}.${process.pid}`, stamp);
}

/** @param {string} version e.g. `v24.21.0` */
function majorOf(version) {
  return Number(/^v(\d+)\./.exec(version.trim())?.[1] ?? 0);
}

/** @param {string} text */
function lastLine(text) {
  return text.trim().split('\n').at(-1) ?? '';
}

module.exports = { findNode };
