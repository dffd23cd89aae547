import { randomUUID } from 'node:crypto';
import { addHistory } from '../../database/history.ts';
import { inWords } from '../../domain/dates.ts';
import { type PauseReason, pauseReasonInWords } from '../../domain/facts.ts';
import { pauseCase, reasonsThatStopDays } from '../../domain/pause.ts';
import { readDate, readText, type Typed, typedDate } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { pauseCaseView } from './pause-case.view.ts';
import { insertPause } from './store.ts';

const isReason = (text: string): text is PauseReason => Object.hasOwn(pauseReasonInWords, text);

/** Pauses a case. Where the procedure stops its days for the reason, every date is worked out again. */
export const savePause = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'pause-case' }, async ({ tx, record, now, today }) => {
    const reason = readText(typed, 'reason');
    const pause = insist(
      pauseCase(
        {
          reason: isReason(reason) ? reason : null,
          note: readText(typed, 'note'),
          from: readDate(typed, 'from'),
        },
        { record, today },
      ),
    );
    const id = randomUUID();
    await insertPause(tx, pause, { id, disruptionId: record.id, begunBy: actor.id, at: now });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'pause-case',
      summary: `Paused the case from ${inWords(pause.from)} (${pauseReasonInWords[pause.reason]}): ${pause.note}`,
      facts: { pauseId: id, reason: pause.reason, from: pause.from },
    });
    return `/disruptions/${record.id}/pauses`;
  });

export const pauseForm: FormOnCase = {
  act: 'pause-case',
  atFirst: ({ today }) => typedDate('from', today),
  save: savePause,
  show: (shell, page) => pauseCaseView(shell, { ...page, stops: reasonsThatStopDays(page.procedure) }),
};
