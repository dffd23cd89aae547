import { addPeriod, inWords, type Period, type PlainDate } from './dates.ts';
import {
  type ChoiceFact,
  type FactName,
  type Facts,
  factDefinitions,
  factValueInWords,
  withDefaults,
} from './facts.ts';
import { endingsOf, type When } from './procedure.ts';
import { listInWords } from './words.ts';

export type ConditionName = keyof When;
/** The condition that did not hold, what it wanted and what was found, in words. */
export type Failed = { readonly fact: ConditionName; readonly wanted: string; readonly found: string };

type CountCondition = NonNullable<When['unplanned-endings']>;

/** "12 months", "5 working days", "1 week". */
export const periodInWords = (period: Period): string => {
  const [unit, count] = Object.entries(period)[0] ?? ['days', 0];
  const words = unit.replace('-', ' ');
  return `${count} ${count === 1 ? words.slice(0, -1) : words}`;
};

const eventOf = (facts: Facts): PlainDate | undefined => facts['broke-down-on'] ?? facts['at-risk-since'];

/** Whether a day lies within a time up to an event, both ends included. */
const isWithin = (period: Period, event: PlainDate) => {
  const since = addPeriod(event, period, -1);
  return (day: PlainDate): boolean => since <= day && day <= event;
};

const notKnown = 'not known';
const asList = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

const choiceFails = (
  fact: ChoiceFact,
  wanted: string | readonly string[],
  facts: Facts,
): Failed | undefined => {
  const found = facts[fact];
  const values = asList(wanted);
  if (found !== undefined && values.includes(found)) return undefined;
  return {
    fact,
    wanted: listInWords(
      values.map((value) => factValueInWords(fact, value as never)),
      'or',
    ),
    found: found === undefined ? notKnown : factValueInWords(fact, found as never),
  };
};

type Bounds = { readonly 'at-least'?: number; readonly 'at-most'?: number };

const isBetween = (
  { 'at-least': least = 0, 'at-most': most = Number.POSITIVE_INFINITY }: Bounds,
  count: number,
): boolean => least <= count && count <= most;

const boundsInWords = ({ 'at-least': least, 'at-most': most }: Bounds): string =>
  listInWords([
    ...(least === undefined ? [] : [`at least ${least}`]),
    ...(most === undefined ? [] : [`at most ${most}`]),
  ]);

const ageFails = (wanted: NonNullable<When['child-age']>, facts: Facts): Failed | undefined => {
  const age = facts['child-age'];
  if (age !== undefined && isBetween(wanted, age)) return undefined;
  return {
    fact: 'child-age',
    wanted: boundsInWords(wanted),
    found: age === undefined ? notKnown : String(age),
  };
};

/**
 * The endings of the child and those with the carers are counted apart; the most of one of them decides. While one of
 * the two is not known there can be more, but not fewer.
 */
const endingsFail = (wanted: CountCondition, facts: Facts): Failed | undefined => {
  const event = eventOf(facts);
  const counts = wanted.of.flatMap((whose) => {
    const days = facts[endingsOf[whose]];
    return days && event ? [days.filter(isWithin(wanted.within, event)).length] : [];
  });
  const most = Math.max(0, ...counts);
  const canBeMore = wanted['at-most'] !== undefined && counts.length < wanted.of.length;
  const isMet = counts.length > 0 && isBetween(wanted, most);
  if (isMet && !canBeMore) return undefined;
  return {
    fact: 'unplanned-endings',
    wanted: `${boundsInWords(wanted)} in ${periodInWords(wanted.within)} of the ${listInWords(wanted.of, 'or')}`,
    found: isMet || counts.length === 0 ? notKnown : String(most),
  };
};

const sinceOrderFails = (wanted: NonNullable<When['since-order']>, facts: Facts): Failed | undefined => {
  const made = facts['order-made-on'];
  const event = eventOf(facts);
  if (made && event && isWithin(wanted['at-most'], event)(made)) return undefined;
  return {
    fact: 'since-order',
    wanted: `the order made at most ${periodInWords(wanted['at-most'])} before`,
    found: made && event ? `made on ${inWords(made)}` : notKnown,
  };
};

/** The first condition that the facts do not meet, in the order they are written; undefined when all are met. */
export const conditionFails = (when: When, facts: Facts): Failed | undefined => {
  const known = withDefaults(facts);
  for (const name in when) {
    const fails = failsAt(name as ConditionName, when, known);
    if (fails !== undefined) return fails;
  }
  return undefined;
};

const failsAt = (name: ConditionName, when: When, facts: Facts): Failed | undefined => {
  switch (name) {
    case 'child-age':
      return when[name] && ageFails(when[name], facts);
    case 'unplanned-endings':
      return when[name] && endingsFail(when[name], facts);
    case 'since-order':
      return when[name] && sinceOrderFails(when[name], facts);
    default:
      return when[name] && choiceFails(name, when[name], facts);
  }
};

const behind = (name: ConditionName, when: When): readonly FactName[] => {
  if (name === 'unplanned-endings') return (when[name]?.of ?? []).map((whose) => endingsOf[whose]);
  return name === 'since-order' ? ['order-made-on'] : [name];
};

/** The facts that conditions looked at, each once and with its value as the facts have it. */
export const factsBehind = (
  conditions: readonly When[],
  facts: Facts,
): readonly { readonly fact: FactName; readonly value: string }[] => {
  const known = withDefaults(facts);
  const found = new Map<FactName, string>();
  for (const when of conditions)
    for (const name in when)
      for (const fact of behind(name as ConditionName, when)) {
        const value = known[fact];
        if (value !== undefined) found.set(fact, Array.isArray(value) ? value.join(', ') : String(value));
      }
  return [...found].map(([fact, value]) => ({ fact, value }));
};

/** A fact that matched, in words: "day of the order: 1 March 2024". */
export const factInWords = (fact: FactName, value: string): string => {
  const { name, type } = factDefinitions[fact];
  const words =
    type === 'choice'
      ? factValueInWords(fact as ChoiceFact, value as never)
      : value.replace(/\d{4}-\d{2}-\d{2}/g, inWords);
  return `${name}: ${words}`;
};
