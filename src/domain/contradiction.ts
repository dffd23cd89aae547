import { type AskKind, type Asks, type ChairRule, chairingPostInWords, kindOf } from './asks.ts';
import { type Capacity, capacityInWords } from './capacity.ts';
import { type ChoiceFact, factDefinitions, factNames } from './facts.ts';
import type { Procedure, Rule, When } from './procedure.ts';
import { listInWords } from './words.ts';

/** Rules that nobody can follow together. A rule can contradict itself: then both are the same. */
export type Contradiction = { readonly rules: readonly [Rule, Rule]; readonly message: string };

const choiceFacts = factNames.filter((name): name is ChoiceFact => factDefinitions[name].type === 'choice');

/** A value as text that does not depend on the order its keys were written in. */
const written = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  ) ?? '';
const differ = (one: unknown, other: unknown): boolean => written(one) !== written(other);

/** Whether more endings are wanted than are allowed, of the same people in the same time. Other counts can all hold. */
const countsExclude = (conditions: readonly When[]): boolean => {
  const counts = conditions.flatMap((when) => when['unplanned-endings'] ?? []);
  return counts.some((one) =>
    counts.some(
      (other) =>
        (one['at-least'] ?? 0) > (other['at-most'] ?? Number.POSITIVE_INFINITY) &&
        !differ([one.of.toSorted(), one.within], [other.of.toSorted(), other.within]),
    ),
  );
};

/** The facts of which all conditions can hold together, as a file writes them; undefined when there are none. */
const sharedFacts = (conditions: readonly When[]): readonly string[] | undefined => {
  const shared: string[] = [];
  for (const fact of choiceFacts) {
    const wanted = conditions.flatMap((when) => (when[fact] === undefined ? [] : [[when[fact]].flat()]));
    if (wanted.length === 0) continue;
    const values = wanted.reduce((some, others) => some.filter((value) => others.includes(value as never)));
    if (values.length === 0) return undefined;
    shared.push(`${fact}: ${listInWords(values, 'or')}`);
  }
  const ages = conditions.flatMap((when) => when['child-age'] ?? []);
  const least = Math.max(0, ...ages.map((age) => age['at-least'] ?? 0));
  const most = Math.min(
    Number.POSITIVE_INFINITY,
    ...ages.map((age) => age['at-most'] ?? Number.POSITIVE_INFINITY),
  );
  if (least > most || countsExclude(conditions)) return undefined;
  if (ages.length > 0)
    shared.push(
      `child-age: ${most === Number.POSITIVE_INFINITY ? `${least} or more` : `${least} to ${most}`}`,
    );
  for (const fact of ['unplanned-endings', 'since-order'] as const)
    if (conditions.some((when) => when[fact] !== undefined)) shared.push(fact);
  return shared;
};

const windowsDiffer = (a: Rule, b: Rule): boolean =>
  a.window !== undefined && b.window !== undefined && differ(a.window, b.window);

type Asked<Kind extends AskKind> = Extract<Asks, { readonly [K in Kind]: unknown }>[Kind];
type Clash<Kind extends AskKind> = (
  one: Asked<Kind>,
  other: Asked<Kind>,
  a: Rule,
  b: Rule,
) => readonly string[];

const ANYBODY = 'anybody';

/** What the person in the chair may be: the name of a post, or of a part on the case, which can be a post as well. */
const mayChair = (rule: ChairRule, independentOf: ReadonlySet<string>): readonly string[] => {
  const { 'in-post': posts, 'on-the-case': onTheCase } = rule;
  if (posts === undefined && onTheCase === undefined) return [ANYBODY];
  return [...(posts ?? []), ...(independentOf.has('case') ? [] : (onTheCase ?? []))];
};

/** Nobody holds two posts; whatever else somebody is, they can be in any post. */
const canBeOnePerson = (one: string, other: string): boolean =>
  one === other || !(one in chairingPostInWords) || !(other in chairingPostInWords);

const chairsClash: Clash<'chair'> = (one, other, a, b) => {
  if (a.duty !== 'must' || b.duty !== 'must') return [];
  const independentOf = new Set([...(one['independent-of'] ?? []), ...(other['independent-of'] ?? [])]);
  const others = mayChair(other, independentOf);
  const somebodyCan = mayChair(one, independentOf).some((person) =>
    others.some((also) => canBeOnePerson(person, also)),
  );
  return somebodyCan ? [] : ['nobody can be the chair that is asked for'];
};

