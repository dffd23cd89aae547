import { addHistory } from '../../database/history.ts';
import { asksInWords } from '../../domain/asks.ts';
import type { NotNeeded } from '../../domain/case.ts';
import { changeCase, type FormOnCase, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { dutyOf } from './state-duty-done.ts';
import { saveTakenBack } from './store.ts';
import { takeBackView } from './take-back.view.ts';

const decisionOf = ({ record }: OpenCase, rule: string): NotNeeded => {
  const decided = record.notNeeded.find(({ ruleId }) => ruleId === rule);
  if (decided === undefined) throw notThere();
  return decided;
};

/** Takes back a decision that a duty is not needed: it is then owed as the procedure says. */
export const saveNeededAgain = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly rule: string; readonly key: string },
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'decide-not-needed' }, async (open) => {
    const { tx, record, now } = open;
    const duty = dutyOf(open, form.rule);
    const { id, reason } = decisionOf(open, form.rule);
    await saveTakenBack(tx, id, { takenBackBy: actor.id, at: now });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'decide-not-needed',
      summary: `Took back that this is not needed: ${asksInWords(duty.asks)}`,
      facts: { notNeededId: id, rule: duty.rule, from: 'not-needed', to: 'open', reason },
    });
    return `/disruptions/${record.id}`;
  });

export const takeBackForm: FormOnCase<'rule'> = {
  act: 'decide-not-needed',
  save: (service, actor, form, _, { rule }) => saveNeededAgain(service, actor, { ...form, rule }),
  show: (shell, page) => {
    const { decidedBy, reason } = decisionOf(page, page.params.rule);
    return takeBackView(shell, {
      record: page.record,
      duty: dutyOf(page, page.params.rule),
      title: 'Record that this is needed after all',
      path: 'not-needed/take-back',
      who: `${decidedBy} decided that it is not needed:`,
      words: reason,
      button: 'Take that decision back',
    });
  },
};
