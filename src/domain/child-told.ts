import type { Child } from './case.ts';
import type { PlainDate } from './dates.ts';
import { pastDayProblems } from './past-day.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** That a child was told that a meeting is held about their move, and how; or why they are not told yet. */
export type ChildTold =
  | { readonly told: true; readonly toldOn: PlainDate; readonly how: string; readonly reason: '' }
  | { readonly told: false; readonly toldOn: null; readonly how: ''; readonly reason: string };

/** Checks what a worker records of it: when and how a child was told, or the reason for which they are not told yet. */
export const recordTold = (
  proposal: {
    readonly told: string;
    readonly toldOn: PlainDate | null;
    readonly how: string;
    readonly reason: string;
  },
  { child, today }: { readonly child: Pick<Child, 'givenName' | 'bornOn'>; readonly today: PlainDate },
): Result<ChildTold> => {
  const { told, toldOn, how, reason } = proposal;
  const { givenName, bornOn } = child;
  if (told === 'not-yet')
    return reason === ''
      ? refused([{ field: 'reason', message: `Enter why ${givenName} is not told yet` }])
      : allowed({ told: false, toldOn: null, how: '', reason });
  if (told !== 'yes') return refused([{ field: 'told', message: `Say whether ${givenName} has been told` }]);
  const problems: readonly Problem[] = [
    ...pastDayProblems('toldOn', toldOn, {
      since: bornOn,
      which: 'when they were born',
      missing: `Enter when ${givenName} was told`,
      today,
    }),
    ...(how === '' ? [{ field: 'how', message: `Enter how ${givenName} was told, and by whom` }] : []),
  ];
  return problems.length > 0 || toldOn === null
    ? refused(problems)
    : allowed({ told: true, toldOn, how, reason: '' });
};
