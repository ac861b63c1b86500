import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { z } from 'zod';
import {
  addAssuranceRoutes,
  DOCUMENT_SUBJECTS,
  expiryItems,
  openVault,
  remindOfExpiries,
} from './assurance/index.ts';
import { addAuditingRoutes, keepVerifying } from './auditing/index.ts';
import { addCalendarRoutes } from './calendar/index.ts';
import { addClosingRoutes, CLOSING_SUBJECTS, closingItems } from './closing/index.ts';
import { addDeskRoutes } from './desk/index.ts';
import { addExitRoutes, keepOrganList } from './exits/index.ts';
import {
  addDemoEntry,
  addIdentityRoutes,
  addOutsideRoutes,
  authenticate,
  confirmAgain,
  type DemoCast,
  forgetAdminLink,
  type IdentityTools,
  identitySetup,
  namesOfPeople,
} from './identity/index.ts';
import {
  addInspectionRoutes,
  CHECK_SUBJECTS,
  careForEvidence,
  giveChecks,
  INSPECTION_QUEUES,
  type Inspector,
  judgeRecordsKept,
  judgeRegistered,
  judgeTakenLinks,
  type KeptEvidenceStore,
  keepSendingChecks,
  keepTelling,
  openConfiguredInspector,
  openEvidence,
  policyOf,
  readCheckExits,
  type Told,
  tellChecks,
  workOnChecks,
} from './inspection/index.ts';
import { AUDIT_SUBJECTS } from './kernel/audit/index.ts';
import type { Config } from './kernel/config/index.ts';
import type { OpenDatabase } from './kernel/database/index.ts';
import {
  createHttp,
  type Http,
  isExposed,
  openExposure,
  serveConsole,
  siteMarks,
} from './kernel/http/index.ts';
import { type Jobs, openJobs } from './kernel/jobs/index.ts';
import { keepSealing, type SubjectReaders } from './kernel/ledger/index.ts';
import type { Log } from './kernel/log.ts';
import { installationSecret } from './kernel/secret.ts';
import type { Actor } from './kernel/tenancy/index.ts';
import {
  addLinkRoutes,
  keepLinks,
  type LinkSources,
  linkItems,
  noteCheckLinks,
  takeInLinks,
  takenLinksAt,
} from './links/index.ts';
import {
  addArchiveRoutes,
  addSearchRoutes,
  addSourceRoutes,
  archiveItems,
  backupPlan,
  careForArchive,
  commonPlace,
  keepNoticingSilence,
  LOG_CHECKPOINT_SUBJECTS,
  openSearchThread,
  openSharedShelf,
  silenceItems,
  stampPlan,
} from './logs/index.ts';
import {
  addMessageRoutes,
  keepReminding,
  keepSending,
  type MessageTools,
  messagesSetup,
} from './messages/index.ts';
import { addOpeningRoutes, openingItems, remindOfOpenings } from './opening/index.ts';
import {
  addPublicationRoutes,
  ITEM_DECISION_SUBJECTS,
  ITEM_VERSION_SUBJECTS,
  keepComparing,
  keepDelivering,
  keepSearch,
  keepSendingReadings,
  keepSources,
  keepTellingRecords,
  PUBLICATION_QUEUES,
  type PublicationTools,
  publicationItems,
  type RecordTools,
  readItemWords,
  readPublicationRecords,
  recordsAt,
  remindOfReviews,
  tellRecords,
  workOnReadings,
} from './publication/index.ts';
import {
  addRegistryRoutes,
  loadDivisions,
  namesOfApplications,
  namesOfUnits,
  noteChecks,
  ownerOfCheck,
  ownersOfHosts,
  PORTAL_RECORDS,
  registrySetup,
} from './registry/index.ts';
import { DEMO_ROUTE_WORDS, ROUTE_WORDS } from './route-words.ts';
import { screenByRules } from './screening/index.ts';
import {
  addSettingRoutes,
  type LiveSettings,
  openLiveSettings,
  type SettingTools,
} from './settings/index.ts';
import {
  addSupervisionRoutes,
  deskNumbers,
  type FollowTools,
  findingItems,
  followRegister,
  keepFollowing,
  keepMonths,
  keepPapers,
  noticeItems,
  settleTerms,
  takeInChecks,
  takeInPapers,
} from './supervision/index.ts';
import { addWatchRoutes, keepWatching } from './watch/index.ts';

