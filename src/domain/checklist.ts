import { ownersOn } from './action.ts';
import { askedOf } from './asked-item.ts';
import { type Capacity, capacityInWords } from './capacity.ts';
import { type Action, type CaseRecord, type ChecklistAnswer, holdersOf } from './case.ts';
import { factsOf } from './case-facts.ts';
import { inWords, type PlainDate } from './dates.ts';
import { pastDayProblems, sinceCase } from './past-day.ts';
import type { ChecklistItem, Citation, Procedure } from './procedure.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import { type Calendar, placeWindow } from './window.ts';
import { capitalised } from './words.ts';

/** What an answer can be: done, not needed, an action; or open again, since the last answer was taken back. */
export type AnswerIs = ChecklistAnswer['is'];

/** One thing to be seen to in this case (PG-9e): about the case as a whole, one child, or one of those who are told. */
export type Matter = {
  readonly itemKey: string;
  /** "case", "child-…", or where on the case whoever is told comes from. */
  readonly about: string;
  readonly says: string;
  /** The child's given name, or who is told; empty where it is about the case. */
  readonly whom: string;
  readonly childId: string | null;
  readonly kind: ChecklistItem['kind'];
  readonly by: Capacity;
  readonly holders: readonly string[];
  /** By which day; null where the procedure names none, or what it is counted from is not known yet. */
  readonly dueOn: PlainDate | null;
  readonly because: Citation & { readonly document: string };
};

/** Where a matter stands. What was made an action stands as the action does. */
export type MatterStanding =
  | { readonly is: 'open' }
  | { readonly is: 'done' | 'not-needed'; readonly words: string }
  | { readonly is: 'action'; readonly action: Action };

export type ChecklistRow = Matter & {
  readonly standing: MatterStanding;
  /** The last answer, though it was taken back; null while there was none. */
  readonly answer: ChecklistAnswer | null;
};

export type Checklist = {
  readonly rows: readonly ChecklistRow[];
  /** Answers to what is not asked any more: the procedure, or what is known of the case, has changed since. */
  readonly earlier: readonly ChecklistAnswer[];
};

type About = Pick<Matter, 'about' | 'whom' | 'childId'>;

/** Each of those on the case who are told as one of a capacity; the capacity itself while nobody is that. */
const toldAs =
  (record: CaseRecord) =>
  (capacity: Capacity): readonly About[] => {
    const staff = record.placement.roles
      .filter(({ role, untilOn }) => role === capacity && untilOn === null)
      .map(({ person }) => ({ about: `staff-${person.id}`, whom: person.name, childId: null }));
    const others = ownersOn({ placement: record.placement, meeting: null })
      .filter((owner) => owner.personId === null && owner.capacity === capacity)
      .map(({ choice, name }) => ({ about: choice, whom: capitalised(name), childId: null }));
    return staff.length + others.length > 0
      ? [...staff, ...others]
      : [{ about: `capacity-${capacity}`, whom: capitalised(capacityInWords[capacity]), childId: null }];
  };

const aboutsOf = ({ each, tell }: ChecklistItem, record: CaseRecord): readonly About[] => {
  if (tell !== undefined) {
    const all = tell.flatMap(toldAs(record));
    return all.filter(({ about }, index) => all.findIndex((one) => one.about === about) === index);
  }
  return each === 'child'
    ? record.placement.children.map(({ id, givenName }) => ({
        ...{ about: `child-${id}`, whom: givenName, childId: id },
      }))
    : [{ about: 'case', whom: '', childId: null }];
};

/** Everything the procedure's checklist asks to be seen to in this case, in its order (PG-9e). */
export const mattersOf = (
  procedure: Procedure,
  record: CaseRecord,
  calendar: Calendar,
): readonly Matter[] => {
  const facts = factsOf(record.placement, record);
  return askedOf(procedure, facts).flatMap((item) => {
    const { key: itemKey, says, kind, by, window, because } = item;
    const placed = window && placeWindow(window, facts, calendar);
    const shared = {
      ...{ itemKey, says, kind, by, holders: holdersOf(record, by).map(({ name }) => name) },
      dueOn: placed !== undefined && 'window' in placed ? placed.window.to : null,
      because: { ...because, document: procedure.document },
    };
    return aboutsOf(item, record).map((about) => ({ ...shared, ...about }));
  });
};

/** What an answer says, as one sentence: "Ms Bell, the head teacher, was told by Amina Hussain on 4 May 2026: …". */
export const answerInWords = ({
  is,
  told,
  doneBy,
  doneOn,
  evidence,
  reason,
}: Pick<ChecklistAnswer, 'is' | 'told' | 'doneBy' | 'doneOn' | 'evidence' | 'reason'>): string => {
  if (is === 'not-needed') return `Not needed: ${reason}`;
  if (is === 'open') return `Taken back: ${reason}`;
  if (is === 'action') return 'It was made an action';
  const on = doneOn === null ? '' : ` on ${inWords(doneOn)}`;
  return told === ''
    ? `Seen to by ${doneBy}${on}: ${evidence}`
    : `${told} told by ${doneBy}${on}: ${evidence}`;
};

const ofAction = (action: Action): MatterStanding => {
  if (action.doneOn !== null)
    return { is: 'done', words: `Done as an action on ${inWords(action.doneOn)}: ${action.evidence}` };
  return action.notNeededOn === null
    ? { is: 'action', action }
    : { is: 'not-needed', words: `The action is not needed: ${action.notNeededBecause}` };
};

