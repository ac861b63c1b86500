import { printMonth, type Trend, VERDICT_WORDS } from '@zhengdun/contract';
import { type ReactNode, useMemo } from 'react';
import { useLanguage } from '../locales/language.tsx';
import { ChartWithTable } from './chart/chart-with-table.tsx';

/** Twelve months of 不符合 and 无法判定, two lines. */
export function TrendChart({ months }: { readonly months: Trend['months'] }): ReactNode {
  const { lang, tell } = useLanguage();
  const data = useMemo(
    () => ({
      axis: tell('trend.month'),
      categories: months.map(({ month }) => month),
      series: (['unmet', 'unknown'] as const).map((verdict) => ({
        name: VERDICT_WORDS[verdict].word[lang],
        values: months.map((each) => each[verdict]),
        colour: VERDICT_WORDS[verdict].text,
        dashed: verdict === 'unknown',
      })),
    }),
    [months, lang, tell],
  );
  const last = months[months.length - 1];
  const sentence = tell('trend.sentence', {
    month: last ? printMonth(last.month, lang) : '',
    unmetWord: VERDICT_WORDS.unmet.word[lang],
    unmet: last?.unmet ?? 0,
    unknownWord: VERDICT_WORDS.unknown.word[lang],
    unknown: last?.unknown ?? 0,
  });
  return <ChartWithTable title={tell('trend.title')} sentence={sentence} data={data} />;
}
