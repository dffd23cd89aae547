/** Words as they stand at the start of a line: "Current carers". */
export const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** A list as a sentence has it: "a, b and c". */
export const listInWords = (items: readonly string[], last: 'and' | 'or' = 'and'): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;

/** A number as a page shows it: "12,000". */
export const inFigures = (count: number): string => count.toLocaleString('en-GB');
