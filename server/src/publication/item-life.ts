import type { ItemAct, ItemEvent, ItemState } from '@zhengdun/contract';

/** What the life of an item depends on. */
export interface ItemLife {
  readonly state: ItemState;
  /** reviews that the round has passed, and that its workflow has; 0 of 0 before it was submitted */
  readonly stage: number;
  readonly stages: number;
  /** on the urgent path: one review publishes */
  readonly urgent: boolean;
  /** something of it is public */
  readonly live: boolean;
  /** something of it was public once */
  readonly wasPublished: boolean;
  /** its time of publication has not come */
  readonly embargoed: boolean;
  /** the later reviews of an urgent item are to be done, and none has returned it */
  readonly laterOwed: boolean;
}

/** Why an act does not fit; each is a sentence of kernel/errors/publication.ts. */
export type ItemRefusal =
  | 'item-not-draft'
  | 'item-not-in-review'
  | 'item-not-approved'
  | 'item-embargoed'
  | 'item-published'
  | 'item-not-published'
  | 'item-closed';

/** What an item becomes, and how its history calls it. */
export interface ItemStep {
  readonly event: ItemEvent;
  readonly state: ItemState;
}

type Outcome =
  | { readonly ok: true; readonly step: ItemStep }
  | { readonly ok: false; readonly why: ItemRefusal };

/** Reviews that an item has to pass before it is published. */
function reviewsNeeded({ urgent, stages }: Pick<ItemLife, 'urgent' | 'stages'>): number {
  return urgent ? 1 : stages;
}

/**
 * What an act makes of an item. It is published only after every review that its path asks for has approved the version
 * as it stands; whatever changes its words makes it a draft again, and what was published stays as it was until another
 * version is.
 */
export function afterAct(life: ItemLife, act: ItemAct): Outcome {
  const { state, live, wasPublished } = life;
  switch (act) {
    case 'write':
      if (state === 'published' || state === 'withdrawn') return refused('item-published');
      return state === 'dropped' ? refused('item-closed') : becomes('written', 'draft');
    case 'submit':
      return state === 'draft' || state === 'returned'
        ? becomes('submitted', 'review')
        : refused('item-not-draft');
    case 'recall':
      return state === 'review' ? becomes('recalled', 'draft') : refused('item-not-in-review');
    case 'approve':
      return approved(life);
    case 'return':
      if (isLaterReview(life)) return becomes('returned', 'published');
      return state === 'review' ? becomes('returned', 'returned') : refused('item-not-in-review');
    case 'publish':
      if (state !== 'approved') return refused('item-not-approved');
      return life.embargoed ? refused('item-embargoed') : becomes('published', 'published');
    case 'correct':
      return state === 'published' || state === 'withdrawn'
        ? becomes('correction-begun', 'draft')
        : refused('item-not-published');
    case 'withdraw':
      if (!live) return refused('item-not-published');
      // A correction that is under way goes on.
      return becomes('withdrawn', state === 'published' ? 'withdrawn' : state);
    case 'drop':
      if (state === 'published') return refused('item-published');
      if (state === 'withdrawn' || state === 'dropped') return refused('item-closed');
      if (wasPublished) return becomes('correction-dropped', live ? 'published' : 'withdrawn');
      return becomes('dropped', 'dropped');
  }
}

function approved(life: ItemLife): Outcome {
  if (isLaterReview(life)) return becomes('approved', 'published');
  if (life.state !== 'review') return refused('item-not-in-review');
  const isThrough = life.stage + 1 >= reviewsNeeded(life);
  return becomes('approved', isThrough ? 'approved' : 'review');
}

function isLaterReview({ state, laterOwed }: ItemLife): boolean {
  return state === 'published' && laterOwed;
}

function becomes(event: ItemEvent, state: ItemState): Outcome {
  return { ok: true, step: { event, state } };
}

function refused(why: ItemRefusal): Outcome {
  return { ok: false, why };
}