/** What the modules stand on in one run of the program. */
export interface House {
  /** of environment and file, as at the start */
  readonly config: Config;
  /** with what was chosen on the page, as it holds now */
  readonly live: LiveSettings;
  readonly database: OpenDatabase;
  readonly jobs: Jobs;
  readonly evidence: KeptEvidenceStore;
  /** what publishing stands on: opened once, for it keeps the screens that it has built */
  readonly publication: PublicationTools;
  readonly log: Log;
  readonly version: string;
  /** of the demonstration alone: whom one may enter as */
  readonly demo?: DemoCast;
}

/** Opens what the modules share on a database that is ready. `close` lets running jobs end first. */
export async function openHouse(
  base: Pick<House, 'config' | 'database' | 'log' | 'version' | 'demo'>,
): Promise<House & { close(): Promise<void> }> {
  const { config, database, log } = base;
  await loadDivisions(database.db);
  await settleTerms(database.db);
  const jobs = await openJobs(database.server, {
    queues: { ...INSPECTION_QUEUES, ...PUBLICATION_QUEUES },
    log,
  });
  const evidence = openEvidence(config.data);
  const live = await openLiveSettings(database.db, config, log);
  return {
    ...base,
    live,
    jobs,
    evidence,
    publication: openPublication({ config, database, jobs }),
    async close() {
      live.close();
      await jobs.stop();
      await database.close();
    },
  };
}

/** What the entries of the ledger speak of, by kind: whoever verifies it compares that with what it is now. */
export const LEDGER_SUBJECTS: SubjectReaders = {
  'audit-record': AUDIT_SUBJECTS,
  'check-result': CHECK_SUBJECTS,
  'closing-sealed': CLOSING_SUBJECTS,
  'document-kept': DOCUMENT_SUBJECTS,
  'item-decision': ITEM_DECISION_SUBJECTS,
  'item-version': ITEM_VERSION_SUBJECTS,
  'log-checkpoint': LOG_CHECKPOINT_SUBJECTS,
};

const CONSOLE_DIST = fileURLToPath(new URL('../../console/dist/', import.meta.url));

/**
 * The HTTP side of the house: the routes of every module, and the console. This file is the only one that knows
 * all modules; a module gives its routes through its index.ts.
 *
 * @param consoleDist folder of the built console, for tests
 */
export async function buildHttp(house: House, consoleDist = CONSOLE_DIST): Promise<Http> {
  const { config, live, database, jobs, evidence } = house;
  const identity = identityTools(house, live);
  const http = await createHttp({
    ...house,
    exposure: await openExposure(config),
    proxies: config.proxies,
    words: house.demo ? { ...ROUTE_WORDS, ...DEMO_ROUTE_WORDS } : ROUTE_WORDS,
    authenticate: (request, reply) => authenticate(identity, request, reply),
  });
  addHealth(http, house);
  addIdentityRoutes(http, identity, () => forgetAdminLink(config.data));
  addOutsideRoutes(http, identity);
  const { db } = database;
  const now = () => new Date();
  const vault = openVault(config.data);
  const assurance = withReadings(live, { db, vault, now, records: readPublicationRecords });
  const { publication } = house;
  const opening = withReadings(live, { db, now });
  const owner = (actor: Actor | undefined, host: string) => ownerOfCheck(db, actor, host);
  addInspectionRoutes(http, withReadings(live, { db, jobs, evidence, owner }));
  const confirm: SettingTools['confirm'] = (asked, code) => confirmAgain(identity, asked, code);
  if (house.demo) addDemoEntry(http, identity, house.demo);
  addSettingRoutes(http, {
    db,
    config,
    live,
    confirm,
  });
  addRegistryRoutes(http, { db, identityRoots: config.identityRoots });
  addAuditingRoutes(http, {
    db,
    data: config.data,
    subjects: LEDGER_SUBJECTS,
    names: { person: namesOfPeople, unit: namesOfUnits, application: namesOfApplications },
  });
  addSupervisionRoutes(http, { db, jobs, now });
  addAssuranceRoutes(http, assurance);
  addOpeningRoutes(http, opening);
  addPublicationRoutes(http, publication);
  addLinkRoutes(http, { db, evidence, now });
  addExitRoutes(http, { db, data: config.data, now });
  const logs = { db, now, places: config.logs };
  addSourceRoutes(http, logs);
  const common = commonPlace(config, policyOf(config));
  const searching = openSearchThread(
    common ? () => openSharedShelf(db, { place: common, data: config.data }) : join(config.data, 'logs'),
  );
  http.addHook('onClose', () => searching[Symbol.asyncDispose]());
  addSearchRoutes(http, { db, now, thread: searching });
  const backup = backupPlan(config.logBackup, policyOf(config));
  const stamps = stampPlan(config.logStamps, policyOf(config));
  addArchiveRoutes(http, { db, data: config.data, backup, stamps, common, now, confirm });
  const closing = { db, vault, jobs, now };
  addClosingRoutes(http, { ...closing, confirm });
  addWatchRoutes(http, { db, now });
  addCalendarRoutes(http, { db, now });
  addMessageRoutes(http, messageTools(house));
  addDeskRoutes(http, {
    now,
    items: [
      (reading) => findingItems(db, reading),
      (reading) => noticeItems(db, reading),
      (reading) => openingItems(opening, reading),
      (reading) => publicationItems(publication, reading),
      (reading) => linkItems(db, reading),
      (reading) => closingItems(closing, reading),
      (reading) => silenceItems(logs, reading),
      (reading) => archiveItems(db, reading),
    ],
    ending: (reading) => expiryItems(assurance, reading),
    numbers: (reading) => deskNumbers(db, reading),
    setup: [
      (unit) => registrySetup(db, unit),
      (unit, at) => identitySetup(db, unit, at),
      // The demonstration tells nobody outside of it.
      house.demo ? async () => ({ messages: true }) : () => messagesSetup(db),
    ],
  });
  await serveConsole(http, consoleDist, () => siteMarks(live.current));
  return http;
}

