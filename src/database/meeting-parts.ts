import { capacityInWords } from '../domain/capacity.ts';
import { endAccess } from './case-standing.ts';
import type { Transaction } from './connection.ts';
import { addHistory } from './history.ts';

type Named = { readonly id: string; readonly name: string };

/** Those who have a part in a case because a meeting, or the question when it can be, names them. */
export const partsIn = (chair: Named, minuteTaker: Named | null) => [
  { personId: chair.id, name: chair.name, capacity: 'chair' as const },
  ...(minuteTaker === null
    ? []
    : [{ personId: minuteTaker.id, name: minuteTaker.name, capacity: 'minute-taker' as const }]),
];

/** Ends the parts of those who were named for a meeting and are not any more: the case is no longer theirs to open. */
export const endParts = async (
  tx: Transaction,
  of: {
    readonly record: { readonly id: string; readonly placement: { readonly id: string } };
    readonly actor: Named;
    readonly now: Date;
  },
  parts: ReturnType<typeof partsIn>,
): Promise<void> => {
  const { record, actor, now } = of;
  for (const { personId, name, capacity } of parts)
    if (await endAccess(tx, record.placement.id, { personId, capacity }))
      await addHistory(tx, record.id, {
        at: now,
        by: actor,
        act: 'take-off-case',
        summary: `Ended the part of ${name} as ${capacityInWords[capacity]}: the meeting names them no more`,
        facts: { personId, capacity },
      });
};
