// @ts-check
'use strict';
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/**
 * Where this installation keeps its data: ZHENGDUN_DATA; else, for root, the system's place; else the user's own.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {string} absolute path
 */
function dataDirectory(env) {
  if (env.ZHENGDUN_DATA) return path.resolve(env.ZHENGDUN_DATA);
  if (process.getuid?.() === 0) return '/var/lib/zhengdun';
  const base = env.XDG_DATA_HOME && path.isAbsolute(env.XDG_DATA_HOME) ? env.XDG_DATA_HOME : undefined;
  return path.join(base ?? path.join(os.homedir(), '.local', 'share'), 'zhengdun');
}

/**
 * Makes the data directory, or a folder of it that PostgreSQL's own user must pass through when we are root. The
 * folders above get the usual mode, whatever ours is; an existing one of ours gets the rights that it lacks.
 *
 * @param {string} folder
 * @throws the file system's errors, also when the folder cannot be written to
 */
function makeDataDirectory(folder) {
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  makeFolder(path.dirname(folder), 0o777);
  makeFolder(folder, mode);
  const found = fs.statSync(folder);
  if (found.uid === process.getuid?.() && (found.mode & mode) !== mode) {
    fs.chmodSync(folder, (found.mode & 0o777) | mode);
  }
  fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK);
}

/**
 * mkdir with its parents. Not with `recursive`: that one loops for ever below /proc, where nothing can be made.
 *
 * @param {string} folder
 * @param {number} mode
 */
function makeFolder(folder, mode) {
  if (fs.existsSync(folder)) return;
  makeFolder(path.dirname(folder), 0o777);
  try {
    fs.mkdirSync(folder, { mode });
  } catch (error) {
    // Another start may have made it in the same moment.
    if (!fs.existsSync(folder)) throw error;
  }
}

module.exports = { dataDirectory, makeDataDirectory };
