import type { Child, ChildView } from './case.ts';
import { ageOn, inWords, type PlainDate } from './dates.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/**
 * How a child took part in a meeting, by the codes that the Department for Education uses for the review of a looked-after
 * child (guide to the SSDA903 return: “Participation method in review”).
 */
export const participationInWords = {
  PN0: 'Was under 4 years old',
  PN1: 'Came, and spoke for themselves',
  PN2: 'Came, and an advocate spoke for them',
  PN3: 'Came, and showed their views without words: with signs, symbols or pictures',
  PN4: 'Came, and did not speak, show their views or ask an advocate to speak',
  PN5: 'Did not come, and asked an advocate to speak for them',
  PN6: 'Did not come, and sent their views: in writing, a drawing, a recording, a call or in another way',
  PN7: 'Did not come, and their views did not reach the meeting',
} as const;
export type ParticipationCode = keyof typeof participationInWords;

export type Participation = {
  readonly code: ParticipationCode;
  readonly attended: boolean;
  /** Why no views reached the meeting, from its chair; empty for every other code. */
  readonly reason: string;
};

/** Children younger than this have a code of their own. */
const agedForViews = 4;
const came: readonly string[] = ['PN1', 'PN2', 'PN3', 'PN4'];
const stayedAway: readonly string[] = ['PN5', 'PN6', 'PN7'];

const isCode = (text: string): text is ParticipationCode => Object.hasOwn(participationInWords, text);

type Facts = {
  readonly child: Pick<Child, 'givenName' | 'bornOn'>;
  readonly heldOn: PlainDate;
  readonly today: PlainDate;
  /** Whether whoever records it is the chair: they alone answer for a child who was not heard. */
  readonly byChair: boolean;
};

const wrongCode = (code: ParticipationCode, attended: boolean | null, facts: Facts): readonly Problem[] => {
  const { child, heldOn, byChair } = facts;
  const problem = (message: string): Problem => ({ field: 'code', message });
  const { givenName } = child;
  return [
    ...(code === 'PN0' && ageOn(child.bornOn, heldOn) >= agedForViews
      ? [
          problem(
            `PN0 is for a child under 4. ${givenName} was ${ageOn(child.bornOn, heldOn)} at the meeting`,
          ),
        ]
      : []),
    ...(attended === false && came.includes(code)
      ? [problem(`${code} is for a child who came, and you said that ${givenName} did not`)]
      : []),
    ...(attended === true && stayedAway.includes(code)
      ? [problem(`${code} is for a child who did not come, and you said that ${givenName} came`)]
      : []),
    ...(code === 'PN7' && !byChair ? [problem('Only the chair records PN7, with the reason')] : []),
  ];
};

/**
 * Checks the code of a child's part in a meeting: on its day or later; PN0 for a child under 4 on that day; PN1 to PN4 for
 * one who came, PN5 to PN7 for one who did not; and PN7 from the chair, with a reason.
 */
export const recordParticipation = (
  proposal: { readonly code: string; readonly attended: boolean | null; readonly reason: string },
  facts: Facts,
): Result<Participation> => {
  const { code, attended, reason } = proposal;
  const problems: Problem[] = [];
  if (facts.heldOn > facts.today)
    problems.push({
      field: 'code',
      message: `The meeting is on ${inWords(facts.heldOn)}. Record this on the day or later`,
    });
  if (attended === null)
    problems.push({ field: 'attended', message: `Say whether ${facts.child.givenName} came to the meeting` });
  if (!isCode(code)) problems.push({ field: 'code', message: 'Choose a code' });
  else {
    problems.push(...wrongCode(code, attended, facts));
    if (code === 'PN7' && facts.byChair && reason === '')
      problems.push({ field: 'reason', message: 'Enter why their views did not reach the meeting' });
  }
  return problems.length > 0 || !isCode(code) || attended === null
    ? refused(problems)
    : allowed({ code, attended, reason: code === 'PN7' ? reason : '' });
};

/**
 * What does not fit between a code and what is recorded of a child's views, each as a sentence for a person to look at: a
 * code may be right all the same.
 */
export const doubtsAbout = (
  { code }: Participation,
  views: readonly Pick<ChildView, 'whoseWords' | 'way' | 'saidOn'>[],
  { child, heldOn }: Pick<Facts, 'child' | 'heldOn'>,
): readonly string[] => {
  const { givenName } = child;
  const before = views.filter(({ saidOn }) => saidOn <= heldOn);
  const byAdvocate = before.some(
    ({ whoseWords, way }) => whoseWords === 'advocate' || way === 'told-advocate',
  );
  return [
    ...(code === 'PN7' && before.length > 0
      ? [`PN7 says that no views reached the meeting, and ${givenName}’s views from before it are recorded.`]
      : []),
    ...(['PN2', 'PN5'].includes(code) && !byAdvocate
      ? [`${code} says that an advocate spoke for ${givenName}, and nothing an advocate said is recorded.`]
      : []),
    ...(code === 'PN6' && before.length === 0
      ? [`PN6 says that ${givenName} sent their views, and none from before the meeting are recorded.`]
      : []),
    ...(['PN1', 'PN3'].includes(code) && views.length === 0
      ? [`${code} says that ${givenName} gave their views at the meeting, and none are recorded.`]
      : []),
  ];
};
