import { sql } from 'kysely';
import { loadOwnPages, loadVoice } from '../../database/child-voice.ts';
import type { Transaction } from '../../database/connection.ts';
import { loadReach } from '../../database/contact-channels.ts';
import { loadDisagreements } from '../../database/disagreements.ts';
import { loadFilings } from '../../database/filings.ts';
import { loadApart } from '../../database/kept-apart.ts';
import { loadEventsOfCase } from '../../database/meeting-events.ts';
import { apartRows } from '../../domain/apart-rows.ts';
import type { CaseRecord } from '../../domain/case.ts';
import type { Doc } from '../../domain/document.ts';
import { roomRows } from '../../domain/room-rows.ts';
import type { CaseFile } from '../../domain/subject-case-file.ts';
import { timeRows } from '../../domain/time-rows.ts';
import { voiceRows } from '../../domain/voice-rows.ts';
import { storyOf } from './action-file.ts';
import { afterwardsOf } from './afterwards-file.ts';
import { readKeptFile } from './kept-file.ts';
import { commentsOf, foundOf, passagesOf } from './minutes-file.ts';
import { panelOf } from './panel-file.ts';

/** What is held of how people of a placement are reached. */
export const detailsOf = async (
  tx: Transaction,
  placementId: string,
): Promise<Pick<CaseFile, 'contactDetails' | 'reach'>> => ({
  contactDetails: await contactDetailsOf(tx, placementId),
  reach: await loadReach(tx, placementId),
});

/** What is held of the contacts of a placement to reach them by: each one's own. */
const contactDetailsOf = async (
  tx: Transaction,
  placementId: string,
): Promise<CaseFile['contactDetails']> => {
  const rows = await tx
    .selectFrom('contact')
    .where('placement_id', '=', placementId)
    .orderBy('id')
    .select(['id', 'name', 'email', 'phone', 'address'])
    .execute();
  return rows.map(({ id, name, email, phone, address }) => ({
    id,
    text: `Name: ${name}. E-mail: ${email === '' ? 'none' : email}. Phone: ${phone === '' ? 'none' : phone}. Address: ${address === '' ? 'none' : address}.`,
  }));
};

const decisionsOf = async (tx: Transaction, disruptionId: string): Promise<CaseFile['decisions']> => {
  const rows = await tx
    .selectFrom('meeting_decision as decision')
    .innerJoin('person', 'person.id', 'decision.decided_by')
    .where('disruption_id', '=', disruptionId)
    .orderBy('decision.position')
    .select([
      'decision.id',
      'to_meet',
      'why',
      'decided_on as on',
      'person.name as by',
      'agrees',
      'review_note',
    ])
    .execute();
  return rows.map(({ to_meet, why, agrees, review_note, ...decision }) => ({
    ...decision,
    text: [
      `It was decided ${to_meet ? '' : 'not '}to hold a meeting: ${why}`,
      ...(agrees === null ? [] : [`A manager ${agrees ? 'agreed' : 'did not agree'}. ${review_note}`.trim()]),
    ].join(' '),
  }));
};

const copiesOf = async (tx: Transaction, disruptionId: string): Promise<CaseFile['copies']> => {
  const rows = await tx
    .selectFrom('copy')
    .innerJoin('invitation', 'invitation.id', 'copy.invitation_id')
    .where('copy.disruption_id', '=', disruptionId)
    .where('copy.released_at', 'is not', null)
    .orderBy('copy.released_at')
    .orderBy('copy.id')
    .select([
      'copy.id',
      'invitation.source',
      'invitation.name',
      'version',
      'released_at as releasedAt',
      'document',
    ])
    .$narrowType<{ releasedAt: Date }>()
    .execute();
  return rows.map(({ document, ...copy }) => ({ ...copy, document: document as Doc }));
};

