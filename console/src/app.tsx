import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { ApiError } from './api/client.ts';
import { PageErrorBoundary } from './components/page-error-boundary.tsx';
import { Shell } from './components/shell.tsx';
import { LanguageProvider } from './locales/language.tsx';
import { Look } from './look.tsx';
import { StartPage } from './pages/checks/start-page.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';

const CheckPage = lazy(async () => ({ default: (await import('./pages/checks/check-page.tsx')).CheckPage }));

/** An answer that the server has thought about is not asked for again; silence is, twice. */
const queries = new QueryClient({
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
      <LanguageProvider>
        <Look nonce={nonce}>
          <QueryClientProvider client={queries}>
            <Shell>
              <PageErrorBoundary>
                <Suspense fallback={null}>
                  <Routes>
                    <Route path="/" element={<StartPage />} />
                    <Route path="/checks/:id" element={<CheckPage />} />
                    <Route path="*" element={<NotFoundPage />} />
                  </Routes>
                </Suspense>
              </PageErrorBoundary>
            </Shell>
          </QueryClientProvider>
        </Look>
      </LanguageProvider>
    </BrowserRouter>
  );
}