/** Tools whose readings are those that hold at the moment: they may be chosen on a page while the program runs. */
function withReadings<Tools extends object>(
  live: LiveSettings,
  tools: Tools,
): Tools & { readonly readings: Config['readings'] } {
  const readings = { get: () => live.current.readings, enumerable: true };
  return Object.defineProperty(tools, 'readings', readings) as Tools & { readings: Config['readings'] };
}

/** What the people's module stands on. Where others than this machine are served, browsers come by TLS. */
export function identityTools(
  house: Pick<House, 'config' | 'database' | 'demo'>,
  live?: LiveSettings,
): IdentityTools {
  const { config, database } = house;
  const secret = installationSecret(config.data, 'identity');
  return {
    db: database.db,
    secret,
    get idleMinutes() {
      return (live?.current ?? config).idleMinutes;
    },
    get screenMark() {
      return (live?.current ?? config).screenMark === 'on';
    },
    secure: isExposed(config),
    policy: policyOf(config),
    demo: house.demo !== undefined,
    now: () => new Date(),
  };
}

/** What publishing stands on. */
export function openPublication({
  config,
  database,
  jobs,
}: Pick<House, 'config' | 'jobs'> & { readonly database: Pick<OpenDatabase, 'db'> }): PublicationTools {
  const { data, sites, compareHours } = config;
  const screen = screenByRules(installationSecret(data, 'screening'));
  const now = () => new Date();
  return {
    db: database.db,
    jobs,
    vault: openVault(data),
    data,
    sites,
    compareHours,
    screen,
    policy: policyOf(config),
    now,
  };
}

/** What messages to people stand on. */
function messageTools({ config, database }: Pick<House, 'config' | 'database'>): MessageTools {
  const secret = installationSecret(config.data, 'messages');
  return { db: database.db, secret, policy: policyOf(config), now: () => new Date() };
}

/** Who is told of kept checks. */
const told: Told = async (trx, checks) => {
  await noteChecks(trx, checks);
  const [ids, hosts] = [checks.map(({ id }) => id), checks.map(({ host }) => host)];
  await giveChecks(trx, ids, await ownersOfHosts(trx, hosts));
  await takeInChecks(trx, checks);
  await noteCheckLinks(trx, checks);
};

/** Where the register of exit links learns of links. */
function linkSources({
  config,
  live,
  database,
  evidence,
}: Pick<House, 'config' | 'live' | 'database' | 'evidence'>): LinkSources {
  const { db } = database;
  const vault = openVault(config.data);
  return {
    ofCheck: (id) => readCheckExits({ db, evidence }, id),
    ofItem: (id) => readItemWords({ db, vault }, id),
    judgeTaken: (check, taken) => judgeTakenLinks(withReadings(live, { db, evidence }), check, taken),
    evidence,
  };
}

/** By what kept checks are judged again when the register changes. */
function followTools({
  live,
  database,
  evidence,
}: Pick<House, 'live' | 'database' | 'evidence'>): FollowTools {
  const { db } = database;
  return { db, judge: (check, unit) => judgeRegistered(withReadings(live, { db, evidence }), check, unit) };
}

