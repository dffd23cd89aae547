import { queueMessages } from '../../database/messages.ts';
import { codeMessage } from '../../domain/message.ts';
import { readText } from '../../web/typed.ts';
import type { Service } from '../service.ts';
import { timesPage } from './choose-times.ts';
import { forLinkHolder, guestDoor, guestShell, type Holder } from './guest-door.ts';
import { saveCarried } from './save-answer.ts';
import { meetingPage } from './see-meeting.ts';
import { wordsPage } from './see-words.ts';
import { carriesContribution, carriesWords, codeView, tooManyCodesView } from './start.view.ts';
import { tellConvener } from './store.ts';

/** Sends a code to the address that was invited, unless too many were asked for; true when one is on its way. */
const sendCode = (service: Service, link: Holder, key: string): Promise<boolean> =>
  guestDoor.sendCode(service, link, key, (tx, codeId, at) =>
    queueMessages(tx, {
      disruptionId: link.disruptionId,
      at,
      secretKey: service.secretKey,
      messages: [
        {
          invitationId: link.invitationId,
          kind: 'code',
          content: codeMessage({ record: link, invitee: link, codeId }),
          linkUntil: null,
        },
      ],
    }),
  );

export const askForCode = (service: Service) =>
  forLinkHolder(service, async (link, _isIn, request, reply) => {
    const shell = () => guestShell(service, request, reply, link);
    if (!(await sendCode(service, link, readText(request.body, '_key'))))
      return reply.code(429).html(tooManyCodesView(shell()));
    return carriesWords(request.body)
      ? reply.html(codeView(shell(), { typed: request.body }))
      : reply.redirect('/private/code', 303);
  });

export const showCode = (service: Service) =>
  forLinkHolder(service, (link, isIn, request, reply) =>
    isIn
      ? reply.redirect('/private/meeting', 303)
      : reply.html(codeView(guestShell(service, request, reply, link))),
  );

const refusals = {
  unreadable: 'Type in the 6 numbers of your code',
  wrong: 'That is not the code we sent you. Check it and try again',
  dead: 'That code does not work any more. Ask for a new one with the button below',
  'used-up': 'That code does not work any more. Ask for a new one with the button below',
} as const;

/** Lets in whoever types a code that was sent for this very link. Spaces between the numbers do not matter. */
export const checkCode = (service: Service) =>
  forLinkHolder(service, async (link, _isIn, request, reply) => {
    // Somebody may be guessing: whoever convened the meeting is told.
    const typed = { body: request.body, reply };
    const outcome = await guestDoor.tryTyped(service, link, typed, (tx) => tellConvener(tx, link));
    if (outcome === 'right') {
      const saved = await saveCarried(service, link, request.body);
      if (saved?.ok === false) {
        const page = link.isAskedWhen
          ? timesPage
          : carriesContribution(request.body)
            ? wordsPage
            : meetingPage;
        return page(service, link, request, reply, saved.problems);
      }
      return reply.redirect(saved?.location ?? '/private/meeting', 303);
    }
    const problems = [{ field: 'code', message: refusals[outcome] }];
    return reply
      .code(422)
      .html(codeView(guestShell(service, request, reply, link), { typed: request.body, problems }));
  });
