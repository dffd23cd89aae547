import { conditionFails } from './condition.ts';
import type { Facts } from './facts.ts';
import type { ChecklistItem, Procedure } from './procedure.ts';

/** The items of a procedure's checklist that are asked with these facts, in its order; none when it does not apply (PG-9e). */
export const askedOf = (
  { scope, checklist }: Pick<Procedure, 'scope' | 'checklist'>,
  facts: Facts,
): readonly ChecklistItem[] =>
  conditionFails(scope.when, facts) === undefined
    ? checklist.filter(({ when }) => conditionFails(when, facts) === undefined)
    : [];
