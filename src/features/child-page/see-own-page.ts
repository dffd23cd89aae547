import type { FastifyReply } from 'fastify';
import { loadDraft } from '../../database/child-pages.ts';
import { feedbackStanding } from '../../database/feedback.ts';
import { hasOwnPack } from '../../database/packs.ts';
import { fieldsOf, isSheetName } from '../../domain/child-page.ts';
import type { Problem } from '../../domain/result.ts';
import { wantsJson } from '../../web/refusals.ts';
import { readText } from '../../web/typed.ts';
import type { Service } from '../service.ts';
import { ownPageView } from './own-page.view.ts';
import { type Child, childShell, doAsChild, forChild, type Visit } from './page-door.ts';
import { giveWords, keepWords, sheetIn } from './save-words.ts';
import { startView } from './start.view.ts';
import { givenOn, lettersTo } from './store.ts';

/** A child's own page; with problems, what they typed stands over what is kept: a form of a file sends no other field. */
export const ownPage = async (
  service: Service,
  child: Child,
  request: Visit,
  reply: FastifyReply,
  problems: readonly Problem[] = [],
): Promise<FastifyReply> => {
  const isAgain = problems.length > 0;
  const { sheet: asked = '', saved = '' } = request.query;
  const sheet = isAgain ? sheetIn(request.body) : isSheetName(asked) ? asked : child.sheet;
  const own = await doAsChild(service, child, 'see-own-page', async (tx) => ({
    draft: await loadDraft(tx, child.pageId, sheet),
    given: await givenOn(tx, child.pageId),
    letters: await lettersTo(tx, child),
    hasPack: await hasOwnPack(tx, child),
    feedback: await feedbackStanding(tx, child.disruptionId, { childPageId: child.pageId }),
  }));
  return reply.code(isAgain ? 422 : 200).html(
    ownPageView(childShell(service, request, reply, child), {
      ...{ sheet, problems, saved, givenName: child.givenName, workers: child.workers, given: own.given },
      hasPack: own.hasPack,
      isAskedHowItWas: own.feedback.isHeld && !own.feedback.hasAnswered,
      letters: own.letters.map((letter) => ({ ...letter, writtenBy: child.writers[letter.id] ?? '' })),
      typed: { ...fieldsOf(own.draft), ...(isAgain && request.body) },
    }),
  );
};

export const showOwnPage = (service: Service) =>
  forChild(service, (child, request, reply) => ownPage(service, child, request, reply));

/**
 * Keeps or gives what stands on the page. A script that keeps it while the child types hears so; when the session has run
 * out, what was typed waits for a new code.
 */
export const postOwnPage = (service: Service) =>
  forChild(
    service,
    async (child, request, reply) => {
      const keeps = readText(request.body, 'do') === 'save';
      const outcome = await (keeps ? keepWords : giveWords)(service, child, request.body);
      if (wantsJson(request))
        return outcome.ok
          ? reply.send({ saved: true })
          : reply.code(422).send({ problem: outcome.problems[0]?.message });
      return outcome.ok
        ? reply.redirect(outcome.location, 303)
        : ownPage(service, child, request, reply, outcome.problems);
    },
    (child, request, reply) =>
      reply.code(401).html(
        startView(childShell(service, request, reply, child), {
          isSent: child.channel !== 'by-hand',
          typed: request.body,
        }),
      ),
  );
