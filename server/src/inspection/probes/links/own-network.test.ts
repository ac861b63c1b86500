import { describe, expect, it } from 'vitest';
import { isBlind } from './own-network.ts';

const gone = (host: string) => ({ host, status: null });
const GONE = ['a', 'b', 'c', 'd'].map((name) => gone(`www.${name}.example`));

describe('links of which none answered', () => {
  it('say that our own network reaches nothing outside', () => {
    expect(isBlind([...GONE, gone('www.e.example')])).toBe(true);
  });

  it('say nothing of it where one answered, or where they are of few owners', () => {
    expect(isBlind([...GONE, gone('www.e.example'), { host: 'www.f.example', status: 404 }])).toBe(false);
    expect(isBlind([...GONE, gone('news.a.example'), gone('mail.b.example')])).toBe(false);
  });
});
