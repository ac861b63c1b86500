import {
  type Lang,
  LOG_LINES_EXPORTED,
  LOG_LINES_SHOWN,
  type LogExportForm,
  type LogQuestionInput,
  type LogSearchAnswer,
} from '@zhengdun/contract';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { jsonDigest } from '../../kernel/canonical-json.ts';
import type { Database } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, type Belonging, covers, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { listKept } from '../own-audit/own-audit.repo.ts';
import { isOwnAudit, OWN_AUDIT_ID, OWN_AUDIT_NAME, ownAuditSource } from '../own-audit/own-audit.ts';
import { listOwnSources } from '../register/source.repo.ts';
import { FIELD_ALIASES } from '../rows/columns.ts';
import { type LogQuestion, PERSONAL_COLUMNS } from './conditions.ts';
import { fileOf } from './lines-as-file.ts';
import { looksPersonal } from './mask.ts';
import type { LogAnswer } from './search-logs.ts';
import type { SearchThread } from './search-thread.ts';

export interface AskTools {
  readonly db: Database;
  readonly now: () => Date;
  readonly thread: Pick<SearchThread, 'search'>;
}

const MOST_WORDS = 10;

/** One among which is searched. */
export interface AskedSource extends Belonging {
  readonly id: string;
  /** as it is sealed with every line */
  readonly name: string;
}

/** The audit log of this house, of the units in whose affairs the reader may read it. */
async function ownAuditOf({ db }: Pick<AskTools, 'db'>, actor: Actor): Promise<AskedSource[]> {
  const scope = scopeOf(actor, 'audit.read');
  const kept = await withinScope(db, scope, (trx) => listKept(trx, scope));
  return kept.map((unit) => ({ ...unit, id: OWN_AUDIT_ID, name: ownAuditSource(unit.unit_id) }));
}

/** As readers see them: the audit log of this house is one, of however many units. */
export function sourcesShown(sources: readonly AskedSource[]): { id: string; name: string }[] {
  const shown = new Map(sources.map(({ id, name }) => [id, nameShown(name)]));
  return [...shown].map(([id, name]) => ({ id, name }));
}

function nameShown(name: string): string {
  return isOwnAudit(name) ? OWN_AUDIT_NAME : name;
}

/**
 * The sources that somebody may search, or the one that they name among these. Personal data is covered wherever one of them
 * lies beyond where the reader may see it.
 *
 * @throws HouseError `log-source-unknown`
 */
export async function sourcesOf(tools: Pick<AskTools, 'db'>, actor: Actor, one: string | undefined) {
  const scope = scopeOf(actor, 'log.read');
  const declared = await withinScope(tools.db, scope, (trx) => listOwnSources(trx, scope));
  const all: AskedSource[] = [...declared, ...(await ownAuditOf(tools, actor))];
  const sources = one === undefined ? all : all.filter(({ id }) => id === one);
  if (one !== undefined && sources.length === 0) throw new HouseError('log-source-unknown', {});
  const seen = scopeOf(actor, 'log-personal.read');
  return { sources, isMasked: !sources.every((source) => covers(seen, source)) };
}

interface Asked {
  readonly answer: LogAnswer;
  readonly sources: readonly AskedSource[];
  readonly isMasked: boolean;
  readonly detail: ReturnType<typeof detailOf>;
}

/** Searches within the reader's sources; nobody ever asks for all there is. */
async function ask(
  tools: AskTools,
  actor: Actor,
  { input, limit }: { readonly input: LogQuestionInput; readonly limit: number },
): Promise<Asked> {
  const { sources, isMasked } = await sourcesOf(tools, actor, input.source);
  if (sources.length === 0) throw new HouseError('logs-search-without-sources', {});
  const question = questionOf(input, { names: sources.map(({ name }) => name), isMasked });
  const answer = await tools.thread.search(question, limit);
  if (answer.broken !== undefined) throw new HouseError('logs-broken', { where: answer.broken });
  return { answer, sources, isMasked, detail: detailOf(input, { sources, answer, isMasked }) };
}

