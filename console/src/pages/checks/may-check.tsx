import type { ReactNode } from 'react';
import { useSession } from '../../api/session.ts';
import { SignedIn } from '../sign-in/signed-in.tsx';

/** Pages of checks: open without an account where only this machine is served, elsewhere for those who may check. */
export function MayCheck({ children }: { readonly children: ReactNode }): ReactNode {
  const { data: session, isPending } = useSession();
  if (isPending) return null;
  if (!session?.checksNeedAccount) return children;
  return <SignedIn permission="check.start">{() => children}</SignedIn>;
}
