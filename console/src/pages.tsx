import { type ComponentType, createElement, lazy, type ReactNode } from 'react';
import { loadRoomTexts } from './locales/texts.ts';

interface Page {
  readonly path: string;
  readonly element: ReactNode;
}

/** A page of a room: loaded, with the texts of the rooms, when it is first opened. */
function page<Name extends string, Props extends object>(
  path: string,
  load: () => Promise<Readonly<Record<Name, ComponentType<Props>>>>,
  what: readonly [name: Name, props?: Props],
): Page {
  return lonePage(path, async () => (await Promise.all([load(), loadRoomTexts()]))[0], what);
}

/** A page that makes do with the texts of the first view. */
function lonePage<Name extends string, Props extends object>(
  path: string,
  load: () => Promise<Readonly<Record<Name, ComponentType<Props>>>>,
  [name, props]: readonly [name: Name, props?: Props],
): Page {
  const Loaded = lazy(async () => ({ default: (await load())[name] as ComponentType<object> }));
  return { path, element: createElement(Loaded, props) };
}

const application = () => import('./pages/registry/application-form-page.tsx');
const papers = () => import('./pages/papers/paper-form-page.tsx');
const imports = () => import('./pages/registry/import-page.tsx');
const writing = () => import('./pages/publications/write-page.tsx');

