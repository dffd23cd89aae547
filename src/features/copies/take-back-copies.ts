import { addHistory } from '../../database/history.ts';
import { takeBackCopies as decideTakingBack } from '../../domain/release.ts';
import { readList, type Typed } from '../../web/typed.ts';
import { changeCase, insist } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { takeOffHold } from './hold-store.ts';
import { loadCopies } from './store.ts';

/** Takes back copies that wait to go: they are as before their release, and nothing was sent. `typed` has the `held` ones. */
export const takeBackCopies = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'release-copies' }, async ({ tx, record, now }) => {
    const { meeting } = record;
    const location = `/disruptions/${record.id}/copies`;
    if (meeting === null) return location;
    const asked = readList(typed, 'held');
    const copies = (await loadCopies(tx, meeting.id, meeting.minutesVersion)).filter(({ id }) =>
      asked.includes(id),
    );
    const back = insist(decideTakingBack(record, copies, actor.id));
    await takeOffHold(tx, { copyIds: back.map(({ id }) => id) });
    for (const { id, invitationId } of back) {
      const reader = meeting.invitations.find((one) => one.id === invitationId);
      await addHistory(tx, record.id, {
        at: now,
        by: actor,
        act: 'take-back-copies',
        summary: `Took back ${reader?.name ?? 'somebody'}’s copy of the minutes before it went`,
        facts: { copyId: id },
      });
    }
    return location;
  });
