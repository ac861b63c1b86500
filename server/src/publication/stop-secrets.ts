import { createHmac, randomUUID } from 'node:crypto';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { installationSecret } from '../kernel/secret.ts';
import { type Belonging, beyondScope, ownedAs, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import type { FileScreening } from './file-screening.ts';
import type { VersionScreening } from './screening.ts';
import { tellSecrecy } from './secrecy.ts';
import { findStopOf, insertStop, type SecretStopTable } from './secret-stop.repo.ts';
import type { PublicationTools, ScreenedDocumentHit } from './tools.ts';
import { screenForUnit } from './word-lists/screen-for-unit.ts';

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
  const found = await screen.file(bytes);
  const { hits } = found;
  const place = ({ place: { line } }: ScreenedDocumentHit): Place => ({
    part: 'attachment',
    line: Math.max(1, line),
  });
  await stop(tools, caller, { at, marks: hits.filter(isMark).map(place), content: bytes });
  return found;
}

interface Stopping {
  readonly at: HandingIn;
  readonly marks: readonly Place[];
  readonly content: string | Uint8Array;
}

/** Whoever hands in the same again while it waits makes no second stop. */
async function stop(
  tools: PublicationTools,
  caller: Caller,
  { at, marks, content }: Stopping,
): Promise<void> {
  const [first] = marks;
  if (!first) return;
  // Keyed: a digest of a short text alone could be guessed.
  const digest = createHmac('sha256', installationSecret(tools.data, 'digest-salt'))
    .update(content)
    .digest('hex');
  const { belonging, applicationId, itemId } = at;
  const now = tools.now();
  const scope = scopeOf(caller.actor, 'publication.write');
  const isCleared = await withinScope(tools.db, scope, async (trx) => {
    const before = await findStopOf(trx, { unitId: belonging.unit_id, digest });
    if (before?.finding === 'none') return true;
    if (before && before.finding === null) return false;
    const id = randomUUID();
    await insertStop(trx, {
      id,
      ...ownedAs(belonging),
      application_id: applicationId,
      item_id: itemId,
      ...first,
      marks: marks.length,
      digest,
      handed_in_by: caller.actor.id,
      at: now,
    });
    const object = { kind: 'publication-secret', id } as const;
    const detail = { part: first.part, marks: marks.length };
    await recordDone(trx, caller, { act: 'item-secret-stopped', object, unit: belonging.unit_id, detail });
    await beyondScope(trx, () => tellSecrecy(trx, { unitId: belonging.unit_id, key: id }, now));
    return false;
  });
  if (!isCleared)
    throw new HouseError('item-secret-stopped', { place: PLACES[first.part], line: first.line });
}

const PLACES = {
  title: { zh: '标题', en: 'the title' },
  text: { zh: '正文', en: 'the text' },
  attachment: { zh: '附件', en: 'the attachment' },
} as const;
