import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Capacity } from '../domain/capacity.ts';
import type { PanelDraft } from '../domain/panel-draft.ts';
import type { FilledForm, FormAnswers } from '../domain/panel-form.ts';
import type { PanelStep } from '../domain/panel-item.ts';
import type { PanelSending } from '../domain/panel-report.ts';
import type { Transaction } from './connection.ts';

const drafts = (tx: Transaction, disruptionId: string) =>
  tx
    .selectFrom('panel_draft')
    .innerJoin('person', 'person.id', 'panel_draft.saved_by')
    .where('disruption_id', '=', disruptionId)
    .orderBy('revision', 'desc')
    .select([
      ...([
        'panel_draft.id',
        'revision',
        'form_key as formKey',
        'form_version as formVersion',
        'answers',
      ] as const),
      ...(['person.name as savedBy', 'saved_at as savedAt'] as const),
    ]);

/** The draft of a case’s report as it was last saved, or as it stood at a revision; undefined before the first. */
export const loadDraft = (
  tx: Transaction,
  disruptionId: string,
  revision?: number,
): Promise<PanelDraft | undefined> =>
  drafts(tx, disruptionId)
    .$if(revision !== undefined, (query) => query.where('revision', '=', revision ?? 0))
    .limit(1)
    .executeTakeFirst();

/** Every state of the draft of a case’s report, the latest first. */
export const loadDrafts = (
  tx: Transaction,
  disruptionId: string,
): Promise<readonly (PanelDraft & { readonly id: string })[]> => drafts(tx, disruptionId).execute();

type Signed = { readonly disruptionId: string; readonly by: string; readonly at: Date };

/** Keeps another state of a draft; those before stay. */
export const addDraft = async (
  tx: Transaction,
  draft: {
    readonly revision: number;
    readonly form: { readonly key: string; readonly version: string };
    readonly answers: FormAnswers;
  },
  { disruptionId, by, at }: Signed,
): Promise<void> => {
  await tx
    .insertInto('panel_draft')
    .values({
      ...{ id: randomUUID(), disruption_id: disruptionId, revision: draft.revision },
      ...{
        form_key: draft.form.key,
        form_version: draft.form.version,
        answers: JSON.stringify(draft.answers),
      },
      ...{ saved_by: by, saved_at: at },
    })
    .execute();
};

/** The reports of a case that were sent, in the order in which they were. */
export const loadSendings = (
  tx: Transaction,
  disruptionId: string,
): Promise<readonly (PanelSending & { readonly panelId: string })[]> =>
  tx
    .selectFrom('panel_sending')
    .innerJoin('person', 'person.id', 'panel_sending.sent_by')
    .where('disruption_id', '=', disruptionId)
    .orderBy('sent_at')
    .orderBy('panel_sending.id')
    .select([
      ...(['panel_sending.id', 'capacity', 'filled', 'person.name as sentBy', 'sent_at as sentAt'] as const),
      'panel_sending.organisation_id as panelId',
    ])
    .execute();

/** Keeps a report as it was sent to a panel, and tells those who advise it. */
export const addSending = async (
  tx: Transaction,
  sending: {
    readonly id: string;
    readonly panelId: string;
    readonly rule: string;
    readonly capacity: Capacity;
    readonly filled: FilledForm;
  },
  { disruptionId, by, at }: Signed,
): Promise<void> => {
  await tx
    .insertInto('panel_sending')
    .values({
      ...{ id: sending.id, disruption_id: disruptionId, organisation_id: sending.panelId },
      ...{ rule_id: sending.rule, capacity: sending.capacity, filled: JSON.stringify(sending.filled) },
      ...{ sent_by: by, sent_at: at },
    })
    .execute();
  await sql`select app_tell_panel(${sending.id})`.execute(tx);
};

/** What the panel’s advisor did with a case, in order. */
export const loadSteps = (tx: Transaction, disruptionId: string): Promise<readonly PanelStep[]> =>
  tx
    .selectFrom('panel_step')
    .innerJoin('person', 'person.id', 'panel_step.done_by')
    .where('disruption_id', '=', disruptionId)
    .orderBy('done_at')
    .orderBy('panel_step.id')
    .select(['panel_step.id', 'kind', 'on_day as on', 'words', 'done_at as at', 'person.name as by'])
    .execute();

/** Keeps one thing that the panel’s advisor did with a case; `actionId` is the work that a conclusion became. */
export const addStep = async (
  tx: Transaction,
  step: Pick<PanelStep, 'kind' | 'on' | 'words'> & {
    readonly panelId: string;
    readonly actionId: string | null;
  },
  { disruptionId, by, at }: Signed,
): Promise<void> => {
  await tx
    .insertInto('panel_step')
    .values({
      ...{ id: randomUUID(), disruption_id: disruptionId, organisation_id: step.panelId },
      ...{ kind: step.kind, on_day: step.on, words: step.words, action_id: step.actionId },
      ...{ done_by: by, done_at: at },
    })
    .execute();
};

/** The agency of a name, when somebody who advises its panel works there today; null for any other. */
export const panelOfAgency = async (
  tx: Transaction,
  name: string | undefined,
): Promise<{ readonly id: string; readonly name: string } | null> => {
  if (name === undefined) return null;
  const found = await tx
    .selectFrom('organisation')
    .where('organisation.name', '=', name)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('person')
          .whereRef('person.organisation_id', '=', 'organisation.id')
          .where(sql<boolean>`app_holds_post(person.id, '{panel-advisor}')`)
          .where(sql<boolean>`coalesce(person.left_on, 'infinity') > app_today()`)
          .select('person.id'),
      ),
    )
    .select(['organisation.id', 'organisation.name'])
    .executeTakeFirst();
  return found ?? null;
};
