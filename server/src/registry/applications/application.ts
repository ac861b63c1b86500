import {
  APPLICATION_KIND_WORDS,
  APPLICATION_STATE_WORDS,
  type ApplicationInput,
  type ApplicationKind,
  type ApplicationState,
  CONDITION_WORDS,
  FILING_KINDS,
  FILING_WORDS,
  type Filing,
  type LocalText,
} from '@zhengdun/contract';
import { parseAddress } from '../../inspection/index.ts';
import type { ApplicationRecord, FilingRow } from '../tables.ts';

/** Kinds whose addresses are web or mail hosts; those of apps and accounts may be names in somebody's store. */
const BY_HOST: readonly ApplicationKind[] = ['website', 'column', 'mail'];

/**
 * Host names of addresses, each once, lower case and in Punycode. Of kinds that live at a host every address must name
 * one; of the others those that do are taken.
 */
export function hostsOf(
  kind: ApplicationKind,
  addresses: readonly string[],
):
  | { readonly ok: true; readonly hosts: string[] }
  | { readonly ok: false; readonly address: string; readonly problem: LocalText } {
  const hosts = new Set<string>();
  for (const address of addresses) {
    const parsed = parseAddress(address);
    if (parsed.ok && (BY_HOST.includes(kind) || /^https?:/i.test(address.trim())))
      hosts.add(parsed.url.hostname);
    else if (!parsed.ok && BY_HOST.includes(kind)) return { ok: false, address, problem: parsed.problem };
  }
  return { ok: true, hosts: [...hosts] };
}

/** Where a state may go from. What was closed by mistake runs again; nothing becomes a draft again. */
const NEXT: Readonly<Record<ApplicationState, readonly ApplicationState[]>> = {
  draft: ['running', 'closed'],
  running: ['changing', 'closed'],
  changing: ['running', 'closed'],
  closed: ['running'],
};

export function mayBecome(from: ApplicationState, to: ApplicationState): boolean {
  return from === to || NEXT[from].includes(to);
}

/** What is registered of an application, in the form in which it is sent. */
export function applicationInputOf(
  row: ApplicationRecord,
  filings: readonly FilingRow[],
): Required<Pick<ApplicationInput, 'addresses' | 'flags' | 'filings'>> & ApplicationInput {
  return {
    name: row.name,
    kind: row.kind,
    state: row.state,
    addresses: row.addresses,
    flags: row.flags,
    ...(row.mlps_level !== null && { mlpsLevel: row.mlps_level }),
    ...(row.opened_on !== null && { openedOn: row.opened_on }),
    ...(row.host_id !== null && { hostId: row.host_id }),
    isPlatform: row.is_platform,
    filings: FILING_KINDS.flatMap((kind) => {
      const filing = filings.find((each) => each.application_id === row.id && each.kind === kind);
      return filing ? [filingOf(filing)] : [];
    }),
  };
}

function filingOf({ kind, number, filed_on, expires_on }: FilingRow): Filing {
  return {
    kind,
    number,
    ...(filed_on !== null && { filedOn: filed_on }),
    ...(expires_on !== null && { expiresOn: expires_on }),
  };
}

/** Registered facts as text, for the history. */
export function applicationFacts(input: ApplicationInput): Record<string, string> {
  const filings = FILING_KINDS.map((kind) => [
    kind,
    filingText(input.filings.find((each) => each.kind === kind)),
  ]);
  return {
    name: input.name,
    kind: APPLICATION_KIND_WORDS[input.kind].zh,
    state: APPLICATION_STATE_WORDS[input.state].zh,
    addresses: input.addresses.join(' '),
    flags: [...input.flags]
      .sort()
      .map((flag) => CONDITION_WORDS[flag].zh)
      .join('、'),
    mlpsLevel: input.mlpsLevel === undefined ? '' : String(input.mlpsLevel),
    openedOn: input.openedOn ?? '',
    host: input.hostId ?? '',
    isPlatform: input.isPlatform ? '是' : '',
    ...Object.fromEntries(filings),
  };
}

function filingText(filing: Filing | undefined): string {
  if (!filing) return '';
  const { number, filedOn, expiresOn } = filing;
  return [number || FILING_WORDS[filing.kind].zh, filedOn, expiresOn && `至${expiresOn}`]
    .filter(Boolean)
    .join(' ');
}
