// @ts-check
'use strict';

/** A fault whose message is already written for the user: what is missing, and the cure. */
class LaunchError extends Error {}

/** The launcher was told to end; `exitCode` says how. */
class Ended extends Error {
  /** @param {number} exitCode */
  constructor(exitCode) {
    super('ended');
    this.exitCode = exitCode;
  }
}

module.exports = { LaunchError, Ended };
