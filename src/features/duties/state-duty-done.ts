import { addHistory } from '../../database/history.ts';
import { asksInWords, isShownByStatement } from '../../domain/asks.ts';
import { stateDutyDone } from '../../domain/duty-standing.ts';
import { panelRouteOf } from '../../domain/panel-report.ts';
import type { PlannedDuty } from '../../domain/standing.ts';
import { readDate, readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { stateDutyDoneView } from './state-duty-done.view.ts';
import { insertStatement } from './store.ts';

/** The duty a rule makes in a case. Throws a 404 when it makes none. */
export const dutyOf = ({ plan }: OpenCase, ruleId: string): PlannedDuty => {
  const duty = plan.duties.find(({ rule }) => rule === ruleId);
  if (duty === undefined) throw notThere();
  return duty;
};

const statableDutyOf = (open: OpenCase, ruleId: string): PlannedDuty => {
  const duty = dutyOf(open, ruleId);
  if (!isShownByStatement(duty.asks)) throw notThere();
  return duty;
};

/** Records a person's word that a duty was done, where the service holds no evidence of its own. */
export const saveDutyDone = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly rule: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'state-duty-done' }, async (open) => {
    const { tx, record, now, today } = open;
    const duty = statableDutyOf(open, form.rule);
    const { doneOn, note } = insist(
      stateDutyDone(
        { doneOn: readDate(typed, 'doneOn'), note: readText(typed, 'note') },
        { duty, brokeDownOn: record.brokeDownOn, today },
      ),
    );
    const about = { disruptionId: record.id, statedBy: actor.id, at: now };
    await insertStatement(tx, { ruleId: duty.rule, doneOn, note }, about);
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'state-duty-done',
      summary: `Recorded as done: ${asksInWords(duty.asks)}`,
      facts: { rule: duty.rule, doneOn },
    });
    return `/disruptions/${record.id}`;
  });

export const dutyDoneForm = ({ panelForms }: Service): FormOnCase<'rule'> => ({
  act: 'state-duty-done',
  save: (service, actor, form, typed, { rule }) => saveDutyDone(service, actor, { ...form, rule }, typed),
  show: (shell, page) => {
    const duty = statableDutyOf(page, page.params.rule);
    const report = panelRouteOf(page.plan.duties, page.procedure, panelForms)?.duty;
    return stateDutyDoneView(shell, { ...page, duty, isPanelReport: report?.rule === duty.rule });
  },
});
