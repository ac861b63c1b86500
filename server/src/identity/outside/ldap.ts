import { randomBytes } from 'node:crypto';
import {
  ConstraintViolationError,
  type Entry,
  Filter,
  FilterParser,
  InappropriateAuthError,
  InvalidCredentialsError,
  NoSuchObjectError,
  type SearchOptions,
  SizeLimitExceededError,
  UnwillingToPerformError,
} from 'ldapts';
import { plainText } from '../../kernel/plain-text.ts';
import { OutsideFault } from './fault.ts';
import { type Directory, withDirectory } from './ldap-directory.ts';
import { type Asking, PATIENCE_MS, type PasswordWay } from './way.ts';

/** Attributes of Active Directory that are bytes and no text. */
const BINARY = new Set(['objectguid', 'objectsid']);

/**
 * A directory: the person is looked for by an account of ours, and then the directory itself is asked, by binding as
 * that person. Never without a password: RFC 4513 5.1.2 makes of such a bind nobody's, and it succeeds.
 */
export const ldapWay: PasswordWay<'ldap'> = {
  manner: 'password',
  issuerOf: ({ host, port, baseDn, subjectAttribute }) =>
    `ldap://${host}:${port}/${baseDn}?${subjectAttribute}`,

  async ask(asking, { loginName, password, beforeGuess }) {
    if (password === '' || hasControls(loginName)) return undefined;
    return withDirectory(asking, async (directory) => {
      await enterAsOurselves(directory, asking);
      const entry = await find(directory, asking.config, loginName);
      const subject = entry && subjectOf(entry, asking.config.subjectAttribute);
      await beforeGuess(subject);
      // Whether the name is there must not be seen in how long the answer takes.
      const dn = entry?.dn ?? `cn=nobody-${randomBytes(6).toString('hex')},${asking.config.baseDn}`;
      const isRight = await isPassword(directory, dn, password);
      if (!isRight || subject === undefined) return undefined;
      return {
        issuer: ldapWay.issuerOf(asking.config),
        subject,
        label: plainText(loginName, 100),
        twoFactors: false,
      };
    });
  },

  async test(asking) {
    await withDirectory(asking, async (directory) => {
      await enterAsOurselves(directory, asking);
      const { baseDn } = asking.config;
      const searched = {
        scope: 'base',
        filter: '(objectClass=*)',
        attributes: ['1.1'],
        ...BOUNDS,
      } satisfies SearchOptions;
      const base = await directory.search(baseDn, searched).catch((error: unknown) => {
        if (error instanceof NoSuchObjectError) return undefined;
        throw error;
      });
      if (base?.searchEntries.length !== 1) throw new OutsideFault('base-missing');
      await find(directory, asking.config, `nobody-${randomBytes(6).toString('hex')}`);
    });
  },
};

/** Two, so that a second one is noticed. */
const BOUNDS = { sizeLimit: 2, timeLimit: PATIENCE_MS / 1_000 } as const;

async function enterAsOurselves(directory: Directory, { config, secrets }: Asking<'ldap'>): Promise<void> {
  const { bindPassword } = secrets;
  if (!bindPassword || !config.bindDn.includes('=')) throw new OutsideFault('service-refused');
  if (!(await isPassword(directory, config.bindDn, bindPassword))) throw new OutsideFault('service-refused');
}

/** The one entry that a name stands for. @throws OutsideFault `several`, `filter-wrong`, `base-missing` */
async function find(
  directory: Directory,
  { baseDn, filter, subjectAttribute }: Asking<'ldap'>['config'],
  name: string,
): Promise<Entry | undefined> {
  try {
    const { searchEntries: entries } = await directory.search(baseDn, {
      scope: 'sub',
      filter: filterFor(filter, name),
      attributes: [subjectAttribute],
      explicitBufferAttributes: [subjectAttribute],
      ...BOUNDS,
    });
    if (entries.length > 1) throw new OutsideFault('several');
    return entries[0];
  } catch (error) {
    if (error instanceof SizeLimitExceededError) throw new OutsideFault('several', { cause: error });
    if (error instanceof NoSuchObjectError) throw new OutsideFault('base-missing', { cause: error });
    throw error;
  }
}

/** RFC 4515: whatever was typed stands for itself. */
function filterFor(template: string, name: string): Filter {
  try {
    return FilterParser.parseString(template.replace('{name}', () => Filter.escape(name)));
  } catch (error) {
    throw new OutsideFault('filter-wrong', { cause: error });
  }
}

/** @throws OutsideFault `subject-missing` where the attribute is not there once, or is no subject */
function subjectOf(entry: Entry, attribute: string): string {
  const key = Object.keys(entry).find((each) => each.toLowerCase() === attribute.toLowerCase());
  const value = [key === undefined ? [] : (entry[key] ?? [])].flat();
  const [only, ...more] = value;
  if (only === undefined || more.length > 0 || !entry.dn.includes('='))
    throw new OutsideFault('subject-missing');
  const bytes = Buffer.isBuffer(only) ? only : Buffer.from(only);
  const subject = bytes.toString(BINARY.has(attribute.toLowerCase()) ? 'hex' : 'utf8');
  if (subject === '' || subject.length > 255 || hasControls(subject))
    throw new OutsideFault('subject-missing');
  return subject;
}

/** What the directory says of a password: disabled and locked accounts are refused like wrong passwords. */
async function isPassword(directory: Directory, dn: string, password: string): Promise<boolean> {
  try {
    await directory.bind(dn, password);
    return true;
  } catch (error) {
    if (REFUSALS.some((kind) => error instanceof kind)) return false;
    throw error;
  }
}

const REFUSALS = [
  InvalidCredentialsError,
  InappropriateAuthError,
  UnwillingToPerformError,
  ConstraintViolationError,
  NoSuchObjectError,
];

function hasControls(text: string): boolean {
  return /[\u0000-\u001f\u007f-\u009f]/.test(text);
}
