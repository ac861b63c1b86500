import type { LocalText } from '@zhengdun/contract';
import type { Egress, EgressPolicy } from '../kernel/egress/index.ts';
import { createResolver } from '../kernel/egress/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { untilAborted } from '../kernel/until-aborted.ts';
import { VERSION } from '../kernel/version.ts';
import { openNetworkWeb, openSnapshotWeb, type Web } from '../kernel/web/index.ts';
import type { EvidenceStore } from './evidence.ts';
import { type Inspected, type InspectionEvents, type InspectionOrder, inspectSite } from './inspect-site.ts';
import type { FirstLook } from './look-at-site.ts';
import { type BrowserProbe, openBrowserProbe } from './probes/browser/index.ts';
import { openPageReader, type PageReader } from './probes/html/page-reader.ts';
import { lookHttp } from './probes/http/index.ts';
import { openSharedLinks, type SharedLinks } from './probes/links/shared-links.ts';
import { openPlaceData, type PlaceData } from './probes/place/index.ts';
import { type LinkSight, seeLink } from './see-link.ts';

/** What one check is asked to do. */
export interface InspectionRequest extends Omit<InspectionOrder, 'target'> {
  readonly url: URL;
  /** folder of a saved page that is served under `url` */
  readonly snapshot?: string | undefined;
  readonly maxPages: number;
  readonly browser: boolean;
  /** shared by the checks of one list */
  readonly sharedLinks?: SharedLinks | undefined;
  /** what `knock` gave for this address */
  readonly firstLook?: FirstLook | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Everything that checks share: browser, page readers, place data. One a process. */
export interface Inspector extends AsyncDisposable {
  /** @throws HouseError `snapshot-without-page`; the signal's reason when it fires */
  inspect(request: InspectionRequest, events?: InspectionEvents): Promise<Inspected>;
  /** Asks for the first page of a site whose turn comes later. */
  knock(url: URL, signal?: AbortSignal): FirstLook;
  /** For the checks of one list: whoever opens it closes it. */
  openSharedLinks(): SharedLinks & AsyncDisposable;
  /** Asks one exit link and describes its page. @throws the signal's reason when it fires */
  seeLink(url: string, signal?: AbortSignal): Promise<LinkSight>;
  /** Keeps a picture of a page. @returns its SHA-256, or in words why there is none */
  pictureOf(url: string): Promise<{ readonly sha256: string } | { readonly without: LocalText }>;
}

export interface InspectorOptions {
  readonly policy: EgressPolicy;
  readonly dataDirectory: string;
  readonly chromium?: string | undefined;
  /** browser looks at the same time */
  readonly browsers: number;
  /** secret for digests */
  readonly salt: string;
  /** printed in the User-Agent, so that a site's operator knows whom to ask */
  readonly contact?: string | undefined;
  /** our own outgoing address, for advice to operators */
  readonly probeAddress?: string | undefined;
  readonly evidence: EvidenceStore;
}

/** Name by which robots.txt can address us. */
const ROBOT_NAME = 'Zhengdun';
const MAX_LINKS = 300;
const NO_PICTURE: LocalText = { zh: '网页没有打开', en: 'the page did not open' };
const CHECK_LIMIT_MS = 8 * 60_000;

/** @throws HouseError `snapshot-without-page` */
async function openSaved(folder: string, url: URL): Promise<Web> {
  try {
    return await openSnapshotWeb(folder, url.href);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new HouseError('snapshot-without-page', { folder }, { cause: error });
  }
}

export async function openInspector(options: InspectorOptions): Promise<Inspector> {
  const place: PlaceData = await openPlaceData();
  const reader: PageReader = openPageReader({ salt: options.salt });
  const browser: BrowserProbe = openBrowserProbe({
    dataDirectory: options.dataDirectory,
    wanted: options.chromium,
    concurrency: options.browsers,
  });
  const product = `${ROBOT_NAME}/${VERSION}`;
  const userAgents = {
    plain: `Mozilla/5.0 (compatible; ${product}${options.contact ? `; ${options.contact}` : ''})`,
    browser: product,
    robot: ROBOT_NAME,
  };
  return {
    async inspect(request, events) {
      const deadline = AbortSignal.timeout(CHECK_LIMIT_MS);
      const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
      // Names are remembered for one check only: the next one asks again.
      using resolver = createResolver({ servers: options.policy.resolvers });
      const egress: Egress = { policy: options.policy, resolver };
      await using network = openNetworkWeb(egress);
      const web = request.snapshot === undefined ? network : await openSaved(request.snapshot, request.url);
      const { url, snapshot, maxPages, sharedLinks, firstLook, browser: useBrowser, ...order } = request;
      const target = {
        url,
        snapshot: snapshot !== undefined,
        maxPages,
        maxLinks: MAX_LINKS,
        sharedLinks,
        firstLook,
        userAgents,
        signal,
      };
      const tools = {
        egress,
        web,
        reader,
        place,
        evidence: options.evidence,
        browser: useBrowser ? browser : null,
      };
      const inspected = inspectSite(tools, { ...order, target, probeAddress: options.probeAddress }, events);
      return await untilAborted(inspected, request.signal);
    },
    knock(url, signal) {
      const look = async () => {
        using resolver = createResolver({ servers: options.policy.resolvers });
        await using web = openNetworkWeb({ policy: options.policy, resolver });
        return await lookHttp(web, { url, userAgent: userAgents.plain, snapshot: false, signal });
      };
      return { since: new Date().toISOString(), look: look() };
    },
    openSharedLinks: () => openSharedLinks(options.policy),
    async seeLink(url, signal) {
      using resolver = createResolver({ servers: options.policy.resolvers });
      const egress: Egress = { policy: options.policy, resolver };
      await using web = openNetworkWeb(egress);
      return await seeLink({ web, egress, reader, userAgent: userAgents.plain, signal }, url);
    },
    async pictureOf(url) {
      using resolver = createResolver({ servers: options.policy.resolvers });
      await using web = openNetworkWeb({ policy: options.policy, resolver });
      const seen = await browser.look({
        url,
        names: [],
        ownSuffix: new URL(url).hostname,
        web,
        evidence: options.evidence,
        reader,
        sealed: false,
        product: userAgents.browser,
        clicks: false,
      });
      if (seen.outcome !== 'seen') return { without: seen.detail };
      const whole = seen.evidence.find((each) => each.kind === 'picture' && each.caption === 'whole');
      return whole?.sha256 === undefined ? { without: NO_PICTURE } : { sha256: whole.sha256 };
    },
    async [Symbol.asyncDispose]() {
      await browser[Symbol.asyncDispose]();
      await reader[Symbol.asyncDispose]();
    },
  };
}
