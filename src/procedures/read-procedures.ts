import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Procedure, Procedures } from '../domain/procedure.ts';
import type { Calendar } from '../domain/window.ts';
import { checkCases } from './check-cases.ts';
import { checkProcedure } from './check-procedure.ts';
import { checkVersions } from './check-versions.ts';
import { date } from './fact-schema.ts';
import type { CasesFile } from './procedure-schema.ts';
import { type SoundProcedure, soundCases, soundProcedure } from './sound-parts.ts';
import {
  type FileProblem,
  type Located,
  problemInWords,
  readYamlFile,
  unreadFile,
  type YamlFile,
} from './yaml-file.ts';

const CASES = '.cases.yaml';

type BankHolidays = Required<Omit<Calendar, 'today'>>;

/** One version of a procedure with the cases it answers. */
export type ReadProcedure = { readonly procedure: Procedure; readonly cases: CasesFile };

const holidaysFile = z.strictObject({ 'known-until': date, days: z.record(date, z.string()) });

/** Reads the dated list of bank holidays in England and Wales, date → name, and the last day it knows all of. */
export const readBankHolidays = (file: string): BankHolidays => {
  const { days, 'known-until': knownUntil } = holidaysFile.parse(parse(readFileSync(file, 'utf8')));
  return { bankHolidays: new Map(Object.entries(days)), knownUntil };
};

/** The bank holidays that come with the service. */
const ownBankHolidays = (): BankHolidays =>
  readBankHolidays(join(import.meta.dirname, '../../reference/bank-holidays.yaml'));

/** What a file is called in problems: from where one works, when it is below that. */
const called = (path: string): string => {
  const below = relative('', path);
  return below.startsWith('..') ? path : below;
};

const readFile = (path: string): YamlFile => readYamlFile(called(path), path);

/** The cases beside a procedure file; a file that cannot be read when there are none. */
const readCases = (path: string): YamlFile => {
  const cases = path.replace(/\.yaml$/, CASES);
  if (existsSync(cases)) return readFile(cases);
  const message = `There is no ${basename(cases)} beside it: write one, with at least one case`;
  return unreadFile(called(cases), message, { about: called(path) });
};

const inFile = (
  { file, lineOf, problems }: YamlFile,
  located: readonly Located[],
): readonly FileProblem[] => {
  const found = located.map(({ path, message }) => ({ file, line: lineOf(path), message }));
  return (problems.length > 0 ? problems : found).toSorted((a, b) => a.line - b.line);
};

/** One procedure file and its cases: what could be read of them, and everything that is wrong. */
const readOne = (path: string, calendar: Calendar) => {
  const [source, casesSource] = [readFile(path), readCases(path)];
  const { problems: shape, sound } = soundProcedure(source.data);
  const { problems: casesShape, sound: cases } = soundCases(casesSource.data);
  const answers = sound && checkCases(sound, cases, calendar);
  const alone = sound && checkProcedure(sound, calendar);
  const problems = [
    ...inFile(source, [...shape, ...(alone ?? []), ...(answers?.inProcedure ?? [])]),
    ...inFile(casesSource, [...casesShape, ...(answers?.inCases ?? [])]),
  ];
  return { source, sound, cases: cases.cases.map(({ example }) => example), problems };
};

const namesTheVersion = ({ isSound }: SoundProcedure): boolean =>
  (['procedure', 'council', 'version', 'in-force'] as const).every(isSound);

/** Every file that could be part of a procedure, and why there is none when that is plain. */
const yamlIn = (folder: string): { readonly names: readonly string[]; readonly nothing: string } => {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory() === false)
    return { names: [], nothing: 'This is a file: name the folder that the procedures are in' };
  const names = found === undefined ? [] : readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return {
    names: names.filter((name) => /\.ya?ml$/i.test(name)).sort(),
    nothing: 'There is no procedure in this folder',
  };
};

/**
 * Reads every `<council>/<kind>.yaml` below a folder, and `<kind>.<version>.yaml` for versions kept, each with its
 * `.cases.yaml`. Returns them with everything that is wrong, all at once, file by file and line by line.
 */
export const checkProcedures = (
  folder: string,
): { readonly read: readonly ReadProcedure[]; readonly problems: readonly FileProblem[] } => {
  const { names, nothing } = yamlIn(folder);
  const files = names.filter((name) => name.endsWith('.yaml') && !name.endsWith(CASES));
  // No case that passes depends on today: one with a pause that goes on says its own.
  const calendar = { ...ownBankHolidays(), today: '2026-01-01' };
  const all = files.map((file) => readOne(join(folder, file), calendar));
  const versions = all.flatMap(({ source, sound, cases }) =>
    sound === undefined ? [] : [{ source, sound, cases, procedure: sound.procedure }],
  );
  const strays = names.filter(
    (name) => ![name, name.replace(CASES, '.yaml')].some((own) => files.includes(own)),
  );
  const at = (name: string, message: string) => ({ file: called(join(folder, name)), line: 1, message });
  return {
    read: versions.map(({ procedure, cases }) => ({ procedure, cases })),
    problems: [
      ...(files.length === 0 ? [at('', nothing)] : []),
      ...strays.map((name) =>
        at(name, 'This belongs to no procedure: call the two <kind>.yaml and <kind>.cases.yaml'),
      ),
      ...all.flatMap(({ problems }) => problems),
      ...checkVersions(versions.filter(({ sound }) => namesTheVersion(sound))),
    ],
  };
};

/**
 * The procedures in a folder, as checkProcedures reads them. Throws one error that lists every problem, so that a service
 * does not start on procedures that cannot be right.
 */
export const readProcedures = (folder: string): Procedures => {
  const { read, problems } = checkProcedures(folder);
  if (problems.length > 0)
    throw new Error(`The procedures cannot be used:\n${problems.map(problemInWords).join('\n')}`);
  const all = read
    .map(({ procedure }) => procedure)
    .sort((a, b) => a.id.localeCompare(b.id) || b.inForce.from.localeCompare(a.inForce.from));
  return {
    all,
    inForce: (id, on) =>
      all.find(({ id: own, inForce: { from, until = on } }) => own === id && from <= on && on <= until),
    version: (id, version) => {
      const found = all.find((procedure) => procedure.id === id && procedure.version === version);
      if (found === undefined)
        throw new Error(`A case began under ${id} version ${version}, which is not among the procedures`);
      return found;
    },
  };
};
