// @ts-check
'use strict';
const fs = require('node:fs');
const path = require('node:path');

/**
 * A lock between processes of one machine that a killed process cannot leave behind.
 *
 * Every contender puts down a file named after itself (pid, start time, boot) in the lock's directory, and holds
 * the lock when it finds no file of another living process there; otherwise it withdraws and tries again later.
 * Such a name is never used twice, so clearing away a dead one's file cannot hit a living one: that is the race
 * that lock files with a fixed name have.
 */

/** @typedef {{ alsoHeldBy(pid: number): () => void, release(): void }} Lock */

/**
 * Takes the lock, waiting for others as long as they live.
 *
 * @param {string} directory made when missing, mode 0700
 * @param {{ onWait?: (pid: number) => void, signal?: AbortSignal }} [options] `onWait` is called once, with the holder
 * @returns {Promise<Lock>}
 * @throws the signal's reason when it fires first; the file system's errors
 */
async function acquireLock(directory, options = {}) {
  let waited = false;
  for (;;) {
    options.signal?.throwIfAborted();
    const attempt = tryLock(directory);
    if (!('holder' in attempt)) return attempt;
    if (!waited) options.onWait?.(attempt.holder);
    waited = true;
    await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 100));
  }
}

/**
 * Takes the lock if nobody living has it.
 *
 * @param {string} directory
 * @returns {Lock | { holder: number }} the lock, or the pid of the process that has it
 */
function tryLock(directory) {
  fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
  const own = markOf(process.pid);
  const before = livingContender(directory, own);
  if (before !== undefined) return { holder: before };
  put(directory, own);
  const rival = livingContender(directory, own);
  if (rival === undefined) return heldLock(directory, own);
  drop(directory, own);
  return { holder: rival };
}

/**
 * @param {string} directory
 * @param {string} own
 * @returns {Lock}
 */
function heldLock(directory, own) {
  return {
    /** Keeps the lock held while that process lives, too: a child that goes on when we are killed. */
    alsoHeldBy(pid) {
      const mark = markOf(pid);
      put(directory, mark);
      return () => drop(directory, mark);
    },
    release() {
      drop(directory, own);
    },
  };
}

/**
 * @param {string} directory
 * @param {string} own
 * @returns {number | undefined} pid
 */
function livingContender(directory, own) {
  for (const mark of fs.readdirSync(directory)) {
    if (mark === own) continue;
    const pid = Number(mark.split('.')[0]);
    if (processMark(pid) === mark) return pid;
    drop(directory, mark);
  }
  return undefined;
}

/**
 * Name of a process that is never used twice: pid, start time in clock ticks since boot, first part of the boot id.
 * A dead process that its parent has not yet fetched (state Z) counts as dead.
 *
 * @param {number} pid
 * @returns {string | undefined} undefined when there is no such living process
 */
function processMark(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the program's name in brackets and may hold anything, even brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').slice(0, 8);
    return `${pid}.${fields[19]}.${boot}`;
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function markOf(pid) {
  return processMark(pid) ?? `${pid}.gone`;
}

/**
 * @param {string} directory
 * @param {string} mark
 */
function put(directory, mark) {
  fs.writeFileSync(path.join(directory, mark), '');
}

/**
 * @param {string} directory
 * @param {string} mark
 */
function drop(directory, mark) {
  fs.rmSync(path.join(directory, mark), { force: true });
}

module.exports = { acquireLock, tryLock, processMark };
