import type { Finding } from '../domain/finding.ts';
import type { WhyNot } from '../domain/purpose.ts';
import type { Transaction } from './connection.ts';

const findings = (tx: Transaction) =>
  tx
    .selectFrom('finding')
    .innerJoin('person', 'person.id', 'finding.recorded_by')
    .leftJoin('person as changer', 'changer.id', 'finding.changed_by')
    .orderBy('recorded_at')
    .orderBy('finding.id')
    .select([
      'finding.id',
      'factor_group as group',
      'factor_key as factor',
      'factor_title as title',
      'factor_list as list',
      'evidence',
      'otherwise_by as otherwiseBy',
      'otherwise',
      'about_child_id as aboutChildId',
      'withheld_from as withheldFrom',
      'revision',
      'authors',
      'person.name as recordedBy',
      'recorded_at as recordedAt',
      'changer.name as changedBy',
      'changed_at as changedAt',
    ]);

/** What a meeting found, in the order in which it was recorded. */
export const loadFindings = (tx: Transaction, meetingId: string): Promise<readonly Finding[]> =>
  findings(tx).where('meeting_id', '=', meetingId).execute();

/** What the meetings of a case found, whatever became of them. */
export const loadFindingsOfCase = (tx: Transaction, disruptionId: string): Promise<readonly Finding[]> =>
  findings(tx).where('disruption_id', '=', disruptionId).execute();

/** Why a meeting did not answer what it was there to answer, where somebody said why. */
export const loadWhyNots = (tx: Transaction, meetingId: string): Promise<readonly WhyNot[]> =>
  tx
    .selectFrom('purpose_unanswered')
    .innerJoin('person', 'person.id', 'purpose_unanswered.recorded_by')
    .where('meeting_id', '=', meetingId)
    .orderBy('purpose_key')
    .select([
      'purpose_key as purpose',
      'why',
      'withheld_from as withheldFrom',
      'authors',
      'person.name as recordedBy',
      'recorded_at as recordedAt',
    ])
    .execute();
