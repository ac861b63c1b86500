import type { CheckList } from '@zhengdun/contract';
import { readChecksOfHosts } from '../../inspection/index.ts';
import type { Database } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { findApplication } from './application.repo.ts';

/** Checks of the hosts of an application, newest first. @throws HouseError `application-unknown` */
export async function readApplicationChecks(db: Database, actor: Actor, id: string): Promise<CheckList> {
  const row = await withinScope(db, scopeOf(actor, 'application.read'), (trx) => findApplication(trx, id));
  if (!row) throw new HouseError('application-unknown', {});
  return readChecksOfHosts(db, row.hosts);
}
