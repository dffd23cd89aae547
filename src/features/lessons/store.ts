import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import type {
  Lesson,
  LessonAnswer,
  LessonEventKind,
  LessonStatus,
  LessonText,
  PromiseStatus,
} from '../../domain/lesson.ts';

const lessons = (tx: Transaction) =>
  tx
    .selectFrom('lesson')
    .select([
      'lesson.id',
      'lesson.version',
      'lesson.organisation_id as organisationId',
      'lesson.status',
      'lesson.year',
      'lesson.stage',
      'lesson.factors',
      'lesson.title',
      'lesson.words',
      'lesson.recommends',
      'lesson.to_whom as toWhom',
      'lesson.promised',
    ]);

/** Every version of a lesson that whoever asks may see, the latest first. */
export const loadVersions = (tx: Transaction, id: string): Promise<readonly Lesson[]> =>
  lessons(tx).where('lesson.id', '=', id).orderBy('version', 'desc').execute();

/** The latest version of each lesson that was written from a case. */
export const loadLessonsOfCase = (tx: Transaction, disruptionId: string): Promise<readonly Lesson[]> =>
  lessons(tx)
    .distinctOn('lesson.id')
    .where('lesson.id', 'in', (from) =>
      from.selectFrom('lesson_source').where('disruption_id', '=', disruptionId).select('lesson_id'),
    )
    .orderBy('lesson.id')
    .orderBy('version', 'desc')
    .execute();

/** What waits for the learning lead of a council. */
export const loadWaiting = (tx: Transaction, organisationId: string): Promise<readonly Lesson[]> =>
  lessons(tx)
    .where('lesson.organisation_id', '=', organisationId)
    .where('status', '=', 'proposed')
    .orderBy('title')
    .limit(200)
    .execute();

export const loadSources = (
  tx: Transaction,
  lessonId: string,
): Promise<
  readonly { readonly disruptionId: string; readonly reference: string; readonly findingId: string | null }[]
> =>
  tx
    .selectFrom('lesson_source')
    .innerJoin('disruption', 'disruption.id', 'lesson_source.disruption_id')
    .where('lesson_id', '=', lessonId)
    .select(['disruption_id as disruptionId', 'reference', 'finding_id as findingId'])
    .execute();

/** Which findings of a case became which lessons. */
export const loadSourcesOfCase = (
  tx: Transaction,
  disruptionId: string,
): Promise<readonly { readonly lessonId: string; readonly findingId: string | null }[]> =>
  tx
    .selectFrom('lesson_source')
    .where('disruption_id', '=', disruptionId)
    .select(['lesson_id as lessonId', 'finding_id as findingId'])
    .execute();

const columns = ({ stage, factors, title, words, recommends, toWhom, promised }: LessonText) => ({
  ...{ stage, factors: [...factors], title, words, recommends, to_whom: toWhom },
  promised: JSON.stringify(promised),
});

