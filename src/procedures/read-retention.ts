import type { LifeEvent } from '../domain/life-event.ts';
import {
  classesOf,
  type KeptRecord,
  keptRecords,
  type RecordClass,
  type RetentionFacts,
  recordClasses,
  type Schedule,
} from '../domain/retention.ts';
import { type RetentionFile, retentionFile } from './retention-schema.ts';
import { checkShape } from './shape.ts';
import { type Located, problemInWords, readYamlFile } from './yaml-file.ts';

const scheduleOf = ({ version, classes, councils }: RetentionFile): Schedule => ({
  version,
  classes: classes.map((each) => ({
    ...each,
    rules: each.rules.map((rule) => ({ ...rule, years: rule.years ?? null })),
  })),
  councils,
});

/** Classes that are there twice or not at all, and rules of law that say no period. */
const wrongClasses = ({ classes }: RetentionFile): readonly Located[] => {
  const names = classes.map((each) => each.class);
  const missing = Object.keys(recordClasses).filter((name) => !names.includes(name as RecordClass));
  return [
    ...missing.map((name) => ({ path: ['classes'], message: `There is nothing about “${name}”` })),
    ...classes.flatMap((each, at) => [
      ...(names.indexOf(each.class) < at
        ? [{ path: ['classes', at, 'class'], message: `“${each.class}” is there twice` }]
        : []),
      ...each.rules.flatMap(({ binding, years }, place) =>
        binding === 'law' && years === undefined
          ? [
              {
                path: ['classes', at, 'rules', place],
                message: `“${each.class}” is kept by law, and it is not said for how many years`,
              },
            ]
          : [],
      ),
    ]),
  ];
};

/** What a council decided that is about no rule, or is shorter than the rule is. */
const wrongCouncils = ({ classes, councils }: RetentionFile): readonly Located[] =>
  councils.flatMap(({ council, keeps }, at) =>
    keeps.flatMap((kept, place) => {
      const path = ['councils', at, 'keeps', place];
      const rule = classes
        .find((each) => each.class === kept.class)
        ?.rules.find(({ from }) => from === kept.from);
      if (rule === undefined)
        return [{ path, message: `${council}: “${kept.class}” has no rule from “${kept.from}”` }];
      if (rule.years === undefined || kept.years >= rule.years) return [];
      const asks = rule.binding === 'law' ? 'the law asks for' : 'everybody keeps it for';
      return [
        {
          path: [...path, 'years'],
          message: `${council}: ${kept.years} years is too short for “${kept.class}”: ${asks} ${rule.years}`,
        },
      ];
    }),
  );

const factsOf = ({ facts }: RetentionFile['cases'][number]): RetentionFacts => {
  const happened = (kind: LifeEvent['kind'], on: string | undefined, childId: string | null = null) =>
    on === undefined ? [] : [{ kind, childId, on }];
  return {
    kind: facts.kind as RetentionFacts['kind'],
    children: facts.born.map((bornOn, place) => ({ id: String(place), bornOn })),
    orderMadeOn: facts.order ?? null,
    lastEntryOn: facts['last-entry'],
    lastMessageOn: facts['last-message'] ?? null,
    requestClosedOn: null,
    events: [
      ...happened('child-died', facts.died, '0'),
      ...happened('order-revoked', facts.revoked),
      ...happened('approval-ended', facts['approval-ended']),
    ],
  };
};

/** What is answered of one class: its last day, why it is open, or that the case is no such record. */
const answerOf = (records: readonly KeptRecord[], of: string): string => {
  const [first, ...rest] = records.filter((record) => record.class === of);
  if (first === undefined) return 'none';
  const open = [first, ...rest].find(({ until }) => until === null);
  if (open !== undefined) return open.why.startsWith('Your council') ? 'undecided' : 'unknown';
  return rest.reduce((last, { until }) => (until !== null && until > last ? until : last), first.until ?? '');
};

const wrongAnswers = (file: RetentionFile): readonly Located[] =>
  file.cases.flatMap((one, at) => {
    const records = keptRecords(classesOf(scheduleOf(file), one.council ?? ''), factsOf(one));
    const all = new Set([...Object.keys(one.keeps), ...records.map((record) => record.class)]);
    return [...all].flatMap((of) => {
      const wanted = one.keeps[of as RecordClass] ?? 'none';
      const answer = answerOf(records, of);
      if (answer === wanted) return [];
      const path = Object.hasOwn(one.keeps, of) ? ['cases', at, 'keeps', of] : ['cases', at, 'keeps'];
      return [{ path, message: `“${one.case}”: ${of} has to be ${wanted}, and is ${answer}` }];
    });
  });

/**
 * How long each kind of record is kept. Throws one error that lists every problem of the file, line by line, so that a
 * service does not start on a schedule that forgets a record, is shorter than the law or answers a case otherwise.
 */
export const readRetention = (path: string): Schedule => {
  const source = readYamlFile(path, path);
  const { value, problems: shape } =
    source.problems.length > 0 ? { problems: [] } : checkShape(retentionFile, source.data);
  const together = value === undefined ? [] : [...wrongClasses(value), ...wrongCouncils(value)];
  const located = value === undefined || together.length > 0 ? [...shape, ...together] : wrongAnswers(value);
  const problems = [
    ...source.problems,
    ...located
      .map((one) => ({ file: path, line: source.lineOf(one.path), message: one.message }))
      .toSorted((a, b) => a.line - b.line),
  ];
  if (value === undefined || problems.length > 0)
    throw new Error(`The retention schedule cannot be used:\n${problems.map(problemInWords).join('\n')}`);
  return scheduleOf(value);
};
