import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { useBindingFinish, useOutsideFinish, useOutsideWays } from '../../api/outside.ts';
import { useSession } from '../../api/session.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { LoadingState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './outside-entry.module.css';
import { Departure } from './outside-entry.tsx';
import { OutsideRefusal, UnboundWords } from './outside-refusal.tsx';

/** Where a provider sends the browser back. Whoever is signed in wholly has gone there to bind the own account. */
export function ReturnPage(): ReactNode {
  const { tell } = useLanguage();
  const session = useSession();
  if (!session.data) {
    return (
      <PageFrame title={tell('outside.return')}>
        <Answered answer={session}>{() => null}</Answered>
      </PageFrame>
    );
  }
  return <Returned isBinding={session.data.stage === 'full'} />;
}

function Returned(props: { readonly isBinding: boolean }): ReactNode {
  const { tell } = useLanguage();
  const { id = '' } = useParams();
  // As it was on coming back: what comes of it may be a session.
  const [isBinding] = useState(props.isBinding);
  const ways = useOutsideWays();
  const way = ways.data?.rows.find((each) => each.id === id);
  const name = way?.name ?? '';
  const title = tell(isBinding ? 'outside.bind' : 'outside.return');
  const { outcome, isBound, error } = useReturn(id, isBinding);
  return (
    <PageFrame title={title}>
      <Panel title={name || title}>
        {error && (
          <>
            <OutsideRefusal act={title} error={error} />
            <div className={styles.onward}>
              {isBinding ? (
                <LinkButton to="/account#outside" primary>
                  {tell('outside.toAccount')}
                </LinkButton>
              ) : (
                <LinkButton to="/desk" primary>
                  {tell('outside.toSignIn')}
                </LinkButton>
              )}
              {!isBinding && way && <Departure way={way} act={tell('outside.enter.again', { name })} />}
            </div>
          </>
        )}
        {outcome?.outcome === 'unbound' && (
          <>
            <UnboundWords name={outcome.name} />
            <div className={styles.onward}>
              <LinkButton to="/account" primary>
                {tell('outside.unbound.act')}
              </LinkButton>
            </div>
          </>
        )}
        {isBound && (
          <>
            <p role="status">{tell('outside.bound', { name })}</p>
            <div className={styles.onward}>
              <LinkButton to="/account#outside" primary>
                {tell('outside.toAccount')}
              </LinkButton>
            </div>
          </>
        )}
        {!error && !outcome && !isBound && (
          <>
            <p role="status">{tell('outside.asking')}</p>
            <LoadingState />
          </>
        )}
      </Panel>
    </PageFrame>
  );
}

/** Hands in, once, what the provider sent along, and takes it out of the address. */
function useReturn(id: string, isBinding: boolean) {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const enter = useOutsideFinish();
  const bind = useBindingFinish();
  const isHandedIn = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with what the browser has come back with.
  useEffect(() => {
    if (isHandedIn.current) return;
    isHandedIn.current = true;
    const about = { id, query: search };
    navigate(pathname, { replace: true });
    if (isBinding) bind.mutate(about);
    else
      enter.mutate(about, {
        onSuccess: (outcome) => {
          if (outcome.outcome === 'entered') navigate(outcome.returnTo ?? '/desk', { replace: true });
        },
      });
  }, []);
  return { outcome: enter.data, isBound: bind.isSuccess, error: enter.error ?? bind.error };
}
