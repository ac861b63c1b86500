import type { LogSourceQuery, LogSourceRow, LogSources, LogSourceView } from '@zhengdun/contract';
import { dayOf } from '../../kernel/clock/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, covers, mayDo, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { endpointFor, pasteLines } from './paste-lines.ts';
import { findReceiver } from './receiver.repo.ts';
import {
  countSources,
  findNamedSource,
  listSilences,
  listSources,
  listStrangers,
  type NamedSource,
  stateOf,
} from './source.repo.ts';
import type { Places, RegisterTools } from './tools.ts';

const MOST_STRANGERS = 50;
const MOST_SILENCES = 50;

/** One page of the sources that the reader sees, what needs somebody first. */
export async function readSources(
  { db, now }: RegisterTools,
  actor: Actor,
  { show, page, size, ...filter }: LogSourceQuery,
): Promise<LogSources> {
  const scope = scopeOf(actor, 'log-source.read');
  const may = mayDo(actor, 'log.manage');
  return withinScope(db, scope, async (trx) => {
    const at = now();
    const counts = await countSources(trx, scope, filter);
    const rows = await listSources(trx, scope, {
      ...{ filter, show, today: dayOf(at), offset: (page - 1) * size, limit: size },
    });
    const strangers = may ? await listStrangers(trx, MOST_STRANGERS) : [];
    const receiver = await findReceiver(trx);
    return {
      rows: rows.map(sourceRow),
      total: counts[show],
      counts,
      strangers: strangers.map(({ name, last_at, events }) => ({
        ...{ name, lastAt: last_at.toISOString(), events: Number(events) },
      })),
      ...(receiver && { receiverAt: receiver.at.toISOString() }),
      may,
      asOf: at.toISOString(),
    };
  });
}

/** One source, with what is to be pasted where. @throws HouseError `log-source-unknown` */
export async function readSource(
  { db, now, places }: RegisterTools & { readonly places: Places },
  { actor, host }: { readonly actor: Actor; readonly host: string },
  id: string,
): Promise<LogSourceView> {
  return withinScope(db, scopeOf(actor, 'log-source.read'), async (trx) => {
    const at = now();
    const source = await findNamedSource(trx, id, dayOf(at));
    if (!source) throw new HouseError('log-source-unknown', {});
    const receiver = await findReceiver(trx);
    const silences = await listSilences(trx, id, MOST_SILENCES);
    const { name, way, kind, app, addresses, since, until } = source;
    return {
      ...sourceRow(source),
      addresses,
      ...(source.host !== null && { host: source.host }),
      ...(app !== null && { app }),
      since: since.toISOString(),
      ...(until && { until: until.toISOString() }),
      paste: pasteLines({ name, way, kind, app, places, host }),
      deaf: way !== 'file' && endpointFor(way, places) === undefined,
      silences: silences.map(({ began_at, ended_at }) => ({
        from: began_at.toISOString(),
        ...(ended_at && { to: ended_at.toISOString() }),
      })),
      ...(receiver && { receiverAt: receiver.at.toISOString() }),
      may: mayDo(actor, 'log.manage') && covers(scopeOf(actor, 'log.manage'), source),
      asOf: at.toISOString(),
    };
  });
}

function sourceRow(source: NamedSource): LogSourceRow {
  const { id, name, unit_id, unit_name, way, kind, heard_at, said_at, silence_minutes, today } = source;
  return {
    ...{ id, name, unit: { id: unit_id, name: unit_name }, way, state: stateOf(source), today },
    ...(kind !== null && { kind }),
    ...(heard_at && { heardAt: heard_at.toISOString() }),
    ...(heard_at && said_at && { skewMs: said_at.getTime() - heard_at.getTime() }),
    silence: silence_minutes,
  };
}
