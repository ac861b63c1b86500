import { randomUUID } from 'node:crypto';
import type { Verdict } from '@zhengdun/contract';
import { factsOf, type KeptCheck, verdictsOf } from '../../inspection/index.ts';
import { PROGRAM_CALLER, recordDone } from '../../kernel/audit/index.ts';
import type { Transaction } from '../../kernel/database/index.ts';
import { bindsUnit } from '../../registry/index.ts';
import { afterCheck, answerOf, type Step, settled } from './finding-life.ts';
import { concerns, factsDigest, faultOf, INHERITED_RULES, isInherited, ruleOf } from './finding-words.ts';
import {
  applicationsAround,
  closeFindings,
  findingsOf,
  insertFindings,
  insertSteps,
  type KnownFinding,
  type NewFinding,
  noteCounts,
  noteIntake,
  oneAtATime,
  retireFindings,
  type SeenFinding,
  type StandingCheck,
  type TakenApplication,
  updateSeen,
} from './intake.repo.ts';
import { notePaperChanges } from './paper-changes.repo.ts';

type Verdicts = ReadonlyMap<string, { readonly verdict: Verdict; readonly code: string }>;

/**
 * Takes the verdicts of kept checks into the findings of the applications whose main host they looked at. A check that
 * is told again changes nothing, one that is older than what is known neither; a check that opened no page saw nothing,
 * but for one that asked whether a closed application is closed.
 * Applications that run on a checked platform, be it by way of others, are looked at again, for what they inherit.
 *
 * @param trx sees every unit
 * @param checks the oldest first
 */
export async function takeInChecks(trx: Transaction, checks: readonly KeptCheck[]): Promise<void> {
  const live = checks.filter(({ pagesOpened, closed }) => pagesOpened > 0 || closed);
  if (live.length === 0) return;
  await oneAtATime(trx);
  for (const some of rounds(live)) await takeInSome(trx, some);
}

/** Checks of the same host go one after the other; those of different hosts together. */
function rounds(checks: readonly KeptCheck[]): KeptCheck[][] {
  const done: KeptCheck[][] = [];
  const seen = new Map<string, number>();
  for (const check of checks) {
    const round = seen.get(check.host) ?? 0;
    seen.set(check.host, round + 1);
    done[round] = [...(done[round] ?? []), check];
  }
  return done;
}

async function takeInSome(trx: Transaction, checks: readonly KeptCheck[]): Promise<void> {
  const taken = await noteIntake(
    trx,
    checks.map(({ id, host, finishedAt, closed }) => ({ id, host, at: finishedAt, closed })),
  );
  if (taken.length === 0) return;
  const applications = await applicationsAround(
    trx,
    taken.map(({ id }) => id),
  );
  const fresh = new Set(taken.filter(({ again }) => !again).map(({ id }) => id));
  const known = Map.groupBy(
    await findingsOf(
      trx,
      applications.map(({ id }) => id),
    ),
    ({ application_id }) => application_id,
  );
  const verdicts = await verdictsFor(trx, checks, applications);
  const sameFacts = await upheldFacts(trx, applications, [...known.values()].flat());
  const changes = new Changes();
  for (const application of applications) {
    changes.add(application, {
      own: verdicts.get(application.check_id) ?? new Map(),
      platforms: application.platforms.map((check) => ({
        check,
        verdicts: verdicts.get(check.check_id) ?? new Map(),
      })),
      known: known.get(application.id) ?? [],
      again: !fresh.has(application.id),
      sameFacts,
    });
  }
  await changes.save(trx);
}

/**
 * Verdicts by check and rule: of the checks at hand all, of those that applications on a platform and platforms had
 * before, what is inherited.
 */
async function verdictsFor(
  trx: Transaction,
  checks: readonly KeptCheck[],
  applications: readonly TakenApplication[],
): Promise<ReadonlyMap<string, Verdicts>> {
  const found = new Map<string, Map<string, { verdict: Verdict; code: string }>>();
  const put = (check: string, verdict: KeptCheck['verdicts'][number]): void => {
    const of = found.get(check) ?? new Map();
    found.set(check, of.set(verdict.rule, verdict));
  };
  for (const { id, verdicts } of checks) for (const verdict of verdicts) put(id, verdict);
  const before = applications
    .flatMap(({ check_id, platforms }) => [check_id, ...platforms.map((platform) => platform.check_id)])
    .filter((id) => !found.has(id));
  for (const { check_id, ...verdict } of await verdictsOf(trx, [...new Set(before)], INHERITED_RULES))
    put(check_id, verdict);
  return found;
}