/** Whose checks learn of what is on record. */
function recordTools({
  live,
  database,
  evidence,
}: Pick<House, 'live' | 'database' | 'evidence'>): RecordTools {
  const { db } = database;
  return {
    ...{ db, now: () => new Date(), others: [PORTAL_RECORDS] },
    judge: (check, records) => judgeRecordsKept(withReadings(live, { db, evidence }), check, records),
  };
}

/** Tells of every kept check that nobody was told of, of what has changed on paper, and of links that were found, at once. */
export async function tellKept(
  house: Pick<House, 'config' | 'live' | 'database' | 'evidence' | 'log'>,
): Promise<void> {
  const { database, log } = house;
  await followRegister(followTools(house));
  await tellChecks({ db: database.db, told, log });
  await takeInPapers({ db: database.db, now: () => new Date() });
  await takeInLinks(database.db, linkSources(house), () => new Date());
  await tellRecords(recordTools(house));
  await tellChecks({ db: database.db, told, log });
}

/** Work in the background: `stop` finishes what is running. */
export interface Worker {
  stop(): Promise<void>;
}

/**
 * The background side of the house: takes the jobs of every module from the queue in the database. `serve` runs it
 * beside the HTTP server, `worker` alone; any number may run at once.
 *
 * @param inspector another one, for tests
 */
export async function startWorker(house: House, inspector?: Inspector): Promise<Worker> {
  const { config, live, database, jobs, evidence, log } = house;
  const own =
    inspector ?? (await openConfiguredInspector(live.current, { policy: policyOf(config), evidence }));
  const ending = new AbortController();
  const { db } = database;
  const { signal } = ending;
  const dated = { db, now: () => new Date() };
  const takenLinks = (host: string) => takenLinksAt({ db, evidence }, host);
  const records = (host: string) => recordsAt(recordTools(house), host);
  await workOnChecks(
    withReadings(live, { db, jobs, inspector: own, evidence, log, told, takenLinks, records, signal }),
  );
  const publication = { ...house.publication, jobs, log, signal };
  await workOnReadings(publication);
  const loops = [
    keepSendingChecks({ db, jobs, log, signal }),
    careForEvidence({ db, evidence, log, signal }),
    keepSendingReadings(publication),
    // What the command line has kept, what was judged again, and what a killed program left untold.
    keepTelling({ db, told, log, signal }),
    // Nobody has the hosts of an invented city.
    ...(house.demo ? [] : [keepWatching({ ...dated, jobs, resolvers: config.resolvers, log, signal })]),
    ...(house.demo
      ? []
      : [
          keepLinks({
            ...dated,
            sources: linkSources(house),
            eyes: { see: (url, stop) => own.seeLink(url, stop), picture: (url) => own.pictureOf(url) },
            log,
            signal,
          }),
        ]),
    keepReminding({
      reminders: [() => remindOfExpiries(dated), () => remindOfOpenings(dated), () => remindOfReviews(dated)],
      log,
      signal,
    }),
    // Nobody sends the logs of an invented city on.
    ...(house.demo ? [] : [keepNoticingSilence({ ...dated, log, signal })]),
    careForArchive({
      ...{ ...dated, data: config.data, log, signal },
      backup: backupPlan(config.logBackup, policyOf(config)),
      stamps: stampPlan(config.logStamps, policyOf(config)),
      common: commonPlace(config, policyOf(config)),
    }),
    keepSending({ ...messageTools(house), log, signal }),
    keepDelivering(publication),
    keepSearch(publication),
    keepTellingRecords({ ...recordTools(house), log, signal }),
    // Nobody has the pages of an invented city.
    ...(house.demo ? [] : [keepComparing(publication), keepSources(publication)]),
    keepSealing({ db, data: config.data, log, signal }),
    keepVerifying({ db, data: config.data, subjects: LEDGER_SUBJECTS, log, signal }),
    keepMonths({ db, log, signal }),
    keepOrganList({ ...dated, log, signal }),
    keepPapers({ ...dated, log, signal }),
    keepFollowing({ ...followTools(house), log, signal }),
  ];
  return {
    async stop() {
      ending.abort();
      await jobs.stop();
      await Promise.all(loops);
      await own[Symbol.asyncDispose]();
    },
  };
}

const healthSchema = z.object({ status: z.literal('ok'), version: z.string(), database: z.string() });

function addHealth(http: Http, house: House): void {
  http.get(
    '/api/health',
    { config: { permission: 'loopback' }, schema: { response: { 200: healthSchema } } },
    async () => {
      await sql`SELECT 1`.execute(house.database.db);
      return { status: 'ok' as const, version: house.version, database: house.database.version };
    },
  );
}
