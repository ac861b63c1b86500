import { describe, expect, it } from 'vitest';
import { casXml } from '../../../test/outside-providers.ts';
import { readCasAnswer } from './cas-answer.ts';

const success = (inner: string) => casXml(`<cas:authenticationSuccess>${inner}</cas:authenticationSuccess>`);
const USER = '<cas:user>one</cas:user>';

describe('the answer of CAS', () => {
  it('is read by its places: user, attributes, or the code of a failure', () => {
    const read = readCasAnswer(
      success(
        `\n  <cas:user> o&lt;n&#101;&amp;co </cas:user>\n <cas:attributes><cas:memberOf>a</cas:memberOf><cas:memberOf>b</cas:memberOf></cas:attributes>`,
      ),
    );
    expect(read).toEqual({ user: 'o<ne&co', attributes: new Map([['memberOf', ['a', 'b']]]) });
    expect(
      readCasAnswer(
        casXml('<cas:authenticationFailure code="INVALID_TICKET">gone</cas:authenticationFailure>'),
      ),
    ).toEqual({
      failure: 'INVALID_TICKET',
    });
    const plain = `<serviceResponse xmlns="http://www.yale.edu/tp/cas"><authenticationSuccess><user>one</user></authenticationSuccess></serviceResponse>`;
    expect(readCasAnswer(plain)).toMatchObject({ user: 'one' });
  });

  it.each([
    [
      'a document type',
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${success('<cas:user>&x;</cas:user>')}`,
    ],
    ['a comment that cuts a name', success('<cas:user>one<!-- -->.evil</cas:user>')],
    ['CDATA', success('<cas:user><![CDATA[one]]></cas:user>')],
    ['a processing instruction', success('<?php x ?><cas:user>one</cas:user>')],
    ['two users', success(`${USER}<cas:user>two</cas:user>`)],
    ['no user', success('<cas:attributes/>')],
    ['an empty user', success('<cas:user></cas:user>')],
    ['a user in another place', casXml(USER)],
    ['success twice', casXml(`<cas:authenticationSuccess>${USER}</cas:authenticationSuccess>`.repeat(2))],
    [
      'success and failure',
      casXml(
        `<cas:authenticationSuccess>${USER}</cas:authenticationSuccess><cas:authenticationFailure code="INVALID_TICKET"/>`,
      ),
    ],
    ['another namespace', success(USER).replace('yale.edu', 'evil.test')],
    ['no namespace', success(USER).replace(/ xmlns:cas="[^"]*"/, '')],
    ['a prefix bound anew', success('<cas:user xmlns:cas="urn:x">one</cas:user>')],
    ['another prefix', success('<x:user xmlns:x="urn:x">one</x:user>')],
    ['two roots', `${success(USER)}<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"/>`],
    ['an end that is missing', success(USER).replace('</cas:serviceResponse>', '')],
    ['a text around it', `${success(USER)}evil`],
    ['a proxy', success(`${USER}<cas:proxies><cas:proxy>https://p.test</cas:proxy></cas:proxies>`)],
    ['depths without end', success('<cas:a>'.repeat(5_000))],
    ['elements without end', success(`${USER}${'<cas:a></cas:a>'.repeat(5_000)}`)],
    ['a name without end', success(`<cas:user>${'a'.repeat(5_000)}</cas:user>`)],
    ['nothing', ''],
    ['a page', '<!doctype html><title>login</title>'],
  ])('is refused with %s', (_, xml) => {
    expect(() => readCasAnswer(xml)).toThrow(expect.objectContaining({ fault: 'answer-wrong' }));
  });
});
