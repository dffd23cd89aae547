import type { PlainDate } from '../../src/domain/dates.ts';
import type { Facts } from '../../src/domain/facts.ts';
import type { Calendar } from '../../src/domain/window.ts';
import { didYouMean } from '../../src/procedures/nearest.ts';
import { readFacts } from '../../src/procedures/read-facts.ts';
import { checkProcedures, type ReadProcedure } from '../../src/procedures/read-procedures.ts';
import { type FileProblem, problemInWords } from '../../src/procedures/yaml-file.ts';

/** What a command is asked: the words after its name, and the options. */
export type Asked = {
  readonly words: readonly string[];
  /** Where the procedures are. */
  readonly folder: string;
  readonly calendar: Calendar;
  /** Whether a person reads the answer. */
  readonly asText: boolean;
};

/** What a command answers: 0 is well, 1 is a refusal, 2 is a command that cannot be understood. */
export type Answer = { readonly code: 0 | 1 | 2; readonly text: string };
export type Command = (asked: Asked) => Answer;

export const said = (text: string): Answer => ({ code: 0, text });
export const refused = (text: string): Answer => ({ code: 1, text });
export const misused = (text: string): Answer => ({ code: 2, text });
const refusedFor = (problems: readonly FileProblem[]): Answer =>
  refused(problems.map(problemInWords).join('\n'));

/** Goes on with the procedures of a folder when nothing is wrong with them. */
export const withProcedures = (folder: string, goOn: (read: readonly ReadProcedure[]) => Answer): Answer => {
  const { read, problems } = checkProcedures(folder);
  return problems.length > 0 ? refusedFor(problems) : goOn(read);
};

const isInForce = ({ procedure: { inForce } }: ReadProcedure, today: PlainDate): boolean =>
  inForce.from <= today && today <= (inForce.until ?? today);

/** Goes on with `id@version`; with `id` alone, the version in force today, or else the newest. */
export const withChosen = (
  read: readonly ReadProcedure[],
  name: string,
  today: PlainDate,
  goOn: (chosen: ReadProcedure) => Answer,
): Answer => {
  const [id = '', version] = name.split('@');
  const versions = read.filter(({ procedure }) => procedure.id === id);
  const newest = versions.toSorted((a, b) =>
    a.procedure.inForce.from < b.procedure.inForce.from ? 1 : -1,
  )[0];
  if (newest === undefined) {
    const ids = new Set(read.map(({ procedure }) => procedure.id));
    return refused(`There is no procedure “${id}”. ${didYouMean(id, [...ids])}`);
  }
  if (version === undefined) return goOn(versions.find((candidate) => isInForce(candidate, today)) ?? newest);
  const found = versions.find(({ procedure }) => procedure.version === version);
  if (found !== undefined) return goOn(found);
  const known = versions.map(({ procedure }) => procedure.version);
  return refused(`There is no version “${version}” of ${id}. ${didYouMean(version, known)}`);
};

/** Goes on with the facts in a file, or in what is piped in when it is called -. */
export const withFacts = (file: string, goOn: (facts: Facts) => Answer): Answer => {
  const { facts, problems } = file === '-' ? readFacts('facts', 0) : readFacts(file, file);
  return facts === undefined ? refusedFor(problems) : goOn(facts);
};
