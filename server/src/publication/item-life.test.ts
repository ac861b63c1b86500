import { ITEM_ACTS, ITEM_STATES, type ItemAct, type ItemState } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import { afterAct, type ItemLife, type ItemRefusal } from './item-life.ts';

const LIFE: ItemLife = {
  state: 'draft',
  stage: 0,
  stages: 2,
  urgent: false,
  live: false,
  wasPublished: false,
  embargoed: false,
  laterOwed: false,
};

function outcome(life: Partial<ItemLife>, act: ItemAct): ItemState | ItemRefusal {
  const result = afterAct({ ...LIFE, ...life }, act);
  return result.ok ? result.step.state : result.why;
}

/** State by state: what every act makes of an item of two reviews, of which none is passed. */
const BECOMES: Record<ItemAct, Record<ItemState, ItemState | ItemRefusal>> = {
  write: all('draft', { published: 'item-published', withdrawn: 'item-published', dropped: 'item-closed' }),
  submit: all('item-not-draft', { draft: 'review', returned: 'review' }),
  recall: all('item-not-in-review', { review: 'draft' }),
  approve: all('item-not-in-review', { review: 'review' }),
  return: all('item-not-in-review', { review: 'returned' }),
  publish: all('item-not-approved', { approved: 'published' }),
  correct: all('item-not-published', { published: 'draft', withdrawn: 'draft' }),
  withdraw: all('item-not-published', { published: 'withdrawn' }),
  drop: all('dropped', { published: 'item-published', withdrawn: 'item-closed', dropped: 'item-closed' }),
};

function all(usual: ItemState | ItemRefusal, but: Partial<Record<ItemState, ItemState | ItemRefusal>>) {
  return Object.fromEntries(ITEM_STATES.map((state) => [state, but[state] ?? usual])) as Record<
    ItemState,
    ItemState | ItemRefusal
  >;
}

describe.each(ITEM_STATES)('an item that is %s', (state) => {
  const wasPublished = state === 'published' || state === 'withdrawn';

  it.each(ITEM_ACTS)('becomes by %s what the table says, or stays with a reason', (act) => {
    expect(outcome({ state, wasPublished, live: state === 'published' }, act)).toBe(BECOMES[act][state]);
  });
});

describe('a review', () => {
  it('is passed when all of its stages are, and on the urgent path when the first one is', () => {
    expect(outcome({ state: 'review', stage: 0, stages: 1 }, 'approve')).toBe('approved');
    expect(outcome({ state: 'review', stage: 1, stages: 3 }, 'approve')).toBe('review');
    expect(outcome({ state: 'review', stage: 2, stages: 3 }, 'approve')).toBe('approved');
    expect(outcome({ state: 'review', stage: 0, stages: 3, urgent: true }, 'approve')).toBe('approved');
  });

  it('that is done later leaves what is published as it is, whatever it says', () => {
    const owed = {
      state: 'published',
      live: true,
      wasPublished: true,
      urgent: true,
      laterOwed: true,
    } as const;
    expect(outcome(owed, 'approve')).toBe('published');
    expect(outcome(owed, 'return')).toBe('published');
    expect(outcome({ ...owed, laterOwed: false }, 'approve')).toBe('item-not-in-review');
  });
});

describe('an item that waits for its time', () => {
  it('is approved, and not published', () => {
    expect(outcome({ state: 'approved', embargoed: true }, 'publish')).toBe('item-embargoed');
    expect(outcome({ state: 'review', stage: 1, embargoed: true }, 'approve')).toBe('approved');
  });
});

describe('a correction', () => {
  const correcting = { live: true, wasPublished: true } as const;

  it.each(['draft', 'review', 'returned', 'approved'] as const)(
    'that is %s is given up without a change to what is public',
    (state) => {
      expect(outcome({ ...correcting, state }, 'drop')).toBe('published');
      expect(outcome({ ...correcting, state, live: false }, 'drop')).toBe('withdrawn');
    },
  );

  it.each(['draft', 'review', 'returned', 'approved'] as const)(
    'that is %s goes on when what is public is withdrawn, once',
    (state) => {
      expect(outcome({ ...correcting, state }, 'withdraw')).toBe(state);
      expect(outcome({ ...correcting, state, live: false }, 'withdraw')).toBe('item-not-published');
    },
  );
});
