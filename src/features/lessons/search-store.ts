import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import { marks } from '../../domain/headline.ts';
import type { Lesson } from '../../domain/lesson.ts';

/** What somebody looks for among lessons; an empty part narrows nothing. */
export type LessonSearch = {
  readonly words: string;
  readonly theme: string;
  readonly stage: string;
  readonly year: number | null;
};

/** A lesson as lists have it, with the council that learnt it. */
export type FoundLesson = Pick<Lesson, 'id' | 'title' | 'year' | 'stage' | 'factors'> & {
  readonly organisation: string;
  /** A few words around what was looked for; those found stand between the two signs of `marks`. */
  readonly headline: string;
};

const found = (tx: Transaction) =>
  tx
    .selectFrom('lesson')
    .innerJoin('organisation', 'organisation.id', 'lesson.organisation_id')
    .where('lesson.status', '=', 'approved')
    .select(['lesson.id', 'lesson.title', 'lesson.year', 'lesson.stage', 'lesson.factors'])
    .select('organisation.name as organisation');

/** A page of the approved lessons of the region, the best match first; without words the latest year first. */
export const searchLessons = (
  tx: Transaction,
  { words, theme, stage, year }: LessonSearch,
  page: { readonly size: number; readonly after: number },
): Promise<readonly FoundLesson[]> => {
  const query = sql`websearch_to_tsquery('english', ${words})`;
  return found(tx)
    .$if(words !== '', (from) => from.where(sql<boolean>`lesson.search @@ ${query}`))
    .$if(theme !== '', (from) => from.where(sql<boolean>`lesson.factors @> array[${theme}]`))
    .$if(stage !== '', (from) => from.where(sql<boolean>`lesson.stage = ${stage}`))
    .$if(year !== null, (from) => from.where('lesson.year', '=', year))
    .select(
      sql<string>`ts_headline('english', translate(lesson.words, ${marks.join('')}, ''), ${query},
        ${`StartSel=${marks[0]}, StopSel=${marks[1]}, MaxWords=40, MinWords=20`})`.as('headline'),
    )
    .orderBy(sql`ts_rank(lesson.search, ${query})`, 'desc')
    .orderBy('lesson.year', 'desc')
    .orderBy('lesson.title')
    .orderBy('lesson.id')
    .limit(page.size)
    .offset(page.after)
    .execute();
};

/** Lessons that share themes with a case, those that share most first; with none to go by, of how far it had come. */
export const lessonsLike = (
  tx: Transaction,
  {
    factors,
    stage,
    notFrom,
  }: { readonly factors: readonly string[]; readonly stage: string; readonly notFrom: string },
): Promise<readonly FoundLesson[]> => {
  const these = sql`${[...factors]}::text[]`;
  const shared = sql`cardinality(array(select unnest(lesson.factors) intersect select unnest(${these})))`;
  return found(tx)
    .where(
      factors.length > 0 ? sql<boolean>`lesson.factors && ${these}` : sql<boolean>`lesson.stage = ${stage}`,
    )
    .where(
      sql<boolean>`not exists (select from lesson_source s where s.lesson_id = lesson.id and s.disruption_id = ${notFrom})`,
    )
    .select('lesson.words as headline')
    .orderBy(shared, 'desc')
    .orderBy('lesson.year', 'desc')
    .orderBy('lesson.id')
    .limit(20)
    .execute();
};

/** A case in which a theme of a lesson was found again. */
export type FoundAgain = { readonly id: string; readonly reference: string };

/**
 * The cases of a council that whoever asks may open, in which one of the themes of a lesson was found in its year or after;
 * never the case that the lesson is from.
 */
export const foundAgain = (
  tx: Transaction,
  lessonIds: readonly string[],
  organisationId: string,
): Promise<readonly (FoundAgain & { readonly lessonId: string })[]> =>
  tx
    .selectFrom('lesson')
    .innerJoin('finding', (join) => join.on(sql<boolean>`finding.factor_key = any (lesson.factors)`))
    .innerJoin('disruption', 'disruption.id', 'finding.disruption_id')
    .where('lesson.status', '=', 'approved')
    .where('lesson.id', '=', sql<string>`any (${[...lessonIds]}::uuid[])`)
    .where('disruption.organisation_id', '=', organisationId)
    .where(sql<boolean>`extract(year from disruption.broke_down_on) >= lesson.year`)
    .where(
      sql<boolean>`not exists (select from lesson_source s where s.lesson_id = lesson.id and s.disruption_id = disruption.id)`,
    )
    .distinct()
    .orderBy('disruption.reference')
    .select(['lesson.id as lessonId', 'disruption.id', 'disruption.reference'])
    .execute();
