import type { Holders, PermissionName } from '@zhengdun/contract';
import { ROLES, rolesWith } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useHolders } from '../../api/session.ts';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';

/** A page that the reader may not see: which roles may, who holds them, and who could grant it. */
export function NotPermitted({ permission }: { readonly permission: PermissionName }): ReactNode {
  const { lang, tell } = useLanguage();
  const { data } = useHolders(permission);
  const list = (words: readonly string[]): string => words.join(tell('grammar.list'));
  const rolesOf = (roles: readonly (keyof typeof ROLES)[]): string =>
    list(roles.map((role) => ROLES[role].word[lang]));
  const people = (some: Holders['holders']): string =>
    list(
      some.map(({ name, unitName, roles }) =>
        tell('grammar.holder', { name, unit: unitName, roles: rolesOf(roles) }),
      ),
    );
  const whoHolds = ({ holders }: Holders): string =>
    holders.length > 0
      ? tell('notPermitted.holders', { people: people(holders) })
      : tell('notPermitted.noHolders');
  const whoGrants = ({ granting }: Holders): string =>
    granting.length > 0
      ? tell('notPermitted.granting', { people: people(granting) })
      : tell('notPermitted.noGranting');
  return (
    <PageFrame title={tell('notPermitted.title')}>
      <EmptyState
        title={tell('notPermitted.why', { roles: rolesOf(rolesWith(permission)) })}
        why={data ? whoHolds(data) : ''}
        act={data && whoGrants(data)}
      />
    </PageFrame>
  );
}
