import { askedOf } from '../domain/asked-item.ts';
import { asksInFull, asksInWords } from '../domain/asks.ts';
import { type Capacity, capacityInWords } from '../domain/capacity.ts';
import { inWords, type PlainDate } from '../domain/dates.ts';
import { type Duty, type Explanation, explain } from '../domain/duty.ts';
import { factDefinitions } from '../domain/facts.ts';
import type { Calendar } from '../domain/window.ts';
import { listInWords } from '../domain/words.ts';
import { didYouMean } from './nearest.ts';
import type { CasesFile } from './procedure-schema.ts';
import type { SoundCases, SoundProcedure } from './sound-parts.ts';
import type { Located } from './yaml-file.ts';

type Example = CasesFile[number];
type Expected = Example['expect'][number];

const day = (date: PlainDate | undefined): string => (date === undefined ? 'no day' : inWords(date));
const whom = (capacity: Capacity): string => `the ${capacityInWords[capacity]}`;
const fact = (name: Duty['awaits']): string =>
  name === undefined ? 'nothing' : `the ${factDefinitions[name].name}`;

const everybody = (capacities: readonly Capacity[] = []): string =>
  capacities.length === 0 ? 'nobody' : listInWords(capacities.toSorted().map(whom));

/** What a duty asks, in the words a case has for it when they are right: in short, or with nothing left out. */
const does = (wanted: string | undefined, { asks }: Duty): string =>
  wanted === asksInWords(asks) ? wanted : asksInFull(asks);

/** Each thing in which a duty is other than a case expects, under the key that says so. */
const otherwise = (expected: Expected, duty: Duty): readonly Located[] => {
  const { window, awaits, because } = duty;
  const compared = [
    { key: 'duty', says: 'to be a', wanted: `“${expected.duty}”`, found: `“${duty.duty}”` },
    { key: 'by', says: 'to be done by', wanted: whom(expected.by), found: whom(duty.by) },
    { key: 'from', says: 'to start on', wanted: day(expected.from), found: day(window?.from) },
    { key: 'to', says: 'to end on', wanted: day(expected.to), found: day(window?.to) },
    { key: 'awaits', says: 'to wait for', wanted: fact(expected.awaits), found: fact(awaits) },
    {
      key: 'paragraph',
      says: 'to come from paragraph',
      wanted: expected.paragraph,
      found: because.paragraph,
    },
    {
      key: 'with',
      says: 'to be done together with',
      wanted: everybody(expected.with),
      found: everybody(duty.with),
    },
    { key: 'does', says: 'to ask', wanted: `“${expected.does}”`, found: `“${does(expected.does, duty)}”` },
  ];
  const isLeftOut = (key: string): boolean =>
    (key === 'with' || key === 'does') && expected[key] === undefined;
  return compared
    .filter(({ key, wanted, found }) => wanted !== found && !isLeftOut(key))
    .map(({ key, says, wanted, found }) => ({
      path: [key],
      message: `expects ${expected.rule} ${says} ${wanted}, the rules say ${found}`,
    }));
};

/** What is wrong with one thing a case expects, at its place within it. */
const answered = (expected: Expected, { duties, notApplying }: Explanation): readonly Located[] => {
  const { rule } = expected;
  const duty = duties.find((candidate) => candidate.rule === rule);
  if (duty !== undefined) return otherwise(expected, duty);
  const failed = notApplying.find((candidate) => candidate.rule === rule);
  const rules = [...duties, ...notApplying].map((candidate) => candidate.rule);
  const message =
    failed === undefined
      ? `expects ${rule}, and there is no such rule. ${didYouMean(rule, rules)}`
      : `expects ${rule}, which does not apply: “${failed.fact}” has to be ${failed.wanted}, and is ${failed.found}`;
  return [{ path: ['rule'], message }];
};

const wrongWith = ({ facts, today, expect }: Example, explained: Explanation): readonly Located[] => {
  const expected = expect.map(({ rule }) => rule);
  const goesOn = facts.pauses?.some(({ until }) => until === undefined) === true;
  return [
    ...(goesOn && today === undefined
      ? [{ path: ['facts', 'pauses'], message: 'has a pause that goes on: say today, and what day it is' }]
      : []),
    ...expect.flatMap((one, index) => {
      const isAgain = expected.indexOf(one.rule) < index;
      const problems = isAgain
        ? [{ path: [], message: `expects ${one.rule} twice` }]
        : answered(one, explained);
      return problems.map(({ path, message }) => ({ path: ['expect', index, ...path], message }));
    }),
    ...explained.duties
      .filter(({ rule }) => !expected.includes(rule))
      .map(({ rule, duty, by }) => ({
        path: ['expect'],
        message: `does not expect ${rule}, which the rules ask: a “${duty}” for ${whom(by)}`,
      })),
  ];
};

/** What a case says of the checklist that is otherwise, where it says anything of it. */
const wrongItems = ({ procedure }: SoundProcedure, { facts, checklist }: Example): readonly Located[] => {
  if (checklist === undefined) return [];
  const asked = askedOf(procedure, facts);
  const keys = procedure.checklist.map(({ key }) => key);
  return [
    ...checklist.flatMap(({ item, by }, index) => {
      const found = asked.find(({ key }) => key === item);
      if (found?.by === by) return [];
      const message =
        found === undefined
          ? `expects “${item}” of the checklist, ${keys.includes(item) ? 'which does not apply' : `and there is no such item. ${didYouMean(item, keys)}`}`
          : `expects ${whom(by)} to see to “${item}”, the checklist says ${whom(found.by)}`;
      return [{ path: ['checklist', index, found === undefined ? 'item' : 'by'], message }];
    }),
    ...asked
      .filter(({ key }) => !checklist.some(({ item }) => item === key))
      .map(({ key }) => ({
        path: ['checklist'],
        message: `does not expect “${key}”, which the checklist has`,
      })),
  ];
};

/**
 * Puts every case to the rules: what is answered otherwise than the cases file expects, and, in the procedure's file, the
 * rules that no case reaches. Nothing is said of rules and cases that are wrong in themselves.
 */
export const checkCases = (
  sound: SoundProcedure,
  { cases, areAll }: SoundCases,
  calendar: Calendar,
): { readonly inCases: readonly Located[]; readonly inProcedure: readonly Located[] } => {
  const { procedure, placeOf, isSound } = sound;
  if (!isSound('applies')) return { inCases: [], inProcedure: [] };
  const ids = procedure.rules.map(({ id }) => id);
  const reached = new Set<string>();
  const inCases = cases.flatMap(({ at, example }) => {
    const { today = calendar.today } = example;
    const explained = explain(procedure, example.facts, { ...calendar, today });
    for (const { rule } of explained.duties) reached.add(rule);
    const expect = example.expect.filter(({ rule }) => isSound('rules') || ids.includes(rule));
    const wrong = [
      ...wrongWith({ ...example, expect }, explained),
      ...(isSound('checklist') ? wrongItems(sound, example) : []),
    ];
    return wrong.map(({ path, message }) => ({
      path: [at, ...path],
      message: `Case “${example.case}” ${message}`,
    }));
  });
  const inProcedure = ids.flatMap((id, index) =>
    areAll && !reached.has(id)
      ? [
          {
            path: placeOf('rules', index),
            message: `Rule ${id} is reached by no case: add one in which it applies`,
          },
        ]
      : [],
  );
  return { inCases, inProcedure };
};
