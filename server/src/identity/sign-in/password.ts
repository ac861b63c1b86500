import { hash, verify } from '@node-rs/argon2';
import { PASSWORD_LENGTH } from '@zhengdun/contract';
import { openGate } from '../../kernel/gate.ts';

/** Argon2id, 19 MiB, two passes: the first choice of OWASP for machines of this size. */
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** So many at once: a flood of sign-ins does not take all memory. */
const atOnce = openGate(4);

/** Why a password is refused: a closed set. */
export type PasswordFault = 'too-short' | 'too-long' | 'too-plain' | 'holds-name';

/** Parts that half of all guesses consist of, with what offices like to take. Compared in lower case. */
const COMMON = [
  'password',
  'passw0rd',
  'admin',
  'root',
  'qwerty',
  'asdfgh',
  'zxcvbn',
  '1qaz2wsx',
  'iloveyou',
  'welcome',
  'letmein',
  'zhengdun',
  'zhengwu',
  'zhengfu',
  'china',
  'beijing',
  'woaini',
  'woaizhongguo',
  'mima',
  'huawei',
  'test',
  'abc123',
  'p@ssw0rd',
  '政盾',
  '密码',
];

/**
 * Whether a password may be taken. Length decides, not kinds of characters; nothing has to be changed by the
 * calendar. What is left of it when common parts, runs and repetitions are taken away counts, so that
 * `Password123456` is as short as it is.
 *
 * @param names login name and name of the person
 */
export function passwordFault(password: string, names: readonly string[]): PasswordFault | undefined {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH.min) return 'too-short';
  if (length > PASSWORD_LENGTH.max) return 'too-long';
  const lower = password.normalize('NFKC').toLowerCase();
  if (names.some((name) => [...name].length >= 2 && lower.includes(name.toLowerCase()))) return 'holds-name';
  let rest = lower;
  for (const part of COMMON) rest = rest.replaceAll(part, '');
  return substance(rest) < 8 ? 'too-plain' : undefined;
}

/** Characters that do not follow from the one before: in `aaaa`, `1234` and `4321` only the first counts. */
function substance(text: string): number {
  const points = [...text].map((character) => character.codePointAt(0) ?? 0);
  const surprising = points.filter((point, index) => {
    const before = points[index - 1];
    return before === undefined || Math.abs(point - before) > 1;
  });
  // The same few characters over and over are few.
  return Math.min(surprising.length, new Set(points).size * 2);
}

/** In PHC form, with parameters and salt. */
export async function hashPassword(password: string): Promise<string> {
  return atOnce(() => hash(password, ARGON));
}

/** Checks a password; where nobody has that name, as much is computed for nothing, and the answer is no. */
export async function isPassword(kept: string | undefined, password: string): Promise<boolean> {
  const matches = await atOnce(async () => verify(kept ?? (await nobodysHash()), password));
  return matches && kept !== undefined;
}

let nobodys: Promise<string> | undefined;

function nobodysHash(): Promise<string> {
  nobodys ??= hash('nobody has this password', ARGON);
  return nobodys;
}
