import { isPlainDate, type PlainDate } from '../../domain/dates.ts';
import {
  type FactDefinition,
  type FactName,
  type Facts,
  factDefinitions,
  type Pause,
  pauseReasonInWords,
} from '../../domain/facts.ts';
import { allowed, type Problem, type Result, refused } from '../../domain/result.ts';
import { capitalised, listInWords } from '../../domain/words.ts';
import { readDate, readText, type Typed, typedDate } from '../../web/typed.ts';
import { notKnown } from './answer-questions.view.ts';

type Reader = (name: FactName, typed: Typed) => Result<unknown>;

/**
 * The facts that somebody typed or chose for these questions. What was left empty is not known, and left out; every
 * answer that cannot be understood is a problem.
 */
export const readFacts = (asked: readonly FactName[], typed: Typed): Result<Facts> => {
  const problems: Problem[] = [];
  const facts: Partial<Record<FactName, unknown>> = {};
  for (const name of asked) {
    const answer = readers[factDefinitions[name].type](name, typed);
    if (!answer.ok) problems.push(...answer.problems);
    else if (answer.value !== undefined) facts[name] = answer.value;
  }
  return problems.length > 0 ? refused(problems) : allowed(facts as Facts);
};

/** Facts as their form would have sent them: reading them again finds the same. Of several pauses, the first. */
export const typedFacts = (facts: Facts): Readonly<Record<string, string>> =>
  Object.assign({}, ...(Object.keys(facts) as FactName[]).map((name) => typedFact(name, facts)));

const typedFact = (name: FactName, facts: Facts): Typed => {
  if (name === 'pauses') return facts.pauses?.[0] ? typedPause(facts.pauses[0]) : {};
  const value = facts[name];
  if (factDefinitions[name].type === 'date') return typedDate(name, String(value));
  return { [name]: Array.isArray(value) ? value.join('\n') : String(value) };
};

const typedPause = ({ from, until, reason }: Pause): Typed => ({
  ...typedDate('pauses-from', from),
  ...(until && typedDate('pauses-until', until)),
  'pauses-reason': reason,
});

const problem = (field: string, message: string): Result<never> => refused([{ field, message }]);

const readChoice: Reader = (name, typed) => {
  const text = readText(typed, name);
  if (text === '' || text === notKnown) return allowed(undefined);
  const definition: FactDefinition = factDefinitions[name];
  if (definition.type === 'choice' && Object.hasOwn(definition.values, text)) return allowed(text);
  return problem(name, `Choose one of the answers to “${definition.question}”`);
};

const readNumber: Reader = (name, typed) => {
  const text = readText(typed, name);
  if (text === '') return allowed(undefined);
  if (/^\d{1,2}$/.test(text)) return allowed(Number(text));
  return problem(name, `The ${factDefinitions[name].name} must be a whole number, such as 7`);
};

/** Farther away, nobody's calendar and no list of bank holidays reaches. */
const isNear = (date: PlainDate): boolean => date >= '1990' && date < '2100';

const readDay = (field: string, words: string, typed: Typed): Result<PlainDate | undefined> => {
  if (['day', 'month', 'year'].every((part) => readText(typed, `${field}-${part}`) === ''))
    return allowed(undefined);
  const date = readDate(typed, field);
  if (date === null) return problem(field, `${words} must be a real date, such as 1 3 2026`);
  return isNear(date) ? allowed(date) : problem(field, `${words} must be between 1990 and 2099`);
};

/** People write 1 3 2026, 1/3/2026, 1 March 2026 and 2026-03-01. */
const dateOnLine = (line: string): PlainDate | null => {
  if (isPlainDate(line)) return line;
  const [day, month, year, ...more] = line.split(/[\s/.-]+/);
  return more.length > 0 ? null : readDate({ 'on-day': day, 'on-month': month, 'on-year': year }, 'on');
};

const readDays: Reader = (name, typed) => {
  const lines = readText(typed, name)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const days = lines.map(dateOnLine).filter((day) => day !== null && isNear(day));
  if (days.length === lines.length) return allowed(days.length === 0 ? undefined : days.sort());
  const wrong = lines
    .filter((line) => !isNear(dateOnLine(line) ?? ''))
    .map((line) => `“${line.slice(0, 30)}”`);
  return problem(
    name,
    `${capitalised(listInWords(wrong))} ${wrong.length === 1 ? 'is not a date' : 'are not dates'} between 1990 and 2099: write one on each line, such as 1 3 2026`,
  );
};

const isReason = (text: string): text is Pause['reason'] => Object.hasOwn(pauseReasonInWords, text);

/** One pause; a procedure that was paused more than once is tried with the time that matters most. */
const readPause: Reader = (_name, typed) => {
  const from = readDay('pauses-from', 'The day it was paused', typed);
  const until = readDay('pauses-until', 'The day the work went on', typed);
  const reason = readText(typed, 'pauses-reason');
  const problems = [...(from.ok ? [] : from.problems), ...(until.ok ? [] : until.problems)];
  const first = from.ok ? from.value : undefined;
  const last = until.ok ? until.value : undefined;
  const nothing = first === undefined && last === undefined && (reason === '' || reason === notKnown);
  if (nothing && problems.length === 0) return allowed(undefined);
  if (from.ok && first === undefined)
    problems.push({ field: 'pauses-from', message: 'Enter the day it was paused' });
  if (first !== undefined && last !== undefined && last <= first)
    problems.push({
      field: 'pauses-until',
      message: 'The day the work went on must be after the day it was paused',
    });
  if (!isReason(reason)) problems.push({ field: 'pauses-reason', message: 'Choose why it was paused' });
  if (problems.length > 0 || first === undefined || !isReason(reason)) return refused(problems);
  return allowed([{ from: first, ...(last === undefined ? {} : { until: last }), reason }]);
};

const readers: Readonly<Record<FactDefinition['type'], Reader>> = {
  choice: readChoice,
  number: readNumber,
  date: (name, typed) => readDay(name, `The ${factDefinitions[name].name}`, typed),
  dates: readDays,
  pauses: readPause,
};
