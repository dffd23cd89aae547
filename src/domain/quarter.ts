import { addDays, inWords, type PlainDate } from './dates.ts';

/** The first and the last day of what is counted together. */
export type Span = { readonly from: PlainDate; readonly until: PlainDate };

/** The quarter of a calendar year in which a day is. */
export const quarterOf = (day: PlainDate): Span => {
  const [year = '', month = ''] = day.split('-');
  const first = Math.floor((Number(month) - 1) / 3) * 3 + 1;
  const from = `${year}-${String(first).padStart(2, '0')}-01`;
  const next =
    first === 10 ? `${Number(year) + 1}-01-01` : `${year}-${String(first + 3).padStart(2, '0')}-01`;
  return { from, until: addDays(next, -1) };
};

/** How many quarters a span has. */
export const quartersIn = ({ from, until }: Span): number => {
  const at = (day: PlainDate): number => {
    const [year, month] = day.split('-').map(Number);
    return (year ?? 0) * 4 + Math.floor(((month ?? 1) - 1) / 3);
  };
  return at(until) - at(from) + 1;
};

/** "January to March 2026", "July 2025 to March 2026" */
export const spanInWords = ({ from, until }: Span): string => {
  const of = (day: PlainDate) => {
    const [, month = '', year = ''] = inWords(day).split(' ');
    return { month, year };
  };
  const [first, last] = [of(from), of(until)];
  return first.year === last.year
    ? `${first.month} to ${last.month} ${last.year}`
    : `${first.month} ${first.year} to ${last.month} ${last.year}`;
};
