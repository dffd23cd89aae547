import { asksInWords } from '../../src/domain/asks.ts';
import { factInWords } from '../../src/domain/condition.ts';
import { inWords } from '../../src/domain/dates.ts';
import {
  countedInWords,
  type Duty,
  type Explanation,
  explain,
  paragraphInWords,
  whoInWords,
} from '../../src/domain/duty.ts';
import { factDefinitions, pauseReasonInWords } from '../../src/domain/facts.ts';
import { type Procedure, strengthInWords } from '../../src/domain/procedure.ts';
import { type Command, misused, said, withChosen, withFacts, withProcedures } from './answer.ts';
import { table } from './table.ts';

const plain = ({ rule, duty, asks, by, with: together, window, counted, awaits, paused, because }: Duty) => ({
  rule,
  duty,
  does: asksInWords(asks),
  by,
  with: together,
  from: window?.from ?? null,
  to: window?.to ?? null,
  counted,
  awaits,
  paused,
  because,
});

/** When a duty is to be done: "from 29 March 2026 to 12 April 2026". */
export const whenInWords = ({ window, awaits, paused }: Duty): string => {
  if (awaits !== undefined) return `waits for the ${factDefinitions[awaits].name}`;
  if (window === undefined) return '';
  const start = window.from === undefined ? 'by' : `from ${inWords(window.from)} to`;
  return `${start} ${inWords(window.to)}${paused === undefined ? '' : `, paused: ${pauseReasonInWords[paused.reason]}`}`;
};

const asTables = ({ title, council, id, version }: Procedure, { duties, notApplying }: Explanation): string =>
  [
    `${title}, ${council} (${id}, version ${version})`,
    table(
      ['Rule', 'Duty', 'Who', 'When', 'What'],
      duties.map((duty) => [
        duty.rule,
        strengthInWords[duty.duty],
        whoInWords(duty),
        whenInWords(duty),
        asksInWords(duty.asks),
      ]),
    ),
    table(
      ['Rule', 'Where it is said', 'Facts', 'Days', 'What is said there'],
      duties.map(({ rule, counted, because }) => [
        rule,
        paragraphInWords(because.paragraph),
        because.facts.map(({ fact, value }) => factInWords(fact, value)).join('; '),
        counted === undefined ? '' : countedInWords(counted),
        because.says,
      ]),
    ),
    table(
      ['Does not apply', 'Because of', 'Which has to be', 'And is'],
      notApplying.map(({ rule, fact, wanted, found }) => [rule, fact, wanted, found]),
    ),
  ].join('\n\n');

/** `explain <procedure[@version]> <facts.yaml|->`: every duty with its reasons, and which rules do not apply. */
export const explainCommand: Command = ({ words: [name, file, ...more], folder, calendar, asText }) => {
  if (name === undefined || file === undefined || more.length > 0)
    return misused('explain takes a procedure and a file of facts');
  return withProcedures(folder, (read) =>
    withChosen(read, name, calendar.today, ({ procedure }) =>
      withFacts(file, (facts) => {
        const explained = explain(procedure, facts, calendar);
        if (asText) return said(asTables(procedure, explained));
        const { id, version } = procedure;
        const { duties, notApplying } = explained;
        return said(
          JSON.stringify({ procedure: id, version, duties: duties.map(plain), notApplying }, null, 2),
        );
      }),
    ),
  );
};
