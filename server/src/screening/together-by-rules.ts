import { type LocalText, TOGETHER_WORDS } from '@zhengdun/contract';
import { type Aggregate, COMBINATIONS, factWords, findAggregates } from './aggregation/index.ts';

/** A text with its title. */
export interface TitledText {
  readonly title: string;
  readonly text: string;
}

/** Where an item adds to what others say, in UTF-16 units of its title or text. */
export interface TogetherHit {
  readonly rule: string;
  readonly category: 'aggregation';
  readonly severity: 2;
  readonly part: 'title' | 'text';
  readonly start: number;
  readonly end: number;
  readonly why: LocalText;
}

const BETWEEN = '\n';
const OWN = 'own';
const MOST_HITS = 50;
/** Items that are named in one sentence. */
const MOST_NAMED = 6;

/** What of an item comes together with items that are published already (Art. 16). */
export function findTogether(own: TitledText, others: readonly TitledText[]): TogetherHit[] {
  const items = [
    { id: OWN, text: own.title + BETWEEN + own.text },
    ...others.map(({ title, text }, at) => ({ id: String(at), text: title + BETWEEN + text })),
  ];
  const titleOf = (id: string): string => others[Number(id)]?.title ?? '';
  return findAggregates(items, COMBINATIONS, OWN)
    .slice(0, MOST_HITS)
    .flatMap((aggregate): TogetherHit[] => {
      const first = aggregate.facts.find(({ item }) => item === OWN);
      if (!first) return [];
      const before = own.title.length + BETWEEN.length;
      const inTitle = first.start < before;
      return [
        {
          rule: `together-${aggregate.combination.id}`,
          category: 'aggregation',
          severity: 2,
          part: inTitle ? 'title' : 'text',
          start: inTitle ? first.start : first.start - before,
          end: inTitle ? Math.min(first.end, own.title.length) : first.end - before,
          why: whyOf(aggregate, titleOf),
        },
      ];
    });
}

function whyOf({ combination, subject, facts }: Aggregate, titleOf: (id: string) => string): LocalText {
  const byItem = [...Map.groupBy(facts, ({ item }) => item)];
  const say = (lang: 'zh' | 'en'): string => {
    const zh = lang === 'zh';
    const named = byItem.slice(0, MOST_NAMED).map(([item, own]) => {
      const kinds = own.map(({ kind }) => factWords(kind)[lang]).join(zh ? '、' : ', ');
      const title = titleOf(item).slice(0, 40);
      if (item === OWN) return zh ? `本稿${kinds}` : `this item: ${kinds}`;
      return zh ? `已发布的《${title}》${kinds}` : `published "${title}": ${kinds}`;
    });
    const more = byItem.length > MOST_NAMED ? (zh ? '等' : ' and more') : '';
    const list = named.join(zh ? '；' : '; ') + more;
    const words = `${TOGETHER_WORDS.why[lang]}`;
    return zh
      ? `${combination.title.zh}（${subject.slice(0, 40)}）：${list}。${words}。`
      : `${combination.title.en} (${subject.slice(0, 40)}): ${list}. ${words}.`;
  };
  return { zh: say('zh'), en: say('en') };
}
