import type { Transaction } from '../../database/connection.ts';
import { addHistory } from '../../database/history.ts';
import { liftHold, placeHold } from '../../domain/disposal.ts';
import { readText } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, isUuid, notThere } from '../case-door.ts';
import type { FormByPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import type { CaseStanding } from './facts-store.ts';
import { liftHoldView, placeHoldView } from './hold.view.ts';
import { type CaseParams, ofCase, openStanding } from './records-door.ts';
import { insertHold, loadHolds, type StoredHold, saveLifted } from './store.ts';

/** A hold of a case. Throws a 404 when there is none. */
const openHold = async (tx: Transaction, placementId: string, id: string): Promise<StoredHold> => {
  const found = isUuid(id) && (await loadHolds(tx, placementId)).find((hold) => hold.id === id);
  if (!found) throw notThere();
  return found;
};

/** A hold placed by a manager, on the case itself. */
export const holdForm: FormOnCase = {
  act: 'hold-case',
  show: (shell, { record, typed, problems }) => {
    const back = `/disruptions/${record.id}/kept`;
    const action = `${back}/hold`;
    return placeHoldView(shell, { back, action, reference: record.reference, typed, problems });
  },
  save: (service, actor, form, typed) =>
    changeCase(service, actor, { ...form, act: 'hold-case' }, async ({ tx, record, now }) => {
      const reason = insist(placeHold(readText(typed, 'reason')));
      const { id: placementId, organisationId } = record.placement;
      await insertHold(tx, { organisationId, placementId }, reason, { by: actor.id, at: now });
      const summary = `Placed a legal hold: ${reason}`;
      await addHistory(tx, record.id, { at: now, by: actor, act: 'hold-case', summary });
      return `/disruptions/${record.id}/kept`;
    }),
};

export const liftForm: FormOnCase<'holdId'> = {
  act: 'hold-case',
  show: async (shell, { tx, record, params, typed, problems }) => {
    const hold = await openHold(tx, record.placement.id, params.holdId);
    const back = `/disruptions/${record.id}/kept`;
    const action = `${back}/holds/${hold.id}/lift`;
    return liftHoldView(shell, { back, action, reference: record.reference, typed, problems, hold });
  },
  save: (service, actor, form, typed, { holdId }) =>
    changeCase(service, actor, { ...form, act: 'hold-case' }, async ({ tx, record, now }) => {
      const hold = await openHold(tx, record.placement.id, holdId);
      const because = insist(liftHold(hold, readText(typed, 'because')));
      await saveLifted(tx, hold.id, because, { by: actor.id, at: now });
      const summary = `Lifted a legal hold: ${because}`;
      await addHistory(tx, record.id, { at: now, by: actor, act: 'hold-case', summary });
      return `/disruptions/${record.id}/kept`;
    }),
};

/** A hold placed by those who look after records, who see no case. */
export const officeHoldForm = (service: Service): FormByPost<CaseParams, CaseStanding> => ({
  act: 'hold-records',
  subject: ofCase,
  load: (tx, { actor, params }) => openStanding(tx, service, actor, params),
  show: (shell, { loaded, typed, problems }) => {
    const back = `/retention/cases/${loaded.placementId}`;
    const action = `${back}/hold`;
    return placeHoldView(shell, { back, action, reference: loaded.reference, typed, problems });
  },
  save: async (tx, { actor, params, typed }) => {
    const { placementId } = await openStanding(tx, service, actor, params);
    const reason = insist(placeHold(readText(typed, 'reason')));
    const of = { organisationId: actor.organisationId, placementId };
    await insertHold(tx, of, reason, { by: actor.id, at: service.clock() });
    return `/retention/cases/${placementId}`;
  },
});

type HoldParams = CaseParams & { readonly holdId: string };

export const officeLiftForm = (
  service: Service,
): FormByPost<HoldParams, { readonly standing: CaseStanding; readonly hold: StoredHold }> => ({
  act: 'hold-records',
  subject: ofCase,
  load: async (tx, { actor, params }) => ({
    standing: await openStanding(tx, service, actor, params),
    hold: await openHold(tx, params.placementId, params.holdId),
  }),
  show: (shell, { loaded: { standing, hold }, typed, problems }) => {
    const back = `/retention/cases/${standing.placementId}`;
    const action = `${back}/holds/${hold.id}/lift`;
    return liftHoldView(shell, { back, action, reference: standing.reference, typed, problems, hold });
  },
  save: async (tx, { actor, params, typed }) => {
    const { placementId } = await openStanding(tx, service, actor, params);
    const hold = await openHold(tx, placementId, params.holdId);
    const because = insist(liftHold(hold, readText(typed, 'because')));
    await saveLifted(tx, hold.id, because, { by: actor.id, at: service.clock() });
    return `/retention/cases/${placementId}`;
  },
});
