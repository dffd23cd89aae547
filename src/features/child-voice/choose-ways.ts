import { addHistory } from '../../database/history.ts';
import { chooseWays } from '../../domain/voice.ts';
import { readDate, readList, readText, type Typed, typedDate } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { childOf, voicePage } from './child-of.ts';
import { chooseWaysView } from './choose-ways.view.ts';
import { insertChoice } from './store.ts';

/** Records how a child wants to be heard, as it was chosen with them and their worker (DC-2b). */
const saveWays = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly childId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'support-child' }, async ({ tx, record, now, today }) => {
    const child = childOf({ record }, form.childId);
    const choice = insist(
      chooseWays(
        {
          childId: child.id,
          ways: readList(typed, 'ways'),
          interpreter: readText(typed, 'interpreter'),
          signs: readText(typed, 'signs'),
          chosenWith: readText(typed, 'chosenWith'),
          chosenOn: readDate(typed, 'chosenOn'),
        },
        { child, today },
      ),
    );
    await insertChoice(tx, choice, {
      ...{ disruptionId: record.id, childId: child.id },
      ...{ recordedBy: actor.id, at: now },
    });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'support-child',
      summary: `Recorded how ${child.givenName} wants to be heard`,
      facts: { childId: child.id, ways: choice.ways, chosenOn: choice.chosenOn },
    });
    return voicePage(record, child.id);
  });

export const waysForm: FormOnCase<'childId'> = {
  act: 'support-child',
  atFirst: ({ today }) => typedDate('chosenOn', today),
  save: (service, actor, form, typed, { childId }) => saveWays(service, actor, { ...form, childId }, typed),
  show: (shell, page) => chooseWaysView(shell, { ...page, child: childOf(page, page.params.childId) }),
};
