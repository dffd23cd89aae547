import { randomUUID } from 'node:crypto';
import { addAction } from '../../database/actions.ts';
import { addAnswer } from '../../database/arrangements.ts';
import { addHistory } from '../../database/history.ts';
import { mayDo, minutesAreOpen } from '../../domain/access.ts';
import { ownersOn, recordAction } from '../../domain/action.ts';
import type { ChecklistAnswer } from '../../domain/case.ts';
import { answerMatter, type ChecklistRow, checklistOf } from '../../domain/checklist.ts';
import type { Problem } from '../../domain/result.ts';
import { readDate, readText, type Typed, typedDate } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { answerMatterView } from './answer-matter.view.ts';
import { matterInWords } from './see-arrangements.view.ts';

type Named = { readonly item: string; readonly about: string };

/** The matter of an address. Throws a 404 where the case has none of that name. */
const matterOn = ({ procedure, record, calendar }: OpenCase, { item, about }: Named): ChecklistRow => {
  const { rows } = checklistOf(procedure, record, calendar);
  const row = rows.find((one) => one.itemKey === item && one.about === about);
  if (row === undefined) throw notThere();
  return row;
};

const answers = ['done', 'not-needed', 'open'] as const;

/** A field of a problem with an action, as this form names it. */
const fieldOfAction: Readonly<Record<string, string>> = {
  what: 'what',
  owner: 'owner',
  ownerName: 'ownerName',
};

/** Makes a matter an action, by the rule of actions; answers its id. */
const makeAction = async (open: OpenCase, typed: Typed): Promise<string> => {
  const { tx, record, actor, now: at, today } = open;
  if (!mayDo('record-action', open.capacities))
    insist({ ok: false, problems: [{ field: 'is', message: 'Somebody who records actions makes it one' }] });
  const choice = readText(typed, 'owner');
  const owner =
    choice === 'other'
      ? { personId: null, name: readText(typed, 'ownerName') }
      : (ownersOn(record).find((one) => one.choice === choice) ?? null);
  const decision = recordAction(
    { what: readText(typed, 'what'), owner, dueOn: readDate(typed, 'dueOn') },
    today,
  );
  const action = insist(
    decision.ok
      ? decision
      : {
          ok: false as const,
          problems: decision.problems.map(
            (problem): Problem => ({ ...problem, field: fieldOfAction[problem.field] ?? 'dueOn' }),
          ),
        },
  );
  const id = randomUUID();
  const meetingId = record.meeting !== null && minutesAreOpen(record) ? record.meeting.id : null;
  await addAction(tx, action, { id, disruptionId: record.id, meetingId, by: actor, at });
  return id;
};

const wordsOf: Readonly<Record<ChecklistAnswer['is'], string>> = {
  done: 'done',
  'not-needed': 'not needed',
  action: 'made an action',
  open: 'taken back',
};

/** Says what became of a matter: done, not needed, or an action (PG-9e); or takes back what was said. */
export const saveAnswer = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string } & Named,
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'record-arrangement' }, async (open) => {
    const { tx, record, now: at, today } = open;
    const row = matterOn(open, form);
    const { itemKey, about, says, whom } = row;
    const chosen = readText(typed, 'is');
    const nothing = { told: '', doneBy: '', doneOn: null, evidence: '', reason: '' };
    const answer =
      chosen === 'action'
        ? { ...nothing, is: 'action' as const, actionId: await makeAction(open, typed) }
        : {
            ...insist(
              answerMatter(
                {
                  is: answers.find((one) => one === chosen) ?? null,
                  told: readText(typed, 'told'),
                  doneBy: readText(typed, 'doneBy'),
                  doneOn: readDate(typed, 'doneOn'),
                  evidence: readText(typed, 'evidence'),
                  reason: readText(typed, chosen === 'open' ? 'takenBack' : 'reason'),
                },
                { row, brokeDownOn: record.brokeDownOn, today },
              ),
            ),
            actionId: null,
          };
    await addAnswer(
      tx,
      { itemKey, about, says, whom, ...answer },
      { disruptionId: record.id, by: actor, at },
    );
    await addHistory(tx, record.id, {
      ...{ at, by: actor, act: 'record-arrangement' },
      summary: `Said of “${says}”: ${wordsOf[answer.is]}`,
      facts: { item: itemKey, is: answer.is },
    });
    return `/disruptions/${record.id}/arrangements`;
  });

/** What is known already: who is told, who says so, and what an action would be. */
const filledIn = (row: ChecklistRow, actor: Actor): Typed => ({
  told: row.about.startsWith('child-') ? '' : row.whom,
  doneBy: actor.name,
  what: matterInWords(row),
  ...typedDate('dueOn', row.dueOn),
});

/** The form in which somebody says what became of one matter. */
export const matterForm: FormOnCase<'item' | 'about'> = {
  act: 'record-arrangement',
  save: (service, actor, form, typed, { item, about }) =>
    saveAnswer(service, actor, { ...form, item, about }, typed),
  show: (shell, open) => {
    const row = matterOn(open, open.params);
    const typed = Object.keys(open.typed).length === 0 ? filledIn(row, open.actor) : open.typed;
    const mayMakeAction = mayDo('record-action', open.capacities);
    return answerMatterView(shell, { ...open, typed, row, mayMakeAction, owners: ownersOn(open.record) });
  },
};
