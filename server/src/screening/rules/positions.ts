import type { AnchorRule } from './rule.ts';

const BOTH = /^[ :=]{1,4}-?\d{1,2}\.\d{3,}.{0,12}gpslongitude[ :=]{1,4}-?\d{1,3}\.\d{3,}/i;

/** Where a photo was taken, as it stands in the photo or was copied from it. */
export const photoPositions: AnchorRule = {
  reach: { before: 0, after: 80 },
  anchors: ['gpslatitude'],
  judge({ text, from, to }) {
    const position = BOTH.exec(text.slice(to));
    if (!position) return undefined;
    return { rule: 'photo-position', from, to: to + position[0].length, severity: 3, masking: 'none' };
  },
};
