import type { ExitLinkView, Lang } from '@zhengdun/contract';
import { peopleWith } from '../identity/index.ts';
import { linkDetail } from '../inspection/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { type Actor, beyondScope, covers, mayDo, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { findGood, findNamedLink, listChecks, listPlaces, type NamedLink } from './list.repo.ts';
import { linkRow, namesOf, personOf, placeView } from './read-links.ts';
import type { Appearance, CheckRecord } from './tables.ts';
import type { LinkTools } from './tools.ts';

/** Of places and of looks. */
const MOST = 50;

/** One link with where it stands, how it looked, and what was found out. @throws HouseError `link-unknown` */
export async function readLink(
  { db, now }: Pick<LinkTools, 'db' | 'now'>,
  { actor, lang }: { readonly actor: Actor; readonly lang: Lang },
  id: string,
): Promise<ExitLinkView> {
  const scope = scopeOf(actor, 'link.read');
  return withinScope(db, scope, async (trx) => {
    const link = await findNamedLink(trx, id);
    if (!link) throw new HouseError('link-unknown', {});
    const names = await namesOf(trx, [link]);
    const may = mayDo(actor, 'link.manage') && covers(scopeOf(actor, 'link.manage'), link);
    const permission = 'link.manage';
    const about = { unitId: link.unit_id, permission, now: now() } as const;
    const handlers = may ? await beyondScope(trx, () => peopleWith(trx, about)) : [];
    const { decided_by, decided_at } = link;
    return {
      ...linkRow(link, names),
      foundAt: link.found_at.toISOString(),
      ...(decided_by !== null &&
        decided_at && { decided: { by: personOf(names, decided_by), at: decided_at.toISOString() } }),
      ...goodOf(link, (await findGood(trx, id))?.good ?? null, lang),
      allPlaces: (await listPlaces(trx, id, MOST)).map(placeView),
      checks: (await listChecks(trx, id, MOST)).map(checkView),
      handlers,
      may,
      asOf: now().toISOString(),
    };
  });
}

function goodOf(link: NamedLink, good: Appearance | null, lang: Lang): Pick<ExitLinkView, 'good'> {
  const { good_at, picture, picture_at, no_picture } = link;
  if (!good || !good_at) return {};
  const { title, domain, certificate } = good;
  return {
    good: {
      ...{ at: good_at.toISOString(), title, domain },
      ...(certificate && { certificate }),
      ...(picture !== null && picture_at && { picture: { sha256: picture, at: picture_at.toISOString() } }),
      ...(picture === null && no_picture && { noPicture: no_picture[lang] }),
    },
  };
}

function checkView({ at, status, final_url, page, id, state, cause, detail, changes }: CheckRecord) {
  return {
    ...{ id, state, cause, changes, detail: linkDetail(detail), at: at.toISOString() },
    ...(status !== null && { status }),
    ...(final_url !== null && { finalUrl: final_url }),
    ...(page && page.title !== '' && { title: page.title }),
  };
}

/** The picture from when all was well last, JPEG. @throws HouseError `link-unknown`; `evidence-unknown` where it is no such */
export async function readPicture(
  { db, evidence }: Pick<LinkTools, 'db' | 'evidence'>,
  actor: Actor,
  { id, sha256 }: { readonly id: string; readonly sha256: string },
): Promise<Uint8Array> {
  const link = await withinScope(db, scopeOf(actor, 'link.read'), (trx) => findNamedLink(trx, id));
  if (!link) throw new HouseError('link-unknown', {});
  const bytes = link.picture === sha256 ? await evidence.read(sha256) : undefined;
  if (!bytes) throw new HouseError('evidence-unknown', {});
  return bytes;
}
