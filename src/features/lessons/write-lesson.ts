import { randomUUID } from 'node:crypto';
import { loadFindingsOfCase } from '../../database/findings.ts';
import { addHistory } from '../../database/history.ts';
import { isOrdinaryWord } from '../../documents/ordinary-words.ts';
import { factorsOn, type ListedFactor } from '../../domain/factor.ts';
import { identifyingInWords, refusesOutright } from '../../domain/identifying.ts';
import { afterStep, type Lesson, type LessonText, writeLesson } from '../../domain/lesson.ts';
import {
  type Answers,
  findIdentifying,
  type Identifying,
  keyOfIdentifying,
  yetToAnswer,
} from '../../domain/re-identification.ts';
import { type Problem, refused } from '../../domain/result.ts';
import { readList, readText, rowField, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, isUuid, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { knownOfCase } from './known-of-case.ts';
import {
  addEvent,
  insertSources,
  insertVersion,
  loadLessonsOfCase,
  setStatus,
  updateVersion,
} from './store.ts';
import { type LessonForm, lessonFormView, mostPromises } from './write-lesson.view.ts';

/** The themes that all councils share, on a day: a council's own stay with it. */
export const sharedFactors = ({ factorLists }: Service, day: string): readonly ListedFactor[] =>
  factorsOn(factorLists, { id: '', version: '', factors: [] }, day);

const promisesIn = (typed: Typed) => {
  const rows = Array.from({ length: mostPromises }, (_, row) => ({
    what: readText(typed, rowField('promise', row, 'what')),
    byYear: readText(typed, rowField('promise', row, 'year')),
  }));
  const last = rows.findLastIndex(({ what, byYear }) => what !== '' || byYear !== '');
  return rows.slice(0, last + 1);
};

const read = (typed: Typed) => ({
  stage: readText(typed, 'stage'),
  factors: readList(typed, 'factors'),
  title: readText(typed, 'title'),
  words: readText(typed, 'words'),
  recommends: readText(typed, 'recommends'),
  toWhom: readText(typed, 'toWhom'),
  promised: promisesIn(typed),
});

const answersIn = (typed: Typed): Answers => {
  const answers = new Map<string, string>();
  for (let row = 0; typed[rowField('found', row, 'key')] !== undefined; row++)
    answers.set(
      readText(typed, rowField('found', row, 'key')),
      readText(typed, rowField('found', row, 'reason')),
    );
  return answers;
};

const lookThrough = async (
  service: Service,
  open: OpenCase,
  typed: Typed,
): Promise<readonly Identifying[]> => {
  const { title, words, recommends, toWhom, promised } = read(typed);
  const parts = [
    ...Object.entries({ title, words, recommends, toWhom }).map(([field, text]) => ({ field, text })),
    ...promised.map(({ what }, row) => ({ field: rowField('promise', row, 'what'), text: what })),
  ];
  return findIdentifying(parts, await knownOfCase(service, open), isOrdinaryWord);
};

/** The problems of what stands in the way: of names at the part they stand in, of the rest at their answers. */
const problemsOf = (found: readonly Identifying[], answers: Answers): readonly Problem[] => {
  const soft = found.filter(({ kind }) => !refusesOutright.has(kind));
  return yetToAnswer(found, answers).map((one) =>
    refusesOutright.has(one.kind)
      ? { field: one.field, message: `Take “${one.words}” out: it ${identifyingInWords[one.kind]}` }
      : {
          field: rowField('found', soft.indexOf(one), 'reason'),
          message: `Change “${one.words}”, or say why it may stay`,
        },
  );
};

type Form = { readonly disruptionId: string; readonly key: string };

const latestOf = async ({ tx, record }: OpenCase, lessonId: string): Promise<Lesson> => {
  const found = (await loadLessonsOfCase(tx, record.id)).find(({ id }) => id === lessonId);
  if (found === undefined) throw notThere();
  return found;
};

const saveVersion = async (
  open: OpenCase,
  text: LessonText,
  was: Lesson | null,
  typed: Typed,
): Promise<Lesson> => {
  const { tx, record, actor, now: at, today } = open;
  const { organisationId } = record.placement;
  const year = Number(today.slice(0, 4));
  const signed = { by: actor, at };
  if (was === null) {
    const id = randomUUID();
    const known = (await loadFindingsOfCase(tx, record.id)).map((finding) => finding.id);
    const chosen = known.filter((finding) => readList(typed, 'findings').includes(finding));
    await insertSources(tx, { lessonId: id, disruptionId: record.id }, chosen, { by: actor.id, at });
    const lesson = { id, version: 1, organisationId, year, status: 'draft', ...text } as const;
    await insertVersion(tx, lesson, text);
    await addEvent(tx, lesson, { kind: 'written' }, signed);
    return lesson;
  }
  const next = afterStep(was.status, 'change');
  if (next === null && was.status !== 'approved')
    insist(refused([{ field: '', message: 'This lesson was withdrawn, and cannot be changed' }]));
  const lesson = {
    ...was,
    ...text,
    status: 'draft',
    version: next === null ? was.version + 1 : was.version,
  } as const;
  if (next === null) await insertVersion(tx, { ...lesson, year }, text);
  else await updateVersion(tx, lesson, text, next);
  await addEvent(tx, lesson, { kind: 'changed' }, signed);
  return lesson;
};

/**
 * Keeps a lesson as a draft, or sends it to the learning lead of the case's council. Refused while a name or a detail of the
 * case stands in it, and not sent while anything else that can lead back has no answer.
 */
const saveLesson = (
  service: Service,
  actor: Actor,
  form: Form & { readonly lessonId: string | null },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'write-lesson' }, async (open) => {
    const { tx, record, now: at } = open;
    const thisYear = Number(open.today.slice(0, 4));
    const text = insist(writeLesson(read(typed), { factors: sharedFactors(service, open.today), thisYear }));
    const was = form.lessonId === null ? null : await latestOf(open, form.lessonId);
    const [found, answers] = [await lookThrough(service, open, typed), answersIn(typed)];
    const isSent = readText(typed, 'do') === 'propose';
    const problems = problemsOf(
      isSent ? found : found.filter(({ kind }) => refusesOutright.has(kind)),
      answers,
    );
    if (problems.length > 0) insist(refused(problems));
    const lesson = await saveVersion(open, text, was, typed);
    if (isSent) {
      await setStatus(tx, lesson, 'proposed');
      const answered = found.map((one) => ({
        ...{ field: one.field, words: one.words, why: identifyingInWords[one.kind] },
        reason: answers.get(keyOfIdentifying(one)) ?? '',
      }));
      await addEvent(tx, lesson, { kind: 'proposed', answers: answered }, { by: actor, at });
    }
    const summary = isSent ? 'Sent a lesson to the learning lead' : 'Wrote a lesson in general words';
    await addHistory(tx, record.id, {
      at,
      by: actor,
      act: 'write-lesson',
      summary,
      facts: { lessonId: lesson.id },
    });
    return `/disruptions/${record.id}/lessons`;
  });