/** Links a new lesson to the findings it is written from, or to the case alone. It comes before the lesson itself. */
export const insertSources = async (
  tx: Transaction,
  of: { readonly lessonId: string; readonly disruptionId: string },
  findingIds: readonly string[],
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> => {
  const ids: readonly (string | null)[] = findingIds.length > 0 ? findingIds : [null];
  await tx
    .insertInto('lesson_source')
    .values(
      ids.map((finding_id) => ({
        ...{ id: randomUUID(), lesson_id: of.lessonId, disruption_id: of.disruptionId },
        ...{ finding_id, recorded_by: by, recorded_at: at },
      })),
    )
    .execute();
};

/** Keeps a new version as a draft. */
export const insertVersion = async (
  tx: Transaction,
  { id, version, organisationId, year }: Pick<Lesson, 'id' | 'version' | 'organisationId' | 'year'>,
  text: LessonText,
): Promise<void> => {
  await tx
    .insertInto('lesson')
    .values({ ...columns(text), id, version, organisation_id: organisationId, year, status: 'draft' })
    .execute();
};

/** Writes a version that nobody approved yet anew. */
export const updateVersion = async (
  tx: Transaction,
  { id, version }: Pick<Lesson, 'id' | 'version'>,
  text: LessonText,
  status: LessonStatus,
): Promise<void> => {
  await tx
    .updateTable('lesson')
    .set({ ...columns(text), status })
    .where('id', '=', id)
    .where('version', '=', version)
    .execute();
};

export const setStatus = async (
  tx: Transaction,
  { id, version }: Pick<Lesson, 'id' | 'version'>,
  status: LessonStatus,
): Promise<void> => {
  await tx
    .updateTable('lesson')
    .set({ status })
    .where('id', '=', id)
    .where('version', '=', version)
    .execute();
};

/** Replaces the version that everybody sees by this one, and keeps what it promises. */
export const approveVersion = async (tx: Transaction, lesson: Lesson): Promise<void> => {
  await tx
    .updateTable('lesson')
    .set({ status: 'replaced' })
    .where('id', '=', lesson.id)
    .where('status', '=', 'approved')
    .execute();
  await setStatus(tx, lesson, 'approved');
  if (lesson.promised.length === 0) return;
  await tx
    .insertInto('lesson_promise')
    .values(
      lesson.promised.map(({ what, byYear }) => ({
        ...{ id: randomUUID(), lesson_id: lesson.id, version: lesson.version },
        ...{ organisation_id: lesson.organisationId, what, by_year: byYear },
      })),
    )
    .onConflict((conflict) => conflict.columns(['lesson_id', 'what']).doNothing())
    .execute();
};

/** Something that became of a lesson: what, why, and by whom. */
export type LessonEvent = {
  readonly kind: LessonEventKind;
  readonly version: number;
  readonly words: string;
  readonly answers: readonly LessonAnswer[];
  readonly byId: string;
  readonly byName: string;
  readonly at: Date;
};

export const addEvent = async (
  tx: Transaction,
  { id, version, organisationId }: Pick<Lesson, 'id' | 'version' | 'organisationId'>,
  {
    kind,
    words = '',
    answers = [],
  }: Pick<LessonEvent, 'kind'> & Partial<Pick<LessonEvent, 'words' | 'answers'>>,
  { by, at }: { readonly by: { readonly id: string; readonly name: string }; readonly at: Date },
): Promise<void> => {
  await tx
    .insertInto('lesson_event')
    .values({
      ...{ id: randomUUID(), lesson_id: id, version, organisation_id: organisationId, kind, words },
      ...{ answers: JSON.stringify(answers), by_id: by.id, by_name: by.name, at },
    })
    .execute();
};

/** What became of a lesson, as far as whoever asks may see it, the latest first. */
export const loadEvents = (tx: Transaction, lessonId: string): Promise<readonly LessonEvent[]> =>
  tx
    .selectFrom('lesson_event')
    .where('lesson_id', '=', lessonId)
    .orderBy('position', 'desc')
    .select(['kind', 'version', 'words', 'answers', 'by_id as byId', 'by_name as byName', 'at'])
    .execute();

/** What was promised with a lesson, and whether it was made. */
export type LessonPromise = {
  readonly id: string;
  readonly lessonId: string;
  readonly version: number;
  readonly organisationId: string;
  readonly what: string;
  readonly byYear: number;
  readonly status: PromiseStatus;
  readonly says: string;
};

export const loadPromises = (
  tx: Transaction,
  lessonIds: readonly string[],
): Promise<readonly LessonPromise[]> =>
  tx
    .selectFrom('lesson_promise')
    .where('lesson_id', '=', sql<string>`any (${[...lessonIds]}::uuid[])`)
    .orderBy('by_year')
    .orderBy('what')
    .select(['id', 'lesson_id as lessonId', 'version', 'organisation_id as organisationId'])
    .select(['what', 'by_year as byYear', 'status', 'says'])
    .execute();

export const savePromise = async (
  tx: Transaction,
  id: string,
  { status, says }: Pick<LessonPromise, 'status' | 'says'>,
): Promise<void> => {
  await tx.updateTable('lesson_promise').set({ status, says }).where('id', '=', id).execute();
};
