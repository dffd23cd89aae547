import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import { saidBy } from '../../database/speakers.ts';
import type { Caught } from '../../domain/caught.ts';
import type { Conflict, Passage } from '../../domain/minutes.ts';
import type { AgendaItem } from '../../domain/procedure.ts';

/** A passage with what the screens and the saving of it need beside the text. */
export type OpenPassage = Passage &
  Pick<Conflict, 'page' | 'edit'> & {
    readonly updatedAt: Date;
    readonly isFirst: boolean;
    /** Caught in one line, as it happened. */
    readonly isCaught: boolean;
  };

const passages = (tx: Transaction) =>
  tx
    .selectFrom('passage')
    .leftJoin('person', 'person.id', 'passage.updated_by')
    .select([
      'passage.id',
      'agenda_key as agendaKey',
      'kind',
      'text',
      'withheld_from as withheldFrom',
      'about_child_id as aboutChildId',
      saidBy,
      sql<boolean>`caught_at is not null`.as('isCaught'),
      'whose',
      'revision',
      'authors',
      'person.name as updatedBy',
      'updated_at as updatedAt',
      'page',
      'edit',
      sql<boolean>`position = 0`.as('isFirst'),
    ]);

const withConflicts = async (
  tx: Transaction,
  found: readonly Omit<OpenPassage, 'conflicts'>[],
): Promise<readonly OpenPassage[]> => {
  if (found.length === 0) return [];
  const conflicts = await tx
    .selectFrom('passage_conflict')
    .innerJoin('person', 'person.id', 'passage_conflict.typed_by')
    .where(
      'passage_id',
      'in',
      found.map(({ id }) => id),
    )
    .where('settled_at', 'is', null)
    .orderBy('typed_at')
    .select([
      'passage_conflict.id',
      'passage_id as passageId',
      'text',
      'person.name as typedBy',
      'typed_by as typedById',
      'typed_at as typedAt',
      'page',
      'edit',
    ])
    .execute();
  return found.map((passage) => ({
    ...passage,
    conflicts: conflicts.filter(({ passageId }) => passageId === passage.id),
  }));
};

/** The passages of a meeting, item by item as the agenda has them. */
export const loadPassages = async (
  tx: Transaction,
  meetingId: string,
  agenda: readonly AgendaItem[],
): Promise<readonly OpenPassage[]> => {
  const found = await passages(tx).where('meeting_id', '=', meetingId).orderBy('position').execute();
  const placeOf = (key: string) => agenda.findIndex((item) => item.key === key);
  return withConflicts(
    tx,
    found.toSorted((a, b) => placeOf(a.agendaKey) - placeOf(b.agendaKey)),
  );
};

/** Locks a passage until the transaction ends, and reads it; undefined when the meeting has none of that identity. */
export const lockPassage = async (
  tx: Transaction,
  meetingId: string,
  passageId: string,
): Promise<OpenPassage | undefined> => {
  const found = await passages(tx)
    .where('passage.id', '=', passageId)
    .where('meeting_id', '=', meetingId)
    .forUpdate('passage')
    .execute();
  return (await withConflicts(tx, found))[0];
};

/** Adds what was caught as a passage under its item, after those it has. */
export const insertCaught = async (
  tx: Transaction,
  about: {
    readonly id: string;
    readonly disruptionId: string;
    readonly meetingId: string;
    readonly by: string;
    readonly at: Date;
  },
  { kind, agendaKey, text, saidBy: speaker, withheldFrom }: Caught,
): Promise<void> => {
  await tx
    .insertInto('passage')
    .values({
      id: about.id,
      disruption_id: about.disruptionId,
      meeting_id: about.meetingId,
      agenda_key: agendaKey,
      kind,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from passage
        where meeting_id = ${about.meetingId} and agenda_key = ${agendaKey})`,
      text,
      revision: 1,
      authors: [about.by],
      updated_by: about.by,
      updated_at: about.at,
      withheld_from: [...withheldFrom],
      caught_at: about.at,
      said_by_invitation_id: speaker?.is === 'invited' ? speaker.id : null,
      said_by_child_id: speaker?.is === 'child' ? speaker.id : null,
    })
    .execute();
};

/** Saves a passage's words with everybody who typed them. */
export const saveText = async (
  tx: Transaction,
  passage: Pick<OpenPassage, 'id' | 'text' | 'revision' | 'page' | 'edit' | 'authors'>,
  by: { readonly id: string; readonly at: Date },
): Promise<void> => {
  await tx
    .updateTable('passage')
    .set({
      text: passage.text,
      revision: passage.revision,
      page: passage.page,
      edit: passage.edit,
      authors: [...new Set(passage.authors)],
      updated_by: by.id,
      updated_at: by.at,
    })
    .where('id', '=', passage.id)
    .execute();
};

/** Keeps words beside a passage: in a conflict that is open already, or in a new one. */
export const keepBeside = async (
  tx: Transaction,
  conflictId: string | null,
  words: Pick<Conflict, 'text' | 'page' | 'edit'> & {
    readonly disruptionId: string;
    readonly passageId: string;
    readonly typedBy: string;
    readonly at: Date;
  },
): Promise<void> => {
  const { text, page, edit, at } = words;
  if (conflictId !== null)
    await tx
      .updateTable('passage_conflict')
      .set({ text, edit, typed_at: at })
      .where('id', '=', conflictId)
      .execute();
  else
    await tx
      .insertInto('passage_conflict')
      .values({
        id: randomUUID(),
        disruption_id: words.disruptionId,
        passage_id: words.passageId,
        text,
        typed_by: words.typedBy,
        typed_at: at,
        page,
        edit,
      })
      .execute();
};

/** Marks a choice as made. The words stay where they are, as a record of what was not kept. */
export const markSettled = async (tx: Transaction, conflictId: string, at: Date): Promise<void> => {
  await tx.updateTable('passage_conflict').set({ settled_at: at }).where('id', '=', conflictId).execute();
};
