import { addHistory } from '../../database/history.ts';
import { recallCopies } from '../../database/recalled-copies.ts';
import { reopenMinutes as decideReopening } from '../../domain/release.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, insist, notThere } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { saveReopened } from './store.ts';

/**
 * Opens agreed minutes again, as the next version. Every copy that is out is withdrawn, and none that waits goes; whoever held one hears when
 * their copy of the next version is released (docs/domain.md, 4.12). `typed` has the `reason`.
 */
export const reopenMinutes = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'agree-minutes' }, async ({ tx, record, now }) => {
    const { version, reason } = insist(decideReopening(record, readText(typed, 'reason')));
    if (record.meeting === null) throw notThere();
    const withdrawn = await recallCopies(tx, record.meeting.id, now, 'The minutes were opened again');
    await saveReopened(tx, record.meeting.id, version);
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'reopen-minutes',
      summary: `Opened the minutes again, as version ${version}: ${reason}`,
      facts: { version, withdrawn },
    });
    return `/disruptions/${record.id}/minutes`;
  });
