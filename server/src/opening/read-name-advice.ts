import type { Lang, NameAdvice, NameQuery } from '@zhengdun/contract';
import { HouseError } from '../kernel/errors/index.ts';
import { type Actor, beyondScope, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { findNamesakes, findOwnApplications, readUnitProfile } from '../registry/index.ts';
import type { OpeningTools } from './case.ts';
import { hostOf, proposeDomains } from './domains.ts';
import { namesFor } from './form.ts';
import { formOf } from './names.ts';
import { findObstacles, obstacleView } from './obstacles.ts';

/** Fields whose obstacles are told while a name or a domain is typed. */
const TOLD = ['name', 'domain'];

/**
 * What an application of a unit could be called, and what stands against the name and the domain that are being typed
 * (Art. 5, 8).
 *
 * @throws HouseError `unit-unknown`
 */
export async function readNameAdvice(
  { db, readings }: OpeningTools,
  actor: Actor,
  { query, lang }: { readonly query: NameQuery; readonly lang: Lang },
): Promise<NameAdvice> {
  const { unitId, kind, name, domain } = query;
  const scope = scopeOf(actor, 'opening.apply');
  return withinScope(db, scope, async (trx) => {
    const unit = await readUnitProfile(trx, unitId);
    if (!unit) throw new HouseError('unit-unknown', {});
    const host = hostOf(domain);
    const hosts = host === undefined ? [] : [host];
    const namesakes = await beyondScope(trx, () => findNamesakes(trx, { unitId, name, hosts }));
    const found = findObstacles({
      kind,
      form: { name, ...(host !== undefined && { domain: host }) },
      unit,
      readings,
      own: await findOwnApplications(trx, unitId),
      namesakes,
    });
    return {
      names: namesFor(unit, kind),
      domains: proposeDomains(unit, kind),
      ...(name !== '' && { form: formOf(name, unit) }),
      obstacles: found
        .map((each) => obstacleView(each, { lang, overridden: false }))
        .filter(({ field }) => field !== undefined && TOLD.includes(field)),
    };
  });
}
