import { addHistory } from '../../database/history.ts';
import type { CasePause } from '../../domain/case.ts';
import { inWords } from '../../domain/dates.ts';
import { pauseReasonInWords } from '../../domain/facts.ts';
import { endPause, reasonsThatStopDays } from '../../domain/pause.ts';
import { readDate, type Typed, typedDate } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { endPauseView } from './end-pause.view.ts';
import { saveEnded } from './store.ts';

const pauseOf = ({ record }: OpenCase, pauseId: string): CasePause => {
  const pause = record.pauses.find(({ id }) => id === pauseId);
  if (pause === undefined) throw notThere();
  return pause;
};

/** Ends a pause of a case; days count again from the day it ended. */
export const savePauseEnd = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly pauseId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'pause-case' }, async (open) => {
    const { tx, record, now, today } = open;
    const pause = pauseOf(open, form.pauseId);
    const { until } = insist(endPause(readDate(typed, 'until'), { pause, today }));
    await saveEnded(tx, { id: pause.id, until }, { endedBy: actor.id, at: now });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'pause-case',
      summary: `Ended the pause of ${inWords(pause.from)} on ${inWords(until)} (${pauseReasonInWords[pause.reason]})`,
      facts: { pauseId: pause.id, from: pause.from, to: until },
    });
    return `/disruptions/${record.id}/pauses`;
  });

export const endPauseForm: FormOnCase<'pauseId'> = {
  act: 'pause-case',
  atFirst: ({ today }) => typedDate('until', today),
  save: (service, actor, form, typed, { pauseId }) =>
    savePauseEnd(service, actor, { ...form, pauseId }, typed),
  show: (shell, page) =>
    endPauseView(shell, {
      ...page,
      pause: pauseOf(page, page.params.pauseId),
      stops: reasonsThatStopDays(page.procedure),
    }),
};
