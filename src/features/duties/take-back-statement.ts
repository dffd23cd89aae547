import { addHistory } from '../../database/history.ts';
import { asksInWords } from '../../domain/asks.ts';
import type { Statement } from '../../domain/case.ts';
import { inWords } from '../../domain/dates.ts';
import { changeCase, type FormOnCase, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { dutyOf } from './state-duty-done.ts';
import { saveStatementTakenBack } from './store.ts';
import { takeBackView } from './take-back.view.ts';

const statementOn = ({ record }: OpenCase, rule: string): Statement => {
  const statement = record.statements.find(({ ruleId }) => ruleId === rule);
  if (statement === undefined) throw notThere();
  return statement;
};

/** Takes back somebody's word that a duty was done: it is then owed as before. */
const saveNotDone = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly rule: string; readonly key: string },
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'state-duty-done' }, async (open) => {
    const { tx, record, now } = open;
    const duty = dutyOf(open, form.rule);
    const { doneOn, note } = statementOn(open, form.rule);
    const about = { disruptionId: record.id, ruleId: duty.rule, takenBackBy: actor.id, at: now };
    await saveStatementTakenBack(tx, about);
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'state-duty-done',
      summary: `Took back that this was done: ${asksInWords(duty.asks)}`,
      facts: { rule: duty.rule, from: 'done', to: 'open', doneOn, note },
    });
    return `/disruptions/${record.id}`;
  });

export const notDoneForm: FormOnCase<'rule'> = {
  act: 'state-duty-done',
  save: (service, actor, form, _, { rule }) => saveNotDone(service, actor, { ...form, rule }),
  show: (shell, page) => {
    const statement = statementOn(page, page.params.rule);
    return takeBackView(shell, {
      record: page.record,
      duty: dutyOf(page, page.params.rule),
      title: 'Record that this was not done',
      path: 'take-back',
      who: `${statement.statedBy} recorded that it was done on ${inWords(statement.doneOn)}:`,
      words: statement.note,
      button: 'Take that back',
    });
  },
};
