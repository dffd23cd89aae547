import type { Child } from './case.ts';
import type { PlainDate } from './dates.ts';
import { pastDayProblems } from './past-day.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** The ways in which a child can be heard, as staff choose them with the child (DC-2b). */
export const wayInWords = {
  come: 'Come to the meeting',
  write: 'Write',
  draw: 'Draw',
  'voice-note': 'Record their voice',
  'tell-worker': 'Tell a worker',
  'tell-advocate': 'Tell an advocate, who speaks for them',
  'tell-carer': 'Tell a carer',
  none: 'They do not want to take part now',
} as const;
export type Way = keyof typeof wayInWords;
const isWay = (text: string): text is Way => Object.hasOwn(wayInWords, text);

/** How a child takes part, with whom that was chosen and when. */
export type VoiceChoice = {
  readonly childId: string;
  readonly ways: readonly Way[];
  /** Into which language, or from which; empty when none is needed. */
  readonly interpreter: string;
  /** Which signs or pictures the child uses: Makaton, BSL; empty when none. */
  readonly signs: string;
  readonly chosenWith: string;
  readonly chosenOn: PlainDate;
};

/** Checks the ways chosen with a child and their worker: at least one, with whom and when; "none" stands alone. */
export const chooseWays = (
  proposal: Omit<VoiceChoice, 'ways' | 'chosenOn'> & {
    readonly ways: readonly string[];
    readonly chosenOn: PlainDate | null;
  },
  facts: { readonly child: Pick<Child, 'givenName' | 'bornOn'>; readonly today: PlainDate },
): Result<VoiceChoice> => {
  const { chosenWith, chosenOn } = proposal;
  const { child, today } = facts;
  const ways = proposal.ways.filter(isWay);
  const problems: Problem[] = [];
  if (ways.length === 0)
    problems.push({ field: 'ways', message: `Choose how ${child.givenName} wants to be heard` });
  if (ways.includes('none') && ways.length > 1)
    problems.push({
      field: 'ways',
      message: 'Choose ways to be heard, or that they do not want to take part',
    });
  if (chosenWith === '')
    problems.push({ field: 'chosenWith', message: `Enter who chose this with ${child.givenName}` });
  problems.push(
    ...pastDayProblems('chosenOn', chosenOn, {
      since: child.bornOn,
      which: 'when they were born',
      missing: 'Enter when this was chosen',
      today,
    }),
  );
  return problems.length > 0 || chosenOn === null
    ? refused(problems)
    : allowed({ ...proposal, ways, chosenOn });
};
