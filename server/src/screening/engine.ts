/* The face of the engine alone, for threads that read no documents: loading those takes memory in each of them. */
export { buildScreen, type Screen } from './screen.ts';
export { screenText } from './screen-text.ts';
