import { type Capacity, capacityInWords } from './capacity.ts';
import { capitalised, listInWords } from './words.ts';

/** Whom a rule about the meeting's people names, and in what way each takes part. */
export type Invite = {
  readonly 'must-attend'?: readonly Capacity[];
  readonly invited?: readonly Capacity[];
  /** Asked to come, or to write or tell somebody what they want said: the convener chooses for each. */
  readonly 'invited-or-asked-to-contribute'?: readonly Capacity[];
  readonly 'may-contribute'?: readonly Capacity[];
  /** Of those above: a person decides, case by case, whether they take part at all. */
  readonly 'as-appropriate'?: readonly Capacity[];
};

/** Posts somebody can hold who chairs meetings. */
export const chairingPostInWords = {
  'independent-chair': 'independent chair',
  'senior-practitioner': 'senior practitioner',
  'team-manager': 'team manager',
  'service-manager': 'service manager',
  'head-of-service': 'head of service',
  iro: 'Independent Reviewing Officer (IRO)',
} as const satisfies Readonly<Record<string, string>>;
export type ChairingPost = keyof typeof chairingPostInWords;

/** Of what a chair has to be independent. */
export const independenceInWords = {
  agency: 'the adoption agency',
  line: 'the line management of the child’s social worker',
  case: 'this child’s case',
} as const satisfies Readonly<Record<string, string>>;
export type Independence = keyof typeof independenceInWords;

/** Who may chair: somebody in one of the posts, or who holds one of the capacities on this very case. */
export type ChairRule = {
  readonly 'in-post'?: readonly ChairingPost[];
  readonly 'on-the-case'?: readonly Capacity[];
  readonly 'independent-of'?: readonly Independence[];
  /** A consortium that lends chairs, and the form it asks for them on. */
  readonly 'lent-by'?: { readonly name: string; readonly 'request-form'?: string };
};

/** How a meeting can be held. */
export const shapeInWords = {
  whole: 'one meeting with everybody',
  'two-parts': 'families first, then professionals',
  'conversations-first': 'the chair talks to people one by one first',
  'core-group': 'a core group, others by appointment',
  'questionnaires-first': 'questionnaires first',
  'by-video': 'by video',
} as const satisfies Readonly<Record<string, string>>;

/** What a follow-up is kept as, apart from somebody's word that it was done: see follow-up.ts and resource-use.ts. */
export const followUpKeyInWords = {
  'carer-review': 'whether the carers’ review is held early, and why',
  'resource-use': 'whether the resource is used again, and under which conditions',
  'plan-review': 'what became of the child’s plan',
  'order-revocation': 'whether the placement order is to be revoked',
  'support-offered': 'what support was offered to those who cared for the child',
  debrief: 'that professionals had a time to talk',
} as const;
export type FollowUpKey = keyof typeof followUpKeyInWords;
type FollowUpAsk = { readonly what: string; readonly 'kept-as': FollowUpKey };

/** What each kind of rule carries. */
type Kinds = {
  readonly meeting: {
    readonly name: string;
    /** To learn from an ending, which is what is meant without it, or to prevent one. */
    readonly purpose?: 'learn' | 'prevent';
    readonly shapes?: readonly (keyof typeof shapeInWords)[];
    readonly 'minutes-long'?: { readonly from: number; readonly to: number };
  };
  readonly decision: { readonly 'on-report-of'?: Capacity };
  readonly agenda: 'set' | 'suggested';
  readonly chair: ChairRule;
  readonly invite: Invite;
  readonly establish: readonly string[];
  readonly record: 'child-views';
  readonly paper: { readonly name: string; readonly to: readonly Capacity[] };
  readonly minutes: {
    readonly stage: 'draft' | 'corrections' | 'final';
    readonly to: 'everyone-concerned' | readonly Capacity[];
  };
  readonly file: { readonly what: string; readonly in: readonly string[] };
  readonly notify: { readonly of: string; readonly who: readonly Capacity[] };
  readonly report: {
    readonly name: string;
    readonly to: string;
    readonly form?: string;
    /** That the minutes were released to the panel shows that it was sent; without it somebody has to say so. */
    readonly 'shown-by'?: 'minutes-to-panel';
  };
  readonly support: string;
  readonly 'follow-up': string | FollowUpAsk;
  readonly 'review-meeting': { readonly name: string };
};
export type AskKind = keyof Kinds;

/** What a rule asks for: one thing of one kind. */
export type Asks = { readonly [Kind in AskKind]: { readonly [K in Kind]: Kinds[Kind] } }[AskKind];

/** How the service knows that it was done: from what it holds itself, or because a person says so. */
type ShownBy =
  | 'the-meeting'
  | 'the-agenda'
  | 'the-chair'
  | 'the-invitations'
  | 'the-decision'
  | 'the-views'
  | 'the-minutes'
  | 'the-copies'
  | 'the-panel-copy'
  | 'a-statement';

