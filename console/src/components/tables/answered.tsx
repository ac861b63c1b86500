import type { ReactNode } from 'react';
import { LoadingState, QueryErrorState, StaleNotice } from './states.tsx';

interface Answer<Data> {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

export interface AnsweredProps<Data> {
  readonly answer: Answer<Data>;
  /** grey lines while it is awaited */
  readonly lines?: number;
  readonly children: (data: Data) => ReactNode;
}

/** What the server answered; before that, that it is awaited or why there is none. Old data stays, and says that it is old. */
export function Answered<Data>({ answer, lines = 4, children }: AnsweredProps<Data>): ReactNode {
  const { data, error, refetch } = answer;
  if (data === undefined) {
    return error ? <QueryErrorState error={error} retry={refetch} /> : <LoadingState lines={lines} />;
  }
  return (
    <>
      {error && <StaleNotice error={error} />}
      {children(data)}
    </>
  );
}
