// @ts-check
'use strict';
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

/** Mode of the data directory: as root, PostgreSQL runs as another user and must be able to pass. */
function dataDirectoryMode() {
  return process.getuid?.() === 0 ? 0o711 : 0o700;
}

module.exports = { dataDirectory, dataDirectoryMode };
