import type { CaseRecord } from '../domain/case.ts';
import { checklistOf } from '../domain/checklist.ts';
import { addDays, type PlainDate } from '../domain/dates.ts';
import { saveAnswer } from '../features/arrangements/answer-matter.ts';
import { calendarAt } from '../features/service.ts';
import { typedDate } from '../web/typed.ts';
import { earlier, insistOn, type Loading } from './loading.ts';

/** Who was told and what was arranged: most of it by the day of the meeting; in every third case something is still open. */
export const loadArrangements = async (
  loading: Loading,
  record: CaseRecord,
  heldOn: PlainDate,
): Promise<void> => {
  const { example, at, form, service } = loading;
  const { number, staff } = example;
  const procedure = service.procedures.version(record.procedureId, record.procedureVersion);
  const { rows } = checklistOf(procedure, record, calendarAt(service, service.clock()));
  const answered = number % 3 === 0 ? rows.slice(0, -2) : rows;
  for (const [index, { itemKey, about, kind, whom }] of answered.entries()) {
    const step = { ...form(`arranged ${itemKey} ${about}`), item: itemKey, about };
    const isTold = kind === 'notification';
    const who = about.startsWith('child-') ? 'Those who work with the child there' : whom || 'The office';
    const typed =
      itemKey === 'allowances'
        ? { is: 'not-needed', reason: 'None were paid yet' }
        : {
            ...{ is: 'done', told: isTold ? who : '', doneBy: staff.socialWorker.name },
            evidence: isTold ? 'A letter, on the child’s file' : 'A note of the visit, on the child’s file',
            ...typedDate('doneOn', earlier(addDays(record.brokeDownOn, 4), heldOn)),
          };
    await insistOn(saveAnswer(at(heldOn, `12:${10 + index}`), staff.socialWorker, step, typed));
  }
};
