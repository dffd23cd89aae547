import { addHistory } from '../../database/history.ts';
import { changeCase, isUuid, notThere } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { markWithdrawn } from './store.ts';

/** Withdraws a copy that is out. From then on its link opens nothing; that it was opened before stays on record. */
export const withdrawCopy = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly copyId: string; readonly key: string },
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'release-copies' }, async ({ tx, record, now }) => {
    if (!isUuid(form.copyId)) throw notThere();
    for (const copy of await markWithdrawn(tx, { copyId: form.copyId, disruptionId: record.id }, now)) {
      const reader = record.meeting?.invitations.find(({ id }) => id === copy.invitationId);
      await addHistory(tx, record.id, {
        at: now,
        by: actor,
        act: 'withdraw-copy',
        summary: `Withdrew ${reader?.name ?? 'somebody'}’s copy of the minutes, ${copy.openedAt === null ? 'not opened yet' : 'opened before'}`,
        facts: { copyId: copy.id, openedAt: copy.openedAt },
      });
    }
    return `/disruptions/${record.id}/copies`;
  });
