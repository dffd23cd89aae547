import type { Transaction } from '../../database/connection.ts';
import { addHistory } from '../../database/history.ts';
import { submitOnce } from '../../database/submit-once.ts';
import { tooLateToAnswer } from '../../domain/contribution.ts';
import type { GuestAct } from '../../domain/guest-act.ts';
import type { Problem } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import type { Upload } from '../../web/uploads.ts';
import { isUuid, notThere } from '../case-door.ts';
import { doWriting, planWriting, takeFileWithWords } from '../own-writing.ts';
import type { Outcome, Service } from '../service.ts';
import { doAsGuest, type Guest, refuseGuest } from './guest-audit.ts';
import { ownContribution } from './store.ts';

const acts: Readonly<Record<string, GuestAct>> = {
  save: 'save-draft',
  'take-back': 'take-back-contribution',
  'add-file': 'add-file',
};
const actOf = (typed: Typed): GuestAct =>
  readText(typed, 'take-out') === '' ? (acts[readText(typed, 'do')] ?? 'contribute') : 'take-out-file';

/** What has to do with files is looked at where they are; the rest, on the guest's own page. */
const placeOf = (saved: string): string =>
  saved.startsWith('file') ? `/private/meeting/words?saved=${saved}` : `/private/meeting?saved=${saved}`;

/** Undoes what was begun with somebody's words, so that their key is free again, and carries the reasons out of it. */
class NotDone extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super('not done');
    this.problems = problems;
  }
}

/**
 * Does with what somebody writes what they asked: keeps it for them to come back to, with the file they added or without the
 * one they took out, gives it to the meeting in place of what they gave before, or takes it back. What they keep to
 * themselves is in no history.
 */
export const saveWords = async (
  service: Service,
  guest: Guest & { readonly organisationId: string },
  typed: Typed,
  { key, upload = null }: { readonly key: string; readonly upload?: Upload | null },
): Promise<Outcome> => {
  if (!isUuid(key)) throw notThere();
  const read = (field: string) => readText(typed, field);
  const act = actOf(typed);
  const file = await takeFileWithWords(read, upload);
  if (!file.ok) return refuseGuest(service, guest, act, file.problems);
  const { invitationId, disruptionId, organisationId, name } = guest;
  const at = service.clock();
  const write = async (tx: Transaction): Promise<string | readonly Problem[]> => {
    const writing = planWriting(await ownContribution(service, tx, guest), read, file.value);
    if (!writing.ok) return writing.problems;
    return submitOnce(tx, invitationId, key, async () => {
      const asked = { writing: writing.value, taken: file.value, takeOut: read('take-out'), at };
      const done = await doWriting(tx, service, { invitationId, disruptionId, organisationId }, asked);
      if (!done.ok) throw new NotDone(done.problems);
      const { saved, summary } = done.value;
      if (summary !== null)
        await addHistory(tx, disruptionId, { at, by: { id: null, name }, act: 'contribute', summary });
      return placeOf(saved);
    });
  };
  const ruleOf = (problems: readonly Problem[]) =>
    problems.includes(tooLateToAnswer) ? 'too-late' : 'content';
  try {
    const went = await doAsGuest(service, guest, act, write, (done) =>
      typeof done === 'string' ? null : ruleOf(done),
    );
    return typeof went === 'string' ? { ok: true, location: went } : { ok: false, problems: went };
  } catch (error) {
    if (!(error instanceof NotDone)) throw error;
    return refuseGuest(service, guest, act, error.problems, ruleOf(error.problems));
  }
};
