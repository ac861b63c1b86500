import {
  fillTemplate,
  type Lang,
  type Obligation,
  PAPER_RESULTS,
  type PaperVerdictList,
  type PaperVerdictRow,
  VERDICTS,
} from '@zhengdun/contract';
import { type Day, dayOf } from '../kernel/clock/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { type Actor, beyondScope, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { DEEPEST_PLATFORMS, findApplicationFacts, findUnitFacts } from '../registry/index.ts';
import { filingsFor, judgePapers, type PaperVerdict } from './judge-papers.ts';
import { findStandings } from './paper.repo.ts';
import { PAPER_OBLIGATIONS } from './paper.ts';
import { paperObligation } from './read-paper.ts';
import type { AssuranceTools, ReadRecords } from './tools.ts';

/** The others bind a region or a department as a whole. */
const OF_APPLICATIONS = PAPER_OBLIGATIONS.filter(({ applications }) => applications.length > 0);

/**
 * Verdicts by papers and registered facts on every obligation that they decide, in the order of the text. What a hosting
 * platform meets is taken over, also where the reader sees nothing of the platform itself.
 *
 * @param trx within a scope
 * @param about.records missing: by papers and filings alone
 * @returns undefined where the scope does not hold the application
 */
export async function readPaperVerdicts(
  trx: Transaction,
  about: {
    readonly applicationId: string;
    readonly today: Day;
    readonly records?: ReadRecords;
  },
): Promise<readonly PaperVerdict[] | undefined> {
  if (!(await findApplicationFacts(trx, about.applicationId))) return undefined;
  return beyondScope(trx, () => verdictsOf(trx, { ...about, depth: 0 }));
}

async function verdictsOf(
  trx: Transaction,
  about: Parameters<typeof readPaperVerdicts>[1] & { readonly depth: number },
): Promise<readonly PaperVerdict[] | undefined> {
  const { applicationId, today, depth } = about;
  const registered = await findApplicationFacts(trx, applicationId);
  if (!registered) return undefined;
  const { hostId, unit } = registered;
  const records = await about.records?.(trx, { applicationId, unitId: unit.id, today });
  const application = { ...registered, flags: [...registered.flags, ...(records?.flags ?? [])] };
  const hosts =
    hostId && depth < DEEPEST_PLATFORMS
      ? await verdictsOf(trx, { ...about, applicationId: hostId, depth: depth + 1 })
      : undefined;
  const host = hosts && new Map(hosts.map((verdict) => [verdict.obligation, verdict]));
  const papers = await findStandings(trx, { unitId: unit.id, applicationId });
  return OF_APPLICATIONS.map((obligation) =>
    judgePapers(obligation, { today, unit, application, papers, host, records: records?.answers }),
  );
}

/** 证明材料 of an application. @throws HouseError `application-unknown` */
export async function readApplicationPapers(
  { db, now, records }: AssuranceTools,
  actor: Actor,
  { id, lang }: { readonly id: string; readonly lang: Lang },
): Promise<PaperVerdictList> {
  const scope = scopeOf(actor, 'paper.read');
  const at = now();
  return withinScope(db, scope, async (trx) => {
    const application = await findApplicationFacts(trx, id);
    const verdicts = await readPaperVerdicts(trx, { applicationId: id, today: dayOf(at), records });
    if (!application || !verdicts) throw new HouseError('application-unknown', {});
    const { unit, name } = application;
    const list = listOf(verdicts, lang, at);
    return { ...list, unit: named(unit), application: { id, name }, others: [] };
  });
}

/**
 * 证明材料 of a unit as a whole: what binds it as a region or a department, and whatever else it has stated for all of its
 * applications.
 *
 * @throws HouseError `unit-unknown`
 */
export async function readUnitPapers(
  { db, now }: AssuranceTools,
  actor: Actor,
  { id, lang }: { readonly id: string; readonly lang: Lang },
): Promise<PaperVerdictList> {
  const at = now();
  return withinScope(db, scopeOf(actor, 'paper.read'), async (trx) => {
    const unit = await findUnitFacts(trx, id);
    if (!unit) throw new HouseError('unit-unknown', {});
    const papers = await findStandings(trx, { unitId: id, applicationId: undefined });
    const about = { today: dayOf(at), unit, application: undefined, papers, host: undefined };
    const stated = new Set(papers.map((paper) => paper.obligation));
    const isListed = ({ id: which, applications }: Obligation) =>
      applications.length === 0 || stated.has(which);
    const verdicts = PAPER_OBLIGATIONS.filter(isListed).map((obligation) => judgePapers(obligation, about));
    const others = PAPER_OBLIGATIONS.filter((obligation) => !isListed(obligation));
    return {
      ...listOf(verdicts, lang, at),
      unit: named(unit),
      others: others.map((obligation) => paperObligation(obligation, lang)),
    };
  });
}

function named({ id, name }: { readonly id: string; readonly name: string }) {
  return { id, name };
}

function listOf(verdicts: readonly PaperVerdict[], lang: Lang, at: Date) {
  const rows = verdicts.map((verdict) => rowOf(verdict, lang));
  const counts = Object.fromEntries(
    VERDICTS.map((verdict) => [verdict, rows.filter((row) => row.verdict === verdict).length]),
  ) as PaperVerdictList['counts'];
  return { rows, counts, asOf: at.toISOString() };
}

const BY_ID = new Map(PAPER_OBLIGATIONS.map((obligation) => [obligation.id, obligation]));

function rowOf(verdict: PaperVerdict, lang: Lang): PaperVerdictRow {
  const obligation = BY_ID.get(verdict.obligation);
  if (!obligation) throw new Error('a verdict on an obligation that papers do not decide');
  const result = PAPER_RESULTS[verdict.code];
  const { reason, paperId, expiresOn } = verdict;
  return {
    ...paperObligation(obligation, lang),
    article: obligation.position.article,
    force: obligation.force,
    alsoProbed: obligation.decidedBy.some(({ means }) => means === 'probe'),
    verdict: verdict.verdict,
    ...(reason && { reason }),
    code: verdict.code,
    told: fillTemplate(result.words[lang], verdict.facts, lang),
    // What the platform lacks is mended at the platform.
    ...('act' in result && !verdict.inherited && { act: result.act }),
    filings: [...filingsFor(obligation.id)],
    ...(paperId && { paperId }),
    waiting: verdict.waiting,
    ...(expiresOn && { expiresOn }),
    inherited: verdict.inherited,
  };
}
