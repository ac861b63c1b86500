import { describe, expect, it } from 'vitest';
import { excerptOf } from './excerpt.ts';

describe('what is shown of a hit', () => {
  it('is nothing of a mark of a state secret', () => {
    expect(excerptOf({ rule: 'state-secret-mark', masking: 'none' }, '机密★10年')).toBeUndefined();
  });

  it('is the ends of a number', () => {
    expect(excerptOf({ rule: 'mobile', masking: 'ends' }, '13100049001')).toBe('13*******01');
  });

  it('is the whole of a slip', () => {
    expect(excerptOf({ rule: 'misspelling', masking: 'whole' }, '布署')).toBe('布署');
  });
});