const packsOf = async (tx: Transaction, disruptionId: string): Promise<CaseFile['packs']> => {
  const rows = await tx
    .selectFrom('pack_part')
    .leftJoin('invitation', 'invitation.id', 'pack_part.invitation_id')
    .leftJoin('child', 'child.id', 'pack_part.child_id')
    .where('pack_part.disruption_id', '=', disruptionId)
    .orderBy('pack_part.released_at')
    .orderBy('pack_part.id')
    .select([
      'pack_part.id',
      sql<string>`coalesce(invitation.source, 'child-' || pack_part.child_id)`.as('source'),
      sql<string>`coalesce(invitation.name, child.given_name)`.as('name'),
      'released_at as releasedAt',
      'document',
      'files',
    ])
    .execute();
  return rows.map(({ document, ...part }) => ({ ...part, document: document as Doc }));
};

/** Messages by kind and day. What is in one, a link or a code, is a secret of its own and stays where it is. */
const messagesOf = (tx: Transaction, disruptionId: string): Promise<CaseFile['messages']> =>
  tx
    .selectFrom('message')
    .leftJoin('invitation', 'invitation.id', 'message.invitation_id')
    .leftJoin('child_page as page', 'page.id', 'message.child_page_id')
    .leftJoin('child', 'child.id', 'page.child_id')
    .where('message.disruption_id', '=', disruptionId)
    .where('message.sent_at', 'is not', null)
    .orderBy('message.sent_at')
    .orderBy('message.id')
    .select([
      'message.id',
      sql<string>`coalesce(invitation.source, 'child-' || page.child_id)`.as('source'),
      sql<string>`coalesce(invitation.name, child.given_name)`.as('name'),
      'message.kind',
      'message.sent_at as at',
    ])
    .$narrowType<{ at: Date }>()
    .execute();

const historyOf = (tx: Transaction, disruptionId: string): Promise<CaseFile['history']> =>
  tx
    .selectFrom('history')
    .where('disruption_id', '=', disruptionId)
    .orderBy('id')
    .select(['id', 'at', 'person_name as personName', 'summary'])
    .execute();

const filesOf = (tx: Transaction, disruptionId: string): Promise<CaseFile['files']> =>
  tx
    .selectFrom('contribution_file')
    .where('disruption_id', '=', disruptionId)
    .orderBy('added_at')
    .orderBy('id')
    .select(['id', 'invitation_id as invitationId', 'format', 'description'])
    .select(['is_given as isGiven', 'added_at as addedAt'])
    .execute();

const draftsOf = (tx: Transaction, disruptionId: string): Promise<CaseFile['drafts']> =>
  tx
    .selectFrom('contribution_draft')
    .where('disruption_id', '=', disruptionId)
    .orderBy('invitation_id')
    .select(['invitation_id as invitationId', 'saved_at as savedAt'])
    .execute();

/** Whether each child was told of the meeting, as it was recorded each time. */
const toldOf = async (tx: Transaction, disruptionId: string): Promise<CaseFile['voice']> => {
  const rows = await tx
    .selectFrom('child_told as told')
    .innerJoin('person', 'person.id', 'told.recorded_by')
    .where('disruption_id', '=', disruptionId)
    .orderBy('recorded_at', 'desc')
    .orderBy('told.id')
    .select(['told.id', 'child_id as childId', 'told_on as on', 'how', 'reason', 'person.name as recordedBy'])
    .execute();
  return rows.map(({ id, childId, on, how, reason, recordedBy }) => ({
    ...{ key: `told-${id}`, childId, on, isTheirs: false, recordedBy },
    text: on === null ? `Not told of the meeting yet: ${reason}` : `Told of the meeting: ${how}`,
  }));
};

