import { addHistory } from '../../database/history.ts';
import { endKeptApart, loadApart, saveTogether } from '../../database/kept-apart.ts';
import { settleKeptApart } from '../../domain/keep-apart.ts';
import { clashesAt, type KeptApart } from '../../domain/kept-apart.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { namesOn } from './apart-people.ts';
import { settleApartView } from './settle-apart.view.ts';

const recordOf = async ({ tx, record }: OpenCase, id: string): Promise<KeptApart> => {
  const found = (await loadApart(tx, record.id)).keptApart.find((one) => one.id === id);
  if (found === undefined) throw notThere();
  return found;
};

/** Ends a record of people who must not meet, or lets them be there together: each with why, and who decided. */
const saveSettled = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
  apartId: string,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'keep-apart' }, async (open) => {
    const { tx, record, now, capacities } = open;
    const { id } = await recordOf(open, apartId);
    const { keptApart, ways } = await loadApart(tx, record.id);
    const { meeting } = record;
    const clashes = clashesAt(meeting, { keptApart: keptApart.filter((one) => one.id === id), ways });
    const { becomes, reason } = insist(
      settleKeptApart(
        { becomes: readText(typed, 'becomes'), reason: readText(typed, 'reason') },
        { capacities, clashes },
      ),
    );
    const signed = { by: actor.id, at: now };
    if (becomes === 'over') await endKeptApart(tx, id, reason, signed);
    else if (meeting !== null) {
      const at = { disruptionId: record.id, meetingId: meeting.id, heldOn: meeting.heldOn };
      await saveTogether(tx, at, { clashes, because: reason }, signed);
    }
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'keep-apart',
      summary:
        becomes === 'over'
          ? 'Recorded that people may meet again'
          : 'Let people who must not meet be at the meeting together',
      facts: { reason },
    });
    return `/disruptions/${record.id}/apart`;
  });

export const settleApartForm: FormOnCase<'apartId'> = {
  act: 'keep-apart',
  save: (service, actor, form, typed, { apartId }) => saveSettled(service, actor, form, typed, apartId),
  show: async (shell, page) =>
    settleApartView(shell, {
      ...page,
      keptApart: await recordOf(page, page.params.apartId),
      names: namesOn(page),
    }),
};
