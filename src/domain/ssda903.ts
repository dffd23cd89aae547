import { type CsvRow, readCsvDate } from './csv.ts';
import { inWords, type PlainDate } from './dates.ts';
import { isPlanReversed, isShortBreak, isWithAdopters, leftAdopters } from './ssda903/adopters-left.ts';

type FileName = 'header' | 'episodes' | 'ad1' | 'placed_for_adoption';

/** A row that says something wrong or strange. Nothing is left out in silence: a person looks at it. */
export type RowProblem = { readonly file: FileName; readonly row: number; readonly message: string };

/** An adoptive placement that seems to have ended without an order. The row proposes; a person decides. */
export type ProposedEnding = {
  readonly file: 'episodes' | 'placed_for_adoption';
  readonly row: number;
  readonly child: string;
  readonly bornOn: PlainDate;
  readonly sex: 'male' | 'female';
  readonly startedOn: PlainDate;
  readonly endedOn: PlainDate;
  /** The return's own code; empty when it gives none. Nothing is decided by it. */
  readonly reason: string;
  /** Who the adopters are, when the return has a row about them. */
  readonly adopters: readonly ('woman' | 'man')[] | null;
};

const SEXES: Readonly<Record<string, ProposedEnding['sex']>> = { 1: 'male', 2: 'female' };
const ADOPTERS: Readonly<Record<string, NonNullable<ProposedEnding['adopters']>>> = {
  M1: ['man'],
  F1: ['woman'],
  MM: ['man', 'man'],
  FF: ['woman', 'woman'],
  MF: ['man', 'woman'],
};

const codeIn = (row: CsvRow, column: string): string => (row.fields[column] ?? '').toUpperCase();

const dateIn = (row: CsvRow, column: string): PlainDate | null => readCsvDate(row.fields[column] ?? '');

const episodeIn = (row: CsvRow) => ({
  place: codeIn(row, 'PLACE'),
  legalStatus: codeIn(row, 'LS'),
  newBecause: codeIn(row, 'RNE'),
  ceasedBecause: codeIn(row, 'REC'),
});

type Report = (file: FileName, at: CsvRow, message: string) => void;

const byChild = (rows: readonly CsvRow[]): ReadonlyMap<string, CsvRow> =>
  new Map(rows.map((row) => [codeIn(row, 'CHILD'), row]));

type Dates = Pick<ProposedEnding, 'startedOn' | 'endedOn'>;

const datesIn = (
  file: FileName,
  row: CsvRow,
  [start, end]: readonly [string, string],
  report: Report,
): Dates | null => {
  const startedOn = dateIn(row, start);
  const endedOn = dateIn(row, end);
  if (startedOn !== null && endedOn !== null && startedOn <= endedOn) return { startedOn, endedOn };
  const [wrong] = [start, end].filter((column) => dateIn(row, column) === null);
  report(
    file,
    row,
    wrong === undefined
      ? `${end} is before ${start}`
      : `${wrong} is “${row.fields[wrong] ?? ''}”, which is no date`,
  );
  return null;
};

type Found = Dates & Pick<ProposedEnding, 'file' | 'reason'> & { readonly at: CsvRow };

/** Children who left adopters (A3–A6, ended by X1) for a placement with another carer. */
const foundInEpisodes = (episodes: readonly CsvRow[], report: Report): readonly Found[] => {
  const startingOn = Map.groupBy(episodes, (row) => `${codeIn(row, 'CHILD')} ${dateIn(row, 'DECOM')}`);
  return episodes
    .filter((row) => isWithAdopters(episodeIn(row)) && episodeIn(row).ceasedBecause === 'X1')
    .flatMap((at) => {
      if ((at.fields.DEC ?? '') === '') return []; // still there when the year ended
      const dates = datesIn('episodes', at, ['DECOM', 'DEC'], report);
      if (dates === null) return [];
      const next = startingOn.get(`${codeIn(at, 'CHILD')} ${dates.endedOn}`)?.find((row) => row !== at);
      if (!leftAdopters(episodeIn(at), next && episodeIn(next))) return [];
      if (isShortBreak(episodeIn(at))) {
        report(
          'episodes',
          at,
          `LS is ${codeIn(at, 'LS')}, short breaks: that never is an adoptive placement`,
        );
        return [];
      }
      return [{ file: 'episodes', at, ...dates, reason: codeIn(at, 'REASON_PLACE_CHANGE') }];
    });
};

