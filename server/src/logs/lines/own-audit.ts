import type { Field, ReadLine } from '../event.ts';
import { isoTime } from './time.ts';

const BEGINNING = '{"act":"';
/** What a record of our audit log has, besides some that it may have. */
const MEMBERS = ['act', 'actor', 'at', 'detail', 'from', 'id', 'nonce', 'result'];

/** A record of our own audit log (`kernel/audit`), as canonical JSON: by whom, from where, what, with what result. */
export function readOwnAudit(line: string): ReadLine | undefined {
  if (!line.startsWith(BEGINNING) || !line.endsWith('}')) return undefined;
  let record: Record<string, unknown>;
  try {
    record = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
  if (MEMBERS.some((name) => !(name in record))) return undefined;
  const [actor, from, object] = [partsOf(record.actor), partsOf(record.from), partsOf(record.object)];
  const fields: (readonly [string, unknown])[] = [
    ['action', record.act],
    ['user', actor.id],
    ['actor', actor.kind],
    ['client', from.address],
    ['device', from.device],
    ['object', object.kind],
    ['object_id', object.id],
    ['unit', record.unit],
    ['result', record.result],
    ['id', record.id],
  ];
  const at = typeof record.at === 'string' ? isoTime(record.at) : undefined;
  return { format: 'own-audit', at, kind: 'audit', fields: fields.flatMap(textField) };
}

function partsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textField([name, value]: readonly [string, unknown]): Field[] {
  return typeof value === 'string' && value !== '' ? [[name, value.toWellFormed()]] : [];
}
