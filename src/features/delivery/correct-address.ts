import type { FastifyReply } from 'fastify';
import { addHistory } from '../../database/history.ts';
import { queueMessages } from '../../database/messages.ts';
import type { CaseRecord, Invitation } from '../../domain/case.ts';
import { correctAddress } from '../../domain/delivery.ts';
import { copyLinkUntil, copyMessage, invitationLinkUntil, meetingMessage } from '../../domain/message.ts';
import type { Problem } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { changeCase, insist, notThere, withCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { correctAddressView } from './correct-address.view.ts';
import type { Visit } from './see-invitations.ts';
import { hasReleasedCopy, saveAddress } from './store.ts';

const invitedAs = ({ meeting }: CaseRecord, invitationId: string): Invitation => {
  const found = meeting?.invitations.find(({ id, status }) => id === invitationId && status === 'invited');
  if (found === undefined) throw notThere();
  return found;
};

/**
 * Corrects where somebody's messages go, or sends them a new link to where they went before. Every link they had is
 * closed, since the old address may be a stranger's; what they still need is sent again with a new one.
 */
const saveCorrectedAddress = (
  service: Service,
  actor: Actor,
  typed: Typed,
  form: { readonly disruptionId: string; readonly invitationId: string; readonly key: string },
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'convene-meeting' }, async ({ tx, record, now }) => {
    const invitation = invitedAs(record, form.invitationId);
    const { meeting } = record;
    if (meeting === null) throw notThere();
    const email = insist(
      correctAddress(
        readText(typed, 'email'),
        invitation,
        meeting.invitations.filter(({ status }) => status === 'invited'),
      ),
    );
    await saveAddress(tx, invitation, email, now);
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
    const moved = email !== invitation.email;
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'correct-address',
      summary: `${moved ? `Corrected the e-mail address of ${invitation.name}` : `Sent ${invitation.name} a new link`} and closed the earlier links`,
      facts: { from: invitation.email, to: email },
    });
    return `/disruptions/${record.id}/invitations`;
  });

const showForm = (
  service: Service,
  request: Visit,
  reply: FastifyReply,
  typed: Typed,
  problems: readonly Problem[],
) =>
  withCase(service, signedIn(request), request.params.id, 'convene-meeting', async ({ record }) => {
    const invitation = invitedAs(record, request.params.invitationId);
    return reply.code(problems.length > 0 ? 422 : 200).html(
      correctAddressView(shellFor(request, reply), {
        record,
        invitation,
        typed: { email: invitation.email, ...typed },
        problems,
      }),
    );
  });

export const showCorrectAddress = (service: Service) => (request: Visit, reply: FastifyReply) =>
  showForm(service, request, reply, {}, []);

export const postCorrectAddress = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { id, invitationId } = request.params;
  const form = { disruptionId: id, invitationId, key: readText(request.body, '_key') };
  const outcome = await saveCorrectedAddress(service, signedIn(request), request.body, form);
  return outcome.ok
    ? reply.redirect(outcome.location, 303)
    : showForm(service, request, reply, request.body, outcome.problems);
};
