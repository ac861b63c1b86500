import { addDays, dayOf } from '../kernel/clock/index.ts';
import type { Database } from '../kernel/database/index.ts';
import { digestsOf } from '../kernel/digests.ts';
import { keepDoing } from '../kernel/keep-doing.ts';
import { enterInLedger, ledgerKeys, signNote } from '../kernel/ledger/index.ts';
import type { Log } from '../kernel/log.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { organHosts } from './organ-hosts.ts';
import {
  addOrganList,
  lastOrganList,
  listRunningSites,
  type OrganList,
  oneAtATime,
} from './organ-list.repo.ts';

/** What stands in the first line: it is a list of this form and nothing else. */
const LIST_FORM = 'zhengdun-organ-hosts/1';
/** Suffixes under which only organs register (Article 5): .gov.cn, .政务, .政务.cn. */
const SUFFIXES = ['*.gov.cn', '*.xn--zfr164b', '*.xn--zfr164b.cn'];
/** A list that nobody has fetched anew for so long decides nothing any more. */
const GOOD_DAYS = 30;
/** Every site of the register is looked at. */
const EVERY_MS = 5 * 60_000;

/**
 * Makes the next version of the list where the register has changed, and enters it in the ledger.
 *
 * @returns the version in force
 */
export async function renewOrganList(db: Database, now: () => Date): Promise<OrganList> {
  return withinScope(db, EVERYTHING, async (trx) => {
    await oneAtATime(trx);
    const hosts = organHosts(await listRunningSites(trx)).join('\n');
    const last = await lastOrganList(trx);
    if (last && last.hosts === hosts) return last;
    const list = { version: (last?.version ?? 0) + 1, madeAt: now(), hosts };
    await addOrganList(trx, list);
    const { sha256, sm3 } = digestsOf(hosts);
    await enterInLedger(trx, {
      kind: 'organ-list',
      subject: `organ-list/${list.version}`,
      digests: { sha256: `sha256:${sha256}`, sm3: `sm3:${sm3}` },
    });
    return list;
  });
}

/** Keeps the list as the register is, until the signal fires. */
export function keepOrganList(about: {
  readonly db: Database;
  readonly now: () => Date;
  readonly log: Log;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { db, now, log, signal } = about;
  const rhythm = { everyMs: EVERY_MS, log, signal, fault: 'the list of organs could not be renewed' };
  return keepDoing(() => renewOrganList(db, now), rhythm);
}

/** The list as it is sent: a signed note in UTF-8, and what names its bytes. */
export interface SignedList {
  readonly note: string;
  /** for caches: the same for the same bytes */
  readonly etag: string;
}

/**
 * Signs the list in force by the ledger's keys, Ed25519 and SM2. It is dated by the day, so that caches keep it.
 *
 * @returns lines `*.suffix`, `+host` and `-host` under version, day of issue and last day
 */
export async function signedOrganList(about: {
  readonly db: Database;
  readonly data: string;
  readonly now: () => Date;
}): Promise<SignedList> {
  const { db, data, now } = about;
  const { version, hosts } = (await lastOrganList(db)) ?? (await renewOrganList(db, now));
  const today = dayOf(now());
  const head = [LIST_FORM, `version ${version}`, `issued ${today}`, `until ${addDays(today, GOOD_DAYS)}`];
  const text = [...head, ...SUFFIXES, ...(hosts === '' ? [] : [hosts]), ''].join('\n');
  const keys = ledgerKeys(data);
  const name = `${keys.identity.ed25519}\n${text}`;
  if (signed?.name !== name) {
    const note = signNote(keys, text);
    signed = { name, list: { note, etag: `"${digestsOf(note).sha256.slice(0, 32)}"` } };
  }
  return signed.list;
}

/** What was signed last: the same text is not signed for every visitor. */
let signed: { readonly name: string; readonly list: SignedList } | undefined;
