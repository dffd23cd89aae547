import type { FastifyReply } from 'fastify';
import { feedbackStanding } from '../../database/feedback.ts';
import { submitOnce } from '../../database/submit-once.ts';
import { feedbackGroupOf, readFeedback } from '../../domain/feedback.ts';
import type { Problem } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { isUuid, notThere } from '../case-door.ts';
import { keepFeedback } from '../give-feedback.ts';
import type { Outcome, Service } from '../service.ts';
import { doAsGuest, refuseGuest } from './guest-audit.ts';
import { forGuest, guestForm, guestShell, type Holder, type Visit } from './guest-door.ts';
import { tellHowItWasView } from './tell-how-it-was.view.ts';

/** Keeps how the meeting was for a guest, once for each key and once at all. */
const saveFeedback = async (
  service: Service,
  guest: Holder,
  typed: Typed,
  { key }: { readonly key: string },
): Promise<Outcome> => {
  if (!isUuid(key)) throw notThere();
  const group = feedbackGroupOf(guest.capacity);
  const read = readFeedback(group, (field) => readText(typed, field));
  if (!read.ok) return refuseGuest(service, guest, 'give-feedback', read.problems);
  const { invitationId, disruptionId, organisationId } = guest;
  const location = await doAsGuest(service, guest, 'give-feedback', (tx) =>
    submitOnce(tx, invitationId, key, async () => {
      await keepFeedback(
        service,
        tx,
        { disruptionId, organisationId, group, from: { invitationId } },
        read.value,
      );
      return '/private/feedback';
    }),
  );
  return { ok: true, location };
};

const feedbackPage = async (
  service: Service,
  guest: Holder,
  request: Visit,
  reply: FastifyReply,
  problems: readonly Problem[] = [],
): Promise<FastifyReply> => {
  const { invitationId, disruptionId } = guest;
  const standing = await doAsGuest(service, guest, 'see-feedback-form', (tx) =>
    feedbackStanding(tx, disruptionId, { invitationId }),
  );
  return reply.code(problems.length > 0 ? 422 : 200).html(
    tellHowItWasView(guestShell(service, request, reply, guest), {
      ...{ ...standing, problems, group: feedbackGroupOf(guest.capacity) },
      typed: problems.length > 0 ? request.body : {},
    }),
  );
};

export const showFeedbackForm = (service: Service) =>
  forGuest(service, (guest, request, reply) => feedbackPage(service, guest, request, reply));

export const postFeedback = (service: Service) =>
  guestForm(service, (guest, { body }, key) => saveFeedback(service, guest, body, { key }), feedbackPage);
