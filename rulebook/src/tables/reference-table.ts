/** A code table with its source. What is not confirmed is shown as 未核实 wherever it is used. */
export interface ReferenceTable<Row> {
  readonly id: string;
  /** in Chinese: a rule's title, or what was observed */
  readonly source: string;
  readonly edition: string;
  readonly confirmed: boolean;
  readonly rows: readonly Row[];
}
