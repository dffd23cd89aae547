import type { Procedure } from '../domain/procedure.ts';
import { type CasesFile, casesFile, type ProcedureFile, procedureFile } from './procedure-schema.ts';
import { checkShape } from './shape.ts';
import type { Located, Path } from './yaml-file.ts';

/** The lists of a procedure file whose items have names of their own. */
export type ProcedureList =
  | 'rules'
  | 'agenda'
  | 'purposes'
  | 'factors'
  | 'checklist'
  | 'questions'
  | 'reminders'
  | 'forms';

/** The part of a procedure file whose shape is right: what else is wrong with that part is said at once too. */
export type SoundProcedure = {
  readonly procedure: Procedure;
  /** Where the file has an item of one of the procedure's lists. */
  readonly placeOf: (list: ProcedureList, index: number) => Path;
  /** Whether the shape of everything under a key of the file is right. */
  readonly isSound: (key: keyof ProcedureFile) => boolean;
};

/** The cases whose shape is right, each with its place in the file. */
export type SoundCases = {
  readonly cases: readonly { readonly at: number; readonly example: CasesFile[number] }[];
  /** Whether that is all of them. */
  readonly areAll: boolean;
};

/** What stands in for parts that are not right, while the rest is looked at. */
const standIns = {
  procedure: 'council/kind',
  council: '?',
  title: '?',
  version: '?',
  'in-force': { from: '1900-01-01' },
  document: '?',
  applies: { id: '?', when: {}, because: { paragraph: '?', says: '?' } },
  agenda: [],
  purposes: [],
  factors: [],
  checklist: [],
  questions: [],
  reminders: [],
};

const isMap = (data: unknown): data is Readonly<Record<string, unknown>> =>
  typeof data === 'object' && data !== null && !Array.isArray(data);

/** The places in a list of which nothing is said to be wrong. `under` is the path of the list. */
const soundPlaces = (
  list: readonly unknown[],
  problems: readonly Located[],
  under: Path,
): readonly number[] =>
  [...list.keys()].filter(
    (place) => !problems.some(({ path }) => [...under, place].every((step, index) => path[index] === step)),
  );

const itemsAt = (list: readonly unknown[], places: readonly number[]): readonly unknown[] =>
  places.map((place) => list[place]);

const toProcedure = (read: ProcedureFile): Procedure => {
  const { applies, 'in-force': inForce, 'regional-agency': regionalAgency, procedure: id, ...rest } = read;
  return { ...rest, id, ...(regionalAgency && { regionalAgency }), inForce, scope: applies };
};

/** Everything wrong with the shape of a procedure file, and the part of it that is right when there are any rules. */
export const soundProcedure = (
  data: unknown,
): { readonly problems: readonly Located[]; readonly sound?: SoundProcedure } => {
  const { value, problems } = checkShape(procedureFile, data);
  if (!isMap(data)) return { problems };
  const isWholeWrong = (key: string): boolean =>
    problems.some(({ path }) => path[0] === key && typeof path[1] !== 'number');
  const parts = Object.entries(data).flatMap(([key, part]) => {
    if (isWholeWrong(key)) return [];
    return [[key, Array.isArray(part) ? itemsAt(part, soundPlaces(part, problems, [key])) : part]];
  });
  const read = value ?? procedureFile.safeParse({ ...standIns, ...Object.fromEntries(parts) }).data;
  if (read === undefined) return { problems };
  const placesOf = (list: unknown, key: string) =>
    Array.isArray(list) ? soundPlaces(list, problems, [key]) : [];
  return {
    problems,
    sound: {
      procedure: toProcedure(read),
      placeOf: (list, index) => [list, placesOf(data[list], list)[index] ?? 0],
      isSound: (key) => !problems.some(({ path }) => path[0] === key),
    },
  };
};

/** Everything wrong with the shape of a cases file, and the cases that are right. */
export const soundCases = (
  data: unknown,
): { readonly problems: readonly Located[]; readonly sound: SoundCases } => {
  const { problems } = checkShape(casesFile, data);
  const list = Array.isArray(data) ? data : [];
  const places = soundPlaces(list, problems, []);
  const read = casesFile.safeParse(itemsAt(list, places)).data ?? [];
  const cases = read.map((example, index) => ({ at: places[index] ?? 0, example }));
  return { problems, sound: { cases, areAll: problems.length === 0 } };
};