/** Findings whose upheld 误报申诉 still fits what the check saw. */
async function upheldFacts(
  trx: Transaction,
  applications: readonly TakenApplication[],
  known: readonly KnownFinding[],
): Promise<ReadonlySet<string>> {
  const checkOf = new Map(applications.map(({ id, check_id }) => [id, check_id]));
  const upheld = known.flatMap((finding) => {
    const checkId = checkOf.get(finding.application_id);
    return finding.state === 'upheld' && checkId ? [{ finding, checkId, rule: finding.rule }] : [];
  });
  if (upheld.length === 0) return new Set();
  const codes = await verdictsOf(
    trx,
    upheld.map(({ checkId }) => checkId),
    upheld.map(({ rule }) => rule),
  );
  const facts = await factsOf(trx, upheld);
  const same = upheld.filter(({ finding, checkId, rule }) => {
    const code = codes.find((each) => each.check_id === checkId && each.rule === rule)?.code ?? '';
    return factsDigest(code, facts.get(`${checkId}/${rule}`)) === finding.upheld_facts;
  });
  return new Set(same.map(({ finding }) => finding.id));
}

interface Looked {
  readonly own: Verdicts;
  /** of the platforms it runs on, the nearest first */
  readonly platforms: readonly { readonly check: StandingCheck; readonly verdicts: Verdicts }[];
  readonly known: readonly KnownFinding[];
  /** the own check has been taken in before: it is told again, or only the platform was checked */
  readonly again: boolean;
  readonly sameFacts: ReadonlySet<string>;
}

/** What is to be written: one statement for each kind of change, whatever the number of findings. */
class Changes {
  private readonly fresh: NewFinding[] = [];
  private readonly seen: SeenFinding[] = [];
  private readonly closed: { id: string; check_id: string; at: Date }[] = [];
  private readonly closings = new Map<TakenApplication, { check: string; findings: string[] }>();
  private readonly turned: Parameters<typeof retireFindings>[1][number][] = [];
  private readonly counts: Parameters<typeof noteCounts>[1][number][] = [];
  private readonly steps: Parameters<typeof insertSteps>[1][number][] = [];

  add(application: TakenApplication, looked: Looked): void {
    const known = new Map(looked.known.map((finding) => [finding.rule, finding]));
    const quiet = { met: 0, 'not-applicable': 0 };
    for (const [rule, { verdict: own, code }] of looked.own) {
      const decided = ruleOf(rule)?.obligation;
      if (!decided) continue;
      const finding = known.get(rule);
      // The check tells of everything that it judged: what is not of this kind of application does not apply to it.
      const isConcerned = concerns(decided, application.kind);
      if (finding && isConcerned === (finding.retired_at !== null))
        this.retire(application, finding, !isConcerned);
      if (!isConcerned) {
        quiet['not-applicable'] += 1;
        continue;
      }
      // Whom a sentence binds is told by the register, not by what somebody gave or a page let guess.
      const isBound = bindsUnit(decided, application.unit);
      if (isBound && code === 'not-bound') continue;
      const answer = isInherited(rule)
        ? answerOf(looked.platforms, ({ verdicts }) => verdicts.get(rule)?.verdict)
        : undefined;
      const verdict = settled(own, answer?.verdict);
      const inherited = own === 'unknown' && answer?.verdict === 'unmet';
      if (verdict === 'met' || verdict === 'not-applicable') {
        quiet[isBound ? verdict : 'not-applicable'] += 1;
        const by = (verdict !== own && answer?.by.check) || application;
        if (finding) this.settle(application, { finding, verdict, by });
      } else if (finding) this.see(application, { finding, verdict, code, inherited, looked });
      else if (isBound) this.open(application, { rule, code, verdict, inherited });
      else quiet['not-applicable'] += 1;
    }
    this.counts.push({
      application_id: application.id,
      met: quiet.met,
      not_applicable: quiet['not-applicable'],
    });
  }

