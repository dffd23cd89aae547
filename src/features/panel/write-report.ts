import { addHistory } from '../../database/history.ts';
import { addDraft, loadDraft } from '../../database/panel-reports.ts';
import { type DraftConflict, mergeAnswers } from '../../domain/panel-draft.ts';
import { reissued } from '../../domain/panel-form.ts';
import { authorsInWords, wrongAnswers } from '../../domain/panel-report.ts';
import { allowed, type Problem, refused } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { type OpenReport, openReport } from './open-report.ts';
import { conflictProblem, nameOf, readFields, reportAddress, typedFields } from './report-fields.view.ts';
import { reissueView, sectionView } from './write-report.view.ts';

type Form = { readonly disruptionId: string; readonly key: string };

const sectionOf = ({ filled }: OpenReport, key: string) => {
  const section = filled.sections.find((one) => one.key === key);
  if (section === undefined) throw notThere();
  return section;
};

/** Refuses whoever is not the report’s right author, and says who is and why (DC-4). */
const insistOnAuthor = ({ capacity, route }: OpenReport): void => {
  if (capacity === undefined) insist(refused([{ field: '', message: authorsInWords(route) }]));
};

/** What becomes of a section as it was typed: what everybody’s answers come to, and what two answered in two ways. */
const mergedWith = async (
  open: OpenCase,
  report: OpenReport,
  { section, typed }: { readonly section: string; readonly typed: Typed },
) => {
  const fields = sectionOf(report, section).fields.map(({ field }) => field);
  const revision = Number(readText(typed, 'revision'));
  const base =
    Number.isInteger(revision) && revision > 0
      ? await loadDraft(open.tx, open.record.id, revision)
      : undefined;
  const words = readFields(fields, typed);
  return {
    wrong: wrongAnswers(fields, words).map((one): Problem => ({ ...one, field: nameOf({ key: one.field }) })),
    ...mergeAnswers(words, fields, {
      held: report.held,
      base: base?.answers ?? {},
      now: report.draft?.answers ?? {},
    }),
  };
};

const conflictProblems = (conflicts: readonly DraftConflict[], { draft }: OpenReport): readonly Problem[] =>
  conflicts.map((one) => conflictProblem(one, draft?.savedBy ?? 'Somebody'));

/** Saves one section of the draft. Nothing that anybody saved is lost: every state of a draft stays. */
export const saveSection = (
  service: Service,
  actor: Actor,
  form: Form & { readonly section: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'write-panel-report' }, async (open) => {
    const report = await openReport(service, open);
    insistOnAuthor(report);
    const { answers, conflicts, wrong } = await mergedWith(open, report, { section: form.section, typed });
    const problems = [...wrong, ...conflictProblems(conflicts, report)];
    insist(problems.length > 0 ? refused(problems) : allowed(answers));
    const { tx, record, now } = open;
    const by = { disruptionId: record.id, by: actor.id, at: now };
    await addDraft(tx, { revision: (report.draft?.revision ?? 0) + 1, form: report.form, answers }, by);
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'write-panel-report',
      summary: `Saved the report to the panel: ${sectionOf(report, form.section).title}`,
    });
    const sections = report.form.sections.map(({ key }) => key);
    const next = sections[sections.indexOf(form.section) + 1];
    return readText(typed, 'go') === 'next' && next !== undefined
      ? `${reportAddress(record)}/sections/${next}`
      : reportAddress(record);
  });

export const sectionForm = (service: Service): FormOnCase<'section'> => ({
  act: 'write-panel-report',
  save: (of, actor, form, typed, { section }) => saveSection(of, actor, { ...form, section }, typed),
  show: async (shell, page) => {
    const report = await openReport(service, page);
    const section = sectionOf(report, page.params.section);
    const revision = String(report.draft?.revision ?? 0);
    if (page.problems.length === 0)
      return sectionView(shell, {
        ...page,
        report,
        section,
        typed: { ...typedFields(section.fields), revision },
      });
    const { conflicts } = await mergedWith(page, report, { section: section.key, typed: page.typed });
    // Whoever was told what the other wrote, and saves again, has seen it.
    const typed = conflicts.length > 0 ? { ...page.typed, revision } : page.typed;
    return sectionView(shell, { ...page, report, section, typed });
  },
});

/** Goes on under a later version of the form. What has no place in it stays beside it. */
const saveReissued = (service: Service, actor: Actor, form: Form): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'write-panel-report' }, async (open) => {
    const report = await openReport(service, open);
    insistOnAuthor(report);
    const { newer, draft, form: was } = report;
    if (newer === undefined) return reportAddress(open.record);
    const { tx, record, now } = open;
    const answers = reissued(draft?.answers ?? {}, was, newer);
    const by = { disruptionId: record.id, by: actor.id, at: now };
    await addDraft(tx, { revision: (draft?.revision ?? 0) + 1, form: newer, answers }, by);
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'write-panel-report',
      summary: `Went on with the report to the panel on version ${newer.version} of the form`,
    });
    return reportAddress(record);
  });

export const reissueForm = (service: Service): FormOnCase => ({
  act: 'write-panel-report',
  save: saveReissued,
  show: async (shell, page) => reissueView(shell, { ...page, report: await openReport(service, page) }),
});
