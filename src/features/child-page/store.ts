import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { PageVisit } from '../../database/child-pages.ts';
import type { Transaction } from '../../database/connection.ts';
import { queueSending } from '../../database/messages.ts';
import type { Answer } from '../../domain/case.ts';
import type { AnswerTexts } from '../../domain/child-answer.ts';
import { givenHow, type SheetName } from '../../domain/child-page.ts';
import { composed } from '../../domain/contribution-answers.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { FileFormat } from '../../domain/files/format.ts';

/** Keeps what a child gave, as a view of theirs. The database refuses every later change of it. */
export const insertGiven = async (
  tx: Transaction,
  child: Pick<PageVisit, 'pageId' | 'disruptionId' | 'childId'>,
  given: {
    readonly id: string;
    readonly way: 'wrote' | 'drew' | 'recorded';
    readonly answers: readonly Answer[];
    readonly at: Date;
    readonly saidOn: PlainDate;
  },
): Promise<void> => {
  await tx
    .insertInto('child_view')
    .values({
      ...{ id: given.id, disruption_id: child.disruptionId, child_id: child.childId, page_id: child.pageId },
      ...{ words: composed(given.answers), answers: JSON.stringify(given.answers) },
      ...{ whose_words: 'child', way: given.way, how: givenHow, said_on: given.saidOn },
      ...{ recorded_by: null, recorded_at: given.at },
    })
    .execute();
};

/** What was given is not a draft any more. */
export const removeDraft = async (tx: Transaction, pageId: string, sheet: SheetName): Promise<void> => {
  await tx.deleteFrom('child_draft').where('page_id', '=', pageId).where('sheet', '=', sheet).execute();
};

/** Tells the social workers of the child who acts that there is something new. */
export const tellWorkers = async (tx: Transaction): Promise<void> => {
  await sql`select app_tell_child_gave()`.execute(tx);
};

/** Tells a child's social workers, by the case's reference alone, that a code was mistyped until it stopped working. */
export const tellMistyped = async (
  tx: Transaction,
  { disruptionId, childId, reference }: PageVisit,
): Promise<void> => {
  const path = `/disruptions/${disruptionId}/child-voice/${childId}/page`;
  await sql`with told as (
      insert into notice (id, organisation_id, person_id, kind, reference, path, at)
      select gen_random_uuid(), p.organisation_id, p.id, 'code-mistyped', ${reference}, ${path}, app_now()
        from disruption d join placement_access a on a.placement_id = d.placement_id join person p on p.id = a.person_id
        where d.id = ${disruptionId} and a.capacity = 'child-social-worker'
          and coalesce(a.until_at, 'infinity') > app_now() and coalesce(p.left_on, 'infinity') > app_today()
      returning id)
    select app_add_job('send-notice', jsonb_build_object('noticeId', id), 'notice:' || id) from told`.execute(
    tx,
  );
};

export type Given = {
  readonly id: string;
  readonly answers: readonly Answer[];
  readonly saidOn: PlainDate;
  /** Of the picture or the recording; null for words alone. */
  readonly format: FileFormat | null;
};

/** What a child gave on their page, the latest first. */
export const givenOn = (tx: Transaction, pageId: string): Promise<readonly Given[]> =>
  tx
    .selectFrom('child_view')
    .leftJoin('view_file', 'view_file.view_id', 'child_view.id')
    .where('page_id', '=', pageId)
    .orderBy('recorded_at', 'desc')
    .orderBy('child_view.id')
    .select(['child_view.id', 'answers', 'said_on as saidOn', 'view_file.format'])
    .execute();

export type Letter = { readonly id: string; readonly texts: AnswerTexts; readonly writtenAt: Date };

/** The letters that were given to a child, the latest first. */
export const lettersTo = async (
  tx: Transaction,
  { disruptionId, childId }: PageVisit,
): Promise<readonly Letter[]> => {
  const rows = await tx
    .selectFrom('child_answer as answer')
    .where('answer.disruption_id', '=', disruptionId)
    .where('answer.child_id', '=', childId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('answer_giving')
          .whereRef('answer_giving.answer_id', '=', 'answer.id')
          .select('answer_giving.id'),
      ),
    )
    .orderBy('answer.written_at', 'desc')
    .orderBy('answer.id')
    .select([
      'answer.id',
      'answer.told_us as toldUs',
      'answer.talked_about as talkedAbout',
      'answer.happens_next as happensNext',
      'answer.why_moved as whyMoved',
      'answer.who_to_talk_to as whoToTalkTo',
      'answer.written_at as writtenAt',
    ])
    .execute();
  return rows.map(({ id, writtenAt, ...texts }) => ({ id, writtenAt, texts }));
};

/** Queues a code for a child, to the address or number that their worker made sure of. */
export const queueCode = async (
  tx: Transaction,
  { pageId, disruptionId }: PageVisit,
  codeId: string,
  at: Date,
): Promise<void> => {
  const id = randomUUID();
  await tx
    .insertInto('message')
    .values({
      ...{ id, disruption_id: disruptionId, child_page_id: pageId, kind: 'code' },
      ...{ content: JSON.stringify({ codeId }), queued_at: at },
    })
    .execute();
  await queueSending(tx, id);
};
