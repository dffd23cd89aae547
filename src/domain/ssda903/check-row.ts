import { readCsvDate } from '../csv.ts';
import type { PlainDate } from '../dates.ts';
import type { Codes } from './codes.ts';
import { columnsRead, type ReturnFile } from './columns.ts';

/** Something wrong with one cell, or with a whole file (row 1). The row is read all the same. */
export type CellProblem = {
  readonly file: ReturnFile;
  /** As a spreadsheet numbers it; in an XML return, which of its kind it is, from 1. */
  readonly row: number;
  readonly column: string;
  /** What stands there, cut short. */
  readonly written: string;
  readonly message: string;
};

/** What a date column holds when something stands in it that is no date. */
export const NO_DATE = '?';
/** A date as it was read; empty when nothing stood there. */
export type DateRead = PlainDate | '' | typeof NO_DATE;

/** Whether a date was there, and could be read. */
export const isDay = (date: DateRead): boolean => date !== '' && date !== NO_DATE;

const LONGEST = 60;
const inShort = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** How a cell was read, and what is wrong with it; what stands in a return often is remembered, so it is read once. */
type Cell = { readonly value: string; readonly message: string | null };

const isIso = /^\d{4}-\d{2}-\d{2}$/;

const dateCell = (text: string): Cell => {
  const date = readCsvDate(text) ?? readCsvDate(text.replace(/[T ]00:00(:00(\.0+)?)?Z?$/, ''));
  if (date === null) return { value: NO_DATE, message: 'is no date such as 31/03/2026' };
  return {
    value: date,
    message: isIso.test(text) ? 'is a date, but the return writes it as 31/03/2026' : null,
  };
};

const codeCell = (text: string, codes: ReadonlySet<string>): Cell => {
  if (codes.has(text)) return { value: text, message: null };
  const capitals = text.toUpperCase();
  return codes.has(capitals)
    ? { value: capitals, message: `is written in small letters: it was read as ${capitals}` }
    : { value: capitals, message: 'is no code of the return in that year' };
};

const textCell = (text: string): Cell => ({ value: inShort(text.toUpperCase()), message: null });
const childCell = (text: string): Cell => ({
  value: inShort(text),
  message: text.length > LONGEST ? 'is longer than the number of a child can be' : null,
});

/** Dates and codes come in few kinds; a file of nonsense must not fill the memory with them. */
const MOST_REMEMBERED = 50_000;

const remembering = (read: (text: string) => Cell): ((text: string) => Cell) => {
  const known = new Map<string, Cell>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const cell = read(text.trim());
    if (known.size < MOST_REMEMBERED) known.set(text, cell);
    return cell;
  };
};

/**
 * Checks the rows of one file by its columns and the codes of its collection year. Takes the cells in the order of
 * `columnsRead`, and answers them as they are to be used; `report` hears what is wrong with each. No row is left out.
 */
export const rowChecker = (
  file: ReturnFile,
  codes: Codes,
  report: (problem: CellProblem) => void,
): ((row: number, cells: readonly string[]) => readonly string[]) => {
  const columns = columnsRead[file].map(({ name, holds, isNeeded }) => ({
    name,
    isNeeded,
    read:
      holds === 'date'
        ? remembering(dateCell)
        : holds === 'code'
          ? remembering((text) => codeCell(text, codes.get(name) ?? new Set()))
          : holds === 'child'
            ? (text: string) => childCell(text.trim())
            : (text: string) => textCell(text.trim()),
  }));
  return (row, cells) =>
    columns.map(({ name, isNeeded, read }, place) => {
      const text = cells[place] ?? '';
      const isBlank = text === '' || text.trim() === '';
      if (isBlank && isNeeded) report({ file, row, column: name, written: '', message: 'is blank' });
      if (isBlank) return '';
      const { value, message } = read(text);
      if (message !== null) report({ file, row, column: name, written: inShort(text.trim()), message });
      return value;
    });
};
