import { createHash, randomUUID } from 'node:crypto';
import { summarise } from '@zhengdun/contract';
import { judgedAgain } from '../src/inspection/checks/judge-again.ts';
import type { EvidenceStore, KeptEvidenceStore } from '../src/inspection/evidence.ts';
import type { Inspected } from '../src/inspection/inspect-site.ts';
import { type InspectionRequest, type Inspector, openInspector } from '../src/inspection/inspector.ts';
import { judgeRule } from '../src/inspection/judge.ts';
import { openSharedLinks } from '../src/inspection/probes/links/shared-links.ts';
import { RULES } from '../src/inspection/rules/index.ts';
import type { GivenUnit } from '../src/inspection/unit-guess.ts';
import { type EgressPolicy, STRICT_POLICY } from '../src/kernel/egress/index.ts';
import { resultWith } from './check-results.ts';
import { viewOfPage } from './site-view.ts';

/** Checks without a network, for tests of what is done with their results. */

const PAGE = '<!doctype html><html lang="zh-CN"><title>样例县人民政府</title><p>样例</p>';

/** What a check of one page without a browser gives: really judged, with the observations that it rests on. */
export function inspectedPage(url: string, some: InspectedOptions = {}): Inspected {
  const { body = PAGE, id = randomUUID(), startedAt = new Date(), pagesOpened = 1, unit } = some;
  const { observations, unit: guessed } = viewOfPage(body, url);
  const view = { ...viewOfPage(body, url), unit: { ...guessed, ...unit } };
  const host = new URL(url).hostname;
  const verdicts = RULES.map((rule) => judgeRule(rule, view, 'zh'));
  const plain = resultWith(verdicts);
  const result = {
    ...plain,
    id,
    unit: view.unit,
    startedAt: startedAt.toISOString(),
    finishedAt: new Date(startedAt.getTime() + 1000).toISOString(),
    target: { ...plain.target, url: new URL(url).href, host, displayHost: host },
    conditions: { ...plain.conditions, pagesOpened },
    summary: summarise(verdicts),
  };
  return { result, observations };
}

/** The same page as it is judged for a unit that is given. */
export function inspectedFor(url: string, unit: GivenUnit): Inspected {
  const { result, observations } = inspectedPage(url);
  return { result: judgedAgain(result, observations, { unit, readings: {} }), observations };
}

export interface InspectedOptions {
  readonly body?: string;
  readonly id?: string | undefined;
  readonly startedAt?: Date;
  readonly pagesOpened?: number;
  readonly unit?: Partial<Inspected['result']['unit']>;
}

/** An inspector that does as it is told and remembers what it was asked for. */
export function inspectorThat(
  inspect: (request: InspectionRequest) => Inspected | Promise<Inspected> = ({ id, url }) =>
    inspectedPage(url.href, { id }),
): Inspector & { readonly asked: InspectionRequest[] } {
  const asked: InspectionRequest[] = [];
  return {
    asked,
    async inspect(request, events) {
      asked.push(request);
      events?.steps?.([{ step: 'dns', state: 'running' }]);
      request.signal?.throwIfAborted();
      return inspect(request);
    },
    knock: () => ({
      since: new Date().toISOString(),
      look: Promise.reject(new Error('no door is knocked at here')),
    }),
    openSharedLinks: () => openSharedLinks(STRICT_POLICY),
    seeLink: () => Promise.reject(new Error('no link is looked at here')),
    pictureOf: () => Promise.reject(new Error('no picture is taken here')),
    async [Symbol.asyncDispose]() {},
  };
}

/** An evidence store that forgets everything with the test. */
export function memoryEvidence(): EvidenceStore &
  Pick<KeptEvidenceStore, 'destroy'> & { readonly objects: Map<string, Uint8Array> } {
  const objects = new Map<string, Uint8Array>();
  const digest = (name: string, bytes: Uint8Array): string => createHash(name).update(bytes).digest('hex');
  return {
    objects,
    async keep(bytes, mediaType) {
      const sha256 = digest('sha256', bytes);
      objects.set(sha256, bytes);
      return { sha256, sm3: digest('sm3', bytes), mediaType, bytes: bytes.length };
    },
    read: async (sha256) => objects.get(sha256),
    async destroy(sha256) {
      objects.delete(sha256);
    },
  };
}

/** The inspector of the program, on a small Internet; its evidence is kept where it says. */
export function inspectorOn(
  policy: EgressPolicy,
  { dataDirectory, evidence }: { readonly dataDirectory: string; readonly evidence: EvidenceStore },
): Promise<Inspector> {
  return openInspector({ policy, dataDirectory, browsers: 1, salt: 'salt', evidence });
}
