import { describe, expect, it } from 'vitest';
import { type Actor, mayDo, scopeOf, scopesOf } from './index.ts';

const one = { regions: [], sectors: [], units: ['one'] };
const other = { regions: ['990000/'], sectors: ['s/'], units: ['one', 'two'] };

function actor(stage: Actor['stage']): Actor {
  const scopes = scopesOf([
    { role: 'handler', scope: one },
    { role: 'supervision-reader', scope: other },
  ]);
  return { id: 'a', kind: 'person', unitId: 'one', stage, scopes };
}

describe('an actor', () => {
  it('holds a permission over the union of the grants whose role gives it, and nowhere else', () => {
    expect(scopeOf(actor('full'), 'finding.read')).toEqual({ ...other, units: ['one', 'two'] });
    expect(scopeOf(actor('full'), 'finding.mend')).toEqual(one);
    expect(scopeOf(actor('full'), 'grant.give')).toEqual({ regions: [], sectors: [], units: [] });
  });

  it.each(['second-factor', 'enrolment'] as const)('may do nothing while its sign-in is at %s', (stage) => {
    expect(mayDo(actor('full'), 'finding.read')).toBe(true);
    expect(mayDo(actor(stage), 'finding.read')).toBe(false);
    expect(scopeOf(actor(stage), 'finding.read')).toEqual({ regions: [], sectors: [], units: [] });
  });
});
