import {
  APPLICATION_FLAGS as ALL_FLAGS,
  CONDITION_WORDS,
  type Condition,
  type Fate,
  type ShortListQuestion,
} from '@zhengdun/contract';
import { OBLIGATIONS, obligation } from '@zhengdun/rulebook';
import { describe, expect, it } from 'vitest';
import { FIELD_DUTIES, fieldDuties } from './field-duties.ts';
import { fateOf } from './short-list.ts';

type Facts = ShortListQuestion['applications'][number];
const application = (kind: Facts['kind'], more: Partial<Facts> = {}): Facts => ({
  kind,
  hosted: false,
  closed: false,
  flags: [],
  ...more,
});
const bureau = { kind: 'organ', level: 'county-department' } as const;
const city = { kind: 'organ', level: 'prefectural' } as const;
const school = { kind: 'institution', level: 'county' } as const;

function fate(id: string, unit: Parameters<typeof fateOf>[1], ...applications: Facts[]): Fate {
  const found = obligation(id);
  if (!found) throw new Error(`no obligation ${id}`);
  return fateOf(found, unit, applications);
}

function count(unit: Parameters<typeof fateOf>[1], applications: Facts[]): Record<Fate, number> {
  const counts = { own: 0, shared: 0, event: 0, inherited: 0, 'not-bound': 0 };
  for (const each of OBLIGATIONS) counts[fateOf(each, unit, applications)] += 1;
  return counts;
}

describe('the short list of a unit', () => {
  it('of a county bureau with a column, an account and mailboxes upstairs is short', () => {
    const small = [
      application('column'),
      application('account', { flags: ['reposts'] }),
      application('mail', { hosted: true }),
    ];
    const counts = count(bureau, small);
    expect(counts.own + counts.shared).toBeLessThan(70);
    expect(counts.own).toBeGreaterThan(20);
    expect(counts.inherited).toBeGreaterThan(10);
    expect(Object.values(counts).reduce((a, b) => a + b)).toBe(OBLIGATIONS.length);
  });

  it('is longer for a city that runs its own portal, and nothing there is inherited', () => {
    const counts = count(city, [
      application('website', { mlpsLevel: 3, flags: ['portal', 'services', 'own-systems', 'outsourced'] }),
    ]);
    expect(counts.inherited).toBe(0);
    expect(counts.own).toBeGreaterThan(70);
  });

  it('holds what binds the kind and the level of the unit', () => {
    const site = application('website');
    expect(fate('A5.2-organ-suffix', city, site)).toBe('own');
    expect(fate('A5.2-organ-suffix', school, site)).toBe('not-bound');
    expect(fate('A5.4-institution-suffix', school, site)).toBe('own');
    expect(fate('A10.3-no-own-site-below', bureau, site)).toBe('own');
    expect(fate('A10.3-no-own-site-below', city, site)).toBe('not-bound');
    expect(fate('A10.1-overall-plan', city)).toBe('own');
    expect(fate('A10.1-overall-plan', bureau)).toBe('not-bound');
    expect(fate('A9.2-mark-misused', city, site)).toBe('not-bound');
  });

  it('leaves to the platform what it takes over, but only for what runs on it', () => {
    const hosted = application('website', { hosted: true });
    expect(fate('A20.4-one-year', bureau, hosted)).toBe('inherited');
    expect(fate('A4.2-icp-filing', bureau, hosted)).toBe('shared');
    expect(fate('A4.1-opening-review', bureau, hosted)).toBe('own');
    expect(fate('A20.4-one-year', bureau, hosted, application('app'))).toBe('own');
  });

  it('asks for grades and flags before it lists what depends on them', () => {
    expect(fate('A17.1-grading', city, application('website'))).toBe('own');
    expect(fate('A17.2-mlps-filing', city, application('website'))).toBe('not-bound');
    expect(fate('A17.2-mlps-filing', city, application('website', { mlpsLevel: 2 }))).toBe('own');
    expect(fate('A30.1-real-name', city, application('website'))).toBe('not-bound');
    expect(fate('A30.1-real-name', city, application('website', { flags: ['has-registration'] }))).toBe(
      'own',
    );
    expect(fate('A30.3-multi-factor', city, application('mail'))).toBe('own');
  });

  it('keeps apart what is due only when something happens', () => {
    expect(fate('A37.1-report', bureau, application('website'))).toBe('event');
    expect(fate('A18.3-before-change', bureau, application('website'))).toBe('event');
  });

  it('of what was shut down holds its shutting down alone', () => {
    const closed = application('website', { closed: true });
    expect(fate('A12.5-domain-cancelled', bureau, closed)).toBe('own');
    expect(fate('A9.3-mark-present', bureau, closed)).toBe('not-bound');
    expect(fate('A12.5-domain-cancelled', bureau, application('website'))).toBe('not-bound');
  });

  it.each(Object.keys(CONDITION_WORDS) as Condition[])(
    'knows when %s makes an obligation due',
    (condition) => {
      // With every fact given, an obligation with this condition is due for some kind of application.
      const every = (closed: boolean): Facts[] =>
        (['website', 'app', 'mini-program', 'account', 'mail'] as const).map((kind) =>
          application(kind, { closed, mlpsLevel: 3, flags: [...ALL_FLAGS] }),
        );
      const having = OBLIGATIONS.filter(
        ({ conditions, applications }) => conditions.includes(condition) && applications.length > 0,
      );
      for (const each of having) {
        const unit = each.binds.includes('institution') ? school : city;
        expect([each.id, fateOf(each, unit, [...every(false), ...every(true)])]).not.toEqual([
          each.id,
          'not-bound',
        ]);
      }
    },
  );
});

describe('the duties beside a registered field', () => {
  it('name obligations that are there', () => {
    const ids = Object.values(FIELD_DUTIES).flat();
    expect(ids.filter((id) => obligation(id) === undefined)).toEqual([]);
  });

  it('are those that could bind this kind of application, by flag and by filing', () => {
    const of = (field: string, kind: Facts['kind']): string[] =>
      fieldDuties({ kind }, OBLIGATIONS)
        .find((each) => each.field === field)
        ?.obligations.map(({ id }) => id) ?? [];
    expect(of('icp', 'website')).toEqual(['A4.2-icp-filing']);
    expect(of('icp', 'mail')).toEqual([]);
    expect(of('has-registration', 'website')).toEqual(['A30.1-real-name', 'A30.2-national-id']);
    expect(of('mlpsLevel', 'website')).toContain('A17.2-mlps-filing');
  });
});
