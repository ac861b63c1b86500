import { LineChart as Line } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import type { ChartData } from './chart-data.ts';
import styles from './line-chart.module.css';

echarts.use([Line, GridComponent, LegendComponent, SVGRenderer]);

/**
 * The drawing alone, hidden from screen readers. No animation, and no tooltip: ECharts writes tooltips as markup with
 * inline styles, which the page's policy refuses; the numbers are in the table.
 */
export function LineChart({ data }: { readonly data: ChartData }): ReactNode {
  const { lang } = useLanguage();
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!holder.current) return undefined;
    const chart = echarts.init(holder.current, null, {
      renderer: 'svg',
      locale: lang === 'zh' ? 'ZH' : 'EN',
    });
    chart.setOption(optionOf(data));
    const resized = new ResizeObserver(() => chart.resize());
    resized.observe(holder.current);
    return () => {
      resized.disconnect();
      chart.dispose();
    };
  }, [data, lang]);
  return <div ref={holder} aria-hidden="true" className={styles.drawing} />;
}

function optionOf({ categories, series }: ChartData): echarts.EChartsCoreOption {
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit', fontSize: 14, color: '#262626' },
    legend: { top: 0, left: 0, itemWidth: 32, itemGap: 24, textStyle: { fontSize: 14, color: '#262626' } },
    grid: {
      top: 40,
      right: 16,
      bottom: 8,
      left: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: { type: 'category', data: [...categories], axisLabel: { fontSize: 14, color: '#434343' } },
    yAxis: { type: 'value', minInterval: 1, axisLabel: { fontSize: 14, color: '#434343' } },
    series: series.map(({ name, values, colour, dashed }, index) => ({
      type: 'line',
      name,
      data: [...values],
      connectNulls: false,
      symbol: index % 2 === 0 ? 'circle' : 'rect',
      symbolSize: 7,
      itemStyle: { color: colour },
      lineStyle: { color: colour, width: 2, type: dashed ? 'dashed' : 'solid' },
    })),
  };
}
