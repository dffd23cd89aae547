import type { Transaction } from '../../database/connection.ts';
import type { Reader } from '../../domain/case.ts';
import type { Finding, FoundFactor } from '../../domain/finding.ts';
import type { WhyNot } from '../../domain/purpose.ts';

type Signed = { readonly by: string; readonly at: Date };
type OfMeeting = { readonly disruptionId: string; readonly meetingId: string };

const columns = (found: FoundFactor) => ({
  factor_group: found.group,
  factor_key: found.factor,
  factor_title: found.title,
  factor_list: found.list,
  evidence: found.evidence,
  otherwise_by: found.otherwiseBy,
  otherwise: found.otherwise,
  about_child_id: found.aboutChildId,
  withheld_from: [...found.withheldFrom],
});

export const insertFinding = async (
  tx: Transaction,
  { disruptionId, meetingId }: OfMeeting,
  found: FoundFactor & { readonly id: string; readonly caughtId: string | null },
  { by, at }: Signed,
): Promise<void> => {
  await tx
    .insertInto('finding')
    .values({
      ...{ ...columns(found), id: found.id, disruption_id: disruptionId, meeting_id: meetingId },
      ...{ authors: [by], recorded_by: by, recorded_at: at, caught_id: found.caughtId },
    })
    .execute();
};

/** Puts a factor right, as the next revision of it. */
export const updateFinding = async (
  tx: Transaction,
  was: Pick<Finding, 'id' | 'revision' | 'authors'>,
  found: FoundFactor,
  { by, at }: Signed,
): Promise<void> => {
  await tx
    .updateTable('finding')
    .set({
      ...{ ...columns(found), revision: was.revision + 1, authors: [...new Set([...was.authors, by])] },
      ...{ changed_by: by, changed_at: at },
    })
    .where('id', '=', was.id)
    .execute();
};

export const deleteFinding = async (tx: Transaction, id: string): Promise<void> => {
  await tx.deleteFrom('finding').where('id', '=', id).execute();
};

/** Says why a purpose was not answered, in place of what was said before. */
export const saveWhyNot = async (
  tx: Transaction,
  { disruptionId, meetingId }: OfMeeting,
  { purpose, why, withheldFrom, authors }: Pick<WhyNot, 'purpose' | 'why' | 'withheldFrom' | 'authors'>,
  { by, at }: Signed,
): Promise<void> => {
  const said = {
    ...{ why, withheld_from: [...withheldFrom], authors: [...new Set([...authors, by])] },
    ...{ recorded_by: by, recorded_at: at },
  };
  await tx
    .insertInto('purpose_unanswered')
    .values({ ...said, disruption_id: disruptionId, meeting_id: meetingId, purpose_key: purpose })
    .onConflict((conflict) => conflict.columns(['meeting_id', 'purpose_key']).doUpdateSet(said))
    .execute();
};

export const deleteWhyNot = async (tx: Transaction, meetingId: string, purpose: string): Promise<void> => {
  await tx
    .deleteFrom('purpose_unanswered')
    .where('meeting_id', '=', meetingId)
    .where('purpose_key', '=', purpose)
    .execute();
};

/** What is written in a meeting's minutes, item by item: only whether there is anything is asked. */
export const loadWritten = (
  tx: Transaction,
  meetingId: string,
): Promise<readonly { readonly agendaKey: string; readonly text: string }[]> =>
  tx
    .selectFrom('passage')
    .where('meeting_id', '=', meetingId)
    .select(['agenda_key as agendaKey', 'text'])
    .execute();

/** A finding that was written down as the meeting found it, and is not recorded in shared words yet. */
export type CaughtFinding = {
  readonly id: string;
  readonly text: string;
  readonly withheldFrom: readonly Reader[];
};

/** What was written down as a finding in a meeting, and is not recorded in shared words yet. */
export const loadCaught = (tx: Transaction, meetingId: string): Promise<readonly CaughtFinding[]> =>
  tx
    .selectFrom('passage')
    .where('meeting_id', '=', meetingId)
    .where('kind', '=', 'finding')
    .where('caught_at', 'is not', null)
    .where('text', '<>', '')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom('finding').whereRef('finding.caught_id', '=', 'passage.id').select('finding.id')),
      ),
    )
    .orderBy('caught_at')
    .orderBy('id')
    .select(['id', 'text', 'withheld_from as withheldFrom'])
    .execute();
