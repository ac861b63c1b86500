import { counted } from '@zhengdun/contract';
import type { Facts } from '../facts.ts';
import type { ExitFacts, ExitTrial } from '../probes/browser/index.ts';
import { linkDetail } from '../probes/links/detail-words.ts';
import type { LinkState, TakenLink, TriagedLink } from '../probes/links/index.ts';
import { countPages } from './home.ts';
import { type Answer, defineRule } from './rule.ts';

const DEAD: readonly LinkState[] = ['dead', 'soft-404', 'parked'];
const UNCLEAR: readonly LinkState[] = ['bot-wall', 'no-answer', 'moved'];

/** Art. 15: exits are alive. What refuses programs (403, 429, 999) is neither alive nor dead. */
export const exitLinks = defineRule({
  id: 'exit-links',
  needs: ['links'],
  judge({ links }, site) {
    const { links: triaged } = links;
    const checked = triaged.length;
    const known = judgeTaken(links.taken ?? [], site.host);
    if (triaged.every(({ state }) => state !== 'hijacked') && known) return known;
    if (links.found === 0) return { code: 'none', facts: { pages: countPages(site) } };
    if (checked === 0) return { code: 'not-asked', facts: { found: links.found } };
    const of = (states: readonly LinkState[]): TriagedLink[] =>
      triaged.filter(({ state }) => states.includes(state));
    const facts = {
      checked,
      found: links.found,
      states: countStates(triaged),
      links: [...of(['hijacked']), ...of(DEAD), ...of(UNCLEAR)].slice(0, 60).map(plain),
    };
    const [hijacked] = of(['hijacked']);
    if (hijacked)
      return { code: 'hijacked', facts: { ...facts, ...told(hijacked), count: of(['hijacked']).length } };
    const [dead] = of(DEAD);
    if (dead) return { code: 'dead', facts: { ...facts, ...told(dead), count: of(DEAD).length } };
    const [unclear] = of(UNCLEAR);
    if (unclear) return { code: 'unclear', facts: { ...facts, ...told(unclear), count: of(UNCLEAR).length } };
    return { code: 'alive', facts };
  },
});

/** What the register of exit links knows of other hands; undefined where there is nothing. */
function judgeTaken(taken: readonly TakenLink[], host: string): Answer<'exit-links'> | undefined {
  const [first] = taken;
  if (!first) return undefined;
  const { url, page, line, text, why } = first;
  return {
    code: 'taken',
    facts: {
      count: taken.length,
      ...{ url, page: page || host, line: Math.max(1, line), text: text || url, why: { ...why } },
      taken: taken.map((link) => ({
        ...{ url: link.url, page: link.page, line: link.line, since: link.since, why: { ...link.why } },
      })),
    },
    evidence: taken.flatMap(({ url: of, picture }) => {
      if (!picture) return [];
      const { at, title, sha256, sm3, mediaType, bytes } = picture;
      const excerpt = title && { excerpt: title };
      return [
        {
          kind: 'picture' as const,
          caption: 'link-good',
          url: of,
          at,
          sha256,
          sm3,
          mediaType,
          bytes,
          ...excerpt,
        },
      ];
    }),
  };
}

