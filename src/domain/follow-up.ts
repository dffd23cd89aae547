import type { PlainDate } from './dates.ts';
import { inWords } from './dates.ts';
import { pastDayProblems, sinceCase } from './past-day.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

type Definition = {
  readonly title: string;
  readonly explains: string;
  readonly outcomes: Readonly<Record<string, string>>;
  readonly day: string;
  /** What is asked of whom; null where nobody is. */
  readonly whom: { readonly label: string; readonly missing: string } | null;
  /** What is asked in words; null where there are none, so that nothing of what was said is written down. */
  readonly words: { readonly label: string; readonly missing: string } | null;
};

/** What is thought of once a placement has ended, beside whether an outside resource is used again. */
export const followUps = {
  'carer-review': {
    title: 'An early review of the foster carers',
    explains:
      'After a permanent placement with the council’s own carers, somebody thinks about whether their review is held early.',
    outcomes: { yes: 'The review is held early', no: 'The review is not held early' },
    day: 'On which day was it considered?',
    whom: null,
    words: { label: 'Why?', missing: 'Enter why' },
  },
  'plan-review': {
    title: 'The child’s plan',
    explains: 'What happened is thought through for what the child’s plan is from now on.',
    outcomes: { changed: 'The plan was changed', kept: 'The plan stays as it was' },
    day: 'On which day was it reviewed?',
    whom: null,
    words: { label: 'What is the plan now, and why?', missing: 'Enter what the plan is now' },
  },
  'order-revocation': {
    title: 'Revoking the placement order',
    explains: 'Where a court has made a placement order, somebody thinks about whether to ask for its end.',
    outcomes: {
      apply: 'The court is asked to revoke it',
      keep: 'It stays',
      'no-order': 'There is no placement order',
    },
    day: 'On which day was it considered?',
    whom: null,
    words: { label: 'Why?', missing: 'Enter why' },
  },
  'support-offered': {
    title: 'Support for those who cared for the child',
    explains: 'Carers and adopters are offered support, whatever brought the placement to its end.',
    outcomes: {
      accepted: 'They accepted',
      declined: 'They did not want it',
      'no-answer': 'They have not answered yet',
    },
    day: 'On which day was it offered?',
    whom: { label: 'To whom was it offered?', missing: 'Enter to whom it was offered' },
    words: { label: 'What was offered?', missing: 'Enter what was offered' },
  },
  debrief: {
    title: 'A debrief for professionals',
    explains:
      'Those who worked with the child and the family get a time to talk. When it was and who led it is kept, and nothing of what was said.',
    outcomes: { held: 'It was held', offered: 'It was offered, and not taken up' },
    day: 'On which day?',
    whom: { label: 'Who led it?', missing: 'Enter who led it' },
    words: null,
  },
} as const satisfies Readonly<Record<string, Definition>>;
export type FollowUpKind = keyof typeof followUps;
export const followUpKinds = Object.keys(followUps) as readonly FollowUpKind[];
export const isFollowUpKind = (text: string): text is FollowUpKind => Object.hasOwn(followUps, text);
export const followUpOf = (kind: FollowUpKind): Definition => followUps[kind];

/** What came of one of them, and who recorded it. */
export type FollowUp = {
  readonly id: string;
  readonly kind: FollowUpKind;
  readonly outcome: string;
  readonly whom: string;
  readonly words: string;
  readonly happenedOn: PlainDate;
  readonly byName: string;
  readonly byPost: string;
};

const LONGEST = 4_000;

/**
 * Checks what came of a follow-up (PG-9c, PG-12): its outcome, the day, of whom and why where that is asked. Answers it, or
 * every problem at once.
 */
export const recordFollowUp = (
  kind: FollowUpKind,
  proposal: Pick<FollowUp, 'outcome' | 'whom' | 'words'> & { readonly happenedOn: PlainDate | null },
  facts: { readonly brokeDownOn: PlainDate; readonly today: PlainDate },
): Result<Pick<FollowUp, 'kind' | 'outcome' | 'whom' | 'words' | 'happenedOn'>> => {
  const { outcome, happenedOn } = proposal;
  const { outcomes, whom, words } = followUpOf(kind);
  const isNothing = kind === 'order-revocation' && outcome === 'no-order';
  const problems: Problem[] = [];
  if (!Object.hasOwn(outcomes, outcome))
    problems.push({ field: 'outcome', message: 'Choose what came of it' });
  problems.push(...pastDayProblems('happenedOn', happenedOn, { ...sinceCase(facts), today: facts.today }));
  if (whom !== null && proposal.whom === '') problems.push({ field: 'whom', message: whom.missing });
  if (words !== null && proposal.words === '' && !isNothing)
    problems.push({ field: 'words', message: words.missing });
  for (const field of ['whom', 'words'] as const)
    if (proposal[field].length > LONGEST) problems.push({ field, message: 'Shorten it to 4,000 characters' });
  if (problems.length > 0 || happenedOn === null) return refused(problems);
  return allowed({
    ...{ kind, outcome, happenedOn },
    ...{ whom: whom === null ? '' : proposal.whom, words: words === null ? '' : proposal.words },
  });
};

/** "The review is held early, 4 May 2026". */
export const outcomeInWords = ({
  kind,
  outcome,
  happenedOn,
}: Pick<FollowUp, 'kind' | 'outcome' | 'happenedOn'>): string =>
  `${followUpOf(kind).outcomes[outcome] ?? outcome}, ${inWords(happenedOn)}`;
