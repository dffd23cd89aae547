import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { RecordedAction } from '../domain/action.ts';
import type { ActionEvent, LivingAction, NextOfSeries } from '../domain/action-life.ts';
import { inWords } from '../domain/dates.ts';
import type { Transaction } from './connection.ts';
import { addHistory } from './history.ts';

type By = { readonly id: string; readonly name: string };

/** Keeps a new action, and says so in the history of the case. */
export const addAction = async (
  tx: Transaction,
  { what, owner, dueOn, why, forWhom, dependsOn, recurs }: RecordedAction,
  about: {
    readonly id: string;
    readonly disruptionId: string;
    readonly meetingId: string | null;
    readonly by: By;
    readonly at: Date;
  },
): Promise<void> => {
  await tx
    .insertInto('action')
    .values({
      id: about.id,
      disruption_id: about.disruptionId,
      meeting_id: about.meetingId,
      what,
      owner_id: owner.personId,
      owner_source: owner.source ?? null,
      owner_name: owner.name,
      due_on: dueOn,
      finding_id: why ?? null,
      for_whom: forWhom ?? null,
      depends_on: dependsOn ?? null,
      every_number: recurs?.number ?? null,
      every_unit: recurs?.unit ?? null,
      every_from: recurs?.from ?? null,
      every_until: recurs?.until ?? null,
      created_by: about.by.id,
      created_at: about.at,
    })
    .execute();
  await addHistory(tx, about.disruptionId, {
    at: about.at,
    by: about.by,
    act: 'record-action',
    summary: `Added an action for ${owner.name}, by ${inWords(dueOn)}: ${what}`,
    facts: { actionId: about.id, dueOn },
  });
};

/** Makes the next of a series, whose owner, reason and days are those of the one before; answers its id. */
export const addNextOfSeries = async (
  tx: Transaction,
  before: Pick<LivingAction, 'id'>,
  { dueOn, answer }: NextOfSeries,
  at: Date,
): Promise<string> => {
  const id = randomUUID();
  await sql`insert into action (id, disruption_id, what, owner_id, owner_source, owner_name, answer, due_on, finding_id, for_whom,
      every_number, every_unit, every_from, every_until, follows, created_by, created_at)
    select ${id}, disruption_id, what, owner_id, owner_source, owner_name, ${answer}, ${dueOn}, finding_id, for_whom,
      every_number, every_unit, every_from, every_until, id, created_by, ${at} from action where id = ${before.id}`.execute(
    tx,
  );
  return id;
};

/** Adds to the story of an action. */
export const addActionEvent = async (
  tx: Transaction,
  event: Pick<ActionEvent, 'kind' | 'words' | 'at'> & {
    readonly actionId: string;
    readonly disruptionId: string;
    readonly by: { readonly personId?: string; readonly invitationId?: string; readonly name: string };
  },
): Promise<void> => {
  await tx
    .insertInto('action_event')
    .values({
      ...{ id: randomUUID(), disruption_id: event.disruptionId, action_id: event.actionId },
      ...{ kind: event.kind, words: event.words, at: event.at, by_name: event.by.name },
      ...{ person_id: event.by.personId ?? null, invitation_id: event.by.invitationId ?? null },
    })
    .execute();
};

/** What an action's life has made of it, as `takeStep` answers it. */
export const saveAction = async (tx: Transaction, action: LivingAction): Promise<void> => {
  await tx
    .updateTable('action')
    .set({
      ...{ owner_id: action.ownerId, owner_source: action.ownerSource, owner_name: action.ownerName },
      ...{ answer: action.answer, due_on: action.dueOn, done_on: action.doneOn, evidence: action.evidence },
      ...{ done_how: action.doneHow, stated_by: action.statedBy },
      ...{ not_needed_on: action.notNeededOn, not_needed_because: action.notNeededBecause },
    })
    .where('id', '=', action.id)
    .execute();
};

/** One action of a case with all that its life turns on; undefined where it has none of that id, or it is not to be seen. */
export const loadLivingAction = async (
  tx: Transaction,
  { disruptionId, actionId }: { readonly disruptionId: string; readonly actionId: string },
) => {
  const row = await tx
    .selectFrom('action')
    .innerJoin('person as recorder', 'recorder.id', 'action.created_by')
    .leftJoin('finding', 'finding.id', 'action.finding_id')
    .where('action.id', '=', actionId)
    .where('action.disruption_id', '=', disruptionId)
    .select(['action.id', 'action.what', 'action.owner_id as ownerId', 'action.owner_source as ownerSource'])
    .select(['action.owner_name as ownerName', 'action.answer', 'action.due_on as dueOn'])
    .select(['action.depends_on as dependsOn', 'action.done_on as doneOn', 'action.evidence'])
    .select(['action.done_how as doneHow', 'action.stated_by as statedBy', 'action.for_whom as forWhom'])
    .select(['action.not_needed_on as notNeededOn', 'action.not_needed_because as notNeededBecause'])
    .select(['action.follows', 'action.created_at as recordedAt', 'factor_title as why'])
    .select(['every_number', 'every_unit', 'every_from', 'every_until', 'recorder.id as recorderId'])
    .select(['recorder.name as recorderName', 'recorder.left_on as recorderLeftOn'])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { every_number, every_unit, every_from, every_until, recorderId, recorderName, ...action } = row;
  return {
    ...action,
    recordedBy: { id: recorderId, name: recorderName },
    recurs:
      every_number === null || every_unit === null || every_from === null
        ? null
        : { number: every_number, unit: every_unit, from: every_from, until: every_until },
  };
};

/** The story of an action, from its beginning. */
export const loadStory = (tx: Transaction, actionId: string): Promise<readonly ActionEvent[]> =>
  tx
    .selectFrom('action_event')
    .where('action_id', '=', actionId)
    .orderBy('position')
    .select(['kind', 'words', 'by_name as by', 'at'])
    .execute();
