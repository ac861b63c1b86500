import { describe, expect, it } from 'vitest';
import { LONGEST_LINE } from '../frame.ts';
import { splitLines } from './split-lines.ts';
import { splitSyslog } from './split-syslog.ts';

/** The same bytes, cut at every place there is. */
function everyWay(bytes: Buffer, splitter: () => ReturnType<typeof splitLines>): string[][] {
  return Array.from({ length: Math.min(bytes.length, 60) }, (_, index) => {
    const each = splitter();
    const lines: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += index + 1)
      lines.push(...each.push(bytes.subarray(at, at + index + 1)));
    return [...lines, ...each.end()].map((line) => line.toString('latin1'));
  });
}

const octets = (...messages: string[]) =>
  messages.map((message) => `${Buffer.byteLength(message)} ${message}`).join('');

describe('lines of a stream', () => {
  it.each<[string, string, string[]]>([
    ['line feeds', '<34>one\n<34>two\r\n\n<34>three', ['<34>one', '<34>two\r', '', '<34>three']],
    [
      'counted octets',
      octets('<34>one', '<34>two\nof two lines', '<34>3'),
      ['<34>one', '<34>two\nof two lines', '<34>3'],
    ],
    [
      'access lines without a header',
      '203.0.113.7 - - [x]\n10 apples\n',
      ['203.0.113.7 - - [x]', '10 apples'],
    ],
    [
      'a sender that stops counting',
      `${octets('<34>one')}garbage\n5 <34>x\n`,
      ['<34>one', 'garbage', '5 <34>x'],
    ],
    ['a count that is absurd', '99999999 <34>x\n<34>y\n', ['99999999 <34>x', '<34>y']],
    ['a message that is not whole', '20 <34>cut off', ['<34>cut off']],
    ['bytes that are no text', '\xff\xfe\x00\n\x80\n', ['\xff\xfe\x00', '\x80']],
  ])('are found by %s, however the chunks fall', (_, text, expected) => {
    for (const lines of everyWay(Buffer.from(text, 'latin1'), splitSyslog)) expect(lines).toEqual(expected);
  });

  it('beyond a megabyte are kept in pieces, and told', () => {
    const long = Buffer.alloc(LONGEST_LINE * 2 + 5, 'x');
    for (const bytes of [
      Buffer.concat([long, Buffer.from('\n<34>next\n')]),
      Buffer.concat([Buffer.from(`${long.length + 4} <34>`), long, Buffer.from('8 <34>next')]),
    ]) {
      const splitter = splitSyslog();
      const lines: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += 65_536) {
        lines.push(...splitter.push(bytes.subarray(at, at + 65_536)));
        expect(splitter.held).toBeLessThanOrEqual(LONGEST_LINE);
      }
      expect(lines.map(({ length }) => length)).toEqual([LONGEST_LINE, LONGEST_LINE, expect.any(Number), 8]);
      expect(splitter.cut).toBe(1);
      expect(splitter.held).toBe(0);
    }
  });

  it('of exactly the longest length are whole', () => {
    const splitter = splitLines(5);
    expect(splitter.push(Buffer.from('12345\n123456\n')).map(String)).toEqual(['12345', '12345', '6']);
    expect(splitter.cut).toBe(1);
  });
});
