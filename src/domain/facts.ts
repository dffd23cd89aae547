import type { PlainDate } from './dates.ts';

type Choice = {
  readonly type: 'choice';
  readonly name: string;
  readonly question: string;
  /** Each value with what it means in words. */
  readonly values: Readonly<Record<string, string>>;
};
type Plain = {
  readonly type: 'date' | 'dates' | 'number' | 'pauses';
  readonly name: string;
  readonly question: string;
};
export type FactDefinition = Choice | Plain;

const yesOrNo = { yes: 'yes', no: 'no' } as const;

/**
 * Every fact a procedure can ask about, under the name its file uses: what it is called, the question that finds it
 * out, and what its values mean. Procedure files, their schema, the pages and docs/how-to/add-a-council.md follow it.
 */
export const factDefinitions = {
  kind: {
    type: 'choice',
    name: 'kind of placement',
    question: 'What kind of placement is it?',
    values: {
      adoptive: 'adoptive placement',
      'foster-short-term': 'short-term foster placement',
      'foster-long-term': 'long-term foster placement',
      'foster-permanent': 'permanent foster placement',
      residential: 'residential placement',
      'connected-person': 'placement with a connected person',
      'special-guardianship': 'special guardianship',
      'supported-lodgings': 'supported lodgings',
      parents: 'placement with parents',
    },
  },
  provider: {
    type: 'choice',
    name: 'provider',
    question: 'Who provides the placement?',
    values: {
      'in-house': 'the council itself (in-house)',
      external: 'an agency or another provider (external)',
    },
  },
  stage: {
    type: 'choice',
    name: 'stage',
    question: 'How far had it come?',
    values: {
      'at-risk': 'the placement continues, but is at risk',
      introductions: 'in introductions, before the child moved in',
      'before-order': 'after the child moved in, before the order',
      'after-order': 'after the order was made',
      'in-placement': 'while the child lived there',
    },
  },
  ending: {
    type: 'choice',
    name: 'how it ended',
    question: 'How did it end?',
    values: { planned: 'as planned', unplanned: 'in an unplanned way', abrupt: 'abruptly' },
  },
  'order-made': {
    type: 'choice',
    name: 'order made',
    question: 'Had the order been made by then?',
    values: yesOrNo,
  },
  'family-source': {
    type: 'choice',
    name: 'adopters’ agency',
    question: 'Which agency approved the adopters?',
    values: {
      'regional-agency': 'the regional adoption agency',
      'inter-agency': 'another agency (inter-agency)',
    },
  },
  complex: {
    type: 'choice',
    name: 'complex case',
    question: 'Is it a complex case?',
    values: yesOrNo,
  },
  decision: {
    type: 'choice',
    name: 'decision about a meeting',
    question: 'Has it been decided whether to hold a meeting?',
    values: {
      'not-made': 'not decided yet',
      'to-meet': 'a meeting is held',
      'not-to-meet': 'no meeting is held',
    },
  },
  'child-age': { type: 'number', name: 'child’s age', question: 'How old is the child, in years?' },
  'unplanned-endings-of-child': {
    type: 'dates',
    name: 'unplanned endings of the child’s placements',
    question: 'On which days did this child’s placements end unplanned, this one included?',
  },
  'unplanned-endings-with-carer': {
    type: 'dates',
    name: 'unplanned endings with these carers',
    question: 'On which days did placements with these carers end unplanned, this one included?',
  },
  'broke-down-on': { type: 'date', name: 'day it ended', question: 'On which day did it end?' },
  'at-risk-since': {
    type: 'date',
    name: 'day the risk was raised',
    question: 'On which day was the risk raised?',
  },
  'order-made-on': {
    type: 'date',
    name: 'day of the order',
    question: 'On which day was the order made?',
  },
  'returned-on': {
    type: 'date',
    name: 'day of the return to the agency',
    question: 'On which day did the child return to the agency’s care?',
  },
  'decided-on': {
    type: 'date',
    name: 'day of the decision',
    question: 'On which day was it decided whether to hold a meeting?',
  },
  'meeting-on': { type: 'date', name: 'day of the meeting', question: 'On which day is the meeting?' },
  'panel-on': {
    type: 'date',
    name: 'day of the panel',
    question: 'On which day does the panel look at it?',
  },
  pauses: {
    type: 'pauses',
    name: 'pauses',
    question: 'Was the work paused, from when until when, and why?',
  },
} as const satisfies Readonly<Record<string, FactDefinition>>;

type Definitions = typeof factDefinitions;
export type FactName = keyof Definitions;

/** Why time can stand still for a procedure: something else has to run its course first. */
export const pauseReasonInWords = {
  complaint: 'an open complaint',
  allegation: 'an allegation that is being looked into',
  'police-investigation': 'a police investigation',
  'section-47-enquiry': 'a child protection (section 47) enquiry',
  'court-proceedings': 'court proceedings',
  other: 'another reason',
} as const satisfies Readonly<Record<string, string>>;
export type PauseReason = keyof typeof pauseReasonInWords;

/** Days that do not count, the first included and the last not; still going on without `until`. */
export type Pause = { readonly from: PlainDate; readonly until?: PlainDate; readonly reason: PauseReason };

type ValueOf<D extends FactDefinition> = D extends { readonly values: infer Values }
  ? keyof Values
  : D extends { readonly type: 'number' }
    ? number
    : D extends { readonly type: 'date' }
      ? PlainDate
      : D extends { readonly type: 'dates' }
        ? readonly PlainDate[]
        : readonly Pause[];

/** What is known about a placement, by the names procedures use. What is not known is left out. */
export type Facts = { readonly [Name in FactName]?: ValueOf<Definitions[Name]> };

type NamesOf<Type extends FactDefinition['type']> = {
  [Name in FactName]: Definitions[Name]['type'] extends Type ? Name : never;
}[FactName];
export type ChoiceFact = NamesOf<'choice'>;
export type DateFact = NamesOf<'date'>;
export type DatesFact = NamesOf<'dates'>;

export type PlacementKind = NonNullable<Facts['kind']>;
export type Provider = NonNullable<Facts['provider']>;
export type Stage = NonNullable<Facts['stage']>;
export type Ending = NonNullable<Facts['ending']>;
export type FamilySource = NonNullable<Facts['family-source']>;

/** Facts with what every case starts from, where they do not say otherwise: nothing is decided yet. */
export const withDefaults = (facts: Facts): Facts =>
  facts.decision === undefined ? { ...facts, decision: 'not-made' } : facts;

export const factNames = Object.keys(factDefinitions) as readonly FactName[];

/** What one value of a choice means: "in introductions, before the child moved in". */
export const factValueInWords = <Name extends ChoiceFact>(
  fact: Name,
  value: ValueOf<Definitions[Name]>,
): string => {
  const { values }: Choice = factDefinitions[fact];
  return values[String(value)] ?? String(value);
};
