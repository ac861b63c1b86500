import { namesOf, usesEntityName } from './names.ts';
import { defineRule } from './rule.ts';

/** Art. 8: the site bears the name of the entity, or its short form. */
export const siteName = defineRule({
  id: 'site-name',
  needs: ['html'],
  judge(_, site) {
    const { siteName: name, entities } = namesOf(site);
    if (name === '') return { code: 'no-site-name', facts: {} };
    const used = entities.find((entity) => usesEntityName(name, entity));
    if (used !== undefined) return { code: 'entity-name', facts: { siteName: name, entity: used } };
    const [entity] = entities;
    return entity === undefined
      ? { code: 'entity-unknown', facts: { siteName: name } }
      : { code: 'other-name', facts: { siteName: name, entity, entities: [...entities] } };
  },
});

/** At the head of the page, or large. */
const HEAD = 0.12;
const LARGE_PIXELS = 20;

/** Art. 8: only where the name is not the entity's: the entity's name stands prominently on the rendered page. */
export const entityNameShown = defineRule({
  id: 'entity-name-shown',
  needs: ['browser'],
  judge({ browser }, site) {
    const { siteName: name, entities, principal } = namesOf(site);
    if (principal === undefined) return { code: 'entity-unknown', facts: {} };
    if (name !== '' && entities.some((entity) => usesEntityName(name, entity)))
      return { code: 'not-needed', facts: { siteName: name } };
    const places = browser.home.names.filter(({ text }) => entities.includes(text));
    const best =
      places.find(({ box, fontPixels }) => box.top <= HEAD || fontPixels >= LARGE_PIXELS) ?? places[0];
    const isAtHead = best !== undefined && (best.box.top <= HEAD || best.fontPixels >= LARGE_PIXELS);
    // A banner at the head of the page mostly bears the name, and nothing tells what is drawn in it.
    if (!isAtHead && browser.home.headPictures > 0)
      return { code: 'maybe-drawn', facts: { entity: principal, count: browser.home.headPictures } };
    if (!best) return { code: 'not-shown', facts: { entity: principal } };
    const facts = {
      entity: best.text,
      top: best.box.top,
      font: Math.round(best.fontPixels),
      box: { ...best.box },
    };
    return { code: isAtHead ? 'shown' : 'not-prominent', facts };
  },
});