function countStates(links: readonly TriagedLink[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of links) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

function told(link: TriagedLink) {
  const [place] = link.on;
  return {
    url: link.url,
    page: place?.page ?? '',
    line: place?.line ?? 1,
    text: place?.text || link.host,
    words: linkDetail(link.detail),
  };
}

function plain({ url, state, status, detail, finalUrl, askedAt, on }: TriagedLink) {
  return {
    url,
    state,
    status,
    detail: linkDetail(detail),
    ...(finalUrl !== undefined && { finalUrl }),
    ...(askedAt !== undefined && { askedAt }),
    on: on.map((place) => ({ ...place })),
  };
}

/**
 * Art. 15: a click that leaves for what is not an organ's site is announced first – proven by clicking. The sentence
 * asks for a clear prompt, so one without a choice is met and said to be so. Where scripts did not reach us, an exit
 * that left proves nothing: every click can be caught by a script. Only a page that did prompt shows that its prompt
 * arrived, and then the exits beside it lack one.
 */
export const exitPrompt = defineRule({
  id: 'exit-prompt',
  needs: ['browser'],
  judge({ browser }, site) {
    const reading = `R8${site.readings.R8 === 'b' ? 'b' : 'a'}`;
    const { exits } = browser;
    if (!exits) return { code: 'not-clicked', facts: {}, reading };
    return { ...judgeClicks(exits), reading };
  },
});

function judgeClicks(exits: ExitFacts): Answer<'exit-prompt'> {
  const real = exits.trials.filter(({ lure }) => !lure);
  const left = real.filter(({ outcome }) => outcome === 'left');
  const prompted = real.filter(({ outcome }) => outcome === 'prompted');
  const found = Object.values(exits.found).reduce((total, count) => total + count, 0);
  const scripts = exits.missingScripts.map(({ url }) => url);
  const facts = {
    found,
    tried: real.length,
    byKind: { ...exits.found },
    trials: exits.trials.map(plainTrial),
    ...(scripts.length > 0 && { missing: scripts.length, scripts }),
  };
  const [prompt] = prompted;
  if (!prompt && scripts.length > 0) {
    const missing = { missing: scripts.length, scripts, seen: seenWords(found, real.length, left.length) };
    return { code: 'scripts-missing', facts: { ...facts, ...missing } };
  }
  if (found === 0) return { code: 'no-exits', facts: {} };
  const [first] = left;
  if (first) return { code: 'no-prompt', facts: { ...facts, ...toldTrial(first), count: left.length } };
  if (!prompt) return { code: 'unclear', facts };
  const wrong = judgePrompts(exits.trials, facts);
  if (wrong) return wrong;
  const silent = real.length - prompted.length;
  const rest =
    silent > 0
      ? { zh: `，${silent}条点击后没有反应`, en: `, ${silent} did nothing when clicked` }
      : { zh: '', en: '' };
  const offersChoice = prompted.every(
    (trial) => trial.prompt?.cancelStays === true && trial.prompt.continueLeaves === true,
  );
  return {
    code: offersChoice ? 'prompted' : 'announced',
    facts: { ...facts, count: prompted.length, text: prompt.prompt?.text ?? '', rest },
  };
}

function seenWords(found: number, tried: number, left: number) {
  if (found === 0) return { zh: '首页没有看到外部链接', en: 'No exit was seen on the home page' };
  return {
    zh: `首页有外部链接${found}条，试点${tried}条，${left}条没有提示就离开`,
    en: `The home page has ${counted(found, 'exit', 'exits')}; ${counted(tried, 'was', 'were')} clicked, ${left} left without a prompt`,
  };
}

/** What a prompt does wrong; undefined where each does what it should. */
function judgePrompts(trials: readonly ExitTrial[], facts: Facts & { tried: number }) {
  const real = trials.filter(({ lure }) => !lure);
  const hasty = real.find(({ prompt }) => prompt?.waits === false);
  if (hasty) return { code: 'does-not-wait', facts: { ...facts, ...toldTrial(hasty) } } as const;
  const leaves = real.find(({ prompt }) => prompt?.cancelStays === false);
  if (leaves) return { code: 'cancel-leaves', facts: { ...facts, ...toldTrial(leaves) } } as const;
  const bypass = trials.find(({ lure, outcome }) => lure && outcome === 'left');
  if (bypass) return { code: 'bypassed', facts: { ...facts, url: bypass.url } } as const;
  const stuck = real.find(({ prompt }) => prompt?.continueLeaves === false);
  if (stuck) return { code: 'continue-stuck', facts: { ...facts, ...toldTrial(stuck) } } as const;
  return undefined;
}

function toldTrial(trial: ExitTrial) {
  return { url: trial.url, text: trial.text || trial.url };
}

function plainTrial({ prompt, ...trial }: ExitTrial) {
  return { ...trial, ...(prompt && { prompt: { ...prompt } }) };
}
