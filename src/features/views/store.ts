import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../database/connection.ts';
import type { ChildView, Sharing } from '../../domain/case.ts';

/** Keeps a child's words. The database refuses every later change of them. */
export const insertView = async (
  tx: Transaction,
  view: Omit<ChildView, 'recordedBy' | 'recordedById' | 'sharing'>,
  about: { readonly disruptionId: string; readonly recordedBy: string; readonly at: Date },
): Promise<void> => {
  await tx
    .insertInto('child_view')
    .values({
      id: view.id,
      disruption_id: about.disruptionId,
      child_id: view.childId,
      words: view.words,
      whose_words: view.whoseWords,
      way: view.way,
      how: view.how,
      said_on: view.saidOn,
      withheld_from: [...view.withheldFrom],
      recorded_by: about.recordedBy,
      recorded_at: about.at,
    })
    .execute();
};

/** Keeps what a child agreed may be known of their words, after whatever they agreed to before. */
export const insertSharing = async (
  tx: Transaction,
  { agreed, readers, agreedOn }: Omit<Sharing, 'recordedBy'>,
  about: {
    readonly disruptionId: string;
    readonly viewId: string;
    readonly recordedBy: string;
    readonly at: Date;
  },
): Promise<void> => {
  await tx
    .insertInto('view_sharing')
    .values({
      id: randomUUID(),
      disruption_id: about.disruptionId,
      view_id: about.viewId,
      agreed,
      readers: [...readers],
      agreed_on: agreedOn,
      recorded_by: about.recordedBy,
      recorded_at: about.at,
    })
    .execute();
};

/** What a child agreed to of their words and when, the latest first. */
export const sharingsOf = (tx: Transaction, viewId: string): Promise<readonly Sharing[]> =>
  tx
    .selectFrom('view_sharing')
    .innerJoin('person', 'person.id', 'view_sharing.recorded_by')
    .where('view_id', '=', viewId)
    .orderBy('recorded_at', 'desc')
    .orderBy('view_sharing.id')
    .select(['agreed', 'readers', 'agreed_on as agreedOn', 'person.name as recordedBy'])
    .execute();

/**
 * Holds back copies that are prepared and not released: they were composed by what the child had agreed to before. Each is
 * prepared again by whoever wants to release it.
 */
export const holdBackCopies = async (tx: Transaction, disruptionId: string): Promise<void> => {
  await tx
    .updateTable('copy')
    .set({
      problems: JSON.stringify(['views as a child had agreed to share them before. Prepare it again']),
      ...{ held_by: null, held_at: null, held_until: null },
    })
    .where('disruption_id', '=', disruptionId)
    .where('released_at', 'is', null)
    .execute();
};
