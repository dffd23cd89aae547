import type { PlainDate } from './dates.ts';

/** Everybody who can own a duty or be on the list of people a procedure invites. */
export type Capacity =
  | 'child-social-worker'
  | 'team-manager'
  | 'service-manager'
  | 'adopters'
  | 'adopters-social-worker'
  | 'current-carer'
  | 'birth-family'
  | 'iro'
  | 'panel-advisor'
  | 'chair'
  | 'minute-taker'
  | 'other-professional';

/** How strongly the procedure asks: it must be done, it should be done, or it is to be considered. */
export type Strength = 'must' | 'should' | 'consider';

/** What is known about a placement's ending, by the names procedures use. */
export type Facts = {
  readonly kind: 'adoptive';
  readonly 'order-made': 'yes' | 'no';
  readonly stage: Stage;
  readonly 'family-source': FamilySource;
  readonly 'broke-down-on': PlainDate;
};
export type FactName = keyof Facts;
export type Stage = 'introductions' | 'before-order';
export type FamilySource = 'regional-agency' | 'inter-agency';

/** What a rule asks for. */
export type Asks =
  | { readonly meeting: { readonly name: string } }
  | { readonly agenda: 'set' }
  | { readonly chair: 'independent' }
  | { readonly invite: readonly Capacity[] }
  | { readonly record: 'child-views' }
  | { readonly report: { readonly name: string; readonly to: string } }
  | { readonly 'follow-up': string };

/** Days counted from a fact, both ends included. */
export type WindowRule = {
  readonly 'from-days'?: number;
  readonly 'to-days': number;
  readonly 'counted-from': 'broke-down-on';
};

export type Rule = {
  readonly id: string;
  readonly duty: Strength;
  readonly when: Partial<Record<FactName, string>>;
  readonly by: Capacity;
  readonly asks: Asks;
  readonly window?: WindowRule;
  readonly because: { readonly paragraph: string; readonly says: string };
};

export type AgendaItem = {
  readonly key: string;
  readonly title: string;
  readonly prompt: string;
  readonly kind: 'note' | 'finding' | 'lesson';
};

/** One council's procedure for one kind of ending, at one version. */
export type Procedure = {
  readonly id: string;
  readonly council: string;
  readonly regionalAgency: string;
  readonly title: string;
  readonly version: string;
  readonly inForceFrom: PlainDate;
  readonly document: string;
  readonly scope: {
    readonly id: string;
    readonly when: Partial<Record<FactName, string>>;
    readonly because: Rule['because'];
  };
  readonly agenda: readonly AgendaItem[];
  readonly rules: readonly Rule[];
};

/** The procedures a deployment has read, found by identity and version. */
export type Procedures = {
  /** The version of `id` in force on a date; undefined when none was. */
  readonly inForce: (id: string, on: PlainDate) => Procedure | undefined;
  /** The version a case began under. Throws when the deployment no longer carries it. */
  readonly version: (id: string, version: string) => Procedure;
};
