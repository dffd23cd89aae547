import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import type { CaseFile } from '../../domain/subject-case-file.ts';

/** What was done about the actions of a case, whoever did it. */
export const storyOf = (tx: Transaction, disruptionId: string): Promise<CaseFile['story']> =>
  tx
    .selectFrom('action_event as event')
    .leftJoin('invitation', 'invitation.id', 'event.invitation_id')
    .where('event.disruption_id', '=', disruptionId)
    .orderBy('event.position')
    .select(['event.id', 'action_id as actionId', 'kind', 'words', 'by_name as by', 'at'])
    .select(sql<string | null>`coalesce('staff-' || event.person_id, invitation.source)`.as('source'))
    .execute();
