import { createHmac } from 'node:crypto';
import { SCREEN_RULES, type ScreenRule } from '@zhengdun/contract/screening-rules';
import { plainText } from '../../../kernel/plain-text.ts';
import { screenText, shippedRules } from '../../../screening/engine.ts';
import type { FlatText } from './flat-text.ts';
import type { PersonalFact, SecrecyFact } from './page-facts.ts';

export interface SensitiveFacts {
  /** marks of state secrets and of what is for the house only (Art. 16), at most 20 */
  readonly secrecy: readonly SecrecyFact[];
  /** numbers of persons (Art. 21, 22), at most 50 */
  readonly personal: readonly PersonalFact[];
}

const MOST_MARKS = 20;
const MOST_NUMBERS = 50;
/** Of the gravest two the engine is sure; of others a person has to look. */
const SURE = 2;
const AROUND = 40;
const ID_LENGTH = 18;
/** 此件, 公开方式： */
const LABEL = 6;

const NUMBERS: Partial<Record<ScreenRule, PersonalFact['kind']>> = {
  'resident-id': 'resident-id',
  'old-resident-id': 'resident-id',
  'bank-card': 'bank-card',
  passport: 'passport',
  'travel-permit': 'travel-permit',
  'residence-permit': 'residence-permit',
  mobile: 'mobile',
};

/** What is forbidden may be a duty in a list as well as a mark. */
const FORBIDS = /不得|严禁|请勿|禁止|切勿|不准|不要/;

/**
 * What the engine of screening finds in a page. Of a state-secret hit nothing is returned but its line and a salted digest;
 * whoever calls this must drop all other text of a page with a strong one.
 *
 * @param salt key of the digests, the installation's
 */
export function readSensitive({ text, lineAt }: FlatText, salt: string): SensitiveFacts {
  const secrecy: SecrecyFact[] = [];
  const personal: PersonalFact[] = [];
  for (const { source, severity, start, end } of screenText(joined(text), shippedRules(), salt).hits) {
    if (!('rule' in source)) continue;
    const category = SCREEN_RULES[source.rule];
    const found = text.slice(start, end);
    const line = lineAt(start);
    if (category === 'state-secret' || category === 'work-secret') {
      if (secrecy.length >= MOST_MARKS) continue;
      const digest = saltedDigest(salt, text.slice(Math.max(0, start - AROUND), end + AROUND));
      if (category === 'state-secret') {
        secrecy.push({
          kind: 'state',
          strength: source.rule === 'state-secret-mark' ? 'strong' : 'weak',
          digest,
          line,
        });
        continue;
      }
      const isMark = severity <= SURE && isAlone(text, start, end) && !FORBIDS.test(found);
      secrecy.push({
        kind: 'work',
        strength: isMark ? 'strong' : 'weak',
        digest,
        line,
        masked: maskedWords(found),
      });
      continue;
    }
    const kind = NUMBERS[source.rule];
    if (!kind || personal.length >= MOST_NUMBERS) continue;
    const value = found
      .normalize('NFKC')
      .replaceAll(/[^\dA-Za-z]/g, '')
      .toUpperCase();
    personal.push({ kind, masked: maskedNumber(value), digest: saltedDigest(salt, value), line });
  }
  return { secrecy, personal };
}

const BROKEN_ID = /(?<!\d)(\d{6,17})\n(\d{1,12}|\d{0,11}[Xx])(?![\dXx])/g;

/** A resident ID that a narrow cell breaks over two lines stands on one; every place stays where it was. */
function joined(text: string): string {
  return text.replace(BROKEN_ID, (broken, first: string, second: string) =>
    first.length + second.length === ID_LENGTH ? `${first} ${second}` : broken,
  );
}

/** Hardly anything else is said on its line: a sentence about such a mark needs a person. */
function isAlone(text: string, start: number, end: number): boolean {
  const before =
    text
      .slice(Math.max(0, start - AROUND), start)
      .split('\n')
      .at(-1) ?? '';
  const after = text.slice(end, end + AROUND).split('\n', 1)[0] ?? '';
  return ((before + after).match(/[\p{L}\p{N}]/gu)?.length ?? 0) <= LABEL;
}

/** Keyed digest: tells that two hits are the same without giving the text back. */
function saltedDigest(salt: string, text: string): string {
  return createHmac('sha256', salt).update(text).digest('hex');
}

function maskedWords(mark: string): string {
  const text = plainText(mark.replace(/[^\p{L}\p{N}]/gu, ''), 24);
  return text.slice(0, 2) + '*'.repeat(Math.max(2, text.length - 4)) + text.slice(-2);
}

function maskedNumber(value: string): string {
  const keep = value.length >= 15 ? 3 : 2;
  return value.slice(0, keep) + '*'.repeat(value.length - keep * 2) + value.slice(-keep);
}
