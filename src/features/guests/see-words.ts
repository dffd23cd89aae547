import type { FastifyReply } from 'fastify';
import { openFile } from '../../database/contribution-files.ts';
import type { Problem } from '../../domain/result.ts';
import { typedContribution } from '../../web/contribution-fields.ts';
import type { Service } from '../service.ts';
import { doAsGuest } from './guest-audit.ts';
import { forGuest, guestForm, guestShell, type Holder, type Visit } from './guest-door.ts';
import { saveWords } from './save-words.ts';
import { sendToGuest } from './send-file.ts';
import { loadOwn, ownContribution } from './store.ts';
import { writeWordsView } from './write-words.view.ts';

/** Where a guest writes; with problems, it shows what they typed instead of what is saved. */
export const wordsPage = async (
  service: Service,
  guest: Holder,
  request: Visit,
  reply: FastifyReply,
  problems: readonly Problem[] = [],
): Promise<FastifyReply> => {
  if (guest.isAskedWhen) return reply.redirect('/private/times', 303);
  const { own, writing } = await doAsGuest(service, guest, 'see-words', async (tx) => ({
    own: await loadOwn(tx, guest.invitationId),
    writing: await ownContribution(service, tx, guest),
  }));
  const saved = typedContribution(writing);
  return reply.code(problems.length > 0 ? 422 : 200).html(
    writeWordsView(guestShell(service, request, reply, guest), {
      ...{ writing, problems, convener: guest.convener, isOver: own.meeting.status === 'held' },
      typed: problems.length > 0 ? { ...saved, ...request.body } : saved,
      justSaved: request.query.saved ?? '',
    }),
  );
};

export const showWords = (service: Service) =>
  forGuest(service, (guest, request, reply) => wordsPage(service, guest, request, reply));

/** What a guest wrote, with a file or without. When the session has run out, what was typed waits for a new code. */
export const postWords = (service: Service) =>
  guestForm(
    service,
    async (guest, { body, upload }, key) =>
      guest.isAskedWhen
        ? { ok: true, location: '/private/times' }
        : saveWords(service, guest, body, { key, upload }),
    wordsPage,
  );

/** A file of the guest's own. */
export const sendOwnFile = (service: Service) =>
  sendToGuest(service, 'see-file', (tx, { invitationId }, fileId) =>
    openFile(tx, service.vaultKeys, { invitationId, fileId }),
  );