/** Children who stopped being placed for adoption, for a reason that is not the reversal of the plan. */
const foundInPlaced = (placed: readonly CsvRow[], report: Report): readonly Found[] =>
  placed.flatMap((at) => {
    const reason = codeIn(at, 'REASON_PLACED_CEASED');
    if ((at.fields.DATE_PLACED_CEASED ?? '') === '' || isPlanReversed(reason)) return [];
    report('placed_for_adoption', at, `REASON_PLACED_CEASED is “${reason}”, which is no code of the return`);
    const dates = datesIn('placed_for_adoption', at, ['DATE_PLACED', 'DATE_PLACED_CEASED'], report);
    return dates === null ? [] : [{ file: 'placed_for_adoption', at, ...dates, reason }];
  });

const adoptersOf = (at: CsvRow | undefined, report: Report): ProposedEnding['adopters'] => {
  if (at === undefined) return null;
  const sexes = codeIn(at, 'SEX_ADOPTR');
  const adopters = ADOPTERS[sexes] ?? null;
  if (adopters === null) report('ad1', at, `SEX_ADOPTR is “${sexes}”, which is no code of the return`);
  else if (codeIn(at, 'NB_ADOPTR') !== String(adopters.length))
    report('ad1', at, `NB_ADOPTR is “${codeIn(at, 'NB_ADOPTR')}”, but SEX_ADOPTR is ${sexes}`);
  return adopters;
};

/**
 * The adoptive placements that a yearly return (SSDA903) says have ended, and each row that a person must look at: a
 * code that does not exist is reported and its row proposed all the same (docs/domain.md, section 8). Introductions
 * never appear in a return.
 */
export const proposeAdoptiveEndings = (
  files: Readonly<Record<'episodes' | 'header' | 'ad1' | 'placedForAdoption', readonly CsvRow[]>>,
): { readonly endings: readonly ProposedEnding[]; readonly problems: readonly RowProblem[] } => {
  const problems: RowProblem[] = [];
  const report: Report = (file, { row }, message) => problems.push({ file, row, message });
  const header = byChild(files.header);
  const ad1 = byChild(files.ad1);
  const inEpisodes = foundInEpisodes(files.episodes, report);
  const known = new Map(inEpisodes.map((found) => [codeIn(found.at, 'CHILD'), found]));
  const inPlaced = foundInPlaced(files.placedForAdoption, report).filter(({ at }) => {
    const other = known.get(codeIn(at, 'CHILD'));
    if (other === undefined) return true;
    const message = `The placement ended on ${inWords(other.endedOn)} by row ${other.at.row} of episodes`;
    report('placed_for_adoption', at, message);
    return false;
  });
  const endings = [...inEpisodes, ...inPlaced].flatMap(({ at, ...found }): readonly ProposedEnding[] => {
    const child = codeIn(at, 'CHILD');
    const about = header.get(child);
    const bornOn = about === undefined ? null : dateIn(about, 'DOB');
    const sex = about === undefined ? undefined : SEXES[codeIn(about, 'SEX')];
    if (bornOn === null || sex === undefined || bornOn > found.startedOn) {
      report(found.file, at, `Header has no date of birth and sex that can be those of child ${child}`);
      return [];
    }
    return [{ ...found, row: at.row, child, bornOn, sex, adopters: adoptersOf(ad1.get(child), report) }];
  });
  return { endings, problems };
};
