import { addHistory } from '../../database/history.ts';
import { areTimesAsked } from '../../database/proposed-times.ts';
import { inWords } from '../../domain/dates.ts';
import { refused } from '../../domain/result.ts';
import { recordContinues } from '../../domain/risk.ts';
import { readDate, readText, type Typed, typedDate } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, withCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { recordOutcomeView } from './record-outcome.view.ts';
import { saveContinues } from './store.ts';

/**
 * Records that a placement at risk goes on, which closes its case (PG-2). When it has ended, the person goes on to record
 * the ending instead, and that closes and links this case.
 */
export const saveOutcome = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'record-outcome' }, async ({ tx, record, now, today }) => {
    if (record.stage !== 'at-risk') throw notThere();
    const chosen = readText(typed, 'outcome');
    const on = readDate(typed, 'on');
    const outcome = insist(
      chosen !== 'continues' && record.status === 'open'
        ? refused([{ field: 'outcome', message: 'Choose whether the placement continues' }])
        : recordContinues(
            { on, note: readText(typed, 'note') },
            { record, today, areTimesAsked: await areTimesAsked(tx, record.id) },
          ),
    );
    await saveContinues(tx, record.id, outcome);
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'record-outcome',
      summary: `Recorded on ${inWords(outcome.on)} that the placement continues, and closed the case: ${outcome.note}`,
      facts: { from: 'open', to: 'continues', on: outcome.on },
    });
    return `/disruptions/${record.id}`;
  });

/** Nothing is saved, so that another answer can still be given on the same page. */
const goOnToTheEnding = (service: Service, actor: Actor, disruptionId: string): Promise<Outcome> =>
  withCase(service, actor, disruptionId, 'record-outcome', async ({ record }) => {
    if (record.stage !== 'at-risk') throw notThere();
    return { ok: true, location: `/disruptions/new?placement=${record.placement.id}` };
  });

export const outcomeForm: FormOnCase = {
  act: 'record-outcome',
  atFirst: ({ today }) => typedDate('on', today),
  save: (service, actor, form, typed) =>
    readText(typed, 'outcome') === 'ended'
      ? goOnToTheEnding(service, actor, form.disruptionId)
      : saveOutcome(service, actor, form, typed),
  show: (shell, page) => {
    if (page.record.stage !== 'at-risk') throw notThere();
    return recordOutcomeView(shell, page);
  },
};
