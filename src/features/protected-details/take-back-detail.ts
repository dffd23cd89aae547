import { addHistory } from '../../database/history.ts';
import { endDetail } from '../../database/protected-details.ts';
import { changeCase, isUuid, notThere } from '../case-door.ts';
import type { Actor, Service } from '../service.ts';

/** Takes back a detail that was added by mistake: copies that are prepared from then on do not look for it. */
export const takeBackDetail = async (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly detailId: string; readonly key: string },
): Promise<{ readonly location: string }> => {
  const { disruptionId, detailId: id } = form;
  const location = `/disruptions/${disruptionId}/protected-details`;
  await changeCase(service, actor, { ...form, act: 'protect-details' }, async ({ tx, record, now }) => {
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
    return location;
  });
  return { location };
};
