import { type ReactNode, useRef } from 'react';
import { CopyButton } from './copy-button.tsx';

/** A line to be copied as it stands: a command, a token. */
export function CopyLine({ text }: { readonly text: string }): ReactNode {
  const line = useRef<HTMLElement>(null);
  return (
    <p>
      <code ref={line} style={{ overflowWrap: 'anywhere' }}>
        {text}
      </code>{' '}
      <CopyButton source={line} />
    </p>
  );
}