const asTyped = (lesson: Lesson): Typed => ({
  ...{ stage: lesson.stage, factors: lesson.factors, title: lesson.title, words: lesson.words },
  ...{ recommends: lesson.recommends, toWhom: lesson.toWhom },
  ...Object.fromEntries(
    lesson.promised.flatMap(({ what, byYear }, row) => [
      [rowField('promise', row, 'what'), what],
      [rowField('promise', row, 'year'), String(byYear)],
    ]),
  ),
});

const shown = async (
  service: Service,
  page: OpenCase & Pick<LessonForm, 'typed' | 'problems'>,
  lesson: Lesson | null,
) => {
  const typed = lesson !== null && page.problems.length === 0 ? asTyped(lesson) : page.typed;
  const isChecked = page.problems.length > 0;
  return {
    ...{ record: page.record, problems: page.problems, typed, lesson },
    factors: sharedFactors(service, page.today),
    findings: lesson === null ? await loadFindingsOfCase(page.tx, page.record.id) : [],
    found: isChecked ? await lookThrough(service, page, typed) : [],
  };
};

/** The form of a new lesson; `finding` of the address names what it is written from, whose theme and stage it begins with. */
export const newLesson = (service: Service): FormOnCase => ({
  act: 'write-lesson',
  atFirst: ({ record }, { finding }) => ({ findings: finding, stage: record.stage }),
  save: (of, actor, form, typed) => saveLesson(of, actor, { ...form, lessonId: null }, typed),
  show: async (shell, page) => {
    const made = await shown(service, page, null);
    const chosen = readList(page.typed, 'findings');
    const themes = made.findings.filter(({ id }) => chosen.includes(id)).map(({ factor }) => factor);
    const typed =
      page.typed.factors === undefined && page.problems.length === 0
        ? { ...page.typed, factors: themes }
        : page.typed;
    return lessonFormView(shell, { ...made, typed });
  },
});

/** The form that changes a lesson; of one that is approved it makes the next version. */
export const changeLesson = (service: Service): FormOnCase<'lessonId'> => ({
  act: 'write-lesson',
  save: (of, actor, form, typed, { lessonId }) =>
    saveLesson(of, actor, { ...form, lessonId: isUuid(lessonId) ? lessonId : '' }, typed),
  show: async (shell, page) =>
    lessonFormView(shell, await shown(service, page, await latestOf(page, page.params.lessonId))),
});
