import { randomUUID } from 'node:crypto';
import { asService, type Transaction } from '../../database/connection.ts';
import { codesAsked, saveCode, tryCode } from '../../database/guest-codes.ts';
import { hashOfCode, oneTimeCode } from '../../database/private-secrets.ts';
import { submitOnce } from '../../database/submit-once.ts';
import { ownPageWords } from '../../domain/child-words/own-page.ts';
import { codeMinutes } from '../../domain/message.ts';
import { readText } from '../../web/typed.ts';
import { isUuid, notThere } from '../case-door.ts';
import type { Service } from '../service.ts';
import { type Child, childShell, forLinkHolder, letIn, noteChild } from './page-door.ts';
import { keepCarried } from './save-words.ts';
import { ownPage } from './see-own-page.ts';
import { carriedFields, startView, tooManyCodesView } from './start.view.ts';
import { queueCode, tellMistyped } from './store.ts';

/** Codes sent to one link in an hour. */
const MOST_AN_HOUR = 5;
/** Wrong codes over the whole life of a link: whoever guesses has one chance in ten thousand, and then needs a new link. */
const MOST_MISTAKES = 20;

/** Sends a code to the child, unless too many were asked for; true when one is on its way. */
const sendCode = async (service: Service, child: Child, key: string): Promise<boolean> => {
  if (!isUuid(key)) throw notThere();
  const send = (tx: Transaction) =>
    submitOnce(tx, child.pageId, key, async () => {
      const at = service.clock();
      const asked = await codesAsked(tx, child.linkId, new Date(at.getTime() - 3_600_000));
      if (asked.lately >= MOST_AN_HOUR || asked.mistyped >= MOST_MISTAKES) return 'too many';
      const id = randomUUID();
      const hash = hashOfCode(service.secretKey, id, oneTimeCode(service.secretKey, id));
      const expiresAt = new Date(at.getTime() + codeMinutes * 60_000);
      await saveCode(tx, { id, linkId: child.linkId, hash, at, expiresAt });
      await queueCode(tx, child, id, at);
      return 'sent';
    });
  const answer = await asService(
    service,
    async (tx) => {
      const sent = await send(tx);
      await noteChild(tx, child, 'ask-for-code', sent === 'sent' ? null : 'too-many-codes');
      return sent;
    },
    child,
  );
  return answer === 'sent';
};

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
    const code = readText(request.body, 'code').replace(/[\s-]/g, '');
    const outcome = !/^\d{6}$/.test(code)
      ? 'unreadable'
      : await asService(
          service,
          async (tx) => {
            const { secretKey } = service;
            const found = await tryCode(tx, child.linkId, { secretKey, code, now: service.clock() });
            if (found === 'right') await letIn(service, tx, reply, child.linkId);
            // Somebody may be guessing: the child's social workers are told.
            if (found === 'used-up') await tellMistyped(tx, child);
            await noteChild(tx, child, 'give-code', found === 'right' ? null : `code-${found}`);
            return found;
          },
          child,
        );
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
