import * as packet from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { carriesId, decodeReply, encodeQuery } from './dns-message.ts';

const QUESTION = { name: 'www.a.test', type: 'A' } as const;

const REPLY = packet.encode({
  type: 'response',
  id: 7,
  flags: packet.RECURSION_DESIRED,
  questions: [{ type: 'A', name: 'www.a.test' }],
  answers: [
    { type: 'CNAME', name: 'www.a.test', ttl: 60, data: 'b.test' },
    { type: 'A', name: 'b.test', ttl: 60, data: '192.0.2.1' },
    { type: 'TXT', name: 'b.test', ttl: 60, data: ['v=spf1', ' -all'] },
    { type: 'MX', name: 'b.test', ttl: 60, data: { preference: 5, exchange: 'mx.b.test' } },
  ],
  authorities: [{ type: 'NS', name: 'b.test', ttl: 60, data: 'ns.b.test' }],
});

describe('a query', () => {
  it('carries the network of the asker cut to its prefix (RFC 7871)', () => {
    const bytes = encodeQuery({ ...QUESTION, clientSubnet: '202.106.255.255/20' }, 7, true);
    // family 1, 20 bits, scope 0, 202.106.240 with the spare bits off
    expect(bytes.includes(Buffer.from('00080007000114' + '00' + 'ca6af0', 'hex'))).toBe(true);
    const six = encodeQuery({ ...QUESTION, clientSubnet: '240e:123::/24' }, 7, true);
    expect(six.includes(Buffer.from('00080007' + '00021800' + '240e01', 'hex'))).toBe(true);
  });

  it('is plain RFC 1035 where EDNS is not wanted', () => {
    expect(packet.decode(encodeQuery(QUESTION, 7, false)).additionals).toEqual([]);
    expect(packet.decode(encodeQuery(QUESTION, 7, true)).additionals).toHaveLength(1);
  });
});

describe('a reply', () => {
  it('is told by its id and its direction', () => {
    expect(carriesId(REPLY, 7)).toBe(true);
    expect(carriesId(REPLY, 8)).toBe(false);
    expect(carriesId(encodeQuery(QUESTION, 7, true), 7)).toBe(false);
    expect(carriesId(REPLY.subarray(0, 11), 7)).toBe(false);
  });

  it('counts only for the question that was asked, in whatever case', () => {
    expect(decodeReply(REPLY, QUESTION)?.answers).toHaveLength(4);
    expect(decodeReply(REPLY, { name: 'other.test', type: 'A' })).toBeUndefined();
    expect(decodeReply(REPLY, { name: 'www.a.test', type: 'MX' })).toBeUndefined();
  });

  it('brings no record whose name is no name', () => {
    const odd = packet.encode({
      type: 'response',
      id: 7,
      questions: [QUESTION],
      answers: [
        { type: 'CNAME', name: 'www.a.test', ttl: 1, data: 'evil\u0007\u001b[31m.test' },
        { type: 'CNAME', name: 'www.a.test', ttl: 1, data: 'a b.test' },
        { type: 'A', name: '<script>.test', ttl: 1, data: '192.0.2.1' },
      ],
    });
    expect(decodeReply(odd, QUESTION)?.answers).toEqual([]);
  });

  it('never throws, on 20 000 damaged ones', () => {
    let state = 11;
    const random = (limit: number) => {
      state = (state * 48271) % 2147483647;
      return state % limit;
    };
    let read = 0;
    for (let round = 0; round < 20_000; round += 1) {
      const bytes = Buffer.from(REPLY.subarray(0, 12 + random(REPLY.length - 11)));
      for (let hits = 0; hits < 3; hits += 1) bytes[random(bytes.length)] = random(256);
      if (decodeReply(bytes, QUESTION)) read += 1;
    }
    expect(read).toBeGreaterThan(0);
  });

  it('made of pointers to pointers is read in no time', () => {
    const head = packet.encode({ type: 'response', id: 7, questions: [QUESTION] });
    // A staircase: each pointer leads to the one before, and 200 records hang on the top step.
    const steps = Buffer.alloc(2 * 8000);
    const start = head.length + 12;
    for (let step = 0; step < 8000; step += 1) {
      steps.writeUInt16BE(0xc000 | (step === 0 ? 12 : Math.min(0x3fff, start + 2 * (step - 1))), 2 * step);
    }
    const lead = Buffer.concat([
      Buffer.from('00', 'hex'),
      Buffer.from('0063000100000000', 'hex'),
      lengthOf(steps),
    ]);
    const record = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from('000100010000000a0004c0000201', 'hex'),
    ]);
    const bytes = Buffer.concat([head, lead, steps, ...Array.from({ length: 200 }, () => record)]);
    bytes.writeUInt16BE(201, 6);
    const started = performance.now();
    decodeReply(bytes, QUESTION);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

function lengthOf(data: Buffer): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(data.length);
  return bytes;
}
