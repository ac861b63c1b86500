import { createHmac, randomUUID } from 'node:crypto';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import type { Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { installationSecret } from '../../kernel/secret.ts';
import { type Belonging, beyondScope, ownedAs, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import type { FileScreening } from '../screening/file-screening.ts';
import type { VersionScreening } from '../screening/screening.ts';
import type { PublicationTools, ScreenedDocumentHit } from '../tools.ts';
import { screenForUnit } from '../word-lists/screen-for-unit.ts';
import { tellSecrecy } from './secrecy.ts';
import { findStopOf, insertStop, type SecretStopTable } from './secret-stop.repo.ts';

/** Where something is handed in. */
export interface HandingIn {
  readonly belonging: Belonging;
  readonly applicationId: string;
  readonly itemId: string | null;
}

/** A mark of a state secret: the gravest hit of its category. Mentions are hits like others. */
function isMark({ category, severity }: { readonly category: string; readonly severity: number }): boolean {
  return category === 'state-secret' && severity === 1;
}

type Place = Pick<SecretStopTable, 'part' | 'line'>;

/**
 * Refuses a text that bears the mark of a state secret, before anything of it is kept.
 *
 * @param found what its screening has found; undefined: it was not screened
 * @throws HouseError `item-secret-stopped`
 */
export async function stopSecretText(
  tools: PublicationTools,
  caller: Caller,
  about: {
    readonly at: HandingIn;
    readonly said: { readonly title: string; readonly text: string };
    readonly found: VersionScreening | undefined;
  },
): Promise<void> {
  const { at, said, found } = about;
  const marks = (found?.hits ?? []).filter(isMark).map(({ part, start_at }): Place => {
    const whole = part === 'title' ? said.title : said.text;
    return { part, line: whole.slice(0, start_at).split('\n').length };
  });
  await stop(tools, caller, { at, marks, content: `${said.title}\0${said.text}` });
}

/**
 * The same of a file that is handed in.
 *
 * @returns what its screening has found; undefined: nothing is screened
 * @throws HouseError `item-secret-stopped`
 */
export async function stopSecretFile(
  tools: PublicationTools,
  caller: Caller,
  { bytes, ...at }: HandingIn & { readonly bytes: Uint8Array },
): Promise<FileScreening | undefined> {
  const screen = await screenForUnit(tools, at.belonging.unit_id);
  if (!screen) return undefined;
  // Reading pictures takes minutes: that is a job of its own.
  const found = await screen.file(bytes, { pictures: 'later' });
  await stop(tools, caller, { at, marks: marksIn(found), content: bytes });
  return found;
}

/** Where a file bears marks of a state secret. */
export function marksIn({ hits }: Pick<FileScreening, 'hits'>): readonly Place[] {
  const place = ({ place: { line } }: ScreenedDocumentHit): Place => ({
    part: 'attachment',
    line: Math.max(1, line),
  });
  return hits.filter(isMark).map(place);
}

interface Stopping {
  readonly at: HandingIn;
  readonly marks: readonly Place[];
  readonly content: string | Uint8Array;
}

async function stop(
  tools: PublicationTools,
  caller: Caller,
  { at, marks, content }: Stopping,
): Promise<void> {
  const [first] = marks;
  if (!first) return;
  const scope = scopeOf(caller.actor, 'publication.write');
  const about = { at, marks, content, by: caller.actor.id };
  const isStopped = await withinScope(tools.db, scope, (trx) => noteStop(tools, { trx, caller }, about));
  if (isStopped) throw new HouseError('item-secret-stopped', { place: PLACES[first.part], line: first.line });
}

/**
 * Notes that what bears marks is not kept, and has the secrecy officer told. The same again while it waits makes no second
 * note.
 *
 * @param about.by who handed it in
 * @returns false where the secrecy officer has found that it is none
 */
export async function noteStop(
  { data, now }: Pick<PublicationTools, 'data' | 'now'>,
  { trx, caller }: { readonly trx: Transaction; readonly caller: Caller },
  about: Stopping & { readonly by: string },
): Promise<boolean> {
  const [first] = about.marks;
  if (!first) return false;
  // Keyed: a digest of a short text alone could be guessed.
  const digest = createHmac('sha256', installationSecret(data, 'digest-salt'))
    .update(about.content)
    .digest('hex');
  const { belonging, applicationId, itemId } = about.at;
  const before = await findStopOf(trx, { unitId: belonging.unit_id, digest });
  if (before?.finding === 'none') return false;
  if (before && before.finding === null) return true;
  const id = randomUUID();
  const at = now();
  await insertStop(trx, {
    id,
    ...ownedAs(belonging),
    application_id: applicationId,
    item_id: itemId,
    ...first,
    marks: about.marks.length,
    digest,
    handed_in_by: about.by,
    at,
  });
  const object = { kind: 'publication-secret', id } as const;
  const detail = { part: first.part, marks: about.marks.length };
  await recordDone(trx, caller, { act: 'item-secret-stopped', object, unit: belonging.unit_id, detail });
  await beyondScope(trx, () => tellSecrecy(trx, { unitId: belonging.unit_id, key: id }, at));
  return true;
}

const PLACES = {
  title: { zh: '标题', en: 'the title' },
  text: { zh: '正文', en: 'the text' },
  attachment: { zh: '附件', en: 'the attachment' },
} as const;
