import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import { ErrorState } from '../tables/states.tsx';
import { PageFrame } from './page-frame.tsx';

interface BoundaryProps {
  readonly children: ReactNode;
}

/** A mistake of the program ends in words, not in a white page. React itself writes it to the browser's log. */
export class PageErrorBoundary extends Component<BoundaryProps, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? <BrokenPage /> : this.props.children;
  }
}

function BrokenPage(): ReactNode {
  const { tell } = useLanguage();
  return (
    <PageFrame title={tell('error.page')}>
      <ErrorState
        title={tell('error.page')}
        cause={tell('error.page.cause')}
        cure={tell('error.page.cure')}
        act={<Button onClick={() => window.location.reload()}>{tell('error.page.act')}</Button>}
      />
    </PageFrame>
  );
}
