/**
 * A short text, and what has to be found in it: category, colon, the words. A text alone has to give no hit. All of it
 * is invented.
 */
export type Case = readonly [text: string, ...hits: readonly string[]];
