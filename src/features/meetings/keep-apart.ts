import { addHistory } from '../../database/history.ts';
import { insertKeptApart } from '../../database/kept-apart.ts';
import { recordKeptApart } from '../../domain/keep-apart.ts';
import { readDate, readList, readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { keepApartView } from './keep-apart.view.ts';
import { everybodyAsked } from './meeting-form.ts';

/** Records people who must not meet. The history says that somebody did, and not of whom. */
const saveRecord = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'keep-apart' }, async (open) => {
    const { tx, record, now, today } = open;
    const recorded = insist(
      recordKeptApart(
        {
          oneSide: readList(typed, 'oneSide'),
          otherSide: readList(typed, 'otherSide'),
          why: readText(typed, 'why'),
          note: readText(typed, 'note'),
          isUnseen: readText(typed, 'isUnseen') === 'yes',
          sinceOn: readDate(typed, 'sinceOn'),
          decidedBy: readText(typed, 'decidedBy'),
        },
        { could: everybodyAsked(open), today },
      ),
    );
    await insertKeptApart(tx, record.id, recorded, { by: actor.id, at: now });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'keep-apart',
      summary: 'Recorded who must not meet',
    });
    return `/disruptions/${record.id}/apart`;
  });

export const keepApartForm: FormOnCase = {
  act: 'keep-apart',
  save: saveRecord,
  show: (shell, page) => keepApartView(shell, { ...page, could: everybodyAsked(page) }),
};
