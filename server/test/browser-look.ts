import { createHash } from 'node:crypto';
import type { EvidenceStore } from '../src/inspection/evidence.ts';
import type { Observation } from '../src/inspection/observation.ts';
import { registrableDomain } from '../src/inspection/organ-hosts.ts';
import { clickExits } from '../src/inspection/probes/browser/exits.ts';
import { openGuard } from '../src/inspection/probes/browser/guard.ts';
import {
  BROWSER_LIMITS,
  type BrowserFacts,
  type BrowserLimits,
  type BrowserLook,
  type ExitFacts,
  openBrowserProbe,
} from '../src/inspection/probes/browser/index.ts';
import { openSession, type PageSession } from '../src/inspection/probes/browser/session.ts';
import { openPageReader } from '../src/inspection/probes/html/page-reader.ts';
import { startChromium } from '../src/kernel/chromium/index.ts';
import { openGate } from '../src/kernel/gate.ts';
import { selfSigned } from '../src/kernel/self-signed.ts';
import { openNetworkWeb, type Web } from '../src/kernel/web/index.ts';
import { browserFolder } from './browser-folder.ts';
import { type Site, startWorld, type World, type WorldOptions } from './world/index.ts';

/** The browser probe before sites of the test world. */
export interface ProbedWorld extends AsyncDisposable {
  readonly world: World;
  /** pictures that looks have kept, by their SHA-256 */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  look(host: string, more?: Partial<BrowserLook>): Promise<Observation<BrowserFacts>>;
  /** what a look saw; throws when it saw nothing */
  facts(host: string, more?: Partial<BrowserLook>): Promise<BrowserFacts>;
  /** clicks on the exits of a site and nothing else */
  exits(host: string): Promise<ExitFacts>;
  set(host: string, site: Site): void;
}

/** A page that comes at all, and a tab that answers at all, do so before this, however loaded the machine is. */
const PATIENT = { loadMs: 120_000, patience: 10 } satisfies Partial<BrowserLimits>;

export async function startProbedWorld(
  options: WorldOptions & {
    readonly concurrency?: number;
    readonly limits?: Partial<BrowserLimits>;
  },
): Promise<ProbedWorld> {
  const { concurrency = 3, limits: wanted, ...of } = options;
  const dataDirectory = await browserFolder();
  const limits = { ...PATIENT, ...wanted };
  const world = await startWorld(of);
  const reader = openPageReader({ salt: 'test salt', timeLimitMs: 120_000 });
  const probe = openBrowserProbe({ dataDirectory, concurrency, limits });
  const web = openNetworkWeb({ policy: world.policy, resolver: world.resolver });
  const pictures = new Map<string, Uint8Array>();
  const evidence: EvidenceStore = {
    async keep(bytes, mediaType) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      pictures.set(sha256, bytes);
      return { sha256, sm3: '', mediaType, bytes: bytes.length };
    },
    read: async (sha256) => pictures.get(sha256),
  };
  const look = (host: string, more: Partial<BrowserLook> = {}): Promise<Observation<BrowserFacts>> =>
    probe.look({
      url: `https://${host}/`,
      names: [],
      ownSuffix: registrableDomain(host),
      web,
      evidence,
      reader,
      product: 'Zhengdun/test',
      sealed: false,
      clicks: false,
      ...more,
    });
  const clicker = openClicker({ dataDirectory, web, limits, width: concurrency });
  return {
    world,
    pictures,
    look,
    exits: clicker.exits,
    async facts(host, more) {
      const seen = await look(host, more);
      if (seen.outcome !== 'seen') throw new Error(`${host} was not seen: ${seen.detail.en}`);
      return seen.facts;
    },
    set: (host, site) => world.sites.set(host, site),
    async [Symbol.asyncDispose]() {
      await Promise.all([probe[Symbol.asyncDispose](), clicker[Symbol.asyncDispose]()]);
      await web[Symbol.asyncDispose]();
      await reader[Symbol.asyncDispose]();
      await world.close();
    },
  };
}

interface ClickerOptions {
  readonly dataDirectory: string;
  readonly web: Web;
  readonly limits: Partial<BrowserLimits>;
  readonly width: number;
}

/** A browser that only clicks, started when first asked. */
function openClicker({ dataDirectory, web, limits, width }: ClickerOptions) {
  const certificate = selfSigned('test guard');
  const gate = openGate(width);
  let started: ReturnType<typeof startChromium> | undefined;
  return {
    exits: (host: string) =>
      gate(async () => {
        started ??= startChromium({ dataDirectory, trustedPins: [certificate.spkiSha256] });
        const chromium = await started;
        if (!chromium.ok) throw new Error(`no browser: ${chromium.detail}`);
        const pace = { ...BROWSER_LIMITS, ...limits };
        const openTab = async (): Promise<PageSession> => {
          const guard = await openGuard(web, certificate);
          return openSession(chromium.browser, guard, { userAgent: 'Zhengdun/test', ...pace });
        };
        await using session = await openTab();
        const facts = await clickExits(session, {
          url: `https://${host}/`,
          ownSuffix: registrableDomain(host),
          deadline: Date.now() + 300_000,
          limits: pace,
          openTab,
        });
        if (!facts) throw new Error(`${host} could not be clicked on`);
        return facts;
      }),
    async [Symbol.asyncDispose]() {
      const chromium = await started;
      if (chromium?.ok) await chromium.browser.close();
    },
  };
}
