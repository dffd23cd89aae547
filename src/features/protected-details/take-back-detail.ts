import { addHistory } from '../../database/history.ts';
import { endDetail } from '../../database/protected-details.ts';
import { changeCase, isUuid, notThere } from '../case-door.ts';
import { onPress } from '../press.ts';
import type { Actor, Outcome, Service } from '../service.ts';

/** Takes back a detail that was added by mistake: copies that are prepared from then on do not look for it. */
const saveTakenBack = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  { detailId: id }: { readonly detailId: string },
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'protect-details' }, async ({ tx, record, now }) => {
    if (!isUuid(id)) throw notThere();
    // Somebody else may have taken it back a moment ago.
    if (await endDetail(tx, { disruptionId: record.id, id }, { id: actor.id, at: now }))
      await addHistory(tx, record.id, {
        at: now,
        by: actor,
        act: 'protect-details',
        summary: 'Took back something that readers were not to learn',
        facts: { detailId: id },
      });
    return `/disruptions/${record.id}/protected-details`;
  });

export const postTakenBack = (service: Service) => onPress(service, saveTakenBack);
