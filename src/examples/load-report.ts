import { addDays, type PlainDate } from '../domain/dates.ts';
import { withCase } from '../features/case-door.ts';
import { openReport } from '../features/panel/open-report.ts';
import { nameOf, typedFields } from '../features/panel/report-fields.view.ts';
import { saveSent } from '../features/panel/send-report.ts';
import { agendaForm, consideredForm } from '../features/panel/tray.ts';
import { saveSection } from '../features/panel/write-report.ts';
import { changeByPost } from '../features/post-door.ts';
import { type Typed, typedDate } from '../web/typed.ts';
import { insistOn, type Loading } from './loading.ts';
import { considered, panelAnswers, panelDates } from './words.ts';

/** What one section of the form is answered with, over what the case itself answers. */
const answersTo = (fields: Parameters<typeof typedFields>[0], endedOn: PlainDate): Typed =>
  Object.fromEntries(
    fields
      .filter(({ value }) => value === '')
      .flatMap(({ field }) => {
        const before = panelDates[field.key];
        if (before !== undefined) return Object.entries(typedDate(nameOf(field), addDays(endedOn, -before)));
        const said = panelAnswers[field.key];
        return said === undefined ? [] : [[nameOf(field), said]];
      }),
  );

/** The report to the panel on a plan that ended in introductions, written section by section and sent (DC-4). */
export const loadReport = async (loading: Loading, sentOn: PlainDate): Promise<void> => {
  const { example, at, form, disruptionId } = loading;
  const { staff, familySource, endedOn, number } = example;
  const author = familySource === 'regional-agency' ? staff.adoptersSocialWorker : staff.socialWorker;
  const service = at(sentOn, '10:20');
  const opened = () =>
    withCase(service, author, disruptionId, 'see-panel-report', (open) => openReport(service, open));
  for (const { key, fields } of (await opened()).filled.sections) {
    const { filled, draft } = await opened();
    const now = filled.sections.find((one) => one.key === key)?.fields ?? fields;
    const typed = { ...typedFields(now), ...answersTo(now, endedOn), revision: String(draft?.revision ?? 0) };
    await insistOn(saveSection(service, author, { ...form(`report ${key}`), section: key }, typed));
  }
  await insistOn(saveSent(service, author, form('report sent')));
  if (number % 2 === 0) await loadPanelDay(loading, addDays(sentOn, 20));
};

/** The panel's advisor puts it on the agenda of a day, and records what the panel thought (DC-5). */
const loadPanelDay = async (
  { example: { staff, chance }, at, form, today, disruptionId }: Loading,
  on: PlainDate,
): Promise<void> => {
  if (on > today) return;
  const actor = staff.panelAdvisor;
  const steps = [
    [agendaForm, addDays(on, -15), { ...typedDate('on', on) }],
    [consideredForm, on, { words: chance.pick(considered) }],
  ] as const;
  for (const [formOf, day, typed] of steps) {
    const service = at(day, '16:05');
    const { act, save } = formOf(service);
    const { key } = form(`panel ${day}`);
    const about = { actor, params: { caseId: disruptionId }, typed, upload: null };
    const subject = { kind: 'disruption', id: disruptionId };
    await insistOn(changeByPost(service, actor, { act, key, subject }, (tx) => save(tx, about)));
  }
};
