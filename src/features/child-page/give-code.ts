import { ownPageWords } from '../../domain/child-words/own-page.ts';
import { readText } from '../../web/typed.ts';
import { notThere } from '../case-door.ts';
import type { Service } from '../service.ts';
import { type Child, childShell, forLinkHolder, pageDoor } from './page-door.ts';
import { keepCarried } from './save-words.ts';
import { ownPage } from './see-own-page.ts';
import { carriedFields, startView, tooManyCodesView } from './start.view.ts';
import { queueCode, tellMistyped } from './store.ts';

/** Sends a code to the child, unless too many were asked for; true when one is on its way. */
const sendCode = (service: Service, child: Child, key: string): Promise<boolean> =>
  pageDoor.sendCode(service, child, key, (tx, codeId, at) => queueCode(tx, child, codeId, at));

export const askForCode = (service: Service) =>
  forLinkHolder(service, async (child, _isIn, request, reply) => {
    const shell = () => childShell(service, request, reply, child);
    // Their worker tells them one: there is nowhere to send it.
    if (child.channel === 'by-hand') throw notThere();
    if (!(await sendCode(service, child, readText(request.body, '_key'))))
      return reply.code(429).html(tooManyCodesView(shell()));
    return carriedFields(request.body).length === 0
      ? reply.redirect('/mine?sent=1', 303)
      : reply.html(startView(shell(), { isSent: true, hasSent: true, typed: request.body }));
  });

/** Lets in whoever types a code of this page, sent to them or read out by their worker. Spaces between the numbers do not matter. */
export const checkCode = (service: Service) =>
  forLinkHolder(service, async (child, _isIn, request, reply) => {
    // Somebody may be guessing: the child's social workers are told.
    const typed = { body: request.body, reply };
    const outcome = await pageDoor.tryTyped(service, child, typed, (tx) => tellMistyped(tx, child));
    if (outcome === 'right') {
      const kept = await keepCarried(service, child, request.body);
      if (kept?.ok === false) return ownPage(service, child, request, reply, kept.problems);
      return reply.redirect(kept?.location ?? '/mine/page', 303);
    }
    const problems = [{ field: 'code', message: ownPageWords.wrongCode[outcome] }];
    return reply.code(422).html(
      startView(childShell(service, request, reply, child), {
        ...{ isSent: child.channel !== 'by-hand', typed: request.body, problems },
      }),
    );
  });