/** @throws HouseError `logs-search-personal`: whoever may not see personal data cannot ask for it either */
function questionOf(
  input: LogQuestionInput,
  { names, isMasked }: { readonly names: readonly string[]; readonly isMasked: boolean },
): LogQuestion {
  const { from, to, kind, address, field, words } = input;
  const at = field === undefined ? -1 : field.indexOf('=');
  if (field !== undefined && field !== '' && at < 1) throw new HouseError('logs-field-form', {});
  const pair =
    field === undefined || at < 1 ? undefined : ([field.slice(0, at), field.slice(at + 1)] as const);
  const parts = (words ?? '').split(/\s+/).filter((word) => word !== '');
  if (parts.length > MOST_WORDS) throw new HouseError('logs-words-many', { most: MOST_WORDS });
  const name = pair && (FIELD_ALIASES[pair[0]] ?? pair[0]);
  const isPersonal = (): boolean =>
    Boolean(address) ||
    (name !== undefined && PERSONAL_COLUMNS.includes(name)) ||
    [...parts, ...(pair ? [pair[1]] : [])].some(looksPersonal);
  if (isMasked && isPersonal()) throw new HouseError('logs-search-personal', {});
  return {
    from: from === undefined ? undefined : Date.parse(from),
    to: to === undefined ? undefined : Date.parse(to),
    kinds: kind && [kind],
    sources: names,
    address: address || undefined,
    fields: pair && [pair],
    words: parts,
    isMasked,
  };
}

/** For the audit log: by what was searched, and a digest of the question; not its words. */
function detailOf(
  input: LogQuestionInput,
  about: { readonly sources: readonly AskedSource[]; readonly answer: LogAnswer; readonly isMasked: boolean },
) {
  const { from, to, ...rest } = input;
  return {
    question: jsonDigest(JSON.parse(JSON.stringify(input))),
    by: Object.entries(rest).flatMap(([name, value]) => (value ? [name] : [])),
    ...(from !== undefined && { from: new Date(from).toISOString() }),
    ...(to !== undefined && { to: new Date(to).toISOString() }),
    sources: sourcesShown(about.sources).length,
    found: about.answer.count,
    masked: about.isMasked,
  };
}

/** Searches, and enters that in the audit log before anything is shown. */
export async function askLogs(
  tools: AskTools,
  caller: Caller,
  input: LogQuestionInput,
): Promise<LogSearchAnswer> {
  const { actor } = caller;
  const { answer, sources, isMasked, detail } = await ask(tools, actor, { input, limit: LOG_LINES_SHOWN });
  await withinScope(tools.db, scopeOf(actor, 'log.read'), (trx) =>
    recordDone(trx, caller, { act: 'log-searched', unit: unitOf(sources, actor), detail }),
  );
  const { lines, count, histogram, part, scanned, ms } = answer;
  return {
    lines: lines.map(({ sequence, at, receivedAt, source, kind, line }) => ({
      ...{ sequence, source: nameShown(source), kind, line },
      at: new Date(at).toISOString(),
      receivedAt: new Date(receivedAt).toISOString(),
    })),
    count,
    histogram: histogram.map((each) => ({ ...each, from: new Date(each.from).toISOString() })),
    part,
    scanned: { events: scanned.events, bytes: scanned.bytes },
    ms: Math.round(ms),
    masked: isMasked,
    sources: sourcesShown(sources),
    asOf: tools.now().toISOString(),
  };
}

/** What a search finds as a file, and the same in the audit log. */
export async function exportLogs(
  tools: AskTools,
  caller: Caller,
  about: { readonly input: LogQuestionInput; readonly form: LogExportForm; readonly lang: Lang },
) {
  const { actor } = caller;
  const { input, form } = about;
  const { answer, sources, detail } = await ask(tools, actor, { input, limit: LOG_LINES_EXPORTED });
  await withinScope(tools.db, scopeOf(actor, 'log.read'), (trx) =>
    recordDone(trx, caller, {
      act: 'log-exported',
      unit: unitOf(sources, actor),
      detail: { ...detail, form, lines: answer.lines.length },
    }),
  );
  return fileOf(
    answer.lines.map((line) => ({ ...line, source: nameShown(line.source) })),
    about,
  );
}

/** Whose affair it is: the unit whose logs were searched, where it is one. */
function unitOf(sources: Asked['sources'], { unitId }: Actor): string | undefined {
  const units = new Set(sources.flatMap(({ unit_id }) => (unit_id === '' ? [] : [unit_id])));
  return units.size === 1 ? [...units][0] : unitId;
}