/** How words of the procedure's own are put: made to fit into a title, or quoted as they stand. */
type OwnWords = (words: string, fit?: (words: string) => string) => string;
const fitted: OwnWords = (words, fit = (same) => same) => fit(words);
const quoted: OwnWords = (words) => `“${words}”`;

type AskDefinition<Kind extends AskKind> = {
  /** What it asks, as an instruction: "Hold the disruption meeting". */
  readonly inWords: (asked: Kinds[Kind], own: OwnWords) => string;
  /** What that leaves out, so that a title stays short, and so that each kind reads differently. */
  readonly rest?: (asked: Kinds[Kind]) => readonly string[];
  readonly shownBy: ShownBy | ((asked: Kinds[Kind]) => ShownBy);
  /** Whether it only has to be done when a meeting is held. */
  readonly ofTheMeeting?: true;
};

const people = (capacities: readonly Capacity[]): string =>
  listInWords(capacities.map((capacity) => `the ${inPlural[capacity] ?? capacityInWords[capacity]}`));

const inPlural: Partial<Record<Capacity, string>> = {
  adopters: 'prospective adopters',
  'former-carers': 'carers of the placement',
  'current-carer': 'current carers',
  'birth-family': 'parents',
  'other-professional': 'other professionals involved',
};

const invited = (asked: Invite): string => {
  const { 'must-attend': must = [], invited: plain = [], 'may-contribute': may = [] } = asked;
  const either = asked['invited-or-asked-to-contribute'] ?? [];
  const ways = [
    ...(must.length === 0 ? [] : [`invite ${people(must)}, who must attend`]),
    ...(plain.length === 0 ? [] : [`invite ${people(plain)}`]),
    ...(either.length === 0 ? [] : [`invite, or ask to contribute, ${people(either)}`]),
    ...(may.length === 0 ? [] : [`ask ${people(may)} to contribute`]),
  ];
  return capitalised(ways.join('; ')) || 'Convene the meeting';
};

/** "disruption meeting" in a sentence; a name with capitals of its own stays as it is: "Learning from Endings". */
const inSentence = (name: string): string =>
  /\p{Lu}/u.test(name.slice(1)) ? name : name.charAt(0).toLowerCase() + name.slice(1);

const withArticle = (words: string): string => `${/^[aeiou]/i.test(words) ? 'an' : 'a'} ${words}`;

const whoChairs = (rule: ChairRule): string =>
  listInWords(
    [
      ...(rule['in-post'] ?? []).map((post) => withArticle(chairingPostInWords[post])),
      ...(rule['on-the-case'] ?? []).map((capacity) => `the ${capacityInWords[capacity]}`),
    ],
    'or',
  );

const chaired = (rule: ChairRule, own: OwnWords): string => {
  const who = whoChairs(rule);
  const lender = rule['lent-by'];
  const form = lender?.['request-form'];
  const plainly = who === '' ? 'Arrange a chair' : `Have the meeting chaired by ${who}`;
  return [
    rule['independent-of'] === undefined ? plainly : 'Arrange an independent chair',
    ...(lender === undefined ? [] : [`, lent by ${own(lender.name)}`]),
    ...(form === undefined ? [] : [` and asked for on the form ${own(form)}`]),
  ].join('');
};

/** Who an independent chair can be, and of what they are independent: the title only says that they are. */
const independence = (rule: ChairRule): readonly string[] => {
  const { 'independent-of': of } = rule;
  if (of === undefined) return [];
  const who = whoChairs(rule);
  return [
    ...(who === '' ? [] : [`who is ${who}`]),
    `independent of ${listInWords(of.map((what) => independenceInWords[what]))}`,
  ];
};

