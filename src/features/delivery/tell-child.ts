import { addHistory } from '../../database/history.ts';
import type { CaseRecord, Child } from '../../domain/case.ts';
import { recordTold } from '../../domain/child-told.ts';
import { inWords } from '../../domain/dates.ts';
import { readDate, readText } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere } from '../case-door.ts';
import { tellChildView } from './held.view.ts';
import { insertTold } from './held-store.ts';

const childOf = ({ placement }: CaseRecord, childId: string): Child => {
  const child = placement.children.find(({ id }) => id === childId);
  if (child === undefined) throw notThere();
  return child;
};

/** Records that a child was told of the meeting, or why not yet; what waited for that is sent. */
export const tellChildForm: FormOnCase<'childId'> = {
  act: 'tell-child',
  save: (service, actor, form, typed, { childId }) =>
    changeCase(service, actor, { ...form, act: 'tell-child' }, async ({ tx, record, now, today }) => {
      const child = childOf(record, childId);
      const told = insist(
        recordTold(
          {
            told: readText(typed, 'told'),
            toldOn: readDate(typed, 'toldOn'),
            how: readText(typed, 'how'),
            reason: readText(typed, 'reason'),
          },
          { child, today },
        ),
      );
      await insertTold(tx, told, {
        disruptionId: record.id,
        childId: child.id,
        recordedBy: actor.id,
        at: now,
      });
      await addHistory(tx, record.id, {
        at: now,
        by: actor,
        act: 'tell-child',
        summary: told.told
          ? `Recorded that ${child.givenName} was told of the meeting on ${inWords(told.toldOn)}`
          : `Recorded why ${child.givenName} is not told of the meeting yet`,
        facts: { childId: child.id },
      });
      return `/disruptions/${record.id}/preparation`;
    }),
  show: (shell, { record, params, typed, problems }) =>
    tellChildView(shell, { record, child: childOf(record, params.childId), typed, problems }),
};
