import { beforeAll, describe, expect, it } from 'vitest';
import { loadTexts, tellIn } from '../../locales/texts.ts';
import { deadlineTime } from './deadline-time.ts';

const NOW = new Date('2026-11-23T02:00:00Z');

beforeAll(() => loadTexts('en'));

describe('the time of a deadline', () => {
  it('is told in Beijing time, with the year where it is another one', () => {
    expect(deadlineTime('2026-11-26T09:30:00.000Z', tellIn('zh'), NOW)).toBe('11月26日17:30');
    expect(deadlineTime('2027-01-04T09:30:00.000Z', tellIn('zh'), NOW)).toBe('2027年1月4日17:30');
    expect(deadlineTime('2026-11-26T09:30:00.000Z', tellIn('en'), NOW)).toBe('17:30 on 26/11, Beijing time');
  });

  it('belongs to the year that Beijing has', () => {
    expect(deadlineTime('2026-12-31T17:00:00.000Z', tellIn('zh'), NOW)).toBe('2027年1月1日01:00');
  });
});
