import { addHistory } from '../../database/history.ts';
import { correctIdentity, vaultOf } from '../../database/vault.ts';
import { carerInWords, correctCarer, correctedInWords, sourceOfCarer } from '../../domain/carer-identity.ts';
import type { CaseRecord } from '../../domain/case.ts';
import { stillInvited } from '../../domain/minutes.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { correctIdentityView } from './correct-identity.view.ts';

const carerOn = ({ placement, meeting }: CaseRecord, carerId: string) => {
  const index = placement.carers.findIndex(({ id }) => id === carerId);
  if (index === -1) throw notThere();
  const invitation = stillInvited(meeting?.invitations ?? []).find(
    ({ source }) => source === sourceOfCarer(carerId),
  );
  return { called: carerInWords(placement.kind, index), invitation };
};

/** Puts right who a carer is. What was on record before stays sealed beside it; the history says only what was changed. */
const saveCorrection = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string; readonly carerId: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'open-vault' }, async ({ tx, record, now }) => {
    const { called, invitation } = carerOn(record, form.carerId);
    const corrected = insist(
      correctCarer(
        {
          name: readText(typed, 'name'),
          // Where messages have gone, their links are closed with the address: see correct-address.ts.
          email: invitation === undefined ? readText(typed, 'email') : '',
          phone: readText(typed, 'phone'),
          address: readText(typed, 'address'),
        },
        record.placement,
      ),
    );
    await correctIdentity(tx, service, vaultOf(record), { ...corrected, carerId: form.carerId });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'correct-identity',
      summary: `Corrected the ${correctedInWords(corrected)} of ${called}`,
    });
    return `/disruptions/${record.id}/identities`;
  });

export const correctionForm: FormOnCase<'carerId'> = {
  act: 'open-vault',
  save: (service, actor, form, typed, { carerId }) =>
    saveCorrection(service, actor, { ...form, carerId }, typed),
  show: (shell, page) =>
    correctIdentityView(shell, {
      ...page,
      ...carerOn(page.record, page.params.carerId),
      carerId: page.params.carerId,
    }),
};
