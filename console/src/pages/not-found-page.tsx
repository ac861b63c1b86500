import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { PageFrame } from '../components/shell/page-frame.tsx';
import { EmptyState } from '../components/tables/states.tsx';
import { useLanguage } from '../locales/language.tsx';

export function NotFoundPage(): ReactNode {
  const { tell } = useLanguage();
  return (
    <PageFrame title={tell('error.notFound')}>
      <EmptyState
        title={tell('error.notFound')}
        why={tell('error.notFound.cause')}
        act={<Link to="/">{tell('error.notFound.act')}</Link>}
      />
    </PageFrame>
  );
}
