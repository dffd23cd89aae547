/** The codes of one column, from one collection year on: 2025 is the year to 31 March 2025. */
export type CodeList = {
  readonly column: string;
  readonly from: number;
  readonly source: string;
  readonly codes: readonly string[];
};

/** What each column may hold. */
export type Codes = ReadonlyMap<string, ReadonlySet<string>>;

/** The codes that held in a collection year; a column whose first list is later goes by its first. */
export const codesIn = (lists: readonly CodeList[], year: number): Codes =>
  new Map(
    [...Map.groupBy(lists, ({ column }) => column)].map(([column, all]) => {
      const sorted = all.toSorted((one, other) => one.from - other.from);
      const list = sorted.findLast(({ from }) => from <= year) ?? sorted[0];
      return [column, new Set(list?.codes)];
    }),
  );
