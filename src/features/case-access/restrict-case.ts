import { addHistory } from '../../database/history.ts';
import {
  isManager,
  isRestriction,
  managers,
  type Restriction,
  restrictionInWords,
} from '../../domain/access.ts';
import { onCaseNow, restrictCase } from '../../domain/case-access.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { restrictCaseView } from './restrict-case.view.ts';
import { whoMayOpen } from './see-people.ts';
import { peopleOn, putOn, restrictionOf, saveRestriction } from './store.ts';

const readRestriction = (typed: Typed): Restriction | 'none' | null => {
  const chosen = readText(typed, 'restriction');
  return chosen === 'none' || isRestriction(chosen) ? chosen : null;
};

/** Whoever restricts a case that they see as a manager stays on it, by name. */
const stayByName = async ({ tx, record, now, today, actor }: OpenCase): Promise<void> => {
  const { id } = record.placement;
  const mine = onCaseNow(await peopleOn(tx, id), now).filter(({ personId }) => personId === actor.id);
  const capacity = managers.find((manager) => actor.posts.includes(manager));
  if (isManager(mine.map((part) => part.capacity)) || capacity === undefined) return;
  await putOn(tx, id, { personId: actor.id, capacity, reason: 'Restricted the case', today });
};

const saveRestricted = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'restrict-case' }, async (open) => {
    const { tx, record, now } = open;
    const { id } = record.placement;
    const decided = insist(
      restrictCase(
        { restriction: readRestriction(typed), reason: readText(typed, 'reason') },
        await restrictionOf(tx, id),
      ),
    );
    if (decided.restriction !== null) await stayByName(open);
    await saveRestriction(tx, id, decided);
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'restrict-case',
      summary:
        decided.restriction === null
          ? `Opened the case to the managers of those on it again: ${decided.reason}`
          : `Restricted the case to those on it by name (${restrictionInWords[decided.restriction].toLowerCase()}): ${decided.reason}`,
      facts: { restriction: decided.restriction },
    });
    return `/disruptions/${record.id}/people`;
  });

export const restrictForm: FormOnCase = {
  act: 'restrict-case',
  save: saveRestricted,
  show: async (shell, page) => restrictCaseView(shell, { ...page, ...(await whoMayOpen(page)) }),
};
