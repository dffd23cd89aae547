import type { Finding } from '../domain/finding.ts';
import type { WhyNot } from '../domain/purpose.ts';
import type { Transaction } from './connection.ts';

/** What a meeting found, in the order in which it was recorded. */
export const loadFindings = (tx: Transaction, meetingId: string): Promise<readonly Finding[]> =>
  tx
    .selectFrom('finding')
    .innerJoin('person', 'person.id', 'finding.recorded_by')
    .leftJoin('person as changer', 'changer.id', 'finding.changed_by')
    .where('meeting_id', '=', meetingId)
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
    ])
    .execute();

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
