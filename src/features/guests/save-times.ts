import type { Transaction } from '../../database/connection.ts';
import { addHistory } from '../../database/history.ts';
import { isTooLateForTimes, loadTimesAsked, saveTimeAnswers } from '../../database/proposed-times.ts';
import { submitOnce } from '../../database/submit-once.ts';
import type { Problem } from '../../domain/result.ts';
import { readTimeAnswers, tooLateForTimes } from '../../domain/time-answers.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { isUuid, notThere } from '../case-door.ts';
import type { Outcome, Service } from '../service.ts';
import { doAsGuest, type Guest, refuseGuest } from './guest-audit.ts';

/** Keeps which of the times somebody is asked about they can, in place of what they said before. */
export const saveTimes = async (
  service: Service,
  guest: Guest,
  typed: Typed,
  { key }: { readonly key: string },
): Promise<Outcome> => {
  if (!isUuid(key)) throw notThere();
  const { invitationId, disruptionId, name } = guest;
  const at = service.clock();
  const save = async (tx: Transaction): Promise<string | readonly Problem[]> => {
    const { times } = await loadTimesAsked(tx, invitationId);
    if (times.length === 0) return [tooLateForTimes];
    const read = readTimeAnswers(times, (field) => readText(typed, field), 'Choose if you can come');
    if (!read.ok) return read.problems;
    return submitOnce(tx, invitationId, key, async () => {
      await saveTimeAnswers(tx, { invitationId, disruptionId, at }, read.value, { recordedBy: null });
      const summary = 'Said which times they can come';
      await addHistory(tx, disruptionId, { at, by: { id: null, name }, act: 'answer-times', summary });
      return '/private/times?saved=times';
    });
  };
  const refusedBy = (went: string | readonly Problem[]) =>
    typeof went === 'string' ? null : went.includes(tooLateForTimes) ? 'too-late' : 'content';
  try {
    const went = await doAsGuest(service, guest, 'answer-times', save, refusedBy);
    return typeof went === 'string' ? { ok: true, location: went } : { ok: false, problems: went };
  } catch (error) {
    // The times were taken or changed while this was on its way.
    if (isTooLateForTimes(error)) return refuseGuest(service, guest, 'answer-times', [tooLateForTimes]);
    throw error;
  }
};
