import { describe, expect, it } from 'vitest';
import { message, rawAlert, rawServerHello, record } from '../../../../test/world/raw-tls.ts';
import { readServerAnswer } from './server-answer.ts';

const HELLO = rawServerHello({
  version: 0x0303,
  suite: 0xc02f,
  certificates: [Buffer.alloc(700, 1), Buffer.alloc(900, 2)],
});

describe('the answer to a hello', () => {
  it('tells version, suite and certificates', () => {
    expect(readServerAnswer(HELLO)).toEqual({
      kind: 'hello',
      version: 0x0303,
      suite: 0xc02f,
      retry: false,
      certificates: [Buffer.alloc(700, 1), Buffer.alloc(900, 2)],
      complete: true,
    });
  });

  it('takes the version of TLS 1.3 from its extension, and knows a retry request', () => {
    const hello = { version: 0x0303, suite: 0x1301, chosenVersion: 0x0304, sessionId: Buffer.alloc(32, 3) };
    expect(readServerAnswer(rawServerHello(hello))).toMatchObject({
      version: 0x0304,
      retry: false,
      complete: true,
    });
    expect(readServerAnswer(rawServerHello({ ...hello, retry: true }))).toMatchObject({
      version: 0x0304,
      retry: true,
    });
  });

  it('reads TLCP, whose record version is 0x0101', () => {
    const bytes = rawServerHello({
      version: 0x0101,
      suite: 0xe013,
      certificates: [Buffer.from('s'), Buffer.from('e')],
    });
    expect(readServerAnswer(bytes)).toMatchObject({
      kind: 'hello',
      version: 0x0101,
      suite: 0xe013,
      complete: true,
    });
  });

  it('puts messages together that are spread over records, and records that hold several messages', () => {
    const [hello, certificate] = [HELLO.subarray(0, 47), HELLO.subarray(47)];
    const inOne = Buffer.concat([hello.subarray(5), certificate.subarray(5, certificate.length - 9)]);
    const split = Buffer.concat(
      [10, 300, inOne.length].map((end, index, ends) =>
        record(22, 0x0303, inOne.subarray(ends[index - 1] ?? 0, end)),
      ),
    );
    expect(readServerAnswer(split)).toEqual(readServerAnswer(record(22, 0x0303, inOne)));
    expect(readServerAnswer(split)).toMatchObject({
      kind: 'hello',
      certificates: [{ length: 700 }, { length: 900 }],
    });
  });

  it('is an alert, when the server says so', () => {
    expect(readServerAnswer(rawAlert(70))).toEqual({ kind: 'alert', level: 2, description: 70 });
    expect(readServerAnswer(rawAlert(40, 2, 0x0101))).toEqual({ kind: 'alert', level: 2, description: 40 });
  });

  it('goes on after a mere warning, such as that the name is not known', () => {
    expect(readServerAnswer(rawAlert(112, 1))).toEqual({
      kind: 'incomplete',
      warning: { level: 1, description: 112 },
    });
    expect(readServerAnswer(Buffer.concat([rawAlert(112, 1), HELLO]))).toMatchObject({ kind: 'hello' });
  });

  it.each([
    ['a page of HTTP', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['a greeting of another protocol', Buffer.from('220 mail ready\r\n')],
    ['zeroes', Buffer.alloc(100)],
    ['encrypted data at once', record(23, 0x0303, Buffer.alloc(40))],
    ['a record of an unknown version', record(22, 0x0505, message(2, Buffer.alloc(40)))],
    ['a record that claims 65 535 bytes', Buffer.from([22, 3, 3, 0xff, 0xff])],
    ['a message that claims 16 MB', record(22, 0x0303, Buffer.from([2, 0xff, 0xff, 0xff, 1, 2]))],
    ['a certificate before the hello', record(22, 0x0303, message(11, Buffer.alloc(40)))],
    ['a hello that is too short', record(22, 0x0303, message(2, Buffer.alloc(20)))],
    [
      'a hello whose session id is longer than allowed',
      record(22, 0x0303, message(2, Buffer.alloc(60, 0xff))),
    ],
    ['an alert of three bytes', record(21, 0x0303, Buffer.alloc(3))],
  ])('is junk when it is %s', (_what, bytes) => {
    expect(readServerAnswer(bytes)).toEqual({ kind: 'junk' });
  });

  it('waits for the rest, whatever the point at which the bytes break off', () => {
    for (let end = 0; end < HELLO.length; end += 1) {
      const answer = readServerAnswer(HELLO.subarray(0, end));
      if (end < 47) expect(answer).toEqual({ kind: 'incomplete' });
      else expect(answer).toMatchObject({ kind: 'hello', suite: 0xc02f });
    }
  });

  it('believes no length of a certificate list', () => {
    const lying = Buffer.concat([Buffer.from([0, 0, 9]), Buffer.from([0xff, 0xff, 0xff, 1, 2, 3])]);
    const bytes = Buffer.concat([
      rawServerHello({ version: 0x0303, suite: 0xc02f }),
      record(22, 0x0303, message(11, lying)),
    ]);
    expect(readServerAnswer(bytes)).toMatchObject({ kind: 'hello', certificates: [], complete: true });
  });

  it('keeps at most twelve certificates', () => {
    const certificates = Array.from({ length: 500 }, () => Buffer.from('x'));
    const answer = readServerAnswer(rawServerHello({ version: 0x0303, suite: 1, certificates }));
    expect(answer.kind === 'hello' && answer.certificates).toHaveLength(12);
  });

  it('never throws, on 20 000 damaged flights', () => {
    const random = seeded(42);
    for (let round = 0; round < 20_000; round += 1) {
      const bytes = Buffer.from(HELLO.subarray(0, 60 + Math.floor(random() * 200)));
      for (let hits = 0; hits < 4; hits += 1)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      expect(['hello', 'alert', 'junk', 'incomplete']).toContain(readServerAnswer(bytes).kind);
    }
  });
});

/** Numbers from 0 to 1, the same on every run (Park and Miller). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
