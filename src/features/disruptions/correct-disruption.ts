import { addHistory } from '../../database/history.ts';
import { inWords } from '../../domain/dates.ts';
import { correctEnding, happenedAs, happenedInWords, stageOf } from '../../domain/disruption.ts';
import { type Problem, refused } from '../../domain/result.ts';
import { listInWords } from '../../domain/words.ts';
import { hasTypedDate, readDate, readText, type Typed, typedDate } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { correctView } from './correct-disruption.view.ts';
import { isHappened } from './record-disruption.ts';
import { saveCorrection } from './store.ts';

/** What each fact is called in the history, and how its value is said there. */
const said = {
  brokeDownOn: (value: string) => `the date from ${inWords(value)}`,
  stage: () => 'the stage',
  ending: () => 'what happened',
  isComplex: () => 'whether it is complex',
  returnedOn: () => 'when the child returned to the agency',
  panelOn: () => 'when the panel looks at it',
} as const;

/** Corrects what was recorded of an ending. What the procedure asks is derived anew; the history keeps what was. */
const saveCorrected = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'correct-disruption' }, async (open) => {
    const { tx, record, procedure, calendar, now } = open;
    const brokeDownOn = readDate(typed, 'brokeDownOn');
    const happened = readText(typed, 'happened');
    const returnedOn = readDate(typed, 'returnedOn');
    const panelOn = readDate(typed, 'panelOn');
    const problems: Problem[] = [];
    if (!isHappened(happened)) problems.push({ field: 'happened', message: 'Choose what happened' });
    if (brokeDownOn === null) problems.push({ field: 'brokeDownOn', message: 'Enter the date of that' });
    if (returnedOn === null && hasTypedDate(typed, 'returnedOn'))
      problems.push({ field: 'returnedOn', message: 'The date of the return must be a real date' });
    if (panelOn === null && hasTypedDate(typed, 'panelOn'))
      problems.push({ field: 'panelOn', message: 'The date of the panel must be a real date' });
    if (problems.length > 0 || brokeDownOn === null || !isHappened(happened))
      return insist(refused(problems));
    const isComplex = readText(typed, 'isComplex') === 'yes';
    const correction = {
      brokeDownOn,
      ...stageOf(happened, record.placement, brokeDownOn),
      isComplex,
      returnedOn,
      panelOn,
    };
    const reason = readText(typed, 'reason');
    const { corrected, before } = insist(correctEnding(correction, { record, procedure, reason, calendar }));
    await saveCorrection(tx, record, corrected);
    const names = Object.keys(before) as (keyof typeof said)[];
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'correct-disruption',
      summary: `Corrected ${listInWords(names.map((name) => said[name](record.brokeDownOn)))}: ${reason}`,
      facts: {
        from: before,
        to: Object.fromEntries(names.map((name) => [name, corrected[name]])),
        duties: open.plan.duties.map(({ rule, window }) => ({ rule, window })),
      },
    });
    return `/disruptions/${record.id}`;
  });

export const correctionForm: FormOnCase = {
  act: 'correct-disruption',
  save: saveCorrected,
  atFirst: ({ record }) => ({
    ...typedDate('brokeDownOn', record.brokeDownOn),
    ...typedDate('returnedOn', record.returnedOn),
    ...typedDate('panelOn', record.panelOn),
    happened: happenedAs(record),
    ...(record.isComplex ? { isComplex: 'yes' } : {}),
  }),
  show: (shell, page) =>
    correctView(shell, {
      ...page,
      // Whether it ended at all is not corrected: that is another case.
      choices: Object.entries(happenedInWords)
        .filter(([value]) => (value === 'at-risk') === (page.record.stage === 'at-risk'))
        .map(([value, text]) => ({ value, text })),
    }),
};
