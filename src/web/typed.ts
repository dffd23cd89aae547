/** A form as it was sent: everything is text, and a name used twice is a list. */
export type Typed = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The text of a field, trimmed, with lines ending in a line feed alone; empty when it was not sent. */
export const readText = (typed: Typed, name: string): string => readVerbatim(typed, name).trim();

/** The text of a field exactly as it was typed, but for lines ending in a line feed alone: somebody’s words, to be kept so. */
export const readVerbatim = (typed: Typed, name: string): string => {
  const value = typed[name];
  const text = typeof value === 'string' ? value : (value?.at(-1) ?? '');
  return text.replaceAll('\r\n', '\n').replaceAll('\0', ''); // PostgreSQL keeps no NUL
};

/** All that was chosen under a name, in the order of the page. */
export const readList = (typed: Typed, name: string): readonly string[] => {
  const value = typed[name] ?? [];
  return (typeof value === 'string' ? [value] : value).filter((choice) => choice !== '');
};

/** The date of a date field as YYYY-MM-DD; null when it is no real date, or the year is not of four figures. */
export const readDate = (typed: Typed, name: string): string | null => {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => readText(typed, `${name}-${part}`));
  if (!/^\d{1,2}$/.test(day ?? '') || !/^[1-9]\d{3}$/.test(year ?? '')) return null;
  const date = new Date(Date.UTC(Number(year), monthNumber(month ?? '') - 1, Number(day)));
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return null;
  return date.toISOString().slice(0, 10);
};

/** Whether anything stands in a date's three fields, though it may be no date. */
export const hasTypedDate = (typed: Typed, name: string): boolean =>
  ['day', 'month', 'year'].some((part) => readText(typed, `${name}-${part}`) !== '');

/** People also write "Feb" and "february". */
const monthNumber = (month: string): number => {
  if (/^(0?[1-9]|1[0-2])$/.test(month)) return Number(month);
  if (month.length < 3) return Number.NaN;
  const found = monthNames.findIndex((name) => name.startsWith(month.toLowerCase()));
  return found === -1 ? Number.NaN : found + 1;
};

const monthNames = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];

/** A date YYYY-MM-DD as its field would have sent it, to fill the field in. */
export const typedDate = (name: string, date: string | null): Typed => {
  const [year, month, day] = date?.split('-').map(Number).map(String) ?? [];
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
};

/** A time of day as people write it, "10", "10:00", "10.30", "2pm" or "2:30 pm", as HH:MM; null when it is none. */
export const readTime = (typed: Typed, name: string): string | null => {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/i.exec(readText(typed, name));
  if (match === null) return null;
  const half = match[3]?.toLowerCase();
  const typedHour = Number(match[1]);
  const minute = Number(match[2] ?? '0');
  if (half !== undefined && (typedHour < 1 || typedHour > 12)) return null;
  const hour = half === undefined ? typedHour : (typedHour % 12) + (half === 'pm' ? 12 : 0);
  return hour > 23 || minute > 59
    ? null
    : `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
};

/** One row of a repeated group: each of its fields under its own name. */
export type Row = Readonly<Record<string, string>>;

/** The name of a field in a row of a repeated group: `children-0-given-name`. */
export const rowField = (prefix: string, row: number, field: string): string => `${prefix}-${row}-${field}`;

/** The rows of a repeated group in their order. Rows left wholly blank are left out, and the others close up. */
export const readRows = (typed: Typed, prefix: string, fields: readonly string[]): readonly Row[] => {
  const numbers = Object.keys(typed)
    .filter((name) => name.startsWith(`${prefix}-`))
    .map((name) => /^\d{1,3}(?=-)/.exec(name.slice(prefix.length + 1))?.[0]);
  return [...new Set(numbers.filter((number) => number !== undefined).map(Number))]
    .sort((a, b) => a - b)
    .map((row) =>
      Object.fromEntries(fields.map((field) => [field, readText(typed, rowField(prefix, row, field))])),
    )
    .filter((row) => Object.values(row).some((text) => text !== ''));
};

/** Rows as their fields would have sent them, numbered from 0, to fill the fields in. */
export const typedRows = (prefix: string, rows: readonly Row[]): Typed =>
  Object.fromEntries(
    rows.flatMap((row, number) =>
      Object.entries(row).map(([field, text]) => [rowField(prefix, number, field), text] as const),
    ),
  );

/** A form with the rows of a repeated group as these are, so that a problem names the row as it is shown again. */
export const withRows = (typed: Typed, prefix: string, rows: readonly Row[]): Typed => ({
  ...Object.fromEntries(Object.entries(typed).filter(([name]) => !name.startsWith(`${prefix}-`))),
  ...typedRows(prefix, rows),
});

/** More fields than any form of ours has: the minutes, the largest, send a few hundred. */
const MOST_FIELDS = 2_000;

/** Takes a form apart as it is sent. Throws, before it does, for one with more fields than any of ours. */
export const parseForm = (body: string): Record<string, string | string[]> => {
  const fields = body.split('&', MOST_FIELDS + 1);
  if (fields.length > MOST_FIELDS) throw Object.assign(new Error('too many fields'), { statusCode: 413 });
  // Without a prototype a field may be called anything.
  const typed: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of new URLSearchParams(body)) addField(typed, name, value);
  return typed;
};

/** Puts one more field of a form among those that came before it. */
export const addField = (typed: Record<string, string | string[]>, name: string, value: string): void => {
  const before = typed[name];
  typed[name] = before === undefined ? value : [before, value].flat();
};
