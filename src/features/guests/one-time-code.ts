import { randomUUID } from 'node:crypto';
import { auditAsGuest } from '../../database/audit.ts';
import { asService, type Transaction } from '../../database/connection.ts';
import { codesAsked, saveCode, tryCode } from '../../database/guest-codes.ts';
import { queueMessages } from '../../database/messages.ts';
import { hashOfCode, oneTimeCode } from '../../database/private-secrets.ts';
import { submitOnce } from '../../database/submit-once.ts';
import { codeMessage, codeMinutes } from '../../domain/message.ts';
import { readText } from '../../web/typed.ts';
import { isUuid, notThere } from '../case-door.ts';
import type { Service } from '../service.ts';
import { timesPage } from './choose-times.ts';
import { BY_LINK } from './guest-audit.ts';
import { forLinkHolder, guestShell, type Holder, letIn } from './guest-door.ts';
import { saveCarried } from './save-answer.ts';
import { meetingPage } from './see-meeting.ts';
import { wordsPage } from './see-words.ts';
import { carriesContribution, carriesWords, codeView, tooManyCodesView } from './start.view.ts';
import { tellConvener } from './store.ts';

/** Codes sent to one link in an hour. */
const MOST_AN_HOUR = 5;
/** Wrong codes over the whole life of a link: whoever guesses has one chance in ten thousand, and then needs a new link. */
const MOST_MISTAKES = 20;

/** Sends a code to the address that was invited, unless too many were asked for; true when one is on its way. */
const sendCode = async (service: Service, link: Holder, key: string): Promise<boolean> => {
  if (!isUuid(key)) throw notThere();
  const send = (tx: Transaction) =>
    submitOnce(tx, link.id, key, async () => {
      const at = service.clock();
      const asked = await codesAsked(tx, link.id, new Date(at.getTime() - 3_600_000));
      if (asked.lately >= MOST_AN_HOUR || asked.mistyped >= MOST_MISTAKES) return 'too many';
      const id = randomUUID();
      const code = oneTimeCode(service.secretKey, id);
      await saveCode(tx, {
        id,
        linkId: link.id,
        hash: hashOfCode(service.secretKey, id, code),
        at,
        expiresAt: new Date(at.getTime() + codeMinutes * 60_000),
      });
      await queueMessages(tx, {
        disruptionId: link.disruptionId,
        at,
        secretKey: service.secretKey,
        messages: [
          {
            invitationId: link.invitationId,
            kind: 'code',
            content: codeMessage({ record: link, invitee: link, codeId: id }),
            linkUntil: null,
          },
        ],
      });
      return 'sent';
    });
  const answer = await asService(
    service,
    async (tx) => {
      const sent = await send(tx);
      const isSent = sent === 'sent';
      await auditAsGuest(tx, link.invitationId, {
        act: 'ask-for-code',
        intent: 'change',
        rule: isSent ? BY_LINK : 'too-many-codes',
        outcome: isSent ? 'allowed' : 'refused',
        organisationId: link.organisationId,
      });
      return sent;
    },
    link,
  );
  return answer === 'sent';
};

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
    const code = readText(request.body, 'code').replace(/[\s-]/g, '');
    const outcome = !/^\d{6}$/.test(code)
      ? 'unreadable'
      : await asService(
          service,
          async (tx) => {
            const found = await tryCode(tx, link.id, {
              secretKey: service.secretKey,
              code,
              now: service.clock(),
            });
            if (found === 'right') await letIn(service, tx, reply, link.id);
            // Somebody may be guessing: whoever convened the meeting is told.
            if (found === 'used-up') await tellConvener(tx, link);
            await auditAsGuest(tx, link.invitationId, {
              act: 'give-code',
              intent: 'change',
              rule: found === 'right' ? BY_LINK : `code-${found}`,
              outcome: found === 'right' ? 'allowed' : 'refused',
              organisationId: link.organisationId,
            });
            return found;
          },
          link,
        );
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
