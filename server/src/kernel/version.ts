import manifest from '../../package.json' with { type: 'json' };

/** Version of the program, as in its package. */
export const VERSION = manifest.version;
