import { confirmChannels } from '../../database/contact-channels.ts';
import { addHistory } from '../../database/history.ts';
import { queueMessages } from '../../database/messages.ts';
import { loadProposal } from '../../database/proposed-times.ts';
import { vaultOf } from '../../database/vault.ts';
import { carerOfSource } from '../../domain/carer-identity.ts';
import type { Invitation } from '../../domain/case.ts';
import { wayToMakeSure } from '../../domain/contact-channel.ts';
import { lastDayToRead } from '../../domain/copy-time.ts';
import { correctAddress } from '../../domain/delivery.ts';
import { copyMessage, invitationLinkUntil, meetingMessage, timesMessage } from '../../domain/message.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { correctAddressView } from './correct-address.view.ts';
import { closeLinks, ownersOf, readableCopy, saveAddress } from './store.ts';

type Of = Pick<OpenCase, 'tx' | 'record'>;

type Reached = Pick<Invitation, 'id' | 'source' | 'name' | 'email' | 'capacity' | 'reader' | 'personId'>;

/** Somebody who is invited, or asked which times they can, among the others. Throws a 404 for anybody else. */
const invitedAs = async ({ tx, record }: Of, invitationId: string) => {
  const invited: readonly Reached[] =
    record.meeting === null
      ? ((await loadProposal(tx, record.id))?.people ?? [])
      : record.meeting.invitations.filter(({ status }) => status === 'invited');
  const invitation = invited.find(({ id }) => id === invitationId);
  if (invitation === undefined) throw notThere();
  return { invitation, invited };
};

/** What somebody still needs, to be sent to them with a new link; null when that is nothing. */
const stillNeededBy = async ({ tx, record, now }: Of & Pick<OpenCase, 'now'>, invitationId: string) => {
  const { meeting } = record;
  const invited = meeting?.invitations.find(({ id }) => id === invitationId);
  if (meeting?.status === 'convened' && invited !== undefined)
    return {
      kind: 'invitation' as const,
      content: meetingMessage('invitation', { record, meeting, invitee: invited }),
      linkUntil: invitationLinkUntil(meeting.heldOn),
    };
  if (invited !== undefined) {
    const copy = await readableCopy(tx, invitationId, now);
    if (copy === undefined) return null;
    const told = { id: copy.id, lastDay: lastDayToRead(copy.readableUntil) };
    return {
      kind: 'copy' as const,
      content: copyMessage({ record, invitee: invited, copy: told }),
      linkUntil: copy.readableUntil,
    };
  }
  const proposal = await loadProposal(tx, record.id);
  const asked = proposal?.people.find(({ id }) => id === invitationId);
  const last = proposal?.times.at(-1);
  if (proposal === undefined || asked === undefined || last === undefined) return null;
  const each = proposal.times.map(({ heldOn, startsAt }) => ({ heldOn, startsAt }));
  return {
    kind: 'times' as const,
    content: timesMessage({ record, invitee: asked, times: { minutesLong: proposal.minutesLong, each } }),
    linkUntil: invitationLinkUntil(last.heldOn),
  };
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
    const { invitation, invited } = await invitedAs(open, form.invitationId);
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
    const again = await stillNeededBy(open, invitation.id);
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
  show: async (shell, page) => {
    const { invitation } = await invitedAs(page, page.params.invitationId);
    return correctAddressView(shell, {
      ...page,
      invitation,
      typed: { email: invitation.email, ...page.typed },
    });
  },
};
