/* The face of the engine alone, for threads that read no documents: loading those takes memory in each of them. */
export { screenText } from './screen-text.ts';
export { shippedRules } from './shipped-rules.ts';
