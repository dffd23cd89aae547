import type { Disagreement, SentDisagreement } from '../domain/disagreement.ts';
import type { Transaction } from './connection.ts';

/** The statements of disagreement on a case, the earliest first. */
export const loadDisagreements = (tx: Transaction, disruptionId: string): Promise<readonly Disagreement[]> =>
  tx
    .selectFrom('disagreement')
    .innerJoin('person', 'person.id', 'disagreement.recorded_by')
    .leftJoin('copy', 'copy.id', 'disagreement.record_id')
    .where('disagreement.disruption_id', '=', disruptionId)
    .orderBy('disagreement.recorded_at')
    .orderBy('disagreement.id')
    .select([
      'disagreement.id',
      'disagreement.about',
      'disagreement.record_id as recordId',
      'copy.invitation_id as invitationId',
      'disagreement.whose',
      'disagreement.words',
      'disagreement.received_on as receivedOn',
      'disagreement.withheld_from as withheldFrom',
      'person.name as recordedBy',
    ])
    .execute();

/** What people sent from their private pages that nobody has attached yet, the earliest first. */
export const loadUnattached = (tx: Transaction, disruptionId: string): Promise<readonly SentDisagreement[]> =>
  tx
    .selectFrom('sent_disagreement as sent')
    .innerJoin('invitation', 'invitation.id', 'sent.invitation_id')
    .where('sent.disruption_id', '=', disruptionId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('disagreement')
            .whereRef('disagreement.sent_id', '=', 'sent.id')
            .select('disagreement.id'),
        ),
      ),
    )
    .orderBy('sent.sent_at')
    .orderBy('sent.id')
    .select(['sent.id', 'sent.copy_id as copyId', 'invitation.name', 'sent.words', 'sent.sent_at as sentAt'])
    .execute();
