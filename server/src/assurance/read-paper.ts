import type { Lang, Obligation, PaperObligation, PaperVersion, PaperView } from '@zhengdun/contract';
import { basisText, citation } from '@zhengdun/rulebook';
import { dayOf } from '../kernel/clock/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { type Actor, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { findApplicationFacts, findUnitFacts } from '../registry/index.ts';
import { findDocuments } from './document.repo.ts';
import { documentView } from './documents.ts';
import { findPaper, findVersions, type VersionRecord } from './paper.repo.ts';
import { demandPaperObligation, isStated, stateOf } from './paper.ts';
import type { AssuranceTools } from './tools.ts';

/** A paper with all its versions. @throws HouseError `paper-unknown` */
export async function readPaper(
  { db, now }: AssuranceTools,
  actor: Actor,
  { id, lang }: { readonly id: string; readonly lang: Lang },
): Promise<PaperView> {
  return withinScope(db, scopeOf(actor, 'paper.read'), async (trx) => {
    const paper = await findPaper(trx, id);
    const unit = paper && (await findUnitFacts(trx, paper.unit_id));
    if (!paper || !unit) throw new HouseError('paper-unknown', {});
    const application = paper.application_id
      ? await findApplicationFacts(trx, paper.application_id)
      : undefined;
    const versions = await findVersions(trx, id);
    const documents = await findDocuments(trx, [...new Set(versions.flatMap((each) => each.documents))]);
    const obligation = demandPaperObligation(paper.obligation);
    const of = {
      withdrawn: paper.withdrawn_at !== null,
      newest: versions[0]?.version ?? 0,
      lastSigned: versions.find(({ signed_at }) => signed_at)?.version ?? 0,
      today: dayOf(now()),
    };
    return {
      id,
      unit: { id: unit.id, name: unit.name },
      ...(application && { application: { id: application.id, name: application.name } }),
      ...paperObligation(obligation, lang),
      basis: basisText(obligation.position, lang),
      ...(paper.withdrawn_at && {
        withdrawn: { at: paper.withdrawn_at.toISOString(), ground: paper.withdrawn_for ?? '' },
      }),
      versions: versions.map((version) => ({
        ...versionView(version),
        state: stateOf(version, of),
        documents: documents.filter((each) => version.documents.includes(each.id)).map(documentView),
      })),
      asOf: now().toISOString(),
    };
  });
}

function versionView(row: VersionRecord): Omit<PaperVersion, 'state' | 'documents'> {
  return {
    version: row.version,
    claim: row.claim,
    statement: row.statement,
    issuer: row.issuer,
    issuedOn: row.issued_on,
    ...(row.expires_on && { expiresOn: row.expires_on }),
    writtenBy: { id: row.written_by, ...(row.writer && { name: row.writer }) },
    writtenAt: row.written_at.toISOString(),
    ...(row.signed_at && {
      signed: { at: row.signed_at.toISOString(), ...(row.signer && { by: row.signer }) },
    }),
  };
}

/** An obligation as lists name it. */
export function toldObligation({ id, position, title }: Obligation, lang: Lang) {
  return { obligation: id, citation: citation(position, lang), title: title[lang] };
}

/** An obligation as its form needs it. */
export function paperObligation(obligation: Obligation, lang: Lang): PaperObligation {
  return {
    ...toldObligation(obligation, lang),
    asks: asksOf(obligation, lang),
    endRequired: isStated(obligation),
  };
}

/** What an obligation wants to see, in the words of the rulebook. */
function asksOf({ decidedBy }: Obligation, lang: Lang): string[] {
  return decidedBy.flatMap((decision) => {
    if (decision.means === 'record') return [decision.what[lang]];
    return decision.means === 'attestation' ? [decision.by[lang]] : [];
  });
}