const timeAnswersOf = async (tx: Transaction, disruptionId: string): Promise<CaseFile['times']> => {
  const rows = await tx
    .selectFrom('time_answer')
    .innerJoin('proposed_time', 'proposed_time.id', 'time_answer.time_id')
    .innerJoin('invitation', 'invitation.id', 'time_answer.invitation_id')
    .leftJoin('person', 'person.id', 'time_answer.recorded_by')
    .where('time_answer.disruption_id', '=', disruptionId)
    .orderBy('time_answer.answered_at')
    .orderBy('time_answer.time_id')
    .orderBy('invitation.name')
    .select([
      'proposed_time.id',
      'proposed_time.held_on as heldOn',
      sql<string>`to_char(proposed_time.starts_at, 'HH24:MI')`.as('startsAt'),
      'invitation.source',
      'invitation.name',
      'time_answer.answer',
      'time_answer.told_by as toldBy',
      'time_answer.told_how as toldHow',
      'person.name as recordedBy',
      'time_answer.answered_at as at',
    ])
    .execute();
  return timeRows(
    rows.map(({ answer, toldBy, toldHow, recordedBy, ...asked }) => ({
      ...asked,
      said: { answer, toldBy, toldHow, recordedBy },
    })),
  );
};

/** Who opened a case, by the post they hold and never by name, day by day. */
const openedOf = async (tx: Transaction, disruptionId: string): Promise<CaseFile['opened']> => {
  const { rows } = await sql<CaseFile['opened'][number]>`
    select (a.at at time zone 'Europe/London')::date as "on", a.act, count(*)::int as times,
      case a.actor_kind when 'person' then coalesce(nullif(app_post(a.actor_id), ''), 'somebody who worked here')
        when 'guest' then 'somebody-invited' else 'the-service-itself' end as who
    from audit_entry a
    where a.subject_kind = 'disruption' and a.subject_id = ${disruptionId} and a.outcome = 'allowed'
      and a.act <> 'prepare-subject-access'
    group by 1, 2, 4 order by 1, 4, 2`.execute(tx);
  return rows;
};

/** Why somebody opened a case that was not theirs, or the vault of one. */
const reasonsOf = async (tx: Transaction, disruptionId: string): Promise<CaseFile['reasons']> => {
  const { rows } = await sql<CaseFile['reasons'][number]>`
    select id, at, 'Opened for a few hours by somebody not on the case: ' || reason as text
      from break_glass where disruption_id = ${disruptionId}
    union all
    select id, at, 'Looked up who the carers are: ' || reason from vault_opening where disruption_id = ${disruptionId}
    order by at`.execute(tx);
  return rows;
};

/** All that a case holds besides its record. Reads what whoever deals with a request must not see: see gather.ts. */
export const readCaseFile = async (tx: Transaction, record: CaseRecord): Promise<CaseFile> => ({
  record,
  passages: await passagesOf(tx, record.id),
  comments: await commentsOf(tx, record.id),
  found: await foundOf(tx, record.id),
  ...(await detailsOf(tx, record.placement.id)),
  decisions: await decisionsOf(tx, record.id),
  copies: await copiesOf(tx, record.id),
  filings: await loadFilings(tx, record.id),
  packs: await packsOf(tx, record.id),
  messages: await messagesOf(tx, record.id),
  history: await historyOf(tx, record.id),
  disagreements: await loadDisagreements(tx, record.id),
  drafts: await draftsOf(tx, record.id),
  files: await filesOf(tx, record.id),
  times: await timeAnswersOf(tx, record.id),
  story: await storyOf(tx, record.id),
  afterwards: await afterwardsOf(tx, record.id),
  room: roomRows(await loadEventsOfCase(tx, record.id), record),
  apart: apartRows(await loadApart(tx, record.id, { ended: true }), record.placement),
  panel: await panelOf(tx, record.id),
  opened: await openedOf(tx, record.id),
  kept: await readKeptFile(tx, record.placement.id),
  reasons: await reasonsOf(tx, record.id),
  voice: [
    ...voiceRows({
      ...(await loadVoice(tx, record.id)),
      pages: await loadOwnPages(tx, record.id),
    }),
    ...(await toldOf(tx, record.id)),
  ],
});