  private open(
    { id: application_id, unit_id, region_path, sector_path, check_id, at }: TakenApplication,
    { rule, ...seen }: { rule: string; code: string; verdict: 'unmet' | 'unknown'; inherited: boolean },
  ): void {
    const fault = faultOf(rule, seen.code);
    if (!fault) return;
    const id = randomUUID();
    const belonging = { unit_id, region_path, sector_path };
    const state = 'unassigned' as const;
    this.fresh.push({
      id,
      application_id,
      ...belonging,
      ...fault,
      ...seen,
      rule,
      check_id,
      state,
      found_at: at,
      seen_at: at,
    });
    this.steps.push({ finding_id: id, at, act: 'found', from_state: null, to_state: state, check_id });
  }

  private see(
    { check_id, at }: TakenApplication,
    about: {
      finding: KnownFinding;
      verdict: 'unmet' | 'unknown';
      code: string;
      inherited: boolean;
      looked: Looked;
    },
  ): void {
    const { finding, verdict, code, inherited, looked } = about;
    const fault = faultOf(finding.rule, code);
    if (!fault) return;
    const asUpheld = looked.sameFacts.has(finding.id);
    const seen = { verdict, again: looked.again, asUpheld, before: finding.verdict };
    const step = afterCheck(lifeOf(finding), seen);
    const asBefore = verdict === finding.verdict && code === finding.code && inherited === finding.inherited;
    // What is as it was is not written: the newest check of the application says that it was seen.
    if (!step && asBefore) return;
    const { severity, handler } = fault;
    const state = step?.state ?? finding.state;
    const { id } = finding;
    this.seen.push({ id, severity, handler, verdict, code, inherited, check_id, state, seen_at: at });
    this.note(finding, step, { check_id, at });
  }

  private settle(
    application: TakenApplication,
    about: { finding: KnownFinding; verdict: Verdict; by: StandingCheck },
  ): void {
    const { finding, verdict } = about;
    const seen = { verdict, again: false, asUpheld: false, before: finding.verdict };
    const step = afterCheck(lifeOf(finding), seen);
    if (!step) return;
    const by = { check_id: about.by.check_id, at: about.by.at };
    this.closed.push({ id: finding.id, ...by });
    this.note(finding, step, by);
    const closing = this.closings.get(application) ?? { check: application.check_id, findings: [] };
    closing.findings.push(finding.id);
    this.closings.set(application, closing);
  }

  /** The register says another kind of application by now: the finding leaves the lists, or comes back to them. */
  private retire({ at, check_id }: TakenApplication, { id, state }: KnownFinding, isRetired: boolean): void {
    this.turned.push({ id, retired_at: isRetired ? at : null });
    if (state === 'closed') return;
    const act = isRetired ? 'retired' : 'revived';
    this.steps.push({ finding_id: id, at, act, from_state: state, to_state: state, check_id });
  }

  private note(
    { id, state }: KnownFinding,
    step: Step | undefined,
    by: { readonly check_id: string; readonly at: Date },
  ): void {
    if (step)
      this.steps.push({ finding_id: id, act: step.event, from_state: state, to_state: step.state, ...by });
  }

  async save(trx: Transaction): Promise<void> {
    await insertFindings(trx, this.fresh);
    await retireFindings(trx, this.turned);
    await updateSeen(trx, this.seen);
    await closeFindings(trx, this.closed);
    await insertSteps(trx, this.steps);
    // What is on paper about new findings is looked at when its turn comes.
    const opened = this.steps.filter(({ act }) => act === 'found' || act === 'reopened');
    await notePaperChanges(
      trx,
      opened.map(({ finding_id }) => finding_id),
    );
    await noteCounts(trx, this.counts);
    // What is closed stands in the ledger, by the digest of its record.
    for (const [{ id, unit_id }, detail] of this.closings) {
      const object = { kind: 'application', id } as const;
      await recordDone(trx, PROGRAM_CALLER, { act: 'findings-settled', object, unit: unit_id, detail });
    }
  }
}

function lifeOf({ state, assignee_id }: KnownFinding) {
  return { state, assigned: assignee_id !== null };
}
