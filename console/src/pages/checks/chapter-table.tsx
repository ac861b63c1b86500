import { type CheckVerdict, VERDICT_WORDS, VERDICTS } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Panel } from '../../components/panel.tsx';
import { type Column, DataTable } from '../../components/tables/data-table.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { type ResultFilter, writeFilter } from './result-filter.ts';
import { type ChapterCounts, countByChapter } from './result-groups.ts';

/** The four numbers by chapter of the Regulation, each a link to its rows. */
export function ChapterTable({ verdicts }: { readonly verdicts: readonly CheckVerdict[] }): ReactNode {
  const { lang, tell } = useLanguage();
  const [search] = useSearchParams();
  const number = (count: number, filter: ResultFilter, label: string): ReactNode =>
    count === 0 ? (
      '0'
    ) : (
      <Link to={{ search: writeFilter(search, filter) }} aria-label={label}>
        {count}
      </Link>
    );
  const columns: readonly Column<ChapterCounts>[] = [
    {
      key: 'chapter',
      title: tell('result.chapter'),
      isName: true,
      cell: ({ chapter }) => chapter.title[lang],
    },
    ...VERDICTS.map((verdict) => ({
      key: verdict,
      title: VERDICT_WORDS[verdict].word[lang],
      isNumber: true,
      cell: ({ chapter, summary }: ChapterCounts) =>
        number(
          summary[verdict],
          { show: verdict, chapter: chapter.number },
          tell('result.chapter.count', {
            chapter: chapter.title[lang],
            word: VERDICT_WORDS[verdict].word[lang],
            count: summary[verdict],
          }),
        ),
    })),
    {
      key: 'total',
      title: tell('result.total'),
      isNumber: true,
      cell: ({ chapter, summary }) =>
        number(
          summary.total,
          { chapter: chapter.number },
          tell('result.chapter.count', {
            chapter: chapter.title[lang],
            word: tell('result.total'),
            count: summary.total,
          }),
        ),
    },
  ];
  return (
    <Panel title={tell('result.chapters')}>
      <DataTable
        caption={tell('result.chapters.caption')}
        columns={columns}
        rows={countByChapter(verdicts)}
        rowKey={({ chapter }) => String(chapter.number)}
      />
    </Panel>
  );
}
