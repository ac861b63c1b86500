export { type ChromiumSource, findChromium } from './find.ts';
export { type ChromiumOptions, type NoBrowser, type Started, startChromium } from './launch.ts';
