import { asksInFull } from '../../src/domain/asks.ts';
import { type Difference, type Duty, differences, dutiesFor, termsOf } from '../../src/domain/duty.ts';
import type { Facts } from '../../src/domain/facts.ts';
import type { Procedure } from '../../src/domain/procedure.ts';
import type { ReadProcedure } from '../../src/procedures/read-procedures.ts';
import {
  type Answer,
  type Asked,
  type Command,
  misused,
  said,
  withChosen,
  withFacts,
  withProcedures,
} from './answer.ts';
import { whenInWords } from './explain.ts';
import { table } from './table.ts';

type Example = { readonly case: string; readonly facts: Facts; readonly today?: string };

/** The terms of a duty, its days put as `explain` puts them. */
const termsInWords = (duty: Duty) => ({ ...termsOf(duty), when: whenInWords(duty) || 'no days named' });

const rowsOf = (difference: Difference): readonly (readonly string[])[] => {
  if (difference.is !== 'changed')
    return [[difference.is, difference.duty.rule, asksInFull(difference.duty.asks)]];
  const { before, after, what } = difference;
  const [was, is] = [termsInWords(before), termsInWords(after)];
  return what.map((term) => ['changed', after.rule, `${term}: ${was[term]} → ${is[term]}`]);
};

const between = (
  before: Procedure,
  after: Procedure,
  examples: readonly Example[],
  { calendar }: Asked,
): Answer => {
  const changed = examples.flatMap(({ case: name, facts, today = calendar.today }) => {
    const duties = (procedure: Procedure) => dutiesFor(procedure, facts, { ...calendar, today });
    const rows = differences(duties(before), duties(after)).flatMap(rowsOf);
    return rows.length === 0 ? [] : [`${name}\n${table(['Change', 'Rule', 'What'], rows)}`];
  });
  return said(changed.length === 0 ? 'Nothing changes' : changed.join('\n\n'));
};

/** Every case of both, those with the same facts once. */
const casesOf = (before: ReadProcedure, after: ReadProcedure): readonly Example[] => {
  const byFacts = [...before.cases, ...after.cases].map(
    (one) => [JSON.stringify([one.facts, one.today]), one] as const,
  );
  return [...new Map(byFacts).values()];
};

/** `diff <a[@version]> <b[@version]> [facts.yaml]`: what moving from a to b changes, for one case or each of theirs. */
export const diffCommand: Command = (asked) => {
  const {
    words: [one, other, file, ...more],
    folder,
    calendar,
  } = asked;
  if (one === undefined || other === undefined || more.length > 0)
    return misused('diff takes two procedures, and a file of facts or none');
  return withProcedures(folder, (read) =>
    withChosen(read, one, calendar.today, (before) =>
      withChosen(read, other, calendar.today, (after) =>
        file === undefined
          ? between(before.procedure, after.procedure, casesOf(before, after), asked)
          : withFacts(file, (facts) =>
              between(before.procedure, after.procedure, [{ case: file, facts }], asked),
            ),
      ),
    ),
  );
};
