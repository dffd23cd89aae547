import { type DateFact, type FactName, factNames, type PauseReason } from '../../domain/facts.ts';
import { endingsOf, type Procedure, type When, type WindowRule } from '../../domain/procedure.ts';

/** What to ask somebody who tries a procedure out, and the reasons it knows for time to stand still. */
export type Questions = { readonly facts: readonly FactName[]; readonly pausedBy: readonly PauseReason[] };

/** The facts that this procedure's conditions and windows look at, and no other, in the catalogue's order. */
export const questionsOf = ({ scope, rules }: Pick<Procedure, 'scope' | 'rules'>): Questions => {
  const conditions = [scope.when, ...rules.map(({ when }) => when)];
  const windows = rules.flatMap(({ window }) => (window === undefined ? [] : [window]));
  const pausedBy = [...new Set(windows.flatMap((window) => window['paused-by'] ?? []))];
  const looksAt = new Set<FactName>([
    ...conditions.flatMap((when) => behindCondition(when, eventsOf(conditions))),
    ...windows.map(countedFrom),
    ...(pausedBy.length === 0 ? [] : (['pauses'] as const)),
  ]);
  return { facts: factNames.filter((name) => looksAt.has(name)), pausedBy };
};

/** The day a window is counted from, or back from. */
export const countedFrom = (window: WindowRule): DateFact =>
  'after' in window ? window.after : window.before;

/** The day that times before it are measured up to: it ended or, where a placement can be at risk, the risk was raised. */
const eventsOf = (conditions: readonly When[]): readonly DateFact[] =>
  conditions.some(({ stage }) => [stage].flat().includes('at-risk'))
    ? ['broke-down-on', 'at-risk-since']
    : ['broke-down-on'];

const behindCondition = (when: When, events: readonly DateFact[]): readonly FactName[] =>
  (Object.keys(when) as (keyof When)[]).flatMap((name): readonly FactName[] => {
    if (name === 'unplanned-endings')
      return [...(when[name]?.of ?? []).map((whose) => endingsOf[whose]), ...events];
    return name === 'since-order' ? ['order-made-on', ...events] : [name];
  });
