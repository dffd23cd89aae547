import type { FastifyReply } from 'fastify';
import { feedbackStanding } from '../../database/feedback.ts';
import { submitOnce } from '../../database/submit-once.ts';
import { childFeedbackWords, readFeedback } from '../../domain/feedback.ts';
import type { Problem } from '../../domain/result.ts';
import { readText } from '../../web/typed.ts';
import { isUuid, notThere } from '../case-door.ts';
import { keepFeedback } from '../give-feedback.ts';
import type { Service } from '../service.ts';
import { type Child, childShell, doAsChild, forChild, type Visit } from './page-door.ts';
import { tellHowItWasView } from './tell-how-it-was.view.ts';

const feedbackPage = async (
  service: Service,
  child: Child,
  request: Visit,
  reply: FastifyReply,
  problems: readonly Problem[] = [],
): Promise<FastifyReply> => {
  const { pageId: childPageId, disruptionId } = child;
  const standing = await doAsChild(service, child, 'see-feedback-form', (tx) =>
    feedbackStanding(tx, disruptionId, { childPageId }),
  );
  return reply.code(problems.length > 0 ? 422 : 200).html(
    tellHowItWasView(childShell(service, request, reply, child), {
      ...{ ...standing, problems },
      typed: problems.length > 0 ? request.body : {},
    }),
  );
};

export const showFeedbackForm = (service: Service) =>
  forChild(service, (child, request, reply) => feedbackPage(service, child, request, reply));

/** Keeps how the meeting was for a child, once. */
export const postFeedback = (service: Service) =>
  forChild(service, async (child, request, reply) => {
    const { body } = request;
    const key = readText(body, '_key');
    if (!isUuid(key)) throw notThere();
    const { pageId, disruptionId, organisationId } = child;
    const read = readFeedback('children', (field) => readText(body, field), childFeedbackWords);
    await doAsChild(
      ...([service, child, 'give-feedback'] as const),
      async (tx) => {
        if (!read.ok) return;
        await submitOnce(tx, pageId, key, async () => {
          const about = {
            disruptionId,
            organisationId,
            group: 'children',
            from: { childPageId: pageId },
          } as const;
          await keepFeedback(service, tx, about, read.value);
          return '/mine/feedback';
        });
      },
      () => (read.ok ? null : 'content'),
    );
    return read.ok
      ? reply.redirect('/mine/feedback', 303)
      : feedbackPage(service, child, request, reply, read.problems);
  });