/** Two lists of people on which nobody can be at once, and what it would say of them. */
const apart = [
  ['must-attend', 'may-contribute', 'must attend, and is not invited but may contribute'],
  ['invited', 'may-contribute', 'is invited, and is not invited but may contribute'],
  ['must-attend', 'as-appropriate', 'must attend, and takes part only where somebody decides so'],
] as const;

const invitesClash: Clash<'invite'> = (one, other) => {
  const onBoth = (some: readonly Capacity[] = [], others: readonly Capacity[] = []) =>
    some.filter((capacity) => others.includes(capacity));
  return apart.flatMap(([list, also, says]) =>
    [...new Set([...onBoth(one[list], other[also]), ...onBoth(other[list], one[also])])].map(
      (capacity) => `the ${capacityInWords[capacity]} ${says}`,
    ),
  );
};

const meetingsClash: Clash<'meeting'> = (one, other, a, b) => {
  if ((one.purpose ?? 'learn') !== (other.purpose ?? 'learn')) return [];
  return [
    ...(one.name === other.name ? [] : [`the meeting is called “${one.name}” and “${other.name}”`]),
    ...(a.duty === b.duty ? [] : [`the meeting is a “${a.duty}” and a “${b.duty}”`]),
    ...(windowsDiffer(a, b) ? ['the meeting has two different windows'] : []),
  ];
};

const peopleDiffer = (a: Rule, b: Rule): boolean => {
  const people = ({ by, with: together = [] }: Rule) => [by, ...together].sort();
  return differ(people(a), people(b));
};

const decisionsClash: Clash<'decision'> = (_one, _other, a, b) => [
  ...(peopleDiffer(a, b) ? ['different people decide whether to hold a meeting'] : []),
  ...(a.duty === b.duty && windowsDiffer(a, b) ? ['the decision has two different windows'] : []),
];

const reportsClash: Clash<'report'> = (one, other, a, b) =>
  one.name === other.name && one.to === other.to && peopleDiffer(a, b)
    ? [`“${one.name}” has different authors`]
    : [];

/** What cannot be true of two rules of one kind that both apply. */
const clashes: { readonly [Kind in AskKind]?: Clash<Kind> } = {
  meeting: meetingsClash,
  decision: decisionsClash,
  agenda: (one, other) => (one === other ? [] : ['the agenda is set, and is only suggested']),
  chair: chairsClash,
  invite: invitesClash,
  report: reportsClash,
};

const reasons = (a: Rule, b: Rule): readonly string[] => {
  const kind = kindOf(a.asks);
  if (kind !== kindOf(b.asks)) return [];
  const asked = ({ asks }: Rule): never => (asks as Record<AskKind, never>)[kind];
  const clash = clashes[kind] as Clash<never> | undefined;
  const saysItself = kind === 'meeting' || kind === 'decision';
  const twoWindows = !saysItself && a.duty === b.duty && !differ(a.asks, b.asks) && windowsDiffer(a, b);
  return [
    ...(clash?.(asked(a), asked(b), a, b) ?? []),
    ...(twoWindows ? ['the same thing has two different windows'] : []),
  ];
};

/**
 * Every two rules of a procedure that can both apply to one placement and cannot both be followed there: a meeting with
 * two windows, a decision by two people, an agenda set and suggested, a chair nobody can be, a person who must attend and
 * is not invited, a report with two authors, one thing with two windows.
 */
export const contradictions = (procedure: Pick<Procedure, 'scope' | 'rules'>): readonly Contradiction[] =>
  procedure.rules.flatMap((a, index) =>
    procedure.rules.slice(index).flatMap((b) => {
      const why = reasons(a, b);
      if (why.length === 0) return [];
      const where = sharedFacts([procedure.scope.when, a.when, b.when]);
      if (where === undefined) return [];
      const who =
        a === b ? `Rule ${a.id} contradicts itself` : `Rules ${a.id} and ${b.id} contradict each other`;
      const placements = where.length === 0 ? 'every placement' : where.join('; ');
      return [
        {
          rules: [a, b] as const,
          message: `${who}: ${listInWords(why)}. ${a === b ? 'It applies' : 'Both apply'} to ${placements}`,
        },
      ];
    }),
  );