/** Every page with its address, but for the first one, which comes with the program. */
export const PAGES: readonly Page[] = [
  page('/desk', () => import('./pages/desk/desk-page.tsx'), ['DeskPage']),
  page('/overview/due', () => import('./pages/overview/due-page.tsx'), ['DuePage']),
  page('/overview', () => import('./pages/overview/overview-page.tsx'), ['OverviewPage']),

  lonePage('/checks/:id', () => import('./pages/checks/check-page.tsx'), ['CheckPage']),
  page('/checks/:id/register', () => import('./pages/registry/take-over-page.tsx'), ['TakeOverPage']),

  page('/applications', () => import('./pages/registry/applications-page.tsx'), ['ApplicationsPage']),
  page('/applications/new', application, ['NewApplicationPage']),
  page('/applications/import', imports, ['ImportPage', { of: 'applications' }]),
  page('/applications/:id', () => import('./pages/registry/application-page.tsx'), ['ApplicationPage']),
  page('/applications/:id/edit', application, ['EditApplicationPage']),

  page('/findings', () => import('./pages/findings/findings-page.tsx'), ['FindingsPage']),
  page('/findings/:id', () => import('./pages/findings/finding-page.tsx'), ['FindingPage']),
  page('/short-list', () => import('./pages/registry/short-list-page.tsx'), ['ShortListPage']),

  page('/notices', () => import('./pages/notices/notices-page.tsx'), ['NoticesPage']),
  page('/notices/new', () => import('./pages/notices/new-notice-page.tsx'), ['NewNoticePage']),
  page('/notices/outside', () => import('./pages/notices/outside-notice-page.tsx'), ['OutsideNoticePage']),
  page('/notices/:id', () => import('./pages/notices/notice-page.tsx'), ['NoticePage']),

  // One page for both: the tree stays open while units are chosen in it.
  page('/units/:id?', () => import('./pages/registry/units-page.tsx'), ['UnitsPage']),
  page('/units/new', () => import('./pages/registry/new-unit-page.tsx'), ['NewUnitPage']),
  page('/units/import', imports, ['ImportPage', { of: 'units' }]),

  page('/units/:id/papers', () => import('./pages/papers/unit-papers-page.tsx'), ['UnitPapersPage']),
  page('/papers/new', papers, ['NewPaperPage']),
  page('/papers/:id', () => import('./pages/papers/paper-page.tsx'), ['PaperPage']),
  page('/papers/:id/edit', papers, ['EditPaperPage']),
  page('/documents/:id', () => import('./pages/papers/document-page.tsx'), ['DocumentPage']),
  page('/evidence/:sha256', () => import('./pages/checks/evidence-page.tsx'), ['EvidencePage']),
  page('/exceptions/new', () => import('./pages/papers/new-exception-page.tsx'), ['NewExceptionPage']),
  page('/expiries', () => import('./pages/papers/expiries-page.tsx'), ['ExpiriesPage']),
  page('/openings', () => import('./pages/openings/openings-page.tsx'), ['OpeningsPage']),
  page('/openings/new', () => import('./pages/openings/new-opening-page.tsx'), ['NewOpeningPage']),
  page('/openings/:id', () => import('./pages/openings/opening-page.tsx'), ['OpeningPage']),
  page('/closings', () => import('./pages/closings/closings-page.tsx'), ['ClosingsPage']),
  page('/closings/new', () => import('./pages/closings/new-closing-page.tsx'), ['NewClosingPage']),
  page('/closings/:id', () => import('./pages/closings/closing-page.tsx'), ['ClosingPage']),

  page('/links', () => import('./pages/links/links-page.tsx'), ['LinksPage']),
  page('/links/:id', () => import('./pages/links/link-page.tsx'), ['LinkPage']),
  page('/logs', () => import('./pages/logs/sources-page.tsx'), ['LogSourcesPage']),
  page('/logs/coverage', () => import('./pages/logs/coverage-page.tsx'), ['LogCoveragePage']),
  page('/logs/archive', () => import('./pages/logs/archive-page.tsx'), ['LogArchivePage']),
  page('/logs/retention', () => import('./pages/logs/retention-page.tsx'), ['LogRetentionPage']),
  page('/logs/search', () => import('./pages/logs/search-page.tsx'), ['LogSearchPage']),
  page('/logs/sources/new', () => import('./pages/logs/new-source-page.tsx'), ['NewLogSourcePage']),
  page('/logs/sources/:id', () => import('./pages/logs/source-page.tsx'), ['LogSourcePage']),
  page('/publications', () => import('./pages/publications/items-page.tsx'), ['ItemsPage']),
  page('/publications/new', writing, ['NewItemPage']),
  page('/publications/workflow', () => import('./pages/publications/workflow-page.tsx'), ['WorkflowPage']),
  page('/publications/outlets', () => import('./pages/publications/outlets-page.tsx'), ['OutletsPage']),
  page('/publications/word-lists', () => import('./pages/publications/word-lists-page.tsx'), [
    'WordListsPage',
  ]),
  page('/publications/archive', () => import('./pages/publications/archive-page.tsx'), ['ArchivePage']),
  page('/publications/numbers', () => import('./pages/publications/numbers-page.tsx'), ['NumbersPage']),
  page('/publications/calendar', () => import('./pages/publications/calendar-page.tsx'), ['CalendarPage']),
  page('/publications/sources', () => import('./pages/publications/sources-page.tsx'), ['SourcesPage']),
  page('/publications/:id', () => import('./pages/publications/item-page.tsx'), ['ItemPage']),
  page('/publications/:id/edit', writing, ['EditItemPage']),
  page('/publications/:id/review', () => import('./pages/publications/review-page.tsx'), ['ReviewPage']),

  page('/people', () => import('./pages/people/people-page.tsx'), ['PeoplePage']),
  page('/people/new', () => import('./pages/people/new-person-page.tsx'), ['NewPersonPage']),
  page('/people/:id', () => import('./pages/people/person-page.tsx'), ['PersonPage']),
  page('/grants/new', () => import('./pages/people/new-grant-page.tsx'), ['NewGrantPage']),

  page('/units/:id/edit', () => import('./pages/registry/edit-unit-page.tsx'), ['EditUnitPage']),
  page('/settings', () => import('./pages/settings/settings-page.tsx'), ['SettingsPage']),
  page('/tokens', () => import('./pages/people/tokens-page.tsx'), ['TokensPage']),

  page('/audit', () => import('./pages/auditing/audit-page.tsx'), ['AuditPage']),
  page('/ledger', () => import('./pages/auditing/ledger-page.tsx'), ['LedgerPage']),

  page('/watch', () => import('./pages/watch/watch-page.tsx'), ['WatchPage']),
  page('/messages', () => import('./pages/messages/choice-page.tsx'), ['MessageChoicePage']),
  page('/settings/messages', () => import('./pages/messages/channels-page.tsx'), ['ChannelsPage']),

  page('/settings/local-days', () => import('./pages/settings/local-days-page.tsx'), ['LocalDaysPage']),
  page('/settings/providers', () => import('./pages/settings/providers-page.tsx'), ['ProvidersPage']),

  page('/sign-in/return/:id', () => import('./pages/sign-in/return-page.tsx'), ['ReturnPage']),
  page('/sign-in/certificate/:id', () => import('./pages/sign-in/certificate-page.tsx'), ['CertificatePage']),
  page('/claim', () => import('./pages/sign-in/claim-page.tsx'), ['ClaimPage']),
  page('/welcome', () => import('./pages/sign-in/welcome-page.tsx'), ['WelcomePage']),
  page('/account', () => import('./pages/account/account-page.tsx'), ['AccountPage']),
];
