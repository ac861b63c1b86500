import {
  UNIT_KIND_WORDS,
  UNIT_LEVEL_WORDS,
  UNIT_POSTS,
  type UnitContact,
  type UnitInput,
} from '@zhengdun/contract';
import type { Belonging, ContactRow, UnitRow } from '../tables.ts';

/** A unit's own facts as text, for its history. Place and superior are told by name where they change. */
export function unitFacts({ name, kind, level, creditCode, contacts }: UnitInput): Record<string, string> {
  const posts = Object.fromEntries(
    UNIT_POSTS.map((post) => [post, contactText(contacts.find((contact) => contact.post === post))]),
  );
  return {
    name,
    kind: UNIT_KIND_WORDS[kind].zh,
    level: UNIT_LEVEL_WORDS[level].zh,
    creditCode: creditCode ?? '',
    ...posts,
  };
}

/** What is registered of a unit, in the form in which it is sent. */
export function unitInputOf(row: UnitRow, contacts: readonly ContactRow[]): UnitInput {
  return {
    name: row.name,
    kind: row.kind,
    level: row.level,
    ...(row.credit_code && { creditCode: row.credit_code }),
    contacts: UNIT_POSTS.flatMap((post) => {
      const contact = contacts.find((each) => each.unit_id === row.id && each.post === post);
      return contact ? [{ post, name: contact.name, title: contact.title, phone: contact.phone }] : [];
    }),
  };
}

function contactText(contact: UnitContact | undefined): string {
  if (!contact) return '';
  return [contact.name, contact.title, contact.phone].filter(Boolean).join(' ');
}

/** What a row of the unit's own things carries. */
export function belongingOf(unit: Pick<UnitRow, 'id' | 'region_path' | 'sector_path'>): Belonging {
  return { unit_id: unit.id, region_path: unit.region_path, sector_path: unit.sector_path };
}

/** The columns of a unit's own facts; place and superior stand beside them. */
export function unitColumns({ name, kind, level, creditCode }: UnitInput) {
  return { name, kind, level, credit_code: creditCode ?? null };
}

/** The path of a unit below its superior's. */
export function sectorPathOf(id: string, superior: Pick<UnitRow, 'sector_path'> | undefined): string {
  return `${superior?.sector_path ?? ''}${id}/`;
}
