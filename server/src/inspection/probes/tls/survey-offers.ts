import { type OfferAnswer, TLS_VERSIONS, type TlsFacts, type TlsVersion } from '../../observation.ts';
import { type Door, judgeKnock, type KnockResult, knock } from './knock.ts';
import { type Offer, offerRfc8998, offerTlcp, offerVersion, offerWeakSuites } from './offers.ts';
import { RFC8998_SUITES, TLCP_SUITES, WEAK_SUITES } from './suites.ts';

export interface SurveyOptions {
  /** for SNI; none for an IP address */
  readonly serverName: string | undefined;
  /** moment of `performance.now()` after which nobody knocks any more */
  readonly ends: number;
  /** an ordinary handshake came about before */
  readonly shakesHands: boolean;
}

export interface Survey {
  readonly versions: TlsFacts['versions'];
  readonly weakCiphers: readonly string[];
  readonly tlcp: {
    readonly answer: OfferAnswer;
    readonly cipher?: string;
    readonly chain: readonly Buffer[];
  };
  readonly rfc8998: TlsFacts['rfc8998'];
  /** certificates as sent in the clear by the highest version that does so */
  readonly chain: readonly Buffer[];
  /** at least one knock was answered with some bytes */
  readonly answered: boolean;
}

interface Knocked {
  readonly offer: Offer;
  readonly result: KnockResult;
}

/** A weak server takes few different suites; each costs a connection. */
const MAX_WEAK_NAMED = 6;
const AT_ONCE = 2;
const NOT_ASKED: KnockResult = { kind: 'not-connected' };

/** Makes every offer to the server, two at a time, and judges the answers together at the end. */
export async function surveyOffers(door: Door, options: SurveyOptions): Promise<Survey> {
  const { serverName, ends } = options;
  const done: Knocked[] = [];
  const ask = async (offer: Offer): Promise<Knocked> => {
    const left = ends - performance.now();
    const timeoutMs = Math.min(door.timeoutMs, left);
    const result = left > 0 ? await knock({ ...door, timeoutMs }, offer) : NOT_ASKED;
    const knocked = { offer, result };
    done.push(knocked);
    return knocked;
  };

  const versions = new Map<TlsVersion, Knocked>();
  const weak: Knocked[] = [];
  const tlcp: Knocked[] = [];
  const rfc8998: Knocked[] = [];
  const jobs: (() => Promise<void>)[] = [
    ...[...TLS_VERSIONS].reverse().map((version) => async () => {
      versions.set(version, await ask(offerVersion(version, serverName)));
    }),
    async () => {
      tlcp.push(await ask(offerTlcp(serverName, true)));
      if (tlcp[0]?.result.kind !== 'hello') tlcp.push(await ask(offerTlcp(serverName, false)));
    },
    async () => {
      rfc8998.push(await ask(offerRfc8998(serverName)));
    },
    async () => {
      for (const known = new Set<number>(); known.size < MAX_WEAK_NAMED; ) {
        const knocked = await ask(offerWeakSuites(serverName, known));
        weak.push(knocked);
        const { result, offer } = knocked;
        if (result.kind !== 'hello' || !offer.suites.has(result.suite)) return;
        known.add(result.suite);
      }
    },
  ];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let job = jobs.shift(); job; job = jobs.shift()) await job();
    }),
  );

  const shakesHands = options.shakesHands || done.some(({ result }) => result.kind === 'hello');
  const judge = ({ offer, result }: Knocked) => judgeKnock(result, offer, shakesHands);
  const best = (knocks: readonly Knocked[], names: ReadonlyMap<number, string>) => {
    const taken = knocks.find((knocked) => judge(knocked) === 'accepted') ?? knocks[0];
    const answer: OfferAnswer = taken ? judge(taken) : 'unclear';
    const cipher = taken?.result.kind === 'hello' ? names.get(taken.result.suite) : undefined;
    return { answer, ...(answer === 'accepted' && cipher ? { cipher } : {}), chain: certificatesOf(taken) };
  };
  const answerFor = (version: TlsVersion): OfferAnswer => {
    const knocked = versions.get(version);
    return knocked ? judge(knocked) : 'unclear';
  };
  const { chain: _encrypted, ...sm } = best(rfc8998, RFC8998_SUITES);
  const inClear = (['TLSv1.2', 'TLSv1.1', 'TLSv1.0', 'SSLv3'] as const).map((version) =>
    certificatesOf(versions.get(version)),
  );
  return {
    versions: {
      SSLv3: answerFor('SSLv3'),
      'TLSv1.0': answerFor('TLSv1.0'),
      'TLSv1.1': answerFor('TLSv1.1'),
      'TLSv1.2': answerFor('TLSv1.2'),
      'TLSv1.3': answerFor('TLSv1.3'),
    },
    weakCiphers: weak.flatMap(({ result }) =>
      result.kind === 'hello' ? (WEAK_SUITES.get(result.suite) ?? []) : [],
    ),
    tlcp: best(tlcp, TLCP_SUITES),
    rfc8998: sm,
    chain: inClear.find(({ length }) => length > 0) ?? [],
    answered: done.some(({ result }) => ['hello', 'alert', 'junk'].includes(result.kind)),
  };
}

function certificatesOf(knocked: Knocked | undefined): readonly Buffer[] {
  return knocked?.result.kind === 'hello' ? knocked.result.certificates : [];
}
