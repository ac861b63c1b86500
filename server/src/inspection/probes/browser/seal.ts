import { withoutQuery } from '../without-query.ts';
import type { BrowserFacts } from './browser-facts.ts';

/**
 * Art. 16: of a rendered page that may carry a state secret – itself, in a frame, or in its source – no text and no
 * picture is passed on; addresses lose what stands behind `?`, where buttons for sharing put titles.
 */
export function sealRendered(facts: BrowserFacts, sourceSealed: boolean): BrowserFacts {
  const { home, exits } = facts;
  if (!sourceSealed && !home.facts.sealed && !home.frames.some(({ sealed }) => sealed)) return facts;
  return {
    ...facts,
    home: {
      ...home,
      title: '',
      names: home.names.map((name) => ({ ...name, text: '' })),
      hiddenLinks: home.hiddenLinks.map((link) => ({ ...link, url: withoutQuery(link.url), text: '' })),
      requests: home.requests.map((request) => ({ ...request, example: withoutQuery(request.example) })),
      dialogs: [],
      pictures: [],
    },
    exits: exits && {
      ...exits,
      trials: exits.trials.map(({ prompt, ...trial }) => ({
        ...trial,
        url: withoutQuery(trial.url),
        text: '',
        ...(prompt && { prompt: { ...prompt, text: '' } }),
      })),
    },
  };
}
