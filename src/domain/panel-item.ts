import { type Owner, type RecordedAction, recordAction } from './action.ts';
import { inWords, type PlainDate } from './dates.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** What a panel can conclude of a case (DC-5). Each becomes a piece of work with an owner and a day. */
export const conclusionInWords = {
  'review-plan': 'Review the child’s plan',
  'reconsider-approval': 'Reconsider the adopters’ approval',
  investigate: 'Look further into what happened',
  'later-report': 'Report to a later meeting of the panel',
} as const satisfies Readonly<Record<string, string>>;
export type Conclusion = keyof typeof conclusionInWords;
export const conclusions = Object.keys(conclusionInWords) as readonly Conclusion[];
const isConclusion = (text: string): text is Conclusion => Object.hasOwn(conclusionInWords, text);

/** What the panel’s advisor did with a case, in order: put it on the agenda of a day, had it considered, concluded something. */
export type PanelStep = {
  readonly id: string;
  readonly kind: 'agenda' | 'considered' | Conclusion;
  /** The day of the panel; of a conclusion, by when it is to be done. */
  readonly on: PlainDate;
  readonly words: string;
  readonly at: Date;
  readonly by: string;
};

/** Where a case stands in a panel’s tray. */
export const trayInWords = {
  received: 'Received',
  'on-agenda': 'On the agenda',
  considered: 'Considered',
} as const;
export type TrayState = keyof typeof trayInWords;

type Happened = { readonly at: Date; readonly is: TrayState };
const movesTo: Partial<Record<PanelStep['kind'], TrayState>> = {
  agenda: 'on-agenda',
  considered: 'considered',
};

/** Where a case stands: a report that comes after the panel has considered it is there to be put on an agenda again. */
export const trayStateOf = (
  sendings: readonly { readonly sentAt: Date }[],
  steps: readonly Pick<PanelStep, 'kind' | 'at'>[],
): TrayState => {
  const happened = [
    ...sendings.map(({ sentAt: at }): Happened => ({ at, is: 'received' })),
    ...steps.flatMap(({ kind, at }): readonly Happened[] => {
      const is = movesTo[kind];
      return is === undefined ? [] : [{ at, is }];
    }),
  ].sort((one, other) => one.at.getTime() - other.at.getTime());
  return happened.reduce<TrayState>(
    (state, { is }) => (is === 'received' && state === 'on-agenda' ? state : is),
    'received',
  );
};

/** The day of the panel that a case is, or was last, on the agenda of; null before the first. */
export const panelDayOf = (steps: readonly Pick<PanelStep, 'kind' | 'on'>[]): PlainDate | null =>
  steps.findLast(({ kind }) => kind === 'agenda')?.on ?? null;

/** Checks that a case is put on the agenda of a panel: of today or later. One on it already is moved to another day. */
export const putOnAgenda = (
  on: PlainDate | null,
  {
    state,
    steps,
    today,
  }: { readonly state: TrayState; readonly steps: readonly PanelStep[]; readonly today: PlainDate },
): Result<{ readonly on: PlainDate }> => {
  const problem = (message: string): Result<never> => refused([{ field: 'on', message }]);
  if (on === null) return problem('Enter the day of the panel');
  if (on < today) return problem('The day of the panel must be today or later');
  return state === 'on-agenda' && panelDayOf(steps) === on
    ? problem(`It is on the agenda of ${inWords(on)} already`)
    : allowed({ on });
};

/** Checks that a panel has considered a case: one on its agenda, no earlier than its day, with what it thought. */
export const considerCase = (
  words: string,
  {
    state,
    steps,
    today,
  }: { readonly state: TrayState; readonly steps: readonly PanelStep[]; readonly today: PlainDate },
): Result<{ readonly on: PlainDate; readonly words: string }> => {
  const on = panelDayOf(steps);
  const problems: Problem[] = [];
  if (state !== 'on-agenda' || on === null)
    problems.push({ field: '', message: 'Put it on the agenda of a panel first' });
  else if (on > today)
    problems.push({ field: '', message: `The panel is on ${inWords(on)}. Record this on the day or later` });
  if (words === '') problems.push({ field: 'words', message: 'Enter what the panel thought' });
  return problems.length > 0 || on === null ? refused(problems) : allowed({ on, words });
};

/**
 * Checks what a panel concluded of a case that it has considered (DC-5): what it is, what is to be done, by whom and when, as
 * the rule for every piece of work has it (PG-9d).
 */
export const concludeOnCase = (
  typed: {
    readonly kind: string;
    readonly words: string;
    readonly owner: Pick<Owner, 'personId' | 'name'> | null;
    readonly dueOn: PlainDate | null;
  },
  { state, today }: { readonly state: TrayState; readonly today: PlainDate },
): Result<{ readonly kind: Conclusion; readonly words: string; readonly action: RecordedAction }> => {
  const { kind, words, owner, dueOn } = typed;
  const problems: Problem[] = [];
  if (state !== 'considered')
    problems.push({ field: '', message: 'Record first that the panel has considered it' });
  if (!isConclusion(kind)) problems.push({ field: 'kind', message: 'Choose what the panel concluded' });
  const what = isConclusion(kind) && words !== '' ? `${conclusionInWords[kind]}: ${words}` : words;
  const action = recordAction({ what, owner, dueOn }, today);
  if (!action.ok)
    problems.push(...action.problems.map((one) => (one.field === 'what' ? { ...one, field: 'words' } : one)));
  return problems.length > 0 || !action.ok || !isConclusion(kind)
    ? refused(problems)
    : allowed({ kind, words, action: action.value });
};
