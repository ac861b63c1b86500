import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

describe('canonical JSON', () => {
  it('writes the example of RFC 8785, 3.2.2', () => {
    expect(
      canonicalJson({
        numbers: JSON.parse(
          '[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]',
        ) as number[],
        string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"\u002f',
        literals: [null, true, false],
      }),
    ).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('orders names by their UTF-16 units, as RFC 8785, 3.2.3 does', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const written = canonicalJson(Object.fromEntries(names.map((name) => [name, 0])));
    expect(Object.keys(JSON.parse(written) as object)).toEqual([
      '1',
      '\r',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\ud83d\ude00',
      '\ufb33',
    ]);
  });

  it('is the same whatever the order of writing, and leaves out what is undefined', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: undefined })).toBe('{"b":[{"c":2,"d":1}]}');
    expect(canonicalJson({ b: [{ c: 2, d: 1 }] })).toBe('{"b":[{"c":2,"d":1}]}');
    expect(canonicalJson(-0)).toBe('0');
  });

  it.each(['政务', 'a"b', 'a\\b', 'a\tb', '\u007f', '\u2028', '\ud83d\ude00', '', 'é'])(
    'writes %j as ECMAScript does',
    (text) => {
      expect(canonicalJson({ [text]: text })).toBe(JSON.stringify({ [text]: text }));
    },
  );

  it('has no words for half of a pair in a name either', () => {
    expect(() => canonicalJson({ '\ud83d': 1 })).toThrow(TypeError);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, '\ud83d'])('has no words for %j', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });
});
