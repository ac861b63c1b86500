// @ts-check
'use strict';
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { run } = require('./child.cjs');
const { acquireLock } = require('./lock.cjs');
const { LaunchError } = require('./launch-error.cjs');
const { npmCommand, isNetworkFault, NPM_FLAGS } = require('./npm.cjs');

/** @typedef {import('./find-node.cjs').Setting} Setting */

/**
 * Installs what package-lock.json says, unless a stamp in node_modules says that this very file was installed on
 * this platform. npm is not called at all in that case.
 *
 * @param {Setting} setting
 * @param {string} node
 * @param {(pid: number) => void} onWait
 */
async function installDependencies(setting, node, onWait) {
  if (isInstalled(setting.root)) return;
  const lock = await takeLock(setting, onWait);
  try {
    if (isInstalled(setting.root)) return;
    if (!isInstalledByNpm(setting.root)) await runNpm(setting, node, lock);
    fs.writeFileSync(stampPath(setting.root), JSON.stringify(wantedStamp(setting.root)));
  } finally {
    lock.release();
  }
}

/**
 * @param {Setting} setting
 * @param {(pid: number) => void} onWait
 */
async function takeLock(setting, onWait) {
  try {
    return await acquireLock(path.join(setting.root, '.zhengdun', 'install.lock'), {
      onWait,
      signal: setting.signal,
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
      throw new LaunchError(setting.words.notWritable(setting.root));
    throw error;
  }
}

/**
 * @param {Setting} setting
 * @param {string} node
 * @param {import('./lock.cjs').Lock} lock
 */
async function runNpm(setting, node, lock) {
  const env = { ...setting.env, PATH: `${path.dirname(node)}${path.delimiter}${setting.env.PATH ?? ''}` };
  const npm = npmCommand(env, node, setting.words);
  const flags = ['--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const done = await run([...npm, 'ci', ...NPM_FLAGS, ...flags], {
    cwd: setting.root,
    env,
    signal: setting.signal,
    beforeStart: lock.alsoHeldBy,
  });
  if (done.code === 0) return;
  if (isNetworkFault(done.stderr)) throw new LaunchError(setting.words.dependenciesUnreachable);
  const log = path.join(setting.root, '.zhengdun', 'npm-ci.log');
  fs.writeFileSync(log, `${done.stdout}\n${done.stderr}`);
  const tail = done.stderr.trim().split('\n').slice(-12).join('\n');
  throw new LaunchError(`${setting.words.dependenciesFailed(log)}\n${tail}`);
}

/** @param {string} root */
function stampPath(root) {
  return path.join(root, 'node_modules', '.zhengdun.json');
}

/** @param {string} root */
function wantedStamp(root) {
  const lock = fs.readFileSync(path.join(root, 'package-lock.json'));
  return {
    lock: crypto.createHash('sha256').update(lock).digest('hex'),
    platform: `${process.platform}-${process.arch}`,
  };
}

/** @param {string} root */
function isInstalled(root) {
  try {
    const stamp = JSON.parse(fs.readFileSync(stampPath(root), 'utf8'));
    const wanted = wantedStamp(root);
    return stamp.lock === wanted.lock && stamp.platform === wanted.platform;
  } catch {
    return false;
  }
}

/**
 * Whether somebody who called npm by hand has already installed exactly the lock file: npm leaves its own account
 * in node_modules. Packages of other platforms are optional and may be missing.
 *
 * @param {string} root
 */
function isInstalledByNpm(root) {
  try {
    if (fs.existsSync(stampPath(root)) && readJson(stampPath(root)).platform !== wantedStamp(root).platform)
      return false;
    const wanted = readJson(path.join(root, 'package-lock.json')).packages;
    const present = readJson(path.join(root, 'node_modules', '.package-lock.json')).packages;
    return Object.entries(wanted).every(([where, entry]) => {
      if (!where.startsWith('node_modules/')) return true;
      const there = present[where];
      if (!there) return entry.optional === true || entry.devOptional === true;
      return entry.link === true || (there.version === entry.version && there.integrity === entry.integrity);
    });
  } catch {
    return false;
  }
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

module.exports = { installDependencies, isInstalled };
