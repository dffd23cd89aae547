import type { Transaction } from '../../database/connection.ts';
import { addHistory } from '../../database/history.ts';
import { isOfNoOwnCopy, ownCommentsOn, saveSaid } from '../../database/minutes-comments.ts';
import { submitOnce } from '../../database/submit-once.ts';
import { sayOfDraft } from '../../domain/checking.ts';
import type { Problem } from '../../domain/result.ts';
import { partsAsked, readSaid } from '../../web/check-fields.ts';
import type { Typed } from '../../web/typed.ts';
import { isUuid, notThere } from '../case-door.ts';
import type { Outcome, Service } from '../service.ts';
import { doAsGuest, type Guest, refuseGuest } from './guest-audit.ts';
import { ownDraft } from './store.ts';

/** Said when a draft was taken back, or agreed, while somebody wrote. */
const isOver: Problem = {
  field: '',
  message: 'We do not ask about these notes any more. Please tell the person you know what is not right.',
};

/**
 * Keeps what a guest says of the parts of their own copy of a draft, as they wrote it, once. Of a part that their copy does
 * not hold nothing is kept: here, and by the database.
 */
export const saveCheck = async (
  service: Service,
  guest: Guest,
  typed: Typed,
  { key, copyId }: { readonly key: string; readonly copyId: string },
): Promise<Outcome> => {
  if (!isUuid(key) || !isUuid(copyId)) throw notThere();
  const { invitationId, disruptionId, name } = guest;
  const at = service.clock();
  const check = async (tx: Transaction): Promise<string | readonly Problem[]> => {
    const draft = await ownDraft(tx, invitationId, copyId);
    if (draft === undefined) return [isOver];
    const decided = sayOfDraft(readSaid(typed), partsAsked(draft), await ownCommentsOn(tx, copyId));
    if (!decided.ok) return decided.problems;
    const said = decided.value;
    return submitOnce(tx, invitationId, key, async () => {
      await saveSaid(tx, said, { disruptionId, invitationId, copyId, saidBy: null, at });
      if (said.length > 0)
        await addHistory(tx, disruptionId, {
          ...{ at, by: { id: null, name }, act: 'check-minutes' },
          summary: 'Said of their copy of the draft minutes what is right and what is not',
          facts: { copyId, right: said.filter(({ isRight }) => isRight).length, of: said.length },
        });
      return `/private/copies/${copyId}?saved=check`;
    });
  };
  try {
    const went = await doAsGuest(service, guest, 'check-copy', check, (done) =>
      typeof done === 'string' ? null : 'content',
    );
    return typeof went === 'string' ? { ok: true, location: went } : { ok: false, problems: went };
  } catch (error) {
    // It was taken back between our look and our word.
    if (isOfNoOwnCopy(error)) return refuseGuest(service, guest, 'check-copy', [isOver]);
    throw error;
  }
};
