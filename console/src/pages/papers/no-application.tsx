import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';

/** A form that was opened by its bare address: nobody has said for which application. */
export function NoApplication({ title }: { readonly title: string }): ReactNode {
  const { tell } = useLanguage();
  return (
    <PageFrame title={title}>
      <EmptyState
        title={tell('papers.noApplication')}
        why={tell('papers.noApplication.why')}
        act={<Link to="/applications?show=all">{tell('papers.noApplication.act')}</Link>}
      />
    </PageFrame>
  );
}
