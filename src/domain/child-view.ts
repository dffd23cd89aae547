import type { Child, ChildView } from './case.ts';
import { inWords, type PlainDate } from './dates.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** Whose words they are, as the pages say it. */
export const whoseWordsInWords: Record<ChildView['whoseWords'], string> = {
  child: 'The child’s own words',
  worker: 'A worker’s account of what the child said or showed',
  advocate: 'An advocate, speaking for the child',
  carer: 'A carer’s account of what the child said or showed',
};

type ViewWay = NonNullable<ChildView['way']>;

/** By which way a child’s words reached the meeting, as the pages say it. */
export const viewWayInWords: Record<ViewWay, string> = {
  came: 'They came to the meeting',
  wrote: 'They wrote',
  drew: 'They drew',
  recorded: 'They recorded their voice',
  'told-worker': 'They told a worker',
  'told-advocate': 'They told an advocate',
  'told-carer': 'They told a carer',
};

export type ViewProposal = {
  readonly childId: string;
  readonly words: string;
  readonly whoseWords: string;
  readonly way: string;
  readonly how: string;
  readonly saidOn: PlainDate | null;
};

export type RecordedView = Pick<ChildView, 'childId' | 'words' | 'whoseWords' | 'way' | 'how' | 'saidOn'>;

const isWhose = (text: string): text is ChildView['whoseWords'] => Object.hasOwn(whoseWordsInWords, text);
const isViewWay = (text: string): text is ViewWay => Object.hasOwn(viewWayInWords, text);

/** What a child made is seen or heard; a document stays with whoever has it, or comes as a photo. */
export const notADocument: Problem = {
  field: 'file',
  message: 'Add a photo or a sound recording. Of a letter or a document, add a photo',
};

/** Checks a child's words and where they come from (DC-2b): whose they are, how and when they were given. */
export const recordView = (
  proposal: ViewProposal,
  facts: { readonly children: readonly Child[]; readonly today: PlainDate },
): Result<RecordedView> => {
  const { childId, words, whoseWords, way, how, saidOn } = proposal;
  const problems: Problem[] = [];
  const child = facts.children.find(({ id }) => id === childId);
  if (child === undefined) problems.push({ field: 'childId', message: 'Choose whose views these are' });
  if (words === '') problems.push({ field: 'words', message: 'Enter what was said' });
  if (!isWhose(whoseWords)) problems.push({ field: 'whoseWords', message: 'Choose whose words these are' });
  if (!isViewWay(way)) problems.push({ field: 'way', message: 'Choose how they reached you' });
  if (how === '') problems.push({ field: 'how', message: 'Enter how they were given' });
  if (saidOn === null) problems.push({ field: 'saidOn', message: 'Enter when they were given' });
  else if (saidOn > facts.today)
    problems.push({ field: 'saidOn', message: 'The date must be today or in the past' });
  else if (child !== undefined && saidOn < child.bornOn)
    problems.push({ field: 'saidOn', message: `The date must be after ${inWords(child.bornOn)}` });
  return problems.length > 0 || !isWhose(whoseWords) || !isViewWay(way) || saidOn === null
    ? refused(problems)
    : allowed({ childId, words, whoseWords, way, how, saidOn });
};
