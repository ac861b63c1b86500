import type { ReactNode } from 'react';
import { useSession } from '../../api/session.ts';
import { CopyLine } from '../../components/copy-line.tsx';
import { useLanguage } from '../../locales/language.tsx';

/** 看看演示数据: what starts the demonstration. A running program cannot put another database under itself. */
export function DemoDoor(): ReactNode {
  const { tell } = useLanguage();
  const { data: session } = useSession();
  if (session?.demo) return null;
  return (
    <details>
      <summary>{tell('demo.door')}</summary>
      <p>{tell('demo.how')}</p>
      <CopyLine text="npm start -- --demo" />
    </details>
  );
}
