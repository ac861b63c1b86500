interface ChartSeries {
  readonly name: string;
  /** one for each category; null where nothing was measured, which is not zero */
  readonly values: readonly (number | null)[];
  readonly colour: string;
  /** drawn dashed, so that lines differ without their colours */
  readonly dashed?: boolean;
}

export interface ChartData {
  /** what the categories are: 月份 */
  readonly axis: string;
  readonly categories: readonly string[];
  readonly series: readonly ChartSeries[];
}
