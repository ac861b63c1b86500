import { createHash } from 'node:crypto';
import { type Observation, type Observations, readPage } from '../inspection/index.ts';
import { dayOf } from '../kernel/clock/index.ts';
import { DAY_MS } from '../kernel/durations.ts';
import type { DemoApplication } from './applications.ts';
import type { Fault } from './faults.ts';
import { homePage, innerPage, recordOf } from './pages.ts';

/** Of numbers and marks that must not leave in the clear; nothing in the city is real. */
const SALT = 'demo';

/**
 * What the probes would have seen of a site at that time, had it these faults. Facts only: what they mean is for the
 * rules to say.
 */
export function putTogether(
  application: DemoApplication & { readonly host: string },
  faults: ReadonlySet<Fault>,
  at: Date,
): Observations {
  const { host } = application;
  const url = `https://${host}/`;
  const today = dayOf(at);
  const saw = <Facts>(facts: Facts): Observation<Facts> => ({
    outcome: 'seen',
    at: at.toISOString(),
    ms: 120,
    facts,
    evidence: [],
  });
  const read = (address: string, html: string) =>
    readPage(
      { url: address, status: 200, body: Buffer.from(html), contentType: 'text/html; charset=utf-8' },
      { salt: SALT, today },
    );
  const home = read(url, homePage(application, faults, at));
  const headers: [string, string][] = faults.has('no-hsts')
    ? []
    : [['strict-transport-security', 'max-age=31536000']];
  const door = (asked: string, end: string) => ({ asked, hops: [], url: end, status: 200, headers, ms: 60 });
  return {
    dns: saw({
      host,
      answers: [
        {
          resolver: '192.0.2.53',
          status: 'answered' as const,
          addresses: [addressOf(host)],
          cnames: [],
          ms: 9,
        },
      ],
      addresses: [addressOf(host)],
      cnames: [],
      nameServers: ['ns1.yangli.example', 'ns2.yangli.example'],
      mailHosts: [],
      mailDomain: 'yangli.example',
      caa: [],
      texts: [],
      unanswered: [],
    }),
    http: saw({ host, home: { url, status: 200, headers, ms: 90 } }),
    doors: saw({
      secure: door(url, url),
      plain: door(`http://${host}/`, faults.has('stays-plain') ? `http://${host}/` : url),
    }),
    html: saw(home),
    tls: saw(handshakes(host, faults, at)),
    place: saw({
      addresses: [
        {
          address: addressOf(host),
          hosts: [{ host, role: 'site' as const }],
          answers: [{ source: '样例数据', place: 'mainland' as const, region: '样例省' }],
          conclusion: 'mainland' as const,
        },
      ],
      sources: [{ name: '样例数据', edition: '样例版' }],
    }),
    crawl: saw({
      pages: ['gk', 'bs', 'hd'].map((name) => read(`${url}${name}/`, innerPage(application, name))),
      failures: [],
      robots: { found: true, skipped: 0 },
      ended: 'all-seen' as const,
    }),
    exposure: saw({
      asked: 24,
      found: faults.has('backup-exposed')
        ? [{ url: `${url}www.zip`, kind: 'backup' as const, status: 200 }]
        : [],
      stopped: false,
    }),
    entrances: saw({ tried: [], found: 0 }),
    browser: saw(rendered(application, home, faults)),
    links: saw({
      found: 1,
      links: [
        {
          url: 'https://www.fuwu.example/',
          host: 'www.fuwu.example',
          on: [{ page: url, line: 12, text: '便民服务' }],
          ...(faults.has('dead-link')
            ? { state: 'dead' as const, status: 404, detail: 'HTTP 404' }
            : { state: 'alive' as const, status: 200, detail: 'HTTP 200' }),
        },
      ],
    }),
    record: saw({
      record: recordOf(host),
      url: `https://bszs.conac.cn/sitename?method=show&id=${recordOf(host)}`,
      status: 200,
      hosts: [host],
      names: [application.unit.name],
    }),
  };
}

