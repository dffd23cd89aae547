import type { TaskList } from 'graphile-worker';
import { sql } from 'kysely';
import { audit } from '../../database/audit.ts';
import { loadCase } from '../../database/case-record.ts';
import { nearestCase } from '../../database/case-standing.ts';
import { asService, type Transaction } from '../../database/connection.ts';
import { addHistory } from '../../database/history.ts';
import { queueMessages } from '../../database/messages.ts';
import { addDays, dateInLondon, type PlainDate } from '../../domain/dates.ts';
import { feedbackAskedWithin, feedbackLinkUntil, feedbackMessage } from '../../domain/message.ts';
import type { Service } from '../service.ts';

/** Those asked to a meeting of a case whom nobody has asked how it was, and who have not said so by themselves. */
const notAsked = (tx: Transaction, disruptionId: string) =>
  tx
    .selectFrom('invitation')
    .innerJoin('meeting', 'meeting.id', 'invitation.meeting_id')
    .where('invitation.disruption_id', '=', disruptionId)
    .where('invitation.status', '=', 'invited')
    .where('meeting.status', '=', 'held')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('message')
            .whereRef('message.invitation_id', '=', 'invitation.id')
            .where('message.kind', '=', 'feedback')
            .select('message.id'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('feedback_mark')
            .whereRef('feedback_mark.invitation_id', '=', 'invitation.id')
            .select('feedback_mark.id'),
        ),
      ),
    )
    .select('invitation.id')
    .execute();

/** Asks those of one case how its meeting was, in a transaction that holds the case: two that run at once ask once. */
const askOnCase = (service: Service, disruptionId: string): Promise<void> =>
  asService(service, async (tx) => {
    await sql`select 1 from disruption where id = ${nearestCase(disruptionId)} for update`.execute(tx);
    const record = await loadCase(tx, disruptionId);
    const { meeting } = record ?? {};
    if (!record || meeting?.status !== 'held') return;
    const waiting = new Set((await notAsked(tx, disruptionId)).map(({ id }) => id));
    const asked = meeting.invitations.filter(({ id }) => waiting.has(id));
    if (asked.length === 0) return;
    const at = service.clock();
    await queueMessages(tx, {
      ...{ disruptionId, at, secretKey: service.secretKey },
      messages: asked.map((invitee) => ({
        invitationId: invitee.id,
        kind: 'feedback',
        content: feedbackMessage({ record, invitee }),
        linkUntil: feedbackLinkUntil(meeting.heldOn),
      })),
    });
    await addHistory(tx, disruptionId, {
      ...{ at, by: { id: null, name: 'The service' }, act: 'remind' },
      summary: 'Asked those who were invited how the meeting was for them',
    });
    await audit(tx, {
      ...{ act: 'remind', rule: 'asks-after-meeting', outcome: 'allowed', intent: 'change' },
      subject: { kind: 'disruption', id: disruptionId },
      organisationId: record.placement.organisationId,
    });
  });

/** From the day after a meeting and for two weeks: a service that did not run asks nobody of a meeting long over. */
const heldLately = (service: Service, today: PlainDate): Promise<readonly { readonly id: string }[]> =>
  asService(service, (tx) =>
    tx
      .selectFrom('meeting')
      .where('status', '=', 'held')
      .where('held_on', '<', today)
      .where('held_on', '>=', addDays(today, -feedbackAskedWithin))
      .orderBy('held_on')
      .select('disruption_id as id')
      .execute(),
  );

/** Asks everybody who was invited to a meeting that was held, once, each case in a transaction of its own. */
const askForFeedback = async (service: Service): Promise<void> => {
  const failures: unknown[] = [];
  for (const { id } of await heldLately(service, dateInLondon(service.clock())))
    await askOnCase(service, id).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, 'Not everybody could be asked');
};

/** Each morning, at a time at which nothing else of the day begins. */
export const feedbackSchedule = '40 8 * * * ask-for-feedback ?max=1';

export const feedbackJobs = (service: Service): TaskList => ({
  'ask-for-feedback': () => askForFeedback(service),
});
