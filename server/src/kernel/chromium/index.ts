export { findChromium } from './find.ts';
export { type NoBrowser, startChromium } from './launch.ts';
