import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import { loadFindingsOfCase } from '../../database/findings.ts';
import { saidBy } from '../../database/speakers.ts';
import { findingInWords } from '../../domain/finding.ts';
import type { CaseFile } from '../../domain/subject-case-file.ts';

/** The passages as they are, and as they stood in versions of the minutes that had other words. */
export const passagesOf = async (tx: Transaction, disruptionId: string): Promise<CaseFile['passages']> => {
  const now = await tx
    .selectFrom('passage')
    .where('disruption_id', '=', disruptionId)
    .orderBy('meeting_id')
    .orderBy('position')
    .orderBy('id')
    .select([
      'id',
      'text',
      saidBy,
      'about_child_id as aboutChildId',
      'withheld_from as withheldFrom',
      'updated_at as updatedAt',
    ])
    .execute();
  const { rows: before } = await sql<CaseFile['passages'][number]>`
    select distinct on (v.meeting_id, p.id, p.text) p.id || '-version-' || v.version as id, p.text,
        p."aboutChildId", p."withheldFrom", v.locked_at as "updatedAt"
      from minutes_version v, jsonb_to_recordset(v.passages) as p (id uuid, text text, "aboutChildId" uuid, "withheldFrom" text[])
      where v.disruption_id = ${disruptionId} and not exists (select from passage o where o.id = p.id and o.text = p.text)
      order by v.meeting_id, p.id, p.text, v.version`.execute(tx);
  return [...now, ...before];
};

/** What those who checked drafts said of them, and what became of it. */
export const commentsOf = async (tx: Transaction, disruptionId: string): Promise<CaseFile['comments']> => {
  const rows = await tx
    .selectFrom('minutes_comment as comment')
    .innerJoin('invitation', 'invitation.id', 'comment.invitation_id')
    .where('comment.disruption_id', '=', disruptionId)
    .orderBy('said_at')
    .orderBy('comment.id')
    .select(['comment.id', 'source', 'name', 'is_right as isRight', 'words', 'outcome', 'because'])
    .select('said_at as at')
    .execute();
  return rows.map(({ isRight, words, outcome, because, ...said }) => ({
    ...said,
    text: isRight
      ? 'Said that a part of the draft minutes is right.'
      : [
          words,
          ...(outcome === null
            ? []
            : [outcome === 'changed' ? '(It was changed.)' : `(It was kept: ${because})`]),
        ].join('\n'),
  }));
};

/** What was found at the meetings of a case, and why one did not answer something, whatever became of the meeting. */
export const foundOf = async (tx: Transaction, disruptionId: string): Promise<CaseFile['found']> => {
  const findings = await loadFindingsOfCase(tx, disruptionId);
  const unanswered = await tx
    .selectFrom('purpose_unanswered')
    .innerJoin('person', 'person.id', 'purpose_unanswered.recorded_by')
    .where('disruption_id', '=', disruptionId)
    .orderBy('recorded_at')
    .orderBy('purpose_key')
    .select(['meeting_id as meetingId', 'purpose_key as purpose', 'why', 'withheld_from as withheldFrom'])
    .select(['person.name as recordedBy', 'recorded_at as at'])
    .execute();
  const agendas = await tx
    .selectFrom('agenda')
    .innerJoin('person', 'person.id', 'agenda.saved_by')
    .where('disruption_id', '=', disruptionId)
    .orderBy('saved_at')
    .orderBy('agenda.id')
    .select(['agenda.id', 'items', 'person.name as recordedBy', 'saved_at as at'])
    .execute();
  return [
    // Of an agenda only what somebody added: the rest stands in the procedure.
    ...agendas.flatMap(({ id, items, ...rest }) =>
      items
        .filter(({ isOwn }) => isOwn)
        .map(({ key, title, prompt }) => ({
          ...{ ...rest, key: `agenda-${id}-${key}`, aboutChildId: null, withheldFrom: [] },
          text: `An item of the agenda: ${title}${prompt === '' ? '' : `. ${prompt}`}`,
        })),
    ),
    ...findings.map((finding) => ({
      ...{ key: `finding-${finding.id}`, text: findingInWords(finding) },
      ...{ aboutChildId: finding.aboutChildId, withheldFrom: finding.withheldFrom },
      ...{ recordedBy: finding.recordedBy, at: finding.recordedAt },
    })),
    ...unanswered.map(({ meetingId, purpose, why, ...rest }) => ({
      ...{ ...rest, aboutChildId: null, key: `unanswered-${meetingId}-${purpose}` },
      text: `Why the meeting did not answer something: ${why}`,
    })),
  ];
};
