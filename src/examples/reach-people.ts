import { asService } from '../database/connection.ts';
import { peopleToReach } from '../domain/contact-channel.ts';
import type { PlainDate } from '../domain/dates.ts';
import { reachForm } from '../features/delivery/reach.ts';
import { typedDate } from '../web/typed.ts';
import { insistOn, type Loading, recordOf } from './loading.ts';

/** Everybody who is invited in a case, or is asked about times. */
export const invitedTo = ({ service, disruptionId }: Loading) =>
  asService(service, (tx) =>
    tx
      .selectFrom('invitation')
      .innerJoin('disruption', 'disruption.id', 'invitation.disruption_id')
      .where('disruption_id', '=', disruptionId)
      .orderBy('position')
      .select(['invitation.id', 'source', 'name', 'mode', 'capacity', 'person_id'])
      .select(['procedure_id as procedureId', 'procedure_version as procedureVersion'])
      .select('organisation_id as organisationId')
      .execute(),
  );
export type Invited = Awaited<ReturnType<typeof invitedTo>>[number];

/** Somebody invited, as who they are behind their private link. */
export const guestOf = ({ disruptionId }: Loading, invitation: Invited) => {
  const { id, name, mode, capacity, procedureId, procedureVersion, organisationId } = invitation;
  return {
    ...{ invitationId: id, disruptionId, organisationId },
    ...{ name, mode, capacity, procedureId, procedureVersion },
  };
};

/** Makes sure of how everybody is reached, on the day they are first written to; of one in nine nobody could yet. */
export const reachPeople = async (loading: Loading, day: PlainDate): Promise<void> => {
  const { example, at, form } = loading;
  const { placement, brokeDownOn } = await recordOf(loading);
  for (const [index, { source }] of peopleToReach(placement).entries()) {
    if ((example.number + index) % 9 === 0 && example.progress === 'convened') continue;
    const contact = placement.contacts.find((one) => `contact-${one.id}` === source);
    const typed = {
      ...typedDate('confirmedOn', day < brokeDownOn ? brokeDownOn : day),
      ...{
        email: contact?.email ?? '',
        confirms: ['email'],
        how: 'I rang them, and they read it back to me',
      },
      ...{ language: 'en', format: 'standard' },
    };
    const reached = form(`reach ${source}`);
    await insistOn(
      reachForm.save(at(day, '10:40'), example.staff.socialWorker, reached, typed, {
        id: reached.disruptionId,
        source,
      }),
    );
  }
};