type Facts<Name extends keyof Observations> = Observations[Name] extends Observation<infer Of> ? Of : never;

/** Of TEST-NET-1: it is nobody's. */
function addressOf(host: string): string {
  return `192.0.2.${(createHash('sha256').update(host).digest()[0] ?? 0) % 200}`;
}

function handshakes(host: string, faults: ReadonlySet<Fault>, at: Date): Facts<'tls'> {
  const old = faults.has('old-tls') ? ('accepted' as const) : ('refused' as const);
  const daysLeft = faults.has('expired') ? -12 : 200;
  const notAfter = new Date(at.getTime() + daysLeft * DAY_MS);
  return {
    host,
    port: 443,
    address: addressOf(host),
    handshake: { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', alpn: 'h2' },
    versions: {
      SSLv3: 'refused',
      'TLSv1.0': old,
      'TLSv1.1': old,
      'TLSv1.2': 'accepted',
      'TLSv1.3': 'accepted',
    },
    weakCiphers: [],
    tlcp: { answer: 'refused' },
    rfc8998: { answer: 'refused' },
    chain: [
      {
        subject: host,
        issuer: '样例电子认证',
        issuerOrganisation: '样例电子认证服务机构',
        issuerCountry: 'CN',
        notBefore: new Date(notAfter.getTime() - 365 * DAY_MS).toISOString(),
        notAfter: notAfter.toISOString(),
        names: [host],
        key: 'RSA 2048',
        signatureAlgorithm: 'sha256WithRSAEncryption',
        sha256: createHash('sha256').update(`certificate ${host} ${notAfter.toISOString()}`).digest('hex'),
        selfSigned: false,
      },
    ],
    trust: { trusted: !faults.has('expired'), ...(faults.has('expired') && { code: 'CERT_HAS_EXPIRED' }) },
    nameMatches: true,
  };
}

const BROWSER = 'Chromium 140';

function rendered(
  { unit, host = '' }: DemoApplication,
  facts: Facts<'html'>,
  faults: ReadonlySet<Fault>,
): Facts<'browser'> {
  const mark = {
    record: recordOf(host),
    form: 'link' as const,
    box: { left: faults.has('mark-left') ? 0.1 : 0.47, top: 0.94, width: 0.05, height: 0.03 },
    pixels: { width: 64, height: 76 },
    visible: true,
    pictureShown: true,
    pictureWithheld: false,
    colour: unit.kind === 'organ' ? ('red' as const) : ('blue' as const),
  };
  return {
    browser: BROWSER,
    home: {
      url: facts.url,
      title: facts.title,
      loadMs: 800,
      width: 1280,
      height: 2_400,
      clipped: false,
      facts,
      frames: [],
      marks: faults.has('no-mark') ? [] : [mark],
      names: [{ text: unit.name, box: { left: 0.1, top: 0.02, width: 0.4, height: 0.02 }, fontPixels: 32 }],
      headPictures: 0,
      hiddenLinks: [],
      requests: [{ host, secure: true, count: 20, example: facts.url }],
      missingScripts: [],
      markScriptMissing: false,
      dialogs: [],
      incidents: [],
      pictures: [],
    },
    withoutScripts: { textLength: facts.textLength, linkCount: 12 },
    exits: {
      found: { a: 1 },
      missingScripts: [],
      trials: [
        {
          kind: 'a',
          url: 'https://www.fuwu.example/',
          text: '便民服务',
          lure: false,
          inFrame: false,
          ...(faults.has('no-prompt')
            ? { outcome: 'left' as const }
            : {
                outcome: 'prompted' as const,
                prompt: {
                  form: 'layer' as const,
                  text: '您即将离开本网站',
                  waits: true,
                  cancelStays: true,
                  continueLeaves: true,
                },
              }),
        },
      ],
    },
  };
}
