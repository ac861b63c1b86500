import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
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

const AccountPage = lazy(async () => ({
  default: (await import('./pages/account/account-page.tsx')).AccountPage,
}));
const ClaimPage = lazy(async () => ({ default: (await import('./pages/sign-in/claim-page.tsx')).ClaimPage }));
const WelcomePage = lazy(async () => ({
  default: (await import('./pages/sign-in/welcome-page.tsx')).WelcomePage,
}));
const PeoplePage = lazy(async () => ({
  default: (await import('./pages/people/people-page.tsx')).PeoplePage,
}));
const PersonPage = lazy(async () => ({
  default: (await import('./pages/people/person-page.tsx')).PersonPage,
}));
const NewPersonPage = lazy(async () => ({
  default: (await import('./pages/people/new-person-page.tsx')).NewPersonPage,
}));
const NewGrantPage = lazy(async () => ({
  default: (await import('./pages/people/new-grant-page.tsx')).NewGrantPage,
}));

const ApplicationsPage = lazy(async () => ({
  default: (await import('./pages/registry/applications-page.tsx')).ApplicationsPage,
}));
const ApplicationPage = lazy(async () => ({
  default: (await import('./pages/registry/application-page.tsx')).ApplicationPage,
}));
const NewApplicationPage = lazy(async () => ({
  default: (await import('./pages/registry/application-form-page.tsx')).NewApplicationPage,
}));
const EditApplicationPage = lazy(async () => ({
  default: (await import('./pages/registry/application-form-page.tsx')).EditApplicationPage,
}));
const ImportPage = lazy(async () => ({
  default: (await import('./pages/registry/import-page.tsx')).ImportPage,
}));
const UnitsPage = lazy(async () => ({
  default: (await import('./pages/registry/units-page.tsx')).UnitsPage,
}));
const NewUnitPage = lazy(async () => ({
  default: (await import('./pages/registry/new-unit-page.tsx')).NewUnitPage,
}));
const TakeOverPage = lazy(async () => ({
  default: (await import('./pages/registry/take-over-page.tsx')).TakeOverPage,
}));

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
      <LanguageProvider>
        <Look nonce={nonce}>
          <QueryClientProvider client={queries}>
            <Shell>
              <PageErrorBoundary>
                <Suspense fallback={null}>
                  <Routes>
                    <Route path="/" element={<StartPage />} />
                    <Route path="/checks/:id" element={<CheckPage />} />
                    <Route path="/claim" element={<ClaimPage />} />
                    <Route path="/welcome" element={<WelcomePage />} />
                    <Route path="/account" element={<AccountPage />} />
                    <Route path="/people" element={<PeoplePage />} />
                    <Route path="/people/new" element={<NewPersonPage />} />
                    <Route path="/people/:id" element={<PersonPage />} />
                    <Route path="/grants/new" element={<NewGrantPage />} />
                    <Route path="/checks/:id/register" element={<TakeOverPage />} />
                    <Route path="/applications" element={<ApplicationsPage />} />
                    <Route path="/applications/new" element={<NewApplicationPage />} />
                    <Route path="/applications/import" element={<ImportPage of="applications" />} />
                    <Route path="/applications/:id" element={<ApplicationPage />} />
                    <Route path="/applications/:id/edit" element={<EditApplicationPage />} />
                    <Route path="/units" element={<UnitsPage />} />
                    <Route path="/units/new" element={<NewUnitPage />} />
                    <Route path="/units/import" element={<ImportPage of="units" />} />
                    <Route path="/units/:id" element={<UnitsPage />} />
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