const standingOf = (
  answer: ChecklistAnswer | undefined,
  { actions }: Pick<CaseRecord, 'actions'>,
): MatterStanding => {
  if (answer === undefined || answer.is === 'open') return { is: 'open' };
  if (answer.is !== 'action') return { is: answer.is, words: answerInWords(answer) };
  const action = actions.find(({ id }) => id === answer.actionId);
  return action === undefined ? { is: 'open' } : ofAction(action);
};

/** The checklist of a case with how each matter stands. What was answered is in it, whatever the procedure asks today. */
export const checklistOf = (procedure: Procedure, record: CaseRecord, calendar: Calendar): Checklist => {
  const matters = mattersOf(procedure, record, calendar);
  const answers = record.checklist;
  const answerTo = ({ itemKey, about }: Pick<Matter, 'itemKey' | 'about'>) =>
    answers.find((one) => one.itemKey === itemKey && one.about === about);
  return {
    rows: matters.map((matter) => {
      const answer = answerTo(matter);
      return { ...matter, standing: standingOf(answer, record), answer: answer ?? null };
    }),
    earlier: answers.filter(
      (answer) =>
        answer.is !== 'open' &&
        !matters.some(({ itemKey, about }) => itemKey === answer.itemKey && about === answer.about),
    ),
  };
};

/** Whether nobody has said yet what becomes of it, or it is an action that has not ended. */
export const isStillOpen = ({ standing }: Pick<ChecklistRow, 'standing'>): boolean =>
  standing.is === 'open' || standing.is === 'action';

/** Whether its day is past and nobody has said what becomes of it. An action has a day of its own. */
export const isOverdue = (
  { standing, dueOn }: Pick<ChecklistRow, 'standing' | 'dueOn'>,
  today: PlainDate,
): boolean => standing.is === 'open' && dueOn !== null && dueOn < today;

const last: PlainDate = '9999-12-31';

/** In which order a case has them: what is open by its day, then what is an action, then what has ended. */
export const inOrder = (rows: readonly ChecklistRow[]): readonly ChecklistRow[] => {
  const place = { open: 0, action: 1, done: 2, 'not-needed': 2 };
  return rows.toSorted(
    (a, b) => place[a.standing.is] - place[b.standing.is] || (a.dueOn ?? last).localeCompare(b.dueOn ?? last),
  );
};

/** The day by which the first of what nobody has answered is to be seen to; null where there is none with a day. */
export const firstDueOn = ({ rows }: Checklist): PlainDate | null =>
  rows
    .flatMap(({ standing, dueOn }) => (standing.is === 'open' && dueOn !== null ? [dueOn] : []))
    .toSorted()[0] ?? null;

type Proposed = Pick<ChecklistAnswer, 'told' | 'doneBy' | 'doneOn' | 'evidence' | 'reason'> & {
  readonly is: Exclude<AnswerIs, 'action'> | null;
};

/** Of each text what is kept, and how long it may be. */
const LONGEST = 2_000;

const missingIn = (
  { told, doneBy, evidence }: Proposed,
  { kind }: Pick<Matter, 'kind'>,
): readonly Problem[] => [
  ...(kind === 'notification' && told === '' ? [{ field: 'told', message: 'Enter who was told' }] : []),
  ...(doneBy === ''
    ? [{ field: 'doneBy', message: kind === 'notification' ? 'Enter who told them' : 'Enter who saw to it' }]
    : []),
  ...(evidence === '' ? [{ field: 'evidence', message: 'Enter what shows it' }] : []),
];

/**
 * Checks an answer to a matter (PG-9e): done, with who was told, by whom, when and what shows it; not needed, with the reason;
 * or taken back, with the reason. Answers it with nothing but what belongs to it, or every problem at once.
 */
export const answerMatter = (
  proposal: Proposed,
  facts: {
    readonly row: Pick<ChecklistRow, 'kind' | 'standing'>;
    readonly brokeDownOn: PlainDate;
    readonly today: PlainDate;
  },
): Result<Omit<Proposed, 'is'> & { readonly is: Exclude<AnswerIs, 'action'> }> => {
  const { is, told, doneBy, doneOn, evidence, reason } = proposal;
  const nothing = { told: '', doneBy: '', doneOn: null, evidence: '', reason: '' };
  if (is === null) return refused([{ field: 'is', message: 'Choose what became of it' }]);
  const long = (['told', 'doneBy', 'evidence', 'reason'] as const)
    .filter((field) => proposal[field].length > LONGEST)
    .map((field) => ({ field, message: `Shorten it to ${LONGEST.toLocaleString('en-GB')} characters` }));
  if (is === 'done') {
    const day = { ...sinceCase(facts), today: facts.today };
    const problems = [...missingIn(proposal, facts.row), ...pastDayProblems('doneOn', doneOn, day), ...long];
    if (problems.length > 0) return refused(problems);
    return allowed({
      ...nothing,
      is,
      told: facts.row.kind === 'notification' ? told : '',
      doneBy,
      doneOn,
      evidence,
    });
  }
  if (is === 'open' && facts.row.standing.is === 'open')
    return refused([{ field: 'is', message: 'This is still open: there is nothing to take back' }]);
  const problems = [
    ...(reason === ''
      ? [
          {
            field: 'reason',
            message: is === 'open' ? 'Enter why it is taken back' : 'Enter why it is not needed',
          },
        ]
      : []),
    ...long,
  ];
  return problems.length > 0 ? refused(problems) : allowed({ ...nothing, is, reason });
};