/** Every kind of rule there is. A new kind is a line here and in the schema of procedure files. */
export const askKinds: { readonly [Kind in AskKind]: AskDefinition<Kind> } = {
  meeting: {
    inWords: ({ name, purpose, shapes = [] }, own) =>
      [
        `Hold the ${own(name, inSentence)}`,
        ...(purpose === 'prevent' ? [' to prevent the placement from ending'] : []),
        ...(shapes.length === 0
          ? []
          : [
              ` (${listInWords(
                shapes.map((shape) => shapeInWords[shape]),
                'or',
              )})`,
            ]),
      ].join(''),
    rest: ({ 'minutes-long': long }) =>
      long === undefined ? [] : [`${long.from} to ${long.to} minutes long`],
    shownBy: 'the-meeting',
  },
  decision: {
    inWords: (asked) =>
      `Decide whether to hold a meeting, and why${asked['on-report-of'] === undefined ? '' : `, on a report of the ${capacityInWords[asked['on-report-of']]}`}`,
    shownBy: 'the-decision',
  },
  agenda: {
    inWords: (agenda) => (agenda === 'set' ? 'Follow the set agenda' : 'Build the agenda for this child'),
    shownBy: (agenda) => (agenda === 'set' ? 'the-meeting' : 'the-agenda'),
    ofTheMeeting: true,
  },
  chair: {
    inWords: chaired,
    rest: independence,
    shownBy: 'the-chair',
    ofTheMeeting: true,
  },
  invite: {
    inWords: invited,
    rest: ({ 'as-appropriate': some }) => (some === undefined ? [] : [`as appropriate: ${people(some)}`]),
    shownBy: 'the-invitations',
    ofTheMeeting: true,
  },
  establish: {
    inWords: (purposes, own) => `Establish ${listInWords(purposes.map((purpose) => own(purpose)))}`,
    shownBy: 'the-minutes',
    ofTheMeeting: true,
  },
  record: {
    inWords: () => 'Bring the child’s views and feelings to the meeting',
    shownBy: 'the-views',
    ofTheMeeting: true,
  },
  paper: {
    inWords: ({ name, to }, own) => `Send ${own(name)} to ${people(to)}`,
    shownBy: 'a-statement',
    ofTheMeeting: true,
  },
  minutes: {
    inWords: ({ stage, to }) => {
      const whom = to === 'everyone-concerned' ? 'everybody concerned' : people(to);
      if (stage === 'draft') return `Send the draft minutes to ${whom}`;
      return stage === 'corrections'
        ? `Take in corrections from ${whom}`
        : `Circulate the minutes to ${whom}`;
    },
    shownBy: ({ stage }) => (stage === 'final' ? 'the-copies' : 'a-statement'),
    ofTheMeeting: true,
  },
  file: {
    inWords: ({ what, in: places }, own) =>
      `Record ${own(what)} in ${listInWords(places.map((place) => own(place)))}`,
    shownBy: 'a-statement',
    ofTheMeeting: true,
  },
  notify: {
    inWords: ({ of, who }, own) => `Tell ${people(who)} ${own(of)}`,
    shownBy: 'a-statement',
  },
  report: {
    inWords: ({ name, to }, own) => `Send ${own(name)} to the ${own(to)}`,
    rest: ({ form, 'shown-by': shown }) => [
      ...(form === undefined ? [] : [`on the form ${quoted(form)}`]),
      ...(shown === undefined ? [] : ['shown by the release of the minutes to the panel']),
    ],
    shownBy: ({ 'shown-by': shown }) => (shown === undefined ? 'a-statement' : 'the-panel-copy'),
  },
  support: {
    inWords: (support, own) => own(support, capitalised),
    rest: () => ['as support'],
    shownBy: 'a-statement',
  },
  'follow-up': {
    inWords: (work, own) => own(typeof work === 'string' ? work : work.what, capitalised),
    rest: (work) => [
      'afterwards',
      ...(typeof work === 'string' ? [] : [`written down as ${followUpKeyInWords[work['kept-as']]}`]),
    ],
    shownBy: 'a-statement',
  },
  'review-meeting': {
    inWords: ({ name }, own) => `Hold the ${own(name, inSentence)}`,
    rest: () => ['to see what was done'],
    shownBy: 'a-statement',
    ofTheMeeting: true,
  },
};

/** The kind of a rule, with what it carries. */
export const kindOf = (asks: Asks): AskKind => Object.keys(asks)[0] as AskKind;

const definitionOf = (asks: Asks): { readonly asked: never; readonly definition: AskDefinition<never> } => {
  const kind = kindOf(asks);
  return {
    asked: (asks as Record<AskKind, never>)[kind],
    definition: askKinds[kind] as AskDefinition<never>,
  };
};

/** What a rule asks, as an instruction: "Hold the disruption meeting". */
export const asksInWords = (asks: Asks): string => {
  const { asked, definition } = definitionOf(asks);
  return definition.inWords(asked, fitted);
};

/** All that a rule asks, with nothing left out: two things that are not the same never read the same. */
export const asksInFull = (asks: Asks): string => {
  const { asked, definition } = definitionOf(asks);
  return [definition.inWords(asked, quoted), ...(definition.rest?.(asked) ?? [])].join(', ');
};

/** How the service knows that what a rule asks was done. */
export const shownBy = (asks: Asks): ShownBy => {
  const { asked, definition } = definitionOf(asks);
  return typeof definition.shownBy === 'function' ? definition.shownBy(asked) : definition.shownBy;
};

/** Whether a person's word shows that it was done, also before the panel has its copy of the minutes. */
export const isShownByStatement = (asks: Asks): boolean =>
  shownBy(asks) === 'a-statement' || shownBy(asks) === 'the-panel-copy';

/** As what a follow-up is written down; undefined of anything else. */
export const keptAs = (asks: Asks): FollowUpKey | undefined =>
  'follow-up' in asks && typeof asks['follow-up'] !== 'string' ? asks['follow-up']['kept-as'] : undefined;

/** Whether a rule only has to be followed when a meeting is held. */
export const isOfTheMeeting = (asks: Asks): boolean => definitionOf(asks).definition.ofTheMeeting === true;
