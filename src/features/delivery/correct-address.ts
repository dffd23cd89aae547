import { confirmChannels } from '../../database/contact-channels.ts';
import { addHistory } from '../../database/history.ts';
import { queueMessages } from '../../database/messages.ts';
import { vaultOf } from '../../database/vault.ts';
import { carerOfSource } from '../../domain/carer-identity.ts';
import { wayToMakeSure } from '../../domain/contact-channel.ts';
import { correctAddress } from '../../domain/delivery.ts';
import { copyLinkUntil, copyMessage, invitationLinkUntil, meetingMessage } from '../../domain/message.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { correctAddressView } from './correct-address.view.ts';
import { closeLinks, hasReleasedCopy, ownersOf, saveAddress } from './store.ts';

const invitedAs = ({ record: { meeting } }: OpenCase, invitationId: string) => {
  const invited = meeting?.invitations.filter(({ status }) => status === 'invited') ?? [];
  const invitation = invited.find(({ id }) => id === invitationId);
  if (meeting === null || invitation === undefined) throw notThere();
  return { meeting, invitation, invited };
};

/**
 * Corrects where somebody's messages go, or sends them a new link to where they went before. Every link they had is
 * closed, since the old address may be a stranger's; what they still need is sent again with a new one.
 */
const saveCorrectedAddress = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly invitationId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'convene-meeting' }, async (open) => {
    const { tx, record, now, today } = open;
    const { meeting, invitation, invited } = invitedAs(open, form.invitationId);
    const owners = await ownersOf(tx, service, readText(typed, 'email'), invited);
    const isKept = carerOfSource(invitation.source) !== undefined;
    // A carer's address is not shown: left empty, it stays.
    const email =
      isKept && readText(typed, 'email') === ''
        ? ''
        : insist(correctAddress(readText(typed, 'email'), invitation, owners));
    const moved = isKept
      ? email !== '' && !owners.some(({ id }) => id === invitation.id)
      : email !== invitation.email;
    if (moved) await saveAddress(tx, service, vaultOf(record), { ...invitation, email });
    if (moved && invitation.personId === null)
      await confirmChannels(
        tx,
        { placementId: record.placement.id, source: invitation.source },
        { channels: ['email'], how: insist(wayToMakeSure(readText(typed, 'how'))), confirmedOn: today },
        { by: actor.id, at: now },
      );
    await closeLinks(tx, invitation.id, now);
    const again =
      meeting.status === 'convened'
        ? {
            kind: 'invitation' as const,
            content: meetingMessage('invitation', { record, meeting, invitee: invitation }),
            linkUntil: invitationLinkUntil(meeting.heldOn),
          }
        : (await hasReleasedCopy(tx, invitation.id))
          ? {
              kind: 'copy' as const,
              content: copyMessage({ record, invitee: invitation }),
              linkUntil: copyLinkUntil(now),
            }
          : null;
    if (again !== null)
      await queueMessages(tx, {
        disruptionId: record.id,
        at: now,
        secretKey: service.secretKey,
        messages: [{ ...again, invitationId: invitation.id }],
      });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'correct-address',
      summary: `${moved ? `Corrected the e-mail address of ${invitation.name}` : `Sent ${invitation.name} a new link`} and closed the earlier links`,
      facts: isKept ? {} : { from: invitation.email, to: email },
    });
    return `/disruptions/${record.id}/invitations`;
  });

export const addressForm: FormOnCase<'invitationId'> = {
  act: 'convene-meeting',
  save: (service, actor, form, typed, { invitationId }) =>
    saveCorrectedAddress(service, actor, { ...form, invitationId }, typed),
  show: (shell, page) => {
    const { invitation } = invitedAs(page, page.params.invitationId);
    return correctAddressView(shell, {
      ...page,
      invitation,
      typed: { email: invitation.email, ...page.typed },
    });
  },
};
