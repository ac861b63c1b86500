import { describe, expect, it } from 'vitest';
import { beijingToIso } from './beijing-time.ts';

describe('a date and time that a person typed', () => {
  it('is Beijing time', () => {
    expect(beijingToIso('2026-11-23T08:30')).toBe('2026-11-23T00:30:00.000Z');
  });
});
