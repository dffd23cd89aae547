import { randomUUID } from 'node:crypto';
import { addHistory } from '../../database/history.ts';
import { isManager, managersOf } from '../../domain/access.ts';
import { asksInWords } from '../../domain/asks.ts';
import { decideNotNeeded, whyNeeded } from '../../domain/duty-standing.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { decideNotNeededView } from './decide-not-needed.view.ts';
import { dutyOf } from './state-duty-done.ts';
import { insertNotNeeded } from './store.ts';

/** Records that a duty is not needed in this case, and why. Of what the procedure says must be done, only for a manager. */
export const saveNotNeeded = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly rule: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'decide-not-needed' }, async (open) => {
    const { tx, record, capacities, now } = open;
    const duty = dutyOf(open, form.rule);
    const { reason } = insist(decideNotNeeded(readText(typed, 'reason'), { duty, capacities }));
    const id = randomUUID();
    const about = { id, disruptionId: record.id, decidedBy: actor.id, at: now };
    await insertNotNeeded(tx, { ruleId: duty.rule, reason, byManager: isManager(capacities) }, about);
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'decide-not-needed',
      summary: `Decided that this is not needed: ${asksInWords(duty.asks)}. ${reason}`,
      facts: { notNeededId: id, rule: duty.rule, from: duty.standing.is, to: 'not-needed' },
    });
    return `/disruptions/${record.id}`;
  });

export const notNeededForm: FormOnCase<'rule'> = {
  act: 'decide-not-needed',
  save: (service, actor, form, typed, { rule }) => saveNotNeeded(service, actor, { ...form, rule }, typed),
  show: (shell, page) => {
    const { record, capacities, params } = page;
    const duty = dutyOf(page, params.rule);
    const managers = managersOf(record).map(({ name }) => name);
    return decideNotNeededView(shell, { ...page, duty, needed: whyNeeded(duty, capacities), managers });
  },
};
