import type { SessionView } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useSignOut, useStayAlive } from '../../api/session.ts';
import { useLanguage } from '../../locales/language.tsx';
import styles from './account-menu.module.css';

/** So long before the end of an idle session it is said. */
const WARNING_MS = 60_000;
/** Acts of a person at the page: a pointer that only moves is none. */
const ACTS = ['keydown', 'pointerdown', 'wheel', 'touchstart'] as const;
/** An act at the page keeps the server's session alive, at most so often. */
const TELL_SERVER_MS = 60_000;

/** At the right of the head: who is signed in, or the way in; ends an idle session, and says so before. */
export function AccountMenu({ session }: { readonly session: SessionView | undefined }): ReactNode {
  const { tell } = useLanguage();
  const navigate = useNavigate();
  const leave = useSignOut();
  if (session?.stage !== 'full') {
    return (
      <div className={styles.menu}>{session?.claimed && <Link to="/desk">{tell('signIn.title')}</Link>}</div>
    );
  }
  return (
    <div className={styles.menu}>
      <Link to="/account">{session.person?.name}</Link>
      <Button size="small" onClick={() => leave.mutate(undefined, { onSuccess: () => navigate('/desk') })}>
        {tell('account.leave')}
      </Button>
      <IdleWatch minutes={session.idleMinutes} onIdle={() => leave.mutate(undefined)} />
    </div>
  );
}

function IdleWatch({
  minutes,
  onIdle,
}: {
  readonly minutes: number;
  readonly onIdle: () => void;
}): ReactNode {
  const { tell } = useLanguage();
  const [isWarned, setWarned] = useState(false);
  const stay = useStayAlive();
  const lastAct = useRef(Date.now());
  const lastTold = useRef(Date.now());
  const idle = useRef(onIdle);
  const alive = useRef(stay.mutate);
  idle.current = onIdle;
  alive.current = stay.mutate;

  useEffect(() => {
    const limit = minutes * 60_000;
    function act(): void {
      lastAct.current = Date.now();
    }
    const timer = setInterval(() => {
      const now = Date.now();
      const rest = limit - (now - lastAct.current);
      setWarned(rest <= WARNING_MS);
      if (rest <= 0) {
        lastAct.current = now;
        idle.current();
      } else if (lastAct.current > lastTold.current && now - lastTold.current > TELL_SERVER_MS) {
        lastTold.current = now;
        alive.current(undefined);
      }
    }, 1_000);
    for (const name of ACTS) window.addEventListener(name, act, { passive: true });
    return () => {
      clearInterval(timer);
      for (const name of ACTS) window.removeEventListener(name, act);
    };
  }, [minutes]);

  if (!isWarned) return null;
  return (
    <div role="alert" className={styles.warning}>
      <p>{tell('account.idle', { minutes })}</p>
      <Button
        type="primary"
        onClick={() => {
          lastAct.current = Date.now();
          setWarned(false);
          stay.mutate(undefined);
        }}
      >
        {tell('account.stay')}
      </Button>
    </div>
  );
}
