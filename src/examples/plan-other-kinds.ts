import type { Happened } from '../domain/disruption.ts';
import type { PlacementKind, Provider } from '../domain/facts.ts';

type Decision = { readonly toMeet: 'yes' | 'no'; readonly why: string; readonly reviewed?: true };

/** A case that is no ending of an adoptive placement before the order, as somebody would tell it. */
export type OtherCase = {
  readonly kind: PlacementKind;
  readonly provider?: Provider;
  readonly children: readonly ('male' | 'female')[];
  readonly happened: Happened;
  readonly daysAgo: number;
  readonly account: string;
  readonly isComplex?: true;
  readonly decision?: Decision;
  /** A meeting is convened for two weeks from today. */
  readonly meets?: true;
  readonly continues?: string;
  /** So many days after it was at risk it ended all the same. */
  readonly ended?: { readonly after: number; readonly account: string };
  readonly paused?: string;
};

export const otherCases: readonly OtherCase[] = [
  {
    kind: 'foster-permanent',
    provider: 'in-house',
    children: ['female'],
    happened: 'unplanned',
    daysAgo: 4,
    account:
      'After a hard summer the carers said that they could not go on. The move was agreed over two days. School stays the same.',
  },
  {
    kind: 'foster-long-term',
    provider: 'external',
    children: ['male', 'female'],
    happened: 'abrupt',
    daysAgo: 12,
    account:
      'A carer was taken into hospital and nobody could step in that night. Brother and sister moved together.',
    decision: {
      toMeet: 'no',
      why: 'Everybody agrees how it came about, and the children may go back when the carer is well.',
    },
  },
  {
    kind: 'residential',
    provider: 'external',
    children: ['male'],
    happened: 'abrupt',
    daysAgo: 20,
    account: 'The home gave notice after several incidents in one week and asked for a move the same day.',
    isComplex: true,
    decision: {
      toMeet: 'yes',
      why: 'This is the third move in a year. We need to understand what the home could not offer.',
      reviewed: true,
    },
    meets: true,
  },
  {
    kind: 'foster-short-term',
    provider: 'in-house',
    children: ['female'],
    happened: 'at-risk',
    daysAgo: 6,
    account:
      'The carers have asked for help twice this month. Nights are hard, and their own children are tired.',
  },
  {
    kind: 'connected-person',
    children: ['male'],
    happened: 'at-risk',
    daysAgo: 40,
    account: 'The grandparents worry about what happens when school starts again.',
    continues:
      'Agreed with the grandparents: respite every other weekend, and a worker for the mornings. All want it to go on.',
  },
  {
    kind: 'foster-long-term',
    provider: 'in-house',
    children: ['female'],
    happened: 'at-risk',
    daysAgo: 34,
    account: 'The carers have separated. The one who stays works nights, and is not sure that she can go on.',
    ended: {
      after: 21,
      account:
        'Help at night was found for two weeks only, and the carer gave notice. The girl moved to carers whom she knows from respite.',
    },
  },
  {
    kind: 'supported-lodgings',
    provider: 'external',
    children: ['male'],
    happened: 'unplanned',
    daysAgo: 9,
    account:
      'The young person and the host no longer agreed about visitors, and he moved to a friend’s family.',
    paused: 'The young person has made a complaint; the meeting waits for its answer.',
  },
  {
    kind: 'special-guardianship',
    children: ['female'],
    happened: 'unplanned',
    daysAgo: 15,
    account: 'The guardian’s health became worse and she asked for the child to be looked after again.',
  },
  {
    kind: 'parents',
    children: ['male'],
    happened: 'abrupt',
    daysAgo: 2,
    account: 'The child came back into our care after a night on which nobody was at home with him.',
    decision: {
      toMeet: 'no',
      why: 'A child protection conference looks at the same events next week.',
      reviewed: true,
    },
  },
];
