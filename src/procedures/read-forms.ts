import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PanelForm } from '../domain/panel-form.ts';
import { checkForm, checkFormCases } from './check-form.ts';
import { type FormFile, formCasesFile, formFile } from './form-schema.ts';
import { checkShape } from './shape.ts';
import {
  type FileProblem,
  type Located,
  problemInWords,
  readYamlFile,
  unreadFile,
  type YamlFile,
} from './yaml-file.ts';

const CASES = '.cases.yaml';

const toForm = (read: FormFile): PanelForm => {
  const { form: key, 'papers-before': papersBefore, ...rest } = read;
  return { ...rest, key, papersBefore };
};

const inFile = ({ file, lineOf, problems }: YamlFile, located: readonly Located[]): readonly FileProblem[] =>
  problems.length > 0
    ? problems
    : located
        .map(({ path, message }) => ({ file, line: lineOf(path), message }))
        .toSorted((a, b) => a.line - b.line);

type ReadForm = {
  readonly form?: PanelForm;
  readonly source: YamlFile;
  readonly problems: readonly FileProblem[];
};

/** One version of a form with its cases. */
const readOne = (path: string): ReadForm => {
  const source = readYamlFile(path, path);
  const casesPath = path.replace(/\.yaml$/, CASES);
  const casesSource = existsSync(casesPath)
    ? readYamlFile(casesPath, casesPath)
    : unreadFile(casesPath, 'There are no cases beside it: write some, with at least one case', {
        about: path,
      });
  const shape = source.data === undefined ? { problems: [] } : checkShape(formFile, source.data);
  const cases =
    casesSource.data === undefined ? { problems: [] } : checkShape(formCasesFile, casesSource.data);
  const form = shape.value && toForm(shape.value);
  const alone = form === undefined ? [] : checkForm(form);
  const tried =
    form !== undefined && alone.length === 0 && cases.value !== undefined
      ? checkFormCases(form, cases.value)
      : undefined;
  return {
    ...(form && { form }),
    source,
    problems: [
      ...inFile(source, [...shape.problems, ...alone, ...(tried?.inForm ?? [])]),
      ...inFile(casesSource, [...cases.problems, ...(tried?.inCases ?? [])]),
    ],
  };
};

/** What is wrong between versions of a form: one that is there twice, or two that come into force on one day. */
const wrongTogether = (read: readonly ReadForm[]): readonly FileProblem[] =>
  read.flatMap(({ form, source }, at) => {
    const before = read
      .slice(0, at)
      .flatMap((one) => (one.form?.key === form?.key && one.form ? [one.form] : []));
    if (form === undefined) return [];
    const problem = (key: string, message: string): FileProblem => ({
      file: source.file,
      line: source.lineOf([key]),
      message,
    });
    return [
      ...(before.some(({ version }) => version === form.version)
        ? [problem('version', `Version ${form.version} of “${form.key}” is there twice`)]
        : []),
      ...(before.some(({ from }) => from === form.from)
        ? [
            problem(
              'from',
              `Version ${form.version} of “${form.key}” comes into force on the day that another one does`,
            ),
          ]
        : []),
    ];
  });

/**
 * Every version of every form in a folder, `<form>.<version>.yaml`, each with its `.cases.yaml`, in the order in which they come
 * into force. Throws one error that lists every problem, file by file and line by line, so that a service does not start on
 * forms that cannot be right.
 */
export const readForms = (folder: string): readonly PanelForm[] => {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && !name.endsWith(CASES))
    .sort();
  const read = names.map((name) => readOne(join(folder, name)));
  const problems = [...read.flatMap((one) => one.problems), ...wrongTogether(read)];
  if (problems.length > 0)
    throw new Error(`The forms cannot be used:\n${problems.map(problemInWords).join('\n')}`);
  return read
    .flatMap(({ form }) => (form === undefined ? [] : [form]))
    .sort((a, b) => a.key.localeCompare(b.key) || a.from.localeCompare(b.from));
};
