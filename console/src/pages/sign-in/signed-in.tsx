import type { PermissionName, SessionView } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useSession } from '../../api/session.ts';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { LoadingState, QueryErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { FactorPage } from './factor-page.tsx';
import { NotPermitted } from './not-permitted.tsx';
import { SecondFactorPage } from './second-factor-page.tsx';
import { SignInPage } from './sign-in-page.tsx';

interface SignedInProps {
  readonly permission?: PermissionName;
  readonly children: (session: SessionView) => ReactNode;
}

/** A page for who is signed in: until then, the step of signing in that is next. */
export function SignedIn({ permission, children }: SignedInProps): ReactNode {
  const { tell } = useLanguage();
  const { data: session, error, refetch } = useSession();
  if (!session) {
    return (
      <PageFrame title={tell('signIn.title')}>
        {error ? <QueryErrorState error={error} retry={refetch} /> : <LoadingState />}
      </PageFrame>
    );
  }
  switch (session.stage) {
    case 'none':
      return <SignInPage claimed={session.claimed} demo={session.demo === true} />;
    case 'second-factor':
      return <SecondFactorPage factors={session.factors ?? []} />;
    case 'enrolment':
      return <FactorPage />;
    case 'full':
      if (permission && !session.permissions.includes(permission))
        return <NotPermitted permission={permission} />;
      return children(session);
  }
}
