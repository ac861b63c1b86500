import {
  EXPIRY_KIND_WORDS,
  type Expiry,
  type ExpiryFilter,
  type ExpiryList,
  type ExpiryQuery,
  FILING_WORDS,
  type Lang,
  type LocalText,
  ROLES,
} from '@zhengdun/contract';
import { obligation } from '@zhengdun/rulebook';
import { type Day, dayOf } from '../kernel/clock/index.ts';
import { DAY_MS } from '../kernel/durations.ts';
import { type Actor, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { renderCalendar } from './calendar.ts';
import { countEnding, countExpiries, type ExpiryRow, type ExpiryView, listExpiries } from './expiry.repo.ts';
import type { AssuranceTools } from './tools.ts';

/** Entries of one calendar file, at most. */
const MOST_ENTRIES = 2_000;

/** 即将到期: papers, exceptions, filings, certificates and grants by their end. */
export async function readExpiries(
  { db, now }: AssuranceTools,
  actor: Actor,
  { query, lang }: { readonly query: ExpiryQuery; readonly lang: Lang },
): Promise<ExpiryList> {
  const at = now();
  const view = viewOf(actor, dayOf(at));
  return withinScope(db, view.scope, async (trx) => {
    const { page, size, ...filter } = query;
    const rows = await listExpiries(trx, view, { filter, offset: (page - 1) * size, limit: size });
    const spans = await countExpiries(trx, view, filter);
    return {
      rows: rows.map((row) => expiryOf(row, view.today, lang)),
      total: spans[query.within],
      spans,
      asOf: at.toISOString(),
    };
  });
}

/** What ends within a span, the nearest first, up to a limit, and how many there are. */
export async function readEnding(
  { db, now }: AssuranceTools,
  actor: Actor,
  { filter, limit, lang }: { readonly filter: ExpiryFilter; readonly limit: number; readonly lang: Lang },
): Promise<{ readonly rows: readonly Expiry[]; readonly total: number }> {
  const view = viewOf(actor, dayOf(now()));
  return withinScope(db, view.scope, async (trx) => ({
    rows: (await listExpiries(trx, view, { filter, offset: 0, limit })).map((row) =>
      expiryOf(row, view.today, lang),
    ),
    total: await countEnding(trx, view, filter),
  }));
}

/** The same as a calendar file (RFC 5545): a day and a kind each, nothing of what is wrong. */
export async function readCalendar(
  { db, now }: AssuranceTools,
  actor: Actor,
  { filter, lang }: { readonly filter: ExpiryFilter; readonly lang: Lang },
): Promise<string> {
  const at = now();
  const view = viewOf(actor, dayOf(at));
  const rows = await withinScope(db, view.scope, (trx) =>
    listExpiries(trx, view, { filter, offset: 0, limit: MOST_ENTRIES }),
  );
  const entries = rows.map(({ kind, id, subject, expires_on }) => ({
    uid: `${kind}-${id}-${subject}-${expires_on}@zhengdun`,
    day: expires_on,
    summary:
      lang === 'zh' ? `您有${EXPIRY_KIND_WORDS[kind].zh}到期` : `Yours: ${EXPIRY_KIND_WORDS[kind].en} ends`,
  }));
  return renderCalendar(entries, at);
}

function viewOf(actor: Actor, today: Day): ExpiryView {
  return { today, scope: scopeOf(actor, 'paper.read'), grants: scopeOf(actor, 'grant.read') };
}

function expiryOf(row: ExpiryRow, today: Day, lang: Lang): Expiry {
  return {
    kind: row.kind,
    id: row.id,
    what: whatOf(row)[lang],
    unit: { id: row.unit_id, name: row.unit_name },
    ...(row.application_id &&
      row.application_name && { application: { id: row.application_id, name: row.application_name } }),
    expiresOn: row.expires_on,
    daysLeft: Math.round((Date.parse(row.expires_on) - Date.parse(today)) / DAY_MS),
  };
}

function whatOf({ kind, subject }: ExpiryRow): LocalText {
  const asItIs = { zh: subject, en: subject };
  switch (kind) {
    case 'paper':
    case 'exception':
    case 'deferral':
      return obligation(subject)?.title ?? asItIs;
    case 'filing':
      return subject in FILING_WORDS ? FILING_WORDS[subject as keyof typeof FILING_WORDS] : asItIs;
    case 'grant':
      return subject in ROLES ? ROLES[subject as keyof typeof ROLES].word : asItIs;
    case 'certificate':
      return asItIs;
  }
}
