import { describe, expect, it } from 'vitest';
import { receivingArguments } from './log-receiver.ts';

describe('the process that receives logs', () => {
  it('has not the room for young objects that makes a server start quickly', () => {
    const own = ['--min-semi-space-size=32', '--no-warnings', '--max-semi-space-size=32'];
    expect(receivingArguments(own)).toEqual(['--no-warnings']);
  });
});
