import { randomUUID } from 'node:crypto';
import { asGuest, type Transaction } from '../../database/connection.ts';
import { addHistory } from '../../database/history.ts';
import { submitOnce } from '../../database/submit-once.ts';
import { answerInvitation, replyInWords, tooLateToAnswer } from '../../domain/contribution.ts';
import { wrongWords } from '../../domain/disagreement.ts';
import { saidFields } from '../../web/check-fields.ts';
import { readList, readText, type Typed } from '../../web/typed.ts';
import { isUuid, notThere } from '../case-door.ts';
import type { Outcome, Service } from '../service.ts';
import { saveCheck } from './check-copy.ts';
import { doAsGuest, type Guest, refuseGuest } from './guest-audit.ts';
import { saveTimes } from './save-times.ts';
import { saveWords } from './save-words.ts';
import { carriesContribution, timesAnswered } from './start.view.ts';
import { insertSent, loadOwn, saveAnswer } from './store.ts';

type Form = { readonly key: string };

/** Saves whether somebody is coming, and what they want known about it. */
export const saveReply = async (
  service: Service,
  guest: Guest,
  typed: Typed,
  form: Form,
): Promise<Outcome> => {
  const { way } = await asGuest(service, { id: guest.invitationId }, (tx) => loadOwn(tx, guest.invitationId));
  const answer = answerInvitation(
    {
      reply: readText(typed, 'reply'),
      note: readText(typed, 'note'),
      needs: readList(typed, 'needs'),
    },
    { mode: guest.mode, way },
  );
  if (!answer.ok) return refuseGuest(service, guest, 'reply', answer.problems);
  const { reply, note, needs } = answer.value;
  if (!isUuid(form.key)) throw notThere();
  const tooLate = '';
  const answerOnce = (tx: Transaction) =>
    submitOnce(tx, guest.invitationId, form.key, async () => {
      const columns = { reply, reply_note: note, needs: [...needs], replied_at: service.clock() };
      if (!(await saveAnswer(tx, guest.invitationId, columns))) return tooLate;
      const by = { id: null, name: guest.name };
      const summary = `Replied to the invitation: ${replyInWords[reply]}`;
      await addHistory(tx, guest.disruptionId, { at: service.clock(), by, act: 'reply', summary });
      return '/private/meeting?saved=reply';
    });
  const went = await doAsGuest(service, guest, 'reply', answerOnce, (to) =>
    to === tooLate ? 'too-late' : null,
  );
  return went === tooLate ? { ok: false, problems: [tooLateToAnswer] } : { ok: true, location: went };
};

/**
 * Sends what somebody does not agree with in their own copy to those on the case, word for word. It may be about one that
 * was withdrawn while they wrote; about somebody else's it is refused by the database, as a copy that is not there.
 */
export const saveDisagreement = async (
  service: Service,
  guest: Guest,
  typed: Typed,
  { key, copyId }: Form & { readonly copyId: string },
): Promise<Outcome> => {
  if (!isUuid(key) || !isUuid(copyId)) throw notThere();
  const words = readText(typed, 'disagreement');
  const problems = wrongWords('disagreement', words);
  if (problems.length > 0) return refuseGuest(service, guest, 'send-disagreement', problems);
  const { invitationId, disruptionId, name } = guest;
  const at = service.clock();
  const send = (tx: Transaction) =>
    submitOnce(tx, invitationId, key, async () => {
      await insertSent(tx, { id: randomUUID(), disruptionId, invitationId, copyId, words, at });
      const summary = 'Said what they do not agree with in their copy of the minutes';
      await addHistory(tx, disruptionId, {
        ...{ at, by: { id: null, name }, act: 'send-disagreement', summary },
        facts: { copyId },
      });
      return '/private/meeting?saved=disagreement';
    });
  try {
    return { ok: true, location: await doAsGuest(service, guest, 'send-disagreement', send) };
  } catch (error) {
    const isOfNobody = (error as { readonly constraint?: string }).constraint === 'sent_about_own_copy';
    throw isOfNobody ? notThere() : error;
  }
};

/** Saves what a guest had typed before their session ran out, whichever form it was on; null when there was nothing. */
export const saveCarried = async (
  service: Service,
  guest: Guest & { readonly organisationId: string },
  typed: Typed,
): Promise<Outcome | null> => {
  const form = { key: readText(typed, '_key'), copyId: readText(typed, 'copyId') };
  if (readText(typed, 'disagreement') !== '') return saveDisagreement(service, guest, typed, form);
  if (saidFields(typed).length > 0) return saveCheck(service, guest, typed, form);
  if (carriesContribution(typed))
    // No browser sends a file twice: the words that stood beside it are saved.
    return saveWords(
      service,
      guest,
      readText(typed, 'do') === 'add-file' ? { ...typed, do: 'save' } : typed,
      form,
    );
  if (timesAnswered(typed).length > 0) return saveTimes(service, guest, typed, form);
  return readText(typed, 'reply') === '' ? null : saveReply(service, guest, typed, form);
};
