import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sm2KeyPair } from '../../gm/index.ts';
import { readCheckpoint } from '../key-periods.ts';
import { checkpointText, parseCheckpoint } from './checkpoint.ts';
import { formatNote, parseNote, verifyNote } from './note.ts';
import { ed25519Signer, parseVerifier, sm2Signer } from './note-keys.ts';

/** The example of C2SP tlog-checkpoint. */
const EXAMPLE = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
`;

const name = 'zhengdun.internal/test';
const ed25519 = ed25519Signer(name, Buffer.alloc(32, 1));
const sm2 = sm2Signer(name, sm2KeyPair(Buffer.alloc(32, 2)));
const text = checkpointText({ origin: name, size: 3, root: createHash('sha256').update('x').digest() });
const signatures = [ed25519.sign(text), sm2.sign(text)];
const note = formatNote({ text, signatures });
const keys = [ed25519.verifier, sm2.verifier];

describe('a signed note', () => {
  it('is read and written as the standard shows it', () => {
    const parsed = parseNote(EXAMPLE);
    expect(parsed?.signatures).toMatchObject([{ name: 'example.com/behind-the-sofa', keyId: '033de0ae' }]);
    expect(parsed && formatNote(parsed)).toBe(EXAMPLE);
    expect(parsed && parseCheckpoint(parsed.text)).toMatchObject({ size: 20_852_163 });
  });

  it('is verified by keys as Go writes them', () => {
    const key = parseVerifier('sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8');
    expect(key).toMatchObject({ name: 'sum.golang.org', keyId: '033de0ae' });
    expect(key?.verify('another text\n', Buffer.alloc(64))).toBe(false);
  });

  it.each([
    ['no signature', 'text\n\n'],
    ['no blank line', 'text\n— a YWJjZGVmZw==\n'],
    ['a signature of four bytes', 'text\n\n— a YWJjZA==\n'],
    ['a name with a plus', 'text\n\n— a+b YWJjZGVmZw==\n'],
    ['a control character', 'te\u0000xt\n\n— a YWJjZGVmZw==\n'],
    ['no end', 'text\n\n— a YWJjZGVmZw=='],
    ['no end of signatures', `text\n\n${'— a YWJjZGVmZw==\n'.repeat(65)}`],
  ])('is not a text with %s', (_, bytes) => {
    expect(parseNote(bytes)).toBeUndefined();
  });
});

describe('a checkpoint', () => {
  it('is signed by both keys, which an outsider holds as text', () => {
    const parsed = parseNote(note);
    for (const { verifier } of [ed25519, sm2]) {
      const held = parseVerifier(verifier.vkey);
      expect(parsed && held && verifyNote(parsed, held)).toBe('right');
    }
    expect(parseVerifier(ed25519.verifier.vkey.replace('internal', 'infernal'))).toBeUndefined();
  });

  it('is accepted with one of the keys, also beside signatures that nobody here knows', () => {
    const witness = ed25519Signer('witness.example/w', Buffer.alloc(32, 9));
    const cosigned = formatNote({ text, signatures: [...signatures, witness.sign(text)] });
    expect(readCheckpoint(cosigned, [ed25519.verifier])).toMatchObject({ ok: true, checkpoint: { size: 3 } });
    expect(readCheckpoint(cosigned, [sm2.verifier])).toMatchObject({ ok: true });
  });

  it('is refused with a wrong signature of either key, and with none', () => {
    const longer = text.replace('\n3\n', '\n4\n');
    const mixed = formatNote({ text: longer, signatures: [ed25519.sign(longer), sm2.sign(text)] });
    expect(readCheckpoint(mixed, keys)).toEqual({ ok: false, why: 'wrong-signature' });
    const strange = ed25519Signer(name, Buffer.alloc(32, 9));
    const unsigned = formatNote({ text, signatures: [strange.sign(text)] });
    expect(readCheckpoint(unsigned, keys)).toEqual({ ok: false, why: 'not-signed' });
    expect(readCheckpoint(EXAMPLE, keys)).toEqual({ ok: false, why: 'other-log' });
    expect(readCheckpoint('nothing', keys)).toEqual({ ok: false, why: 'no-checkpoint' });
  });

  it.each(['o\n01\nQQ==\n', 'o\n-1\n', 'o\n1\nQQ==\n', '\n1\n', 'o\n1e3\n'])('is not %j', (wrong) => {
    expect(parseCheckpoint(wrong)).toBeUndefined();
  });
});
