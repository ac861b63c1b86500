import type { ExitTrial } from '../probes/browser/index.ts';
import type { LinkState, TriagedLink } from '../probes/links/index.ts';
import { allPages } from './home.ts';
import { defineRule } from './rule.ts';

const DEAD: readonly LinkState[] = ['dead', 'soft-404', 'parked'];
const UNCLEAR: readonly LinkState[] = ['bot-wall', 'no-answer', 'moved'];

/** Art. 15: exits are alive. What refuses programs (403, 429, 999) is neither alive nor dead. */
export const exitLinks = defineRule({
  id: 'exit-links',
  needs: ['links'],
  judge({ links }, site) {
    const { links: triaged } = links;
    const checked = triaged.length;
    if (links.found === 0) return { code: 'none', facts: { pages: allPages(site).length } };
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
    words: link.detail,
  };
}

function plain({ url, state, status, detail, finalUrl, on }: TriagedLink) {
  return {
    url,
    state,
    status,
    detail,
    ...(finalUrl !== undefined && { finalUrl }),
    on: on.map((place) => ({ ...place })),
  };
}

/** Art. 15: a click that leaves for what is not an organ's site is announced first – proven by clicking. */
export const exitPrompt = defineRule({
  id: 'exit-prompt',
  needs: ['browser'],
  judge({ browser }, site) {
    const reading = `R8${site.readings.R8 === 'b' ? 'b' : 'a'}`;
    const exits = browser.exits;
    const found = Object.values(exits?.found ?? {}).reduce((total, count) => total + count, 0);
    if (!exits || found === 0) return { code: 'no-exits', facts: {}, reading };
    const real = exits.trials.filter(({ lure }) => !lure);
    const facts = {
      found,
      tried: real.length,
      byKind: { ...exits.found },
      trials: exits.trials.map(plainTrial),
    };
    const left = real.filter(({ outcome }) => outcome === 'left');
    const [first] = left;
    if (first)
      return { code: 'no-prompt', facts: { ...facts, ...toldTrial(first), count: left.length }, reading };
    const prompted = real.filter(({ outcome }) => outcome === 'prompted');
    const [prompt] = prompted;
    if (!prompt) return { code: 'unclear', facts, reading };
    const leaves = prompted.find((trial) => trial.prompt?.cancelStays === false);
    if (leaves) return { code: 'cancel-leaves', facts: { ...facts, ...toldTrial(leaves) }, reading };
    const bypass = exits.trials.find(({ lure, outcome }) => lure && outcome === 'left');
    if (bypass) return { code: 'bypassed', facts: { ...facts, url: bypass.url }, reading };
    const stuck = prompted.find((trial) => trial.prompt?.continueLeaves === false);
    if (stuck) return { code: 'continue-stuck', facts: { ...facts, ...toldTrial(stuck) }, reading };
    return { code: 'prompted', facts: { ...facts, text: prompt.prompt?.text ?? '' }, reading };
  },
});

function toldTrial(trial: ExitTrial) {
  return { url: trial.url, text: trial.text || trial.url };
}

function plainTrial({ prompt, ...trial }: ExitTrial) {
  return { ...trial, ...(prompt && { prompt: { ...prompt } }) };
}
