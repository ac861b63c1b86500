import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { ApiError } from './api/client.ts';
import { PageErrorBoundary } from './components/shell/page-error-boundary.tsx';
import { Shell } from './components/shell/shell.tsx';
import { LanguageProvider } from './locales/language.tsx';
import { Look } from './look.tsx';
import { StartPage } from './pages/checks/start-page.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { PAGES } from './pages.tsx';

/** A session that has ended is noticed at the first answer that says so. */
function noticeEnd(error: Error): void {
  if (error instanceof ApiError && error.answer?.code === 'not-signed-in') {
    void queries.invalidateQueries({ queryKey: ['session'] });
  }
}

/** An answer that the server has thought about is not asked for again; silence is, twice. */
const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEnd }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
  defaultOptions: {
    queries: {
      retry: (failures, error) => error instanceof ApiError && error.kind === 'unreachable' && failures < 2,
      retryDelay: 1_000,
    },
  },
});

export function App({ nonce }: { readonly nonce: string }): ReactNode {
  return (
    <BrowserRouter>
      <PageErrorBoundary>
        <Suspense fallback={null}>
          <LanguageProvider>
            <Look nonce={nonce}>
              <QueryClientProvider client={queries}>
                <Shell>
                  <PageErrorBoundary>
                    <Suspense fallback={null}>
                      <Routes>
                        <Route path="/" element={<StartPage />} />
                        {PAGES.map(({ path, element }) => (
                          <Route key={path} path={path} element={element} />
                        ))}
                        <Route path="*" element={<NotFoundPage />} />
                      </Routes>
                    </Suspense>
                  </PageErrorBoundary>
                </Shell>
              </QueryClientProvider>
            </Look>
          </LanguageProvider>
        </Suspense>
      </PageErrorBoundary>
    </BrowserRouter>
  );
}
