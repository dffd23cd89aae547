import { randomUUID } from 'node:crypto';
import { addHistory } from '../../database/history.ts';
import { recordView } from '../../domain/child-view.ts';
import { withholdableFrom } from '../../domain/minutes.ts';
import { readDate, readList, readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { recordViewView } from './record-view.view.ts';
import { insertView } from './store.ts';

/** Records what a child said or showed, word for word, with where it comes from (DC-2b). */
export const saveView = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string; readonly id?: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'record-views' }, async ({ tx, record, now, today }) => {
    const { children } = record.placement;
    const [only] = children;
    const view = insist(
      recordView(
        {
          childId: children.length === 1 && only ? only.id : readText(typed, 'childId'),
          words: readText(typed, 'words'),
          whoseWords: readText(typed, 'whoseWords'),
          how: readText(typed, 'how'),
          saidOn: readDate(typed, 'saidOn'),
        },
        { children, today },
      ),
    );
    const chosen = readList(typed, 'withheldFrom');
    const withheldFrom = withholdableFrom.filter((reader) => chosen.includes(reader));
    const id = form.id ?? randomUUID();
    await insertView(
      tx,
      { ...view, id, withheldFrom },
      { disruptionId: record.id, recordedBy: actor.id, at: now },
    );
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'record-views',
      summary: `Recorded ${children.find((child) => child.id === view.childId)?.givenName}’s views and feelings`,
      facts: { viewId: id, whoseWords: view.whoseWords, saidOn: view.saidOn, withheldFrom },
    });
    return `/disruptions/${record.id}${readText(typed, 'back') === 'minutes' ? '/minutes' : ''}#views`;
  });

export const viewForm: FormOnCase = {
  act: 'record-views',
  atFirst: (_, { back }) => ({ back }),
  save: saveView,
  show: recordViewView,
};
